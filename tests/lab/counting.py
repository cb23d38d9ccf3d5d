"""Ids in order instead of by chance, so that what is made from them is the same in every run."""

import itertools


class Counted:
    """What ``ulid.ULID`` is to ``new_id``."""

    numbers = itertools.count(1)

    def __str__(self) -> str:
        return f"{next(Counted.numbers):026}"

    @classmethod
    def begin(cls) -> "type[Counted]":
        """Count from one again."""
        cls.numbers = itertools.count(1)
        return cls
