"""What was put live twice before this release goes on saying when it was changed."""

from django.db import migrations
from django.db.models import Count, F, Q


def tell_corrections(apps, schema_editor):
    Article = apps.get_model("blog", "Article")
    shown = Count("versions", filter=~Q(versions__published_at=None))
    twice = Article.objects.annotate(shown=shown).filter(shown__gt=1).values("pk")
    Article.objects.filter(pk__in=twice).update(corrected_at=F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "0007_note_corrections"),
    ]

    operations = [
        migrations.RunPython(tell_corrections, migrations.RunPython.noop),
    ]
