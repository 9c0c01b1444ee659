"""Shared furniture: text shaped, measured and wrapped; frame, brackets, legends. Knows no chart kind."""
