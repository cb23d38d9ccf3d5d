"""The log of decisions: anybody can count it again, and nobody can change it unseen."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from facilitator.core.chain import code_of
from facilitator.hosting.forms import FORMS
from facilitator.hosting.journal import exporting
from facilitator.hosting.journal.chaining import fact_of, rows_of
from facilitator.hosting.journal.recounting import Unreadable, read, recount
from facilitator.hosting.register.taking_away import written
from facilitator.operating.doctor import examine
from facilitator.operating.findings import is_good
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from tests.lab.once import ENGLISH
from tests.transcripts.meeting import Meeting

OPEN = """\
circle crew Garden: ana(host), ben, eli, fay; mail: cy, di
ben> !propose We water the beds at six.
ana re card> consent
eli +👍 card
cy@ I object because the gate is locked until half past six.
di@ PASS
ben> !amend We water the beds at seven.
eli +🔁 last
ana re card> concern it is early, mind the marrowfat
cy re "version 2"@ consent
di re "version 2"@ CONCERN the medlars sleep late
fay> !consent
+20m
"""
SEALED = """\
circle crew Garden: ana(host), ben, eli; mail: cy, di
ben> !propose sealed=yes We paint the shed green.
ana>> consent
eli>> concern Too green for marrowfat
cy re "paint"@ consent
di re "paint"@ PASS
+20m
"""
SILENT = """\
circle crew Garden: ana(host), ben, eli, fay; mail: cy, di
fay>> !away 2w
ben> !propose window=2d silence=others_decide We water the beds at six.
ana re card> consent
eli>> !pace slow
di@ CONSENT
ana +⏳ card
+12d
"""

UNNAMED = """\
circle crew Garden: ana(host), ben, eli, fay; mail: cy, di
ben> !propose We water the beds at six.
ana re card> consent
fay re card> consent
cy@ consent
di@ consent
eli>> object unnamed The marrowfat drowns
ben> !amend We water the beds at seven.
eli>> !resolved 1
ana re card> consent
fay re card> consent
eli>> !consent
cy re "version 2"@ consent
di re "version 2"@ consent
+20m
"""


async def taken_away(meeting: Meeting, lines: str, kind: str = "json") -> str:
    """Hold a meeting, and return its decisions as a file."""
    for line in lines.splitlines():
        await meeting.take(line)
    return await exported(meeting, kind)


async def exported(meeting: Meeting, kind: str = "json") -> str:
    """Return the decisions of the circle as a file."""

    def look(connection: Any) -> str:
        ledger = Ledger(connection, meeting.clock.now())
        circle = ledger.all(t.circle, slug="garden")[0]
        rows = exporting.registered(ledger, circle)
        return written(exporting.file_of(ledger, circle, rows), kind, ENGLISH)

    return await meeting.store.read(look)


def wrong_in(text: str) -> list[str]:
    """Return everything that does not hold in a file."""
    return [one for decision in read(text)["decisions"] for one in recount(decision).wrong]


@pytest.mark.parametrize("lines", [OPEN, SEALED, SILENT, UNNAMED])
async def test_what_is_taken_away_can_be_counted_again(meeting: Meeting, lines: str) -> None:
    """Chain, answers and outcome hold."""
    text = await taken_away(meeting, lines)
    assert len(read(text)["decisions"]) == 1
    assert wrong_in(text) == []


@pytest.mark.parametrize("lines", [OPEN, SEALED, SILENT, UNNAMED])
async def test_folding_the_log_gives_the_state(meeting: Meeting, lines: str) -> None:
    """Dec. 4.6, 3: replaying what happened gives what is so; and each entry tells its fact."""
    await taken_away(meeting, lines)

    def look(connection: Any) -> None:
        ledger = Ledger(connection, meeting.clock.now())
        for row in ledger.all(t.round_):
            state, form = None, FORMS[row["form"]]
            for kept in rows_of(ledger, row):
                state = form.evolve(state, fact_of(row, kept))
                assert json.loads(kept["entry"])["fact"]["fact"] == json.loads(kept["fact"])["fact"]
            assert state == codecs.read(form.state, row["state"])

    await meeting.store.read(look)


async def test_who_answered_is_named_and_nobody_else(meeting: Meeting) -> None:
    """Of whoever was silent, away or at their own pace the file tells no name and no such thing."""
    text = await taken_away(meeting, SILENT)
    decision = read(text)["decisions"][0]
    assert {one["name"] for one in decision["answers"]} == {"Ben", "Ana", "Di"}
    for name in ("Eli", "Fay", "Cy", "example.org", "mem_", "@", "$"):
        assert name not in text
    assert re.findall(r'"(?:lane|away|reached|by_mail)"', text) == []
    assert "PresenceChanged" not in text


async def test_who_asked_for_more_time_is_not_told(meeting: Meeting) -> None:
    """Nobody is told in the room, and so nobody is told here."""
    decision = read(await taken_away(meeting, SILENT))["decisions"][0]
    facts = [one["entry"]["fact"] for one in decision["entries"] if "entry" in one]
    more = [fact for fact in facts if fact["fact"] == "TimeAdded"]
    assert more
    assert all("member" not in fact for fact in more)


async def test_a_sealed_one_tells_nobody(meeting: Meeting) -> None:
    """No name, no word, no order of answers; the list has receipts that are no links."""
    text = await taken_away(meeting, SEALED)
    decision = read(text)["decisions"][0]
    for name in ("Ana", "Ben", "Eli", "Cy", "Di", "marrowfat"):
        assert name not in text
    shown = {one["entry"]["fact"]["fact"] for one in decision["entries"] if "entry" in one}
    assert shown == {"Proposed", "Adopted"}
    codes = [one["receipt"] for one in decision["answers"]]
    assert codes == sorted(codes)
    assert len(set(codes)) == 5
    prefixes = {code_of(one["link"]) for one in decision["entries"]}
    assert prefixes.isdisjoint(codes)


async def test_an_objection_without_a_name_stays_without_one(meeting: Meeting) -> None:
    """With all the others named it would be easy to guess: nobody is, in what is taken away."""
    text = await taken_away(meeting, UNNAMED)
    decision = read(text)["decisions"][0]
    assert decision["result"]["version"] == 2
    for told in ("Ana", "Ben", "Eli", "Fay", "Cy", "Di", "marrowfat", "ObjectionRaised"):
        assert told not in text
    assert {"receipt", "position"} == decision["answers"][0].keys()
    assert len(decision["answers"]) == 6


@pytest.mark.parametrize("lines", [OPEN, SEALED])
async def test_each_finds_their_own(meeting: Meeting, lines: str) -> None:
    """The receipt that a person is told stands beside their answer."""
    text = await taken_away(meeting, lines)
    await meeting.take("ana>> !receipt 1")

    def said(connection: Any) -> tuple[str, str]:
        bodies = connection.execute(select(t.outbox.c.body).where(t.outbox.c.act == "Say"))
        told = " ".join(bytes(body).decode() for (body,) in bodies)
        found: list[tuple[str, str]] = re.findall(
            r"your answer is ([\w, ]+)\. Your receipt is \W*(?:u2068)?([A-Z2-7]{5}-[A-Z2-7]{5})",
            told,
        )
        return found[-1]

    position, code = await meeting.store.read(said)
    found = [one for one in read(text)["decisions"][0]["answers"] if one["receipt"] == code]
    assert [one["position"] for one in found] == [
        {"consent": "consent", "consent, with a concern": "concern"}[position]
    ]


# -- what was changed is found -------------------------------------------------------------------


def swapped(d: Any) -> None:
    d["entries"][2], d["entries"][3] = d["entries"][3], d["entries"][2]


def dropped(d: Any) -> None:
    del d["entries"][3]


def last_dropped(d: Any) -> None:
    del d["entries"][-1]


def altered(d: Any) -> None:
    ballot = d["entries"][2]["entry"]["fact"]["ballot"]
    ballot["position"] = "aside" if ballot["position"] != "aside" else "pass"


def code_altered(d: Any) -> None:
    d["code"] = "AAAAA-AAAAA"


def outcome_altered(d: Any) -> None:
    d["result"]["outcome"] = "lapsed"


def counts_altered(d: Any) -> None:
    d["result"]["counts"]["consent"] += 1


def answer_altered(d: Any) -> None:
    d["answers"][0]["position"] = "aside"


def names_swapped(d: Any) -> None:
    one, other = d["answers"][:2]
    one["name"], other["name"] = other["name"], one["name"]


def words_altered(d: Any) -> None:
    opened = next(o for e in d["entries"] for o in e.get("opened", {}).values())
    opened["value"] = "something else"


def number_altered(d: Any) -> None:
    d["number"] += 1


def stands_altered(d: Any) -> None:
    d["stands"] = "dropped"


def form_altered(d: Any) -> None:
    d["form"] = "go_around"


CHANGES = [swapped, dropped, last_dropped, altered, code_altered, outcome_altered, counts_altered,
           answer_altered, names_swapped, words_altered, number_altered, stands_altered,
           form_altered]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
async def test_a_change_is_found(meeting: Meeting, change: Callable[[Any], None]) -> None:
    """Two entries swapped, one dropped, one altered, a head, a number, a name: each is told."""
    file = read(await taken_away(meeting, OPEN))
    changed = copy.deepcopy(file)
    change(changed["decisions"][0])
    assert wrong_in(json.dumps(file)) == []
    assert wrong_in(json.dumps(changed)) != []


async def test_any_octet_of_an_entry_that_is_changed_is_found(meeting: Meeting) -> None:
    """Whatever letter in the entries is another one, it is told, or the file is no file of ours."""
    whole = json.loads(await taken_away(meeting, OPEN))
    entries = json.dumps(whole["decisions"][0]["entries"], ensure_ascii=False)

    @settings(max_examples=150, deadline=None)
    @given(st.integers(0, len(entries) - 1), st.characters(min_codepoint=33, max_codepoint=126))
    def changed(at: int, letter: str) -> None:
        other = f"{entries[:at]}{letter}{entries[at + 1 :]}"
        try:
            told = json.loads(other)
        except ValueError:
            return
        if told == json.loads(entries):
            return  # a blank, or the same letter
        file = copy.deepcopy(whole)
        file["decisions"][0]["entries"] = told
        assert wrong_in(json.dumps(file)) != []

    changed()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "other"}', '{"format": "facilitator-decisions/9"}',
     '{"format": "facilitator-decisions/1"}', '{"format":"facilitator-decisions/1","format":"x"}',
     '{"format":"facilitator-decisions/1","circle":"x","exported":"","decisions":[1]}',
     "[" * 100_000],
)  # fmt: skip
def test_what_is_no_file_of_ours_is_said_so(text: str) -> None:
    """Damaged and foreign files are refused in one line."""
    with pytest.raises(Unreadable):
        read(text)


@settings(max_examples=100, deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda i: st.lists(i) | st.dictionaries(
    st.sampled_from(["entry", "salt", "opened", "link", "commitment", "fact", "n"]), i)))  # fmt: skip
def test_entries_of_any_shape_are_told_not_raised(entries: Any) -> None:
    """Whatever stands in a file, counting it tells what is wrong."""
    decision = {"number": 1, "form": "consent", "closed_by": 1, "code": "", "result": {},
                "stands": "", "answers": [], "entries": entries}  # fmt: skip
    assert recount(decision).wrong != []


# -- letting go ----------------------------------------------------------------------------------


async def test_words_taken_back_leave_the_file_and_the_chain_holds(meeting: Meeting) -> None:
    """The answer counts, the words are hidden for good, and files that had them are removed."""
    before = await taken_away(meeting, OPEN)
    assert "marrowfat" in before
    await meeting.take("eli> !export 1")
    await meeting.take('ana re "concern it is early"> !takeback')
    after = await exported(meeting)
    assert "marrowfat" not in after
    assert wrong_in(after) == []
    assert read(after)["decisions"][0]["code"] == read(before)["decisions"][0]["code"]
    assert await removed(meeting)


async def removed(meeting: Meeting) -> bool:
    """Say whether a file was removed."""

    def look(connection: Any) -> bool:
        rows = connection.execute(select(t.outbox.c.act).where(t.outbox.c.refers.like("export:%")))
        return "Remove" in {row.act for row in rows}

    return await meeting.store.read(look)


async def files_kept(meeting: Meeting) -> int:
    """How many files with decisions our books still have the octets of."""

    def look(connection: Any) -> int:
        asked = select(t.outbox.c.body).where(t.outbox.c.act == "Enclose")
        return sum(b"decision-garden" in bytes(body) for (body,) in connection.execute(asked))

    return await meeting.store.read(look)


async def test_who_is_forgotten_leaves_the_log_and_the_chain_holds(meeting: Meeting) -> None:
    """No name, no word, no salt by which one could be guessed at; and still all is counted."""
    before = await taken_away(meeting, OPEN)
    assert "Di" in [one["name"] for one in read(before)["decisions"][0]["answers"]]
    await meeting.take("eli> !export 1")
    assert await files_kept(meeting) == 1
    await meeting.take("di@garden !forget me")
    await meeting.take('di re "forget you"@ YES')
    after = await exported(meeting)
    assert "medlars" not in after
    names = [one["name"] for one in read(after)["decisions"][0]["answers"]]
    assert "Di" not in names
    assert "someone who left" in names
    assert wrong_in(after) == []
    assert [recount(one).unproven for one in read(after)["decisions"]] == [1]
    assert await removed(meeting)
    assert await files_kept(meeting) == 0
    findings = await meeting.store.read(lambda c: list(examine(c, meeting.clock)))
    assert is_good(findings), [finding.line() for finding in findings]


# -- to read -------------------------------------------------------------------------------------


async def test_as_a_text(meeting: Meeting) -> None:
    """The text in force, who said what, what it had been before, and the code."""
    text = await taken_away(meeting, OPEN, "md")
    assert text.startswith("# Decisions of Garden\n\n## Decision 1: in force\n")
    assert "> We water the beds at seven." in text
    assert "- Ana: consent, with a concern: it is early, mind the marrowfat (" in text
    assert "### Objections\n\n1. because the gate is locked until half past six" in text
    assert text.index("Earlier versions") < text.index("> We water the beds at six.")
    assert re.search(r"The log closed with the code [A-Z2-7]{5}\\?-[A-Z2-7]{5}", text)


async def test_as_a_table(meeting: Meeting) -> None:
    """A line for each who answered; nothing that a spreadsheet would take for a formula."""
    lines = OPEN.replace("concern it is", "concern =it is")
    rows = (await taken_away(meeting, lines, "csv")).splitlines()
    assert rows[0] == "decision,version,outcome,place,name,position,receipt,words"
    assert len(rows) == 7
    assert any(row.startswith("1,2,in_force,place-1,Ben,consent,") for row in rows)
    assert "'=it is" in "\n".join(rows)


async def test_a_sealed_one_as_a_table_has_no_names(meeting: Meeting) -> None:
    """Receipts and answers, and nothing else."""
    text = await taken_away(meeting, SEALED, "csv")
    assert all(name not in text for name in ("Ana", "Ben", "place", "marrowfat")[:2])
    assert text.count("consent,") == 3
