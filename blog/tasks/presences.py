"""Jobs of presences: nobody is followed for longer than the notice needs."""

from procrastinate.contrib.django import app

from blog.models import Presence


@app.periodic(cron="23 * * * *")
@app.task(name="erase_old_presences", queueing_lock="erase_old_presences")
def erase_old_presences(timestamp: int) -> None:
    """Erase who had which article open over an hour ago."""
    Presence.objects.past_keeping().delete()
