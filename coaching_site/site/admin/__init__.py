"""The admin of the practice: its addresses, its first page, its order, the way to it."""
