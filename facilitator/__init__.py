"""Facilitator: one round, two paces — circles in Matrix and mail."""

__version__ = "0.1.0"
