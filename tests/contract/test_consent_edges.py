"""Every edge case of a decision (decisions.md §4.5, and its rows 22, 27, 28) is shown somewhere.

A row names the meeting that shows it as the people in it see it, or the test that proves it. Whoever
takes one of these away, or renames it, is told here which edge is no longer shown.
"""

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

SHOWN: dict[str, tuple[str, ...]] = {
    "somebody joins while it is open": ("transcripts/joins_mid_vote.txt",),
    "somebody leaves while it is open": ("transcripts/leaves_mid_vote.txt",),
    "somebody changes their answer": (
        "transcripts/changes_vote.txt",
        "core/test_consent_besides.py::test_a_quick_correction_is_quiet_and_a_change_is_said",
    ),
    "an answer after the close": ("transcripts/vote_after_close.txt",),
    "an objection after the close": ("transcripts/late_objection_reviewed.txt",),
    "amended after answers, the same again": ("transcripts/consent_by_mail.txt",),
    "amended after answers, given ahead": ("transcripts/standing_consent.txt",),
    "the proposer withdraws, another takes it up": ("transcripts/taken_up_again.txt",),
    "the proposer vanishes": ("transcripts/loops_spent.txt", "transcripts/chair_of_a_decision.txt"),
    "the host is absent": ("transcripts/chair_of_a_decision.txt",),
    "one eligible member": ("transcripts/alone_decides.txt",),
    "the proposer is no judge of an objection": (
        "transcripts/examine_doubt.txt",
        "core/test_examining.py",
    ),
    "everyone else stands aside, passes or leaves": ("transcripts/everyone_stands_aside.txt",),
    "the deadline passes while the service is down": (
        "mail/test_decision_edges.py::test_a_deadline_in_a_time_we_were_away_is_moved_and_said",
        "core/test_consent.py::test_an_outage_after_an_early_close_gives_the_right_back",
    ),
    "whose clock": ("core/test_consent.py::test_a_letter_accepted_late_keeps_its_full_time",),
    "an objection is withdrawn": (
        "core/test_consent.py::test_withdraw_takes_what_the_sender_owns",
    ),
    "the objector leaves": ("transcripts/orphan_adopted.txt",),
    "an objection without a name": (
        "transcripts/unnamed_objection.txt",
        "transcripts/unnamed_in_chat.txt",
        "transcripts/unnamed_too_few.txt",
        "properties/test_consent_besides.py",
    ),
    "one person by chat and by mail": ("transcripts/two_answers_two_channels.txt",),
    "mail from an unknown address": (
        "mail/test_decision_edges.py::test_a_strangers_position_is_held_for_the_hosts",
        "mail/test_decision_edges.py"
        "::test_a_request_answered_from_an_unknown_address_waits_for_its_member",
    ),
    "a forwarded request": (
        "mail/test_decision_edges.py"
        "::test_a_forwarded_request_counts_for_nobody_before_its_member_says_so",
    ),
    "an out of office as an answer": (
        "mail/test_decision_edges.py::test_an_out_of_office_is_no_answer_and_marks_its_member_away",
    ),
    "free words that are not clear": ("transcripts/free_answers.txt",),
    "a member takes their answer back, a host hides words": ("transcripts/redacted_answers.txt",),
    "a banned member": ("security/test_banned.py::test_a_banned_member_is_out_of_the_count",),
    "two members stop the clock": ("transcripts/paused_by_two.txt",),
    "a fault is found": ("transcripts/voided.txt",),
}
"""The edge, and where it is shown: a file below ``tests``, or a test in one."""


@pytest.mark.parametrize("edge", SHOWN)
def test_every_edge_is_shown(edge: str) -> None:
    """The meeting or the test that a row names is there."""
    for place in SHOWN[edge]:
        file, _, test = place.partition("::")
        assert (TESTS / file).is_file(), f"{edge}: {file} is gone"
        if test:
            assert f"def {test}(" in (TESTS / file).read_text(encoding="utf-8"), f"{edge}: {test}"
