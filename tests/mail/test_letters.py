"""What members get by mail: golden mails of a whole round and decision, and what holds for each.

The golden mails in ``out/`` are read in review; ``FACILITATOR_REWRITE=1`` writes them anew.
"""

import os
import re
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

import pytest

from bridges.email import letters
from facilitator.core.notices import To
from facilitator.core.rounds import consent
from facilitator.hosting.journal import chaining, telling
from facilitator.store import tables as t
from facilitator.wording import Wording
from tests.core.test_consent_words import every_notice
from tests.core.test_go_around_words import tables
from tests.mail.garden import ADDRESS, LIST, NAMES, Garden, garden, heard_mail, kind, plain, shown

__all__ = ["garden"]

OUT = Path(__file__).parent / "out"
GOLDEN = (
    "round_announced", "words_received", "echo_opened", "circle_letter", "proposal_opened",
    "proposal_amended", "position_received", "decision_provisional", "decision_adopted", "refused",
)  # fmt: skip


async def a_round(garden: Garden) -> None:
    """Three at the table, Cy by letter with an echo; Di writes nothing at all."""
    await garden.say("ana", "!goaround What is growing in you this week? order=seats each=12h")
    await garden.write("cy", "My knee is better.\nI walked to the river and back.",
                       garden.newest("cy"))  # fmt: skip
    for who, words in (("ana", "Patience."), ("ben", "Tired, but the seedlings are up.")):
        await garden.say(who, words)
        await garden.say(who, "done")
    await garden.say("eli", "!pass")
    await garden.later(days=5)
    await garden.write("cy", "PASS", garden.newest("cy", "echo_opened"))
    await garden.later(days=5)


async def a_decision(garden: Garden) -> None:
    """Cy's objection improves the text; it is adopted when Di has answered, too."""
    await garden.say("ben", "!propose We water the beds at 7 in the morning. Ben looks after it.")
    await garden.write("cy", "OBJECT because the well is locked till 8.", garden.newest("cy"))
    await garden.say("ben", "!amend We water the beds at 8 in the morning. Ben looks after it.")
    await garden.write("cy", "Consent, gladly.", garden.newest("cy", "proposal_opened"))
    await garden.write("cy", "Consent.", garden.newest("cy", "proposal_amended"))
    await garden.say("ana", "!consent")
    await garden.say("eli", "!concern it may be hot by then")
    await garden.later(minutes=30)
    await garden.write("di", "No objection.", garden.newest("di", "decision_provisional"))
    await garden.later(minutes=30)


@pytest.fixture(autouse=True)
def same_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes come by chance; in mails that are kept they are always the same."""
    for module in (chaining, telling):
        monkeypatch.setattr(module, "code_of", lambda _: "ABCDE-FGHIJ")


@pytest.fixture
async def lived(garden: Garden) -> Garden:
    """Garden after a round and a decision."""
    await a_round(garden)
    await a_decision(garden)
    return garden


def every_mail(garden: Garden) -> list[tuple[str, EmailMessage]]:
    """All mails with their recipients."""
    return [(post.recipient, heard_mail(post)) for post in garden.posts]


async def test_golden_mails_stay_as_they_are(lived: Garden) -> None:
    """Each main kind is, octet for octet, what was read and agreed."""
    # The parts' boundary and all ids come from the mail itself, so equal runs give equal octets.
    for name in GOLDEN:
        mail = lived.newest("cy", name)
        (raw,) = [p.raw for p in lived.posts if p.message_id == mail["Message-ID"]]
        path = OUT / f"notice_{name}.eml"
        if os.environ.get("FACILITATOR_REWRITE"):
            path.write_bytes(raw)
        assert path.read_bytes() == raw, f"{path.name} has changed"


async def test_nobodys_address_is_shown_to_others(lived: Garden) -> None:
    """Each mail holds its own reader's address at most (contract §7)."""
    for recipient, mail in every_mail(lived):
        whole = mail.as_string().lower() + plain(mail).lower()
        for address in ADDRESS.values():
            assert address.lower() == recipient or address.lower() not in whole


async def test_nobody_silent_is_named(lived: Garden) -> None:
    """Di wrote nothing in the round: after the invitation no mail of it names her (§8.2)."""
    for kind_ in ("echo_opened", "circle_letter", "words_received", "word_taken"):
        for mail in lived.mails("cy", kind_):
            assert not re.search(r"\bDi\b", plain(mail)), kind_
    assert "One place stayed open." in plain(lived.newest("cy", "circle_letter"))


async def test_every_mail_has_the_manner_of_a_list(lived: Garden) -> None:
    """From the list, to one member, with the headers of contract §7."""
    for recipient, mail in every_mail(lived):
        assert parseaddr(str(mail["From"])) == ("Garden (Riverside)", LIST)
        assert parseaddr(str(mail["To"]))[1] == recipient
        assert str(mail["Subject"]).removeprefix("Re: ").startswith("[Garden] ")
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["X-Auto-Response-Suppress"] == "DR, RN, NRN, AutoReply"
        assert mail["Precedence"] is None
        assert "List-Unsubscribe=One-Click" in str(mail["List-Unsubscribe-Post"])
        assert mail.get_body(("html",)) is not None
        first = plain(mail).splitlines()[0]
        name = next(NAMES[who] for who, at in ADDRESS.items() if at.lower() == recipient)
        assert first.startswith((f"Dear {name}, ", f"Hello {name}. "))


async def test_replies_go_where_they_belong(lived: Garden) -> None:
    """One turn address for a round, one position address for a decision, the same in each mail."""
    of_round = {str(m["Reply-To"]) for m in lived.mails("cy") if shown(m).get("number") is None}
    of_decision = {str(m["Reply-To"]) for m in lived.mails("cy") if shown(m).get("number")}
    assert len(of_round) == len(of_decision) == 1
    assert "+t." in of_round.pop()
    assert "+v." in of_decision.pop()


async def test_a_round_is_one_thread(lived: Garden) -> None:
    """The first mail is the root; receipts answer the mail that they are for."""
    mails = [m for m in lived.mails("cy") if shown(m).get("number") is None]
    root = str(mails[0]["Message-ID"])
    assert mails[0]["In-Reply-To"] is None
    for mail in mails[1:]:
        assert str(mail["References"]).split()[0] == root
    receipt = lived.newest("cy", "words_received")
    assert "letter" in str(receipt["In-Reply-To"])
    assert lived.newest("cy", "circle_letter")["In-Reply-To"] == root


async def test_the_notice_is_the_rooms(lived: Garden) -> None:
    """Kind, circle, round and a rising number stand in the header, as beside a room's message."""
    numbers: dict[str, list[int]] = {}
    for _, mail in every_mail(lived):
        fields = shown(mail)
        assert fields["circle"] == "riverside-garden"
        numbers.setdefault(fields["round"], []).append(int(fields["seq"]))
    assert len(numbers) == 2
    for counted in numbers.values():
        assert counted == sorted(set(counted))
    assert shown(lived.newest("cy", "proposal_amended"))["version"] == "2"
    assert shown(lived.newest("cy", "proposal_amended"))["member"] == "@_fac_cy:lab.test"
    assert shown(lived.newest("cy", "refused"))["code"]


async def test_what_was_sent_is_kept_for_its_answer(lived: Garden) -> None:
    """Plain text, item and version are remembered under the Message-ID."""
    amended = lived.newest("cy", "proposal_amended")
    (row,) = await lived.rows(t.sent_mail, message_id=str(amended["Message-ID"]))
    assert row["version"] == 2
    assert row["item"].startswith("decision:rnd_")
    assert row["plain"].startswith("Dear Cy, ")


async def test_who_switched_mails_off_is_left_in_peace(garden: Garden) -> None:
    """With delivery off nothing is asked; an answer to their own mail still comes."""
    await garden.change(t.membership, {"delivery": "off"}, member="mem_cy")
    await garden.say("ana", "!goaround What is growing? order=seats each=12h")
    assert garden.mails("cy") == []
    assert len(garden.mails("di")) == 1
    await garden.write("cy", "!status", to=LIST)
    assert [kind(mail) for mail in garden.mails("cy")] == ["status"]


def test_every_notice_to_one_member_can_be_mailed() -> None:
    """No kind of either form that can be for a member by mail lacks its text or subject."""
    wording = Wording("en")
    notices = [(n.kind, "consent") for n in every_notice() if isinstance(n.to, To)]
    notices += [(n.kind, "go_around") for s in tables() for n in s.heard if isinstance(n.to, To)]
    assert {kind_ for kind_, _ in notices} >= {"round_announced", "proposal_opened"}
    for kind_, form in dict.fromkeys(notices):
        assert wording.has(kind_, form, "mail"), kind_
        assert wording.has(kind_, form, "mail-subject"), kind_


def test_talk_is_named_after_real_kinds() -> None:
    """The notices whose replies go to the room are notices that there are."""
    known = {k.value for k in consent.Kind} | {n.kind for s in tables() for n in s.heard}
    assert known >= letters.TALK


def test_the_machine_line_has_no_version_of_its_own() -> None:
    """``v`` numbers the JSON form alone, and what is not there is left out."""
    line = letters.header({"v": 1, "kind": "asked", "seq": 3, "member": None})
    assert line == "kind=asked; seq=3"
