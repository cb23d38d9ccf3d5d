"""Who is new: a practice turn before their first round, and the zone they live in, asked once."""
