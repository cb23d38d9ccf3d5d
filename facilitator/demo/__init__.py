"""The demo: an embedded homeserver, mail on loopback, and simulated members.

Nothing of the running service imports this package.
"""
