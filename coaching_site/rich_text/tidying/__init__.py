"""What saving repairs in a text: the author pastes, the structure is right."""
