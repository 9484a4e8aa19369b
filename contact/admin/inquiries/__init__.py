"""The requests of the admin: list, board, one request, and the pages beside them."""
