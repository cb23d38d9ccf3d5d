"""The log of polls: a poll of every kind can be counted again, and no list tells who chose what."""

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.chain import START, canonical, code_of, committed, linked
from facilitator.core.rounds.poll.recounting import is_listed
from facilitator.hosting.journal import exporting
from facilitator.hosting.journal.recounting import read, recount
from facilitator.hosting.register.taking_away import written
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from tests.lab.once import ENGLISH
from tests.transcripts.meeting import Meeting

CIRCLE = "circle crew Garden: ana(host), ben, eli, fay; mail: cy, di\n"


def lines_of(asked: str, *answers: str) -> str:
    """A poll that everybody answers alone, each as it is given; a dash is no answer."""
    said = zip(("ana>>", "ben>>", "eli>>", "fay>>", "cy@", "di@"), answers, strict=False)
    told = "".join(f"{who} {answer}\n" for who, answer in said if answer != "-")
    return f"{CIRCLE}ana> !poll {asked}\n{told}ana> !end\n"


WHAT = "What first?\\nApples\\nPears"
CHOOSE = lines_of(f"choose {WHAT}", "1", "2", "2", "1", "2", "pass")
NAMED = lines_of(f"names=yes choose {WHAT}", "1", "2", "2", "-", "2 because of the medlars")
FEW = lines_of(f"choose {WHAT}", "1", "2", "2", "pass", "2", "-")
TIE = lines_of(f"choose {WHAT}", "1", "2", "2", "1", "1", "2")
DRAWN = TIE + "ana> !lot\n"
RANKED = lines_of(f"ranked {WHAT}\\nPlums", "1, 2", "2, 1", "3", "3, 1", "1", "2")
STV = lines_of("stv seats=2 Who?\\nBen\\nEli\\nFay\\nCy", "1, 2", "2", "3, 4", "4", "1", "2, 3")
TIMES = "When?\\nFri 13 March 18:00\\nSat 14 March 10:00"
SCORES = ("1: 5, 2: 0", "1: 3, 2: 4", "2: 5", "1: 1", "2: 2", "1: 0")
POINTS = ("1: 4", "1: 2, 2: 2", "2: 1", "1: 1", "2: 4", "2: 3")
EVERY_KIND = {
    "choose": CHOOSE,
    "several": lines_of(f"choose choose=2 {WHAT}\\nPlums", "1, 2", "2", "3", "1", "2, 3", "1"),
    "check": lines_of("check A market day in May", "1", "2", "1", "3", "1", "2"),
    "gradients": lines_of("gradients We share a shed", "1", "2", "6", "3", "1", "2"),
    "count": lines_of("count target=3 Who comes?", "in", "in", "out", "in", "out", "in"),
    "score": lines_of(f"score {WHAT}", *SCORES),
    "dots": lines_of(f"dots points=4 {WHAT}", *POINTS),
    "ranked": RANKED,
    "stv": STV,
    "time": lines_of(f"time {TIMES}", "1 yes, 2 maybe", "2", "1", "1, 2", "2 yes", "1 maybe"),
    "threshold": lines_of(f"threshold=67 choose {WHAT}", "1", "2", "2", "1", "2", "2"),
    "quorum": lines_of(f"quorum=6 choose {WHAT}", "1", "2", "2", "1", "2", "-"),
    "weighted": lines_of(f"names=yes weights=Ana:2,Ben:0.5 choose {WHAT}", "1", "2", "2", "1"),
    "weights": lines_of(f"weights=Ana:2 choose {WHAT}", "1", "2", "2", "1", "2", "1"),
    "named": NAMED,
    "few": FEW,
    "tie": TIE,
    "drawn": DRAWN,
    "nobody": f"{CIRCLE}ana> !poll choose {WHAT}\n+12d\n",
    "cancelled": CHOOSE.replace("!end", "!cancel"),
    "reopened": f"{CHOOSE}ana> !reopen 1\ndi@ 1\nben>> 1\nana> !end\n",
}

UNLISTED = {"few", "nobody", "cancelled", "weights"}
"""Those that have no list of answers."""


async def taken_away(meeting: Meeting, lines: str, kind: str = "json") -> str:
    """Hold a meeting, and return its polls as a file."""
    for line in lines.splitlines():
        await meeting.take(line)

    def look(connection: Any) -> str:
        ledger = Ledger(connection, meeting.clock.now())
        circle = ledger.all(t.circle, slug="garden")[0]
        rows = exporting.polled(ledger, circle)
        return written(exporting.file_of(ledger, circle, rows), kind, ENGLISH)

    return await meeting.store.read(look)


def wrong_in(text: str) -> list[str]:
    """Return everything that does not hold in a file."""
    return [one for decision in read(text)["decisions"] for one in recount(decision).wrong]


def bound_anew(poll: Any) -> Any:
    """Return a poll whose whole chain was written anew, by somebody who changed something in it."""
    before, links = START, []
    for one in poll["entries"]:
        bound = one["commitment"] if "commitment" in one else committed(one["salt"], one["entry"])
        before = one["link"] = linked(before, bound)
        links.append(before)
    poll["code"] = code_of(links[poll["closed_by"] - 1])
    return poll


@pytest.mark.parametrize("name", EVERY_KIND)
async def test_a_poll_of_every_kind_can_be_counted_again(meeting: Meeting, name: str) -> None:
    """Chain, answers and outcome hold; and the list is there where enough of them chose."""
    [poll] = read(await taken_away(meeting, EVERY_KIND[name]))["decisions"]
    counted = recount(poll)
    assert counted.wrong == []
    assert counted.unlisted == (name in UNLISTED)
    assert counted.result == poll["result"]


async def test_a_list_without_names_tells_nobody(meeting: Meeting) -> None:
    """No name, no order, no hour, no link from a receipt to its entry."""
    text = await taken_away(meeting, CHOOSE)
    [poll] = read(text)["decisions"]
    for name in ("Ana", "Ben", "Eli", "Fay", "Cy", "Di", "mem_", "@"):
        assert name not in text
    shown = {one["entry"]["fact"]["fact"] for one in poll["entries"] if "entry" in one}
    assert shown == {"PollOpened", "PollClosed"}
    codes = [one["receipt"] for one in poll["answers"]]
    assert codes == sorted(codes)
    assert {code_of(one["link"]) for one in poll["entries"]}.isdisjoint(codes)
    assert sorted(one["position"] for one in poll["answers"]) == [
        *["1=1"] * 2,
        *["2=1"] * 3,
        "pass",
    ]


async def test_few_answers_are_no_list(meeting: Meeting) -> None:
    """With fewer than five who chose neither list nor numbers are there, in no kind of file."""
    text = await taken_away(meeting, FEW)
    [poll] = read(text)["decisions"]
    assert (poll["answers"], poll["result"]["counts"]) == ([], {})
    assert '"2=1"' not in text
    page = await taken_away(meeting, "", "md")
    assert "So few chose that a list of the answers would show whose they are" in page
    assert len((await taken_away(meeting, "", "csv")).splitlines()) == 1


@pytest.mark.parametrize(
    ("positions", "is_there"),
    [
        ([], False),
        (["1=1"] * 4 + ["pass"] * 9, False),
        (["1=1"] * 3 + ["2=1"] * 2, True),
        (["1=1 x1000"] * 9 + ["2=1 x2000"], False),
        (["1=1 x1000"] * 5 + ["2=1 x2000"] * 5, True),
    ],
)
def test_a_list_takes_five_of_each_weight(positions: list[str], is_there: bool) -> None:
    """A weight that few have is as good as a name; a pass hides in no crowd of choices."""
    assert is_listed(positions) == is_there


async def test_names_where_the_poll_shows_them(meeting: Meeting) -> None:
    """Of those who answered, and of nobody else."""
    text = await taken_away(meeting, NAMED)
    [poll] = read(text)["decisions"]
    assert {one["name"]: one["position"] for one in poll["answers"]} == {
        "Ana": "1=1", "Ben": "2=1", "Eli": "2=1", "Cy": "2=1",
    }  # fmt: skip
    assert "Di" not in text
    assert "Fay" not in text
    page = await taken_away(meeting, "", "md")
    assert page.startswith("# Polls of Garden\n\n## Poll 1: chosen\n\n> What first?\n")
    assert re.search(r"- Cy: Pears: (because of )?the medlars", page)
    table = (await taken_away(meeting, "", "csv")).splitlines()
    assert any(re.match(r"poll 1,,decided,place-1,Ana,Apples,[A-Z2-7-]{11},", one) for one in table)


async def test_a_poll_that_was_called_off_lists_nothing(meeting: Meeting) -> None:
    """Nothing was counted, so nobody's answer is anybody's business, named or not."""
    text = await taken_away(meeting, NAMED.replace("!end", "!cancel"))
    [poll] = read(text)["decisions"]
    assert poll["answers"] == []
    assert '"Voted"' not in text
    assert all(name not in text for name in ("Ana", "Ben", "Eli", "Cy", "medlars"))


async def test_an_anonymous_one_has_no_log(meeting: Meeting) -> None:
    """A chain of who answered when is just what must not be there: nothing of it is taken away."""
    lines = CHOOSE.replace("!poll choose", "!poll anonymous=yes choose")
    assert read(await taken_away(meeting, lines))["decisions"] == []

    def look(connection: Any) -> list[Any]:
        ledger = Ledger(connection, meeting.clock.now())
        rounds = [row["id"] for row in ledger.all(t.round_) if row["form"] == "poll"]
        rows = [row for one in rounds for row in ledger.all(t.journal, round=one)]
        return [row[key] for row in rows for key in ("link", "salts", "entry") if row[key]]

    assert await meeting.store.read(look) == []


# -- what was changed is found -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["choose", "named", "stv"])
async def test_any_letter_that_is_changed_is_found(meeting: Meeting, name: str) -> None:
    """Whatever letter of a poll is another one, it is told, or the file is no file of ours."""
    whole = json.loads(await taken_away(meeting, EVERY_KIND[name]))
    poll = json.dumps(whole["decisions"][0], ensure_ascii=False)

    @settings(max_examples=100, deadline=None)
    @given(st.integers(0, len(poll) - 1), st.characters(min_codepoint=33, max_codepoint=126))
    def changed(at: int, letter: str) -> None:
        try:
            told = json.loads(f"{poll[:at]}{letter}{poll[at + 1 :]}")
        except ValueError:
            return
        if told == json.loads(poll) or told.keys() != json.loads(poll).keys():
            return  # the same letter; or a part that is not there, which `read` refuses
        assert recount(told).wrong != []

    changed()


@pytest.mark.parametrize("name", sorted(set(EVERY_KIND) - UNLISTED))
async def test_a_wrong_count_is_found(meeting: Meeting, name: str) -> None:
    """Also where whoever keeps the books has written the whole chain anew around it."""
    [poll] = read(await taken_away(meeting, EVERY_KIND[name]))["decisions"]
    closing = poll["entries"][poll["closed_by"] - 1]["entry"]["fact"]
    closing["came"] = poll["result"]["outcome"] = "quorum" if closing["came"] != "quorum" else "tie"
    closing["chosen"] = poll["result"]["chosen"] = []
    if name != "drawn":
        poll["stands"] = closing["came"]
    told = "Fewer answered" if name == "quorum" else "Counted again"
    assert any(one.startswith(told) for one in recount(bound_anew(poll)).wrong)


async def test_another_winner_is_found(meeting: Meeting) -> None:
    """Single transferable vote is counted by the poll's own rules, its lots by its own seed."""
    [poll] = read(await taken_away(meeting, STV))["decisions"]
    assert recount(bound_anew(copy.deepcopy(poll))).wrong == []
    closing = poll["entries"][poll["closed_by"] - 1]["entry"]["fact"]
    others = [n for n in (1, 2, 3, 4) if n not in closing["chosen"]]
    closing["chosen"] = poll["result"]["chosen"] = others
    assert any(one.startswith("Counted again") for one in recount(bound_anew(poll)).wrong)


async def test_another_lot_is_found(meeting: Meeting) -> None:
    """A lot is drawn again from the seed that stands in the chain."""
    [poll] = read(await taken_away(meeting, DRAWN))["decisions"]
    fact = poll["entries"][-1]["entry"]["fact"]
    assert (poll["result"]["outcome"], poll["stands"]) == ("tie", "decided")
    fact["option"] = 3 - fact["option"]
    assert any("lot" in one for one in recount(bound_anew(poll)).wrong)


@pytest.mark.parametrize("position", ["", "x", "1", "1=", "9=1", "0=1", "1=1 x", "pass=1"])
async def test_answers_that_are_none_are_told_not_raised(meeting: Meeting, position: str) -> None:
    """Whatever a forged list holds, counting it tells what is wrong."""
    [poll] = read(await taken_away(meeting, STV))["decisions"]
    closing = poll["entries"][poll["closed_by"] - 1]
    listed = closing["opened"]["answers"]
    listed["value"] = [[code, position] for code, _ in listed["value"]]
    closing["entry"]["answers"]["sha256"] = committed(listed["salt"], listed["value"])
    assert recount(bound_anew(poll)).wrong != []
    assert canonical(poll)


# -- letting go ----------------------------------------------------------------------------------


async def test_who_is_forgotten_leaves_the_log_and_the_chain_holds(meeting: Meeting) -> None:
    """No name and no word of theirs stays, and still all is counted."""
    before = await taken_away(meeting, f"{NAMED}eli> !export poll 1\n")
    assert "medlars" in before
    after = await taken_away(meeting, 'cy@garden !forget me\ncy re "forget you"@ YES')
    assert "medlars" not in after
    [poll] = read(after)["decisions"]
    assert "Cy" not in [one["name"] for one in poll["answers"]]
    counted = recount(poll)
    assert (counted.wrong, counted.unproven) == ([], 1)
    assert poll["code"] == read(before)["decisions"][0]["code"]


async def test_a_list_of_receipts_stays_when_somebody_is_forgotten(meeting: Meeting) -> None:
    """It names nobody, so nothing has to go from it."""
    before = read(await taken_away(meeting, CHOOSE))["decisions"][0]
    text = await taken_away(meeting, 'cy@garden !forget me\ncy re "forget you"@ YES')
    [poll] = read(text)["decisions"]
    assert (poll["answers"], poll["code"]) == (before["answers"], before["code"])
    assert recount(poll).wrong == []


@pytest.mark.parametrize("name", ["choose", "named", "drawn", "reopened"])
async def test_each_finds_their_own(meeting: Meeting, name: str) -> None:
    """The receipt that somebody is told, by mail too, stands beside their answer."""
    [poll] = read(await taken_away(meeting, EVERY_KIND[name]))["decisions"]
    codes = {one["receipt"] for one in poll["answers"]}
    for line in ("ben>> !receipt poll 1", "cy@garden !receipt poll 1"):
        await meeting.take(line)
        assert (await receipts(meeting))[-1] in codes


async def receipts(meeting: Meeting) -> list[str]:
    """The receipts that were told to anybody, alone or by mail."""

    def look(connection: Any) -> str:
        rows = Ledger(connection, meeting.clock.now()).all(t.outbox)
        return " ".join(bytes(row["body"]).decode(errors="replace") for row in rows)

    return re.findall(
        r"receipt is \W*(?:u2068)?([A-Z2-7]{5}-[A-Z2-7]{5})", await meeting.store.read(look)
    )
