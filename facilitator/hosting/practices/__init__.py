"""Practices: a format held step by step, at one table or at several; and the shelf they stand on."""
