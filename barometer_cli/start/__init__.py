"""What a stranger begins with: a figure of a kind, or a whole project from a file of numbers, that is drawn at once."""
