"""Forgetting somebody: what is theirs goes out of every table, every message and every file."""
