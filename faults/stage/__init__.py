"""Where faults happen: the whole site, its visitors, its database, and what is asked of answers."""
