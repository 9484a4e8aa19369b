"""Static files are collected when they changed, and only then."""

import pytest

from demo import static_files


@pytest.fixture
def static_folder(settings, tmp_path, monkeypatch):
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "a.css").write_text("a {}")
    settings.BASE_DIR = tmp_path
    settings.STATICFILES_DIRS = [folder]
    settings.STATIC_ROOT = tmp_path / "collected"
    monkeypatch.setattr(static_files, "INPUTS", (folder,))
    monkeypatch.setattr(static_files, "FINGERPRINT", tmp_path / "collected" / "collected-from.txt")
    return folder


def test_they_are_collected_once_and_again_after_a_change(static_folder):
    assert static_files.collect_if_changed()
    assert not static_files.collect_if_changed()

    (static_folder / "a.css").write_text("a { color: red }")

    assert static_files.collect_if_changed()
