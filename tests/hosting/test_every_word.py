"""Codes, commands and words belong together: none without the other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from facilitator.core.reading import COMMANDS, NOT_YET
from facilitator.hosting import speaking
from facilitator.hosting.commands import HANDLERS
from facilitator.hosting.decisions import besides, decisions, objections

ROOT = Path(__file__).parents[2]
ROUND_WORDS = {*speaking.OWN_WORDS, *decisions.POSITIONS, *speaking.HOST_WORDS}
OWNER_WORDS = {"amend", "anew", "withdraw", "resolved", "same", "postpone", *objections.WORDS,
               *besides.WORDS}  # fmt: skip


def sources() -> Iterator[ast.Call]:
    """Every call in the service's own code."""
    for package in ("facilitator", "bridges"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    yield node


def called(name: str) -> set[str]:
    """The first text arguments of every call of ``name``."""
    found = set()
    for call in sources():
        of = (
            call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        )
        if of == name and call.args:
            parts = ast.walk(call.args[0])
            found |= {str(part.value) for part in parts if isinstance(part, ast.Constant)}
    return found


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """Every message of the English catalogue."""
    found = set()
    for path in (ROOT / "config/wording/en").glob("*.ftl"):
        resource = FluentParser().parse(path.read_text())
        found |= {entry.id.name for entry in resource.body if isinstance(entry, ftl.Message)}
    return found


def codes() -> set[str]:
    """Every code of a refusal, whether typed out or kept in an enum."""
    from facilitator.core.rounds.consent import Code
    from facilitator.core.rounds.poll import Code as PollCode

    return called("Refusal") | {code.value for code in (*Code, *PollCode)}


def test_every_refusal_has_words(messages: set[str]) -> None:
    """A person who is told no is told why (style 5.5)."""
    assert {f"refused-{code}" for code in codes()} - messages == set()


def test_no_refusal_words_are_orphans(messages: set[str]) -> None:
    """Words that nothing says are deleted."""
    refused = {m.removeprefix("refused-") for m in messages if m.startswith("refused-")}
    assert refused - codes() == set()


def test_every_command_is_served_or_said_to_come_later() -> None:
    """The table of commands and those who serve them hold together."""
    served = {"ping", "hand", *HANDLERS, *ROUND_WORDS, *OWNER_WORDS}
    assert set(COMMANDS) == served | NOT_YET
    assert served & NOT_YET == set()


def test_every_own_word_has_an_acknowledgement() -> None:
    """An answer typed in a room is acknowledged by a reaction (contract §3)."""
    assert set(speaking.ACKS) == set(speaking.OWN_WORDS)
    assert set(decisions.ACKS) == set(decisions.POSITIONS.values())
