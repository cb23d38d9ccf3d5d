"""Decisions on every surface: proposing, answering, objections, the steps before, voiding."""
