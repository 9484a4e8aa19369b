"""How many articles each list holds, month by month, so that no page counts a hundred thousand."""

from django.db import models


class MonthCount(models.Model):
    """The articles with a moment and without an end that one list holds of one month.

    Kept by triggers (migration 0012), so that raw SQL and bulk updates are counted too, by the
    clock of the SQL function `blog_zone()`. Nobody writes here otherwise. What is scheduled is
    counted already: who asks takes it off, since nothing happens in the database at the moment
    itself (`blog/shelves.py`).
    """

    pk = models.CompositePrimaryKey("shelf", "month")
    shelf = models.CharField(max_length=40)
    month = models.DateField()
    articles = models.IntegerField()

    class Meta:
        verbose_name = "month count"

    def __str__(self) -> str:
        return f"{self.shelf} {self.month:%Y-%m}: {self.articles}"
