"""What the admin classes of every app build on."""
