"""Lets the lists of the admin be sorted, paged and searched by indexes alone."""

import coaching_site.database.word_search
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("outbox", "0001_outgoing_mail"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(fields=["-created_at", "-id"], name="mails_newest_first"),
        ),
        migrations.AddIndex(
            model_name="outgoingmail",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    coaching_site.database.word_search.Words("subject"),
                    coaching_site.database.word_search.Words("recipient"),
                    config="simple",
                ),
                name="mails_by_word",
            ),
        ),
    ]
