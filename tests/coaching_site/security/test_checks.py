"""Settings with which the site would start and not work are named before it does."""

from pathlib import Path

import pytest
from django.core.checks import Tags, run_checks
from pytest_django import Settings


def found() -> dict[str, str]:
    """Return what `check --deploy` says of our own."""
    messages = run_checks(tags=[Tags.security], include_deployment_checks=True)
    return {each.id: each.msg for each in messages if str(each.id).startswith("coaching_site.")}


@pytest.fixture(autouse=True)
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file that only its owner may read, in the place of the `.env` of this machine."""
    file = tmp_path / ".env"
    file.touch(0o600)
    monkeypatch.setattr("coaching_site.security.checks.ENV_FILE", file)
    return file


@pytest.fixture(autouse=True)
def stated_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXY_COUNT", "0")


def test_what_works_is_not_named(media_folder: Path, settings: Settings) -> None:
    assert found() == {}
    assert [file.name for file in media_folder.iterdir()] == [".env"]

    settings.MEDIA_ROOT = media_folder / "later" / "media"
    assert found() == {}
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("place", ["", "media", "a/b/c"])
def test_a_media_folder_that_cannot_be_written_is_refused(
    settings: Settings, tmp_path: Path, place: str
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    folder = settings.MEDIA_ROOT = in_the_way / place
    words = f"MEDIA_ROOT cannot be written: Not a directory ({folder})."
    assert found() == {"coaching_site.E001": words}


@pytest.mark.parametrize(
    ("proxies", "redirects", "names"),
    [(0, True, {"coaching_site.E002"}), (1, True, set()), (0, False, set())],
)
def test_a_page_that_redirects_to_itself_is_refused(
    settings: Settings, proxies: int, redirects: bool, names: set[str]
) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    settings.SECURE_SSL_REDIRECT = redirects
    assert set(found()) == names


@pytest.mark.parametrize("redirects", [True, False])
def test_a_number_of_proxies_that_nobody_states_is_asked_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, redirects: bool
) -> None:
    """Without it each visitor behind a proxy uses up the limits of all."""
    monkeypatch.delenv("TRUSTED_PROXY_COUNT")
    settings.SECURE_SSL_REDIRECT = redirects
    assert set(found()) == {"coaching_site.E004"}


@pytest.mark.parametrize(
    ("mode", "names"),
    [(0o644, {"coaching_site.E003"}), (0o602, {"coaching_site.E003"}), (0o640, set())],
)
def test_an_env_file_that_everybody_may_read_or_change_is_refused(
    env_file: Path, mode: int, names: set[str]
) -> None:
    env_file.chmod(mode)
    assert set(found()) == names


def test_no_env_file_at_all_is_fine(env_file: Path) -> None:
    env_file.unlink()
    assert found() == {}
