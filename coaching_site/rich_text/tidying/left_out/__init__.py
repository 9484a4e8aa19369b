"""What a text loses when it is tidied, each with what the author hears about it."""
