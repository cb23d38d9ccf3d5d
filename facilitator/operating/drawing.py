"""``docs/consent.md``, with its diagrams and tables drawn from the table of transitions.

``python -m facilitator.operating.drawing`` writes it into the checkout; a test says when it is stale.
"""

from pathlib import Path

from facilitator.core.rounds.consent.drawing import filled

PAGE = Path("docs") / "consent.md"


def main() -> None:
    """Draw the page of the checkout that this module stands in anew."""
    page = Path(__file__).resolve().parents[2] / PAGE
    page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
