"""How dates and times are written and read, where Django's own ways do not suit."""
