"""What an inquiry and its asker say to each other, and where it is read."""
