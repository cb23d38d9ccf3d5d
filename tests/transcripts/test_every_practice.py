"""Every practice on the shelf is shown as a meeting, by people in chat and by mail, to its own end."""

from pathlib import Path

import pytest

from facilitator.formats.library import Library

HERE = Path(__file__).parent
PRACTICES = Library.shipped()


def shown(title: str) -> list[str]:
    """Return the meetings with mail members in which a practice comes to its own end."""
    complete, ended = f"“{title}” is complete. Thank you, everyone.", f"“{title}” ends here"
    texts = {file.stem: file.read_text(encoding="utf-8") for file in HERE.glob("*.txt")}
    return [
        name
        for name, text in texts.items()
        if complete in text and ended not in text and "mail:" in text and "rehearse=yes" not in text
    ]


@pytest.mark.parametrize("name", PRACTICES.names())
def test_every_practice_is_shown_to_its_end_at_both_paces(name: str) -> None:
    """From the first word to the record, nobody ending it before its last step."""
    assert shown(PRACTICES.written(name).title)
