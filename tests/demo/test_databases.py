"""A folder `var/` of another release is named, and not worked on."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from demo.databases import is_of_another_release

pytestmark = pytest.mark.django_db


def test_a_database_of_this_release_is_gone_on_with():
    assert not is_of_another_release()


@pytest.mark.usefixtures("usual_signals")
def test_the_demo_says_in_one_line_that_an_old_folder_must_go(settings):
    settings.MODE = "demo"
    MigrationRecorder.Migration.objects.create(app="blog", name="0019_gone")

    with pytest.raises(CommandError) as error:
        call_command("demo")

    assert "remove it (rm -r var)" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.usefixtures("usual_signals")
def test_the_demo_says_in_one_line_what_it_ignores_of_a_production(settings, capsys):
    settings.MODE, settings.IGNORED_VARIABLES = "demo", ["DATABASE_URL", "MEDIA_ROOT"]
    MigrationRecorder.Migration.objects.create(app="blog", name="0019_gone")  # it goes no further

    with pytest.raises(CommandError):
        call_command("demo")

    (said,) = capsys.readouterr().out.splitlines()
    assert said == (
        "Ignored, since the demo works on what is its own, in var/ alone: DATABASE_URL, MEDIA_ROOT."
    )
