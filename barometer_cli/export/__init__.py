"""Figures to files: what is stale, drawn in parallel, written whole or not at all, with a manifest of what is there."""
