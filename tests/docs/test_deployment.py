"""The files of docs/deployment say what the code says, and faults are measured with them."""

import re
from pathlib import Path

import pytest
from django.test import Client

from coaching_site.environment import BASE_DIR
from faults.stage import proxy
from tests.factories import make_image

FILES = BASE_DIR / "docs/deployment"
NGINX = FILES / "nginx.conf"
HEADER = re.compile(r'add_header (\S+) (?:"([^"]+)"|(\S+?))(?: always)?;')
ADDRESS, MEDIA, WEB = "127.0.0.1:18080", Path("/srv/images"), Path("/srv/web.sock")


@pytest.mark.django_db
def test_the_proxy_sends_images_with_the_headers_that_the_site_gives_them(
    client: Client, media_folder: Path
) -> None:
    answer = client.get(make_image().file.url)
    answer.close()
    documented = {name: one or other for name, one, other in HEADER.findall(NGINX.read_text())}
    assert documented == {name: answer.headers.get(name) for name in documented}
    assert set(documented) >= {
        "Cache-Control",
        "Content-Security-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "X-Content-Type-Options",
    }


def test_the_proxy_keeps_no_log_of_who_read_what() -> None:
    servers = NGINX.read_text().split("\nserver {")[1:]
    assert len(servers) == 2
    assert all("    access_log off;" in server for server in servers)


def test_nginx_asks_at_the_socket_that_systemd_holds() -> None:
    unit = (FILES / "coaching-site.socket").read_text()
    held = re.findall(r"^ListenStream=(\S+)$", unit, re.MULTILINE)
    assert re.findall(r"proxy_pass http://unix:(\S+);", NGINX.read_text()) == held


def test_faults_are_measured_behind_the_documented_proxy() -> None:
    conf = proxy.nginx_conf(ADDRESS, MEDIA, WEB)
    assert re.findall(r"^ +listen (.+);$", conf, re.MULTILINE) == [ADDRESS]
    assert f"proxy_pass http://unix:{WEB};" in conf
    assert f"alias {MEDIA}/;" in conf
    assert "ssl_" not in conf
    for kept in ("client_max_body_size", "proxy_set_header", "proxy_buffers", "add_header"):
        lines = [line for line in NGINX.read_text().splitlines() if kept in line]
        assert lines
        assert all(line in conf for line in lines)


def test_a_documented_proxy_that_changed_its_form_is_not_measured_by_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "nginx.conf"
    changed.write_text(NGINX.read_text().replace("/run/", "/var/run/site/"))
    monkeypatch.setattr(proxy, "DOCUMENTED", changed)
    with pytest.raises(ValueError, match=r"has no /run/"):
        proxy.nginx_conf(ADDRESS, MEDIA, WEB)
