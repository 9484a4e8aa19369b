"""Mail that is stored before it is sent."""
