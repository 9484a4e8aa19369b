"""One rule each for what a text from outside may hold, and for what stands in it."""
