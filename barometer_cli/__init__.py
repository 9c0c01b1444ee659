"""Weighted survey figures with captions that are computed, not typed."""
