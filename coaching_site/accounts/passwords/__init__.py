"""What a password may be, and how somebody gets a new one by mail."""
