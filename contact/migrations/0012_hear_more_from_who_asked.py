"""Who asked may add something, which waits until it is answered."""

import datetime
from django.db import migrations, models

from coaching_site.database.new_rules import looking_first

REACH = (
    datetime.datetime(1899, 12, 31, tzinfo=datetime.UTC),
    datetime.datetime(2101, 1, 2, tzinfo=datetime.UTC),
)
COLUMNS = ["asker_waits_since", "consented_at", "created_at", "state_changed_at"]
RULES = [
    (
        "inquiry",
        models.CheckConstraint(
            condition=models.Q(*((f"{column}__range", REACH) for column in COLUMNS)),
            name="inquiry_has_moments_in_reach",
        ),
    )
]


class Migration(migrations.Migration):
    dependencies = [
        ("contact", "0011_talk_about_requests"),
    ]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="asker_waits_since",
            field=models.DateTimeField(editable=False, null=True, verbose_name="added something"),
        ),
        migrations.AddIndex(
            model_name="inquiry",
            index=models.Index(
                condition=models.Q(("asker_waits_since__isnull", False)),
                fields=["asker_waits_since"],
                name="inquiries_added_to",
            ),
        ),
        migrations.RemoveConstraint(model_name="inquiry", name="inquiry_has_moments_in_reach"),
        *looking_first("contact", RULES),
    ]
