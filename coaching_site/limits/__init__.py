"""How often somebody may do something, and how a visitor is told from others for that."""
