"""How articles are shown, with all around them: functions that fill pieces of `templates/blog`."""
