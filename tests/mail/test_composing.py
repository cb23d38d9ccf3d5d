"""Mails as bytes: what mail programs, other machines and nasty names make of them.

The golden mails in ``out/`` are read in review; ``FACILITATOR_REWRITE=1`` writes them anew.
"""

import base64
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.email.composing import HTML_LIMIT, Letter, ListHeaders, compose, message_id

OUT = Path(__file__).parent / "out"

GARDEN = ListHeaders(
    name="Garden (Riverside)",
    list_id_host="riverside-garden.lists.example.org",
    post="riverside-garden@lists.example.org",
    help="riverside-garden-request@lists.example.org?subject=help",
    subscribe="riverside-garden-join@lists.example.org",
    unsubscribe_mailto="riverside-garden-leave@lists.example.org",
    unsubscribe_https="https://circles.example.org/leave/7k3m",
    owner="riverside-garden-owner@lists.example.org",
    archive="https://matrix.to/#/%23fac_riverside_garden:example.org",
)

TURN = Letter(
    message_id="<turn.cy.1@lists.example.org>",
    date=datetime(2026, 3, 5, 18, 5, tzinfo=UTC),
    from_name="Garden (Riverside)",
    from_address="riverside-garden@lists.example.org",
    to_name="Cy",
    to_address="cy@example.org",
    reply_to="riverside-garden+t.k3m7q2zd@lists.example.org",
    subject="[Garden] Your turn: What is growing in you this week?",
    plain=(
        "Dear Cy, Ana invites everyone in Garden to answer one question:\n\n"
        "    What is growing in you this week?\n\n"
        "Just reply with your words, as few or many as you like. They are read out at your "
        "place in the circle; Ana, Ben, Di and Eli will see them.\n"
    ),
    html=(
        "<p>Dear Cy, Ana invites everyone in Garden to answer one question:</p>"
        "<blockquote>What is growing in you this week?</blockquote>"
        "<p>Just reply with your words, as few or many as you like. They are read out at your "
        "place in the circle; Ana, Ben, Di and Eli will see them.</p>"
    ),
    list=GARDEN,
    kind="personal",
    notice="kind=round_announced; circle=riverside-garden; round=rnd_01J; seq=1",
    footer_plain="The Facilitator (a program, not a person).",
)

POST = replace(
    TURN,
    message_id="<post.1@lists.example.org>",
    from_name="Zoë in Garden",
    to_name=None,
    reply_to="riverside-garden+r.p5xw@lists.example.org",
    subject="[Garden] Setzlinge, Wäsche und 春 – wer bringt was?",
    plain="Die Setzlinge sind da.\r\n\r\n> Wer kommt?\r\nIch — mit Zoë.  \n.\nFrom here on: rain",
    html="<p>Die Setzlinge sind da.</p><blockquote>Wer kommt?</blockquote><p>Ich — mit Zoë.</p>",
    kind="post",
    notice=None,
    in_reply_to="<parent@mail.example.net>",
    references=tuple(f"<{n}@mail.example.net>" for n in range(20)),
    footer_plain="Reply to write to everyone.\nLeave: riverside-garden-leave@lists.example.org",
    language="de",
)

JAPANESE = replace(
    TURN,
    message_id="<turn.di.1@lists.example.org>",
    to_name="Di",
    to_address="di@example.org",
    plain="今週、あなたの中で何が育っていますか。\n" * 3,
    html="",
    footer_plain=None,
    language="ja",
)

GOLDEN = {"turn": TURN, "post": POST, "japanese": JAPANESE}


def read(letter: Letter) -> EmailMessage:
    mail = message_from_bytes(compose(letter), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def text(letter: Letter, subtype: str = "plain") -> str:
    body = read(letter).get_body((subtype,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_mails_stay_as_they_are(name: str) -> None:
    """A mail changes only when somebody looks at the change."""
    path, mail = OUT / f"{name}.eml", compose(GOLDEN[name])
    if os.environ.get("FACILITATOR_REWRITE"):
        path.write_bytes(mail)
    assert path.read_bytes().replace(b"\r\n", b"\n") == mail.replace(b"\r\n", b"\n")


def test_equal_letters_give_equal_bytes_and_other_ids_other_boundaries() -> None:
    """A retry repeats the very same mail."""
    assert compose(TURN) == compose(replace(TURN))
    other = read(replace(TURN, message_id="<other@lists.example.org>"))
    assert other.get_boundary() != read(TURN).get_boundary()


@pytest.mark.parametrize("letter", GOLDEN.values(), ids=GOLDEN)
def test_the_wire_sees_short_seven_bit_crlf_lines(letter: Letter) -> None:
    """RFC 5321 and RFC 5322 hold whatever the words are."""
    mail = compose(letter)
    assert mail.isascii()
    assert b"\n" not in mail.replace(b"\r\n", b"")
    assert b"\r" not in mail.replace(b"\r\n", b"")
    lines = [row for row in mail.split(b"\r\n") if not row.startswith(b"X-Facilitator-Notice:")]
    assert max(map(len, lines)) <= 78


def test_what_a_machine_wrote_says_so_and_a_post_does_not() -> None:
    """Auto-replies stay away from machines, but an out-of-office still reaches us (RFC 3834)."""
    machine, person = read(TURN), read(POST)
    assert machine["Auto-Submitted"] == "auto-generated"
    assert machine["X-Auto-Response-Suppress"] == "DR, RN, NRN, AutoReply"
    assert machine["Precedence"] is None
    assert machine["X-Facilitator-Notice"] == TURN.notice
    assert person["Precedence"] == "list"
    assert person["Auto-Submitted"] is None
    assert person["X-Auto-Response-Suppress"] is None
    assert person["X-Facilitator-Notice"] is None


def test_list_headers_are_complete() -> None:
    """Mail programs find every door of the list (RFC 2369, RFC 2919, RFC 8058)."""
    mail = read(TURN)
    assert mail["List-Id"] == '"Garden (Riverside)" <riverside-garden.lists.example.org>'
    assert mail["List-Post"] == "<mailto:riverside-garden@lists.example.org>"
    assert mail["List-Help"].endswith("-request@lists.example.org?subject=help>")
    assert mail["List-Subscribe"] == "<mailto:riverside-garden-join@lists.example.org>"
    assert mail["List-Unsubscribe"] == (
        "<https://circles.example.org/leave/7k3m>, "
        "<mailto:riverside-garden-leave@lists.example.org>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Owner"] == "<mailto:riverside-garden-owner@lists.example.org>"
    assert mail["List-Archive"].startswith("<https://matrix.to/")


def test_one_click_is_promised_only_where_it_works() -> None:
    """Without a web address there is a mail address, and no promise of one click."""
    mail = read(replace(TURN, list=replace(GARDEN, unsubscribe_https=None, archive=None)))
    assert mail["List-Unsubscribe"] == "<mailto:riverside-garden-leave@lists.example.org>"
    assert mail["List-Unsubscribe-Post"] is None
    assert mail["List-Archive"] is None


def test_the_thread_keeps_its_root_and_its_newest_ten() -> None:
    """Long threads stay threads, and their head stays short."""
    mail = read(POST)
    assert mail["In-Reply-To"] == "<parent@mail.example.net>"
    chain = mail["References"].split()
    assert chain == ["<0@mail.example.net>", *(f"<{n}@mail.example.net>" for n in range(10, 20))]


def test_ids_from_elsewhere_that_are_no_ids_are_left_out() -> None:
    """A hostile Message-ID reaches neither our head nor the thread."""
    bad = ("<a@b>\r\nBcc: eve@evil.example", "<a b@c>", "no brackets", "<ü@x>", f"<{'x' * 400}@b>")
    mail = read(replace(TURN, in_reply_to=bad[0], references=(*bad, "<good@x.example>")))
    assert mail["In-Reply-To"] is None
    assert mail["References"] == "<good@x.example>"
    assert mail["Bcc"] is None


NASTY = [
    "Ana\r\nBcc: eve@evil.example",
    "Ana\nBcc: eve@evil.example",
    "Ana\rBcc: eve@evil.example",
    "Ana\u2028Bcc: eve@evil.example",
    "Ana\u2029Bcc: eve@evil.example",
    "Ana\x85Bcc: eve@evil.example",
    "Ana\x0bBcc: eve@evil.example",
    "=?utf-8?q?Ana=0D=0ABcc:_eve=40evil.example?=",
    'Ana" <eve@evil.example>, "',
    "Ana <eve@evil.example>,",
    "\udce9 half a character",
    "\u202egro.elpmaxe@eve",
    "x" * 2000,
    "é" * 500,
    "\\",
    "",
    " \t ",
]


@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
def test_no_name_can_add_a_header_or_a_recipient(name: str) -> None:
    """Whatever a person calls themselves, a circle or a subject, the head keeps its fields."""
    circle = replace(GARDEN, name=name)
    letter = replace(TURN, from_name=name, to_name=name, subject=name, notice=name, list=circle)
    mail = read(letter)
    fields = [field.lower() for field in mail.keys()]  # noqa: SIM118 - doubled fields count
    assert "bcc" not in fields
    assert len(fields) == len(set(fields))
    assert [a.addr_spec for a in mail["From"].addresses] == [TURN.from_address]
    assert [a.addr_spec for a in mail["To"].addresses] == [TURN.to_address]
    assert not re.search("[\r\n\u2028\u2029\u202e]", f"{mail['Subject']}{mail['From']}")
    assert mail["List-Id"].endswith("<riverside-garden.lists.example.org>")
    assert all(len(line) <= 998 for line in compose(letter).split(b"\r\n"))
    assert text(letter).startswith("Dear Cy")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    """Every subject comes back whole, but for what no header may hold."""
    unfit = "[\x00-\x1f\x7f-\x9f\u2028\u2029]+"
    wanted = re.sub("[\u202a-\u202e\u2066-\u2069]", "", re.sub(unfit, " ", subject)).strip()
    head = compose(replace(TURN, subject=subject)).split(b"\r\nMessage-ID:")[0].decode()
    raw = head.split("\r\nSubject: ")[1]
    assert all(len(line) <= 78 for line in head.split("\r\n"))
    assert unfolded(raw) == wanted


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("a \r\n\x85\u2028.ö"), max_size=80))
def test_no_line_end_of_ours_is_half_a_one(words: str) -> None:
    """Whatever somebody typed, a mail has CRLF lines alone: no server on its way has to mend it."""
    mail = compose(replace(TURN, subject=words, plain=words, html=f"<p>{words}</p>"))
    assert mail.count(b"\r\n") == mail.count(b"\r") == mail.count(b"\n")


def unfolded(raw: str) -> str:
    """An unstructured field read as RFC 2047 says, by a reader that is not ours."""
    if "=?" not in raw:
        return raw.replace("\r\n", "")
    words = re.findall(r"=\?utf-8\?b\?([^?]*)\?=", raw)
    return b"".join(base64.b64decode(word) for word in words).decode()


@pytest.mark.parametrize(
    "address",
    ["a@b, c@d", "a@b\r\nBcc: c@d", "a@b>", "<a@b>", "a b@c", "a@", "@b", "a", "", "a@b c@d"],
)
def test_only_one_well_formed_address_is_written_to(address: str) -> None:
    """What is not exactly one address is a mistake of ours, and loud."""
    for place in ("to_address", "from_address", "reply_to"):
        if place == "reply_to" and not address:
            continue
        with pytest.raises(ValueError, match="address"):
            compose(replace(TURN, **{place: address}))  # type: ignore[arg-type]


def test_our_own_mistakes_are_loud() -> None:
    """A letter without a zone in its date or with a broken id is never sent."""
    with pytest.raises(ValueError, match="zone"):
        compose(replace(TURN, date=TURN.date.replace(tzinfo=None)))
    with pytest.raises(ValueError, match="Message-ID"):
        compose(replace(TURN, message_id="x\r\nBcc: y"))


def test_plain_text_comes_first_and_keeps_its_lines() -> None:
    """The first line of a mail is the matter itself; the author's breaks and dots stay."""
    parts = [part.get_content_subtype() for part in read(POST).iter_parts()]
    assert parts == ["plain", "html"]
    assert text(POST) == (
        "Die Setzlinge sind da.\n\n> Wer kommt?\nIch — mit Zoë.  \n.\nFrom here on: rain\n\n-- \n"
        "Reply to write to everyone.\nLeave: riverside-garden-leave@lists.example.org\n"
    )


def test_only_long_lines_wrap_and_long_words_stay_whole() -> None:
    """A link stays one piece; quotes and indents keep their margin."""
    link = "https://circles.example.org/" + "x" * 100
    plain = f"{'word ' * 30}\nshort\n> {'quoted ' * 20}\n    {'indented ' * 15}\nSee {link} there."
    lines = text(replace(TURN, plain=plain, footer_plain=None)).splitlines()
    assert all(len(line) <= 76 for line in lines if link not in line)
    assert link in lines
    assert "short" in lines
    assert sum(line.startswith("> quoted") for line in lines) == 2
    assert sum(line.startswith("    indented") for line in lines) == 3


def test_meanings_of_words_keep_their_column() -> None:
    """A list of ways to answer stays readable when it wraps."""
    plain = f"    OBJECT ...     stop, {'because ' * 12}"
    lines = text(replace(TURN, plain=plain, footer_plain=None)).splitlines()
    assert [line.index(line.split()[0]) for line in lines] == [4, 19]
    assert lines[0].startswith("    OBJECT ...     stop, because")


def test_control_characters_do_not_travel_in_words() -> None:
    """NUL, escape and half characters are left out of bodies; other line ends become lines."""
    letter = replace(TURN, plain="a\x00\x1bb\u2028c\rd\udce9", html="<p>a\x00b\udce9</p>")
    assert text(letter).startswith("ab\nc\nd?\n")
    assert "\x00" not in text(letter, "html")


def test_the_html_twin_is_light_whole_and_calls_nobody() -> None:
    """No pixel, no script, no remote style; the language is named and dark screens are served."""
    evil = (
        '<p onclick="x()">Hello <img src="https://evil.example/pixel.gif">'
        '<script>x()</script><a href="javascript:x()">a</a>'
        '<a href="https://circles.example.org/p">page</a>'
        '<div style="background:url(https://evil.example/b.png)">b</div></p>'
        '<link rel="stylesheet" href="https://evil.example/s.css">'
    )
    page = text(replace(POST, html=evil, subject="<b>&"), "html")
    assert '<html lang="de">' in page
    assert "<title>&lt;b&gt;&amp;</title>" in page
    assert "color-scheme" in page
    assert "evil.example" not in page
    assert not re.search(r"<(img|script|link|iframe)|onclick|javascript:|url\(", page)
    assert 'href="https://circles.example.org/p"' in page
    assert "Reply to write to everyone.<br>Leave:" in page


def test_an_html_twin_that_would_be_clipped_stays_at_home() -> None:
    """Beyond 100 kB the plain text goes alone, whole."""
    letter = replace(TURN, html=f"<p>{'long ' * (HTML_LIMIT // 5)}</p>")
    mail = read(letter)
    assert mail.get_content_type() == "text/plain"
    assert str(mail.get_content()).startswith("Dear Cy")


def test_nobody_elses_address_is_in_a_mail() -> None:
    """A mail holds its reader's address and the list's, and no other."""
    mail = compose(TURN).decode()
    found = set(re.findall(r"[\w.+-]+@[\w.-]+", mail))
    assert {a for a in found if not a.endswith("@lists.example.org")} == {"cy@example.org"}


def test_an_address_with_letters_of_another_script_stays_as_it_is() -> None:
    """Internationalised addresses stand in the head as UTF-8 (RFC 6532), and nothing else does."""
    mail = compose(replace(TURN, to_address="zoë@example.org"))
    assert "To: Cy <zoë@example.org>\r\n".encode() in mail


def test_a_message_id_belongs_to_its_seed_and_tells_nothing() -> None:
    """Equal seeds give equal ids, another key gives another, and the seed does not show."""
    one = message_id("lists.example.org", "$event", b"key")
    assert one == message_id("lists.example.org", "$event", b"key")
    assert one != message_id("lists.example.org", "$event", b"other")
    assert re.fullmatch(r"<[a-z2-7]{24}@lists\.example\.org>", one)
    assert read(replace(TURN, message_id=one))["Message-ID"] == one
