"""Circles: founding them, their rooms and doors; circles of two, and pairs who meet."""
