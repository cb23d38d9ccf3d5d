"""What stands beside the positions, in the words in which people give it."""

import pytest

from facilitator.core.rounds.besides import About, Ahead, Answered, Beside, Unnamed, read_beside


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("consent ahead", Ahead(None)),
        ("CONSENT AHEAD 2", Ahead(2)),
        ("I consent ahead of objection 12.", Ahead(12)),
        ("consent ahead #3", Ahead(3)),
        ("consent, ahead of the objection", Ahead(None)),
        ("object unnamed it floods", Unnamed("it floods")),
        ("OBJECT UNNAMED because it floods", Unnamed("because it floods")),
        ("I object anonymously: it floods\nin spring", Unnamed("it floods\nin spring")),
        ("Objection (unnamed), it floods", Unnamed("it floods")),
        ("I object without my name: it floods", Unnamed("it floods")),
        ("object unnamed", Unnamed("")),
        ("question about=1 How deep?", About(1, "How deep?")),
        ("Question about objection 2: until when?", About(2, "until when?")),
        ("question about #2 until when?", About(2, "until when?")),
        ("question about=1", About(1, "")),
        ("ANSWER A hand deep.", Answered(None, "A hand deep.")),
        ("answer 2 A hand deep.", Answered(2, "A hand deep.")),
        ("Answer to objection 2: a hand", Answered(2, "a hand")),
    ],
)
def test_each_is_read_by_its_own_words(text: str, found: Beside) -> None:
    """Case and the marks between do not matter."""
    assert read_beside(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "consent",
        "consent ahead of schedule",
        "I consent, ahead of all the others who dither",
        "object because unnamed people were asked",
        "Object unnamedly",
        "question about the hose",
        "question about 2 beds: why two?",
        "question 1 about=2",
        "answer",
        "The answer is: a hand deep",
        "answers are due on Friday",
        "",
    ],
)
def test_other_talk_is_none_of_it(text: str) -> None:
    """Whatever only looks like one of them is read as it always was."""
    assert read_beside(text) is None
