"""Public pages, answered from memory for as long as nothing in them changed.

`decorators` is how a view says what its page depends on, `expiry` when pages change by themselves,
`responses` holds a page as it is sent, `store` keeps as many as fit, `listener` hears from
PostgreSQL what changed, `layer` puts them before Django, and `purging` tells a CDN.
Why so: docs/decisions/page-cache.md.
"""
