"""Scene to bytes: one file per format."""
