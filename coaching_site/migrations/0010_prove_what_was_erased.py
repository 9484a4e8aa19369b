"""An erasing leaves a proof that names nobody."""

import datetime
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coaching_site", "0009_say_what_is_announced"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasureProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(db_index=True, editable=False, max_length=64)),
                ("counts", models.JSONField(default=dict, editable=False, verbose_name="how many")),
                (
                    "at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="when"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "proof of erasing",
                "verbose_name_plural": "proofs of erasing",
                "ordering": ["-at", "-pk"],
                "permissions": [
                    ("handle_personal_data", "Can look up, hand over and erase people")
                ],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "at__range",
                                (
                                    datetime.datetime(1899, 12, 31, 0, 0, tzinfo=datetime.UTC),
                                    datetime.datetime(2101, 1, 2, 0, 0, tzinfo=datetime.UTC),
                                ),
                            )
                        ),
                        name="erasureproof_has_moments_in_reach",
                    )
                ],
            },
        ),
    ]
