"""What happens while the database is away, busy or read-only: an answer soon, and nothing lost."""
