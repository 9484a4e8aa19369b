"""Public pages, answered from memory for as long as nothing in them changed.

`pages` is how a view says what its page shows, `answers` holds a page as it is sent, `store` keeps
as many as fit, `news` hears from PostgreSQL what changed, and `layer` puts them before Django.
Why so: docs/decisions/page-cache.md.
"""
