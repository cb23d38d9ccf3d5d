"""The log of decisions: each fact bound to the one before it, taken away whole, counted again."""
