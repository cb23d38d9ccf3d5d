"""Measures taken from outside: the service as a separate process, beside a homeserver of paper."""
