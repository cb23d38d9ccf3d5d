"""Chance is the shell's: it becomes part of a fact, so that what follows can be told again exactly."""

import random
from secrets import token_hex
from typing import TypeVar

T = TypeVar("T")

CHANCE = random.SystemRandom()


def shuffle(things: list[T]) -> None:
    """Put things into an order by chance."""
    CHANCE.shuffle(things)


def seed() -> str:
    """Return chance to be kept: who knows it knows every order that comes of it, so it is secret."""
    return f"{CHANCE.getrandbits(128):032x}"


def salt() -> str:
    """Return sixteen octets by chance, as hexadecimal digits: with them nobody can guess what is hidden."""
    return token_hex(16)
