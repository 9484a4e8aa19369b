"""Who gets in, how often somebody may try, and what is remembered of it."""
