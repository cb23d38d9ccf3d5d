"""Rhythms: what comes back by itself, kept as our data and rung by the alarms."""
