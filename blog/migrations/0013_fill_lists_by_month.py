"""Gives the lists that there are their moments and counts."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0012_lists_by_month")]

    operations = [migrations.RunSQL("SELECT blog_list_anew()", migrations.RunSQL.noop)]
