"""The laboratory: a real homeserver, real people, a real PostgreSQL, all on loopback."""
