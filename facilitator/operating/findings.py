"""What a look at an installation found, one line each: ok, or what is wrong and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of ``check`` or ``doctor``.

    ``note`` is something to know that is not wrong: a choice with a price, or what could not be
    looked at from here. ``todo`` says what to do about it.
    """

    state: Literal["ok", "note", "wrong"]
    subject: str
    told: str
    todo: str = ""

    def line(self) -> str:
        """Return it as one line of text, whatever a peer or a driver put into it."""
        told = f"{self.state:<6} {self.subject}: {self.told}"
        return " ".join((told + (f" → {self.todo}" if self.todo else "")).splitlines())


def ok(subject: str, told: str) -> Finding:
    """All is well."""
    return Finding("ok", subject, told)


def note(subject: str, told: str, todo: str = "") -> Finding:
    """Nothing is wrong, and this is good to know."""
    return Finding("note", subject, told, todo)


def wrong(subject: str, told: str, todo: str) -> Finding:
    """This does not work, and this is what helps."""
    return Finding("wrong", subject, told, todo)


def is_good(findings: Iterable[Finding]) -> bool:
    """Say whether nothing is wrong."""
    return all(finding.state != "wrong" for finding in findings)
