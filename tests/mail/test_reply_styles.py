"""Replies to our own mails in the styles of many programs and languages, made here by rule."""

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bridges.email.replies import new_words

IN = Path(__file__).parent / "in"
PARENTS = {name: (IN / f"parent_{name}.txt").read_text("utf-8") for name in ("turn", "proposal")}
NAMES = ("Garden (Riverside)", "The Facilitator")
LISTS = ("riverside-garden@lists.example.org",)
TOKENED = "riverside-garden+t.abcdefghijklmnopqrstuvwxyz@lists.example.org"

PLAIN = "My knee is better. I walked to the river and back."
TRICKY = (
    "From: my side, all is well.\n"
    "On Monday I wrote:\n"
    "\n"
    "tomatoes need company. Garden (Riverside) at 10:30 was full of bees.\n"
    "- Dear Cy\n"
    "Sent from my heart, not from a phone."
)
ECHO = "Good enough for now, safe enough to try.\nWhat is growing in you this week?"
ANSWERS = {"plain": PLAIN, "tricky": TRICKY, "echo": ECHO}

WHO = f"Garden (Riverside) <{TOKENED}>"
ATTRIBUTIONS = {
    "gmail en": f"On Mon, 2 Mar 2026 at 10:11, {WHO} wrote:",
    "gmail wrapped": f"On Mon, 2 Mar 2026 at 10:11, Garden (Riverside) <\n{TOKENED}> wrote:",
    "apple mail en": f"On 2 Mar 2026, at 10:11, {WHO} wrote:",
    "thunderbird en": "On 02/03/2026 10:11, Garden (Riverside) wrote:",
    "yahoo en": f"On Monday, March 2, 2026 at 10:11:12 AM GMT, {WHO} wrote:",
    "proton en": f"On Monday, March 2nd, 2026 at 10:11 AM, {WHO} wrote:",
    "mutt": "On Mon, Mar 02, 2026 at 10:11:00AM +0000, Garden (Riverside) wrote:",
    "k-9 en": f'On 2 March 2026 10:11:12 GMT, "Garden (Riverside)" <{TOKENED}> wrote:',
    "fairemail": f"2 March 2026 10:11:12 CET, {WHO} wrote:",
    "roundcube": "On 2026-03-02 10:11, Garden (Riverside) wrote:",
    "zimbra": f"----- On Mar 2, 2026, at 10:11 AM, Garden (Riverside) {TOKENED} wrote:",
    "address book name": f"On Mon, 2 Mar 2026 at 10:11, Gardeners <{TOKENED}> wrote:",
    "unknown alias": "On Mon, 2 Mar 2026 at 10:11, The bean people wrote:",
    "gmail de": f"Am Mo., 2. März 2026 um 10:11 Uhr schrieb {WHO}:",
    "thunderbird de": "Am 02.03.26 um 10:11 schrieb Garden (Riverside):",
    "apple de": f"Am 02.03.2026 um 10:11 schrieb {WHO}:",
    "outlook.com de": f"Am Montag, dem 2. März 2026 um 10:11:12 MEZ hat\n{WHO}\n"
    "Folgendes geschrieben:",
    "gmail fr": f"Le lun. 2 mars 2026 à 10:11, {WHO} a écrit :",
    "thunderbird fr": "Le 02/03/2026 à 10:11, Garden (Riverside) a écrit\u00a0:",
    "gmail es": f"El lun, 2 mar 2026 a las 10:11, Garden (Riverside) (<{TOKENED}>)\nescribió:",
    "gmail pt": f"Em seg., 2 de mar. de 2026 às 10:11, {WHO} escreveu:",
    "gmail it": f"Il giorno lun 2 mar 2026 alle ore 10:11 Garden (Riverside) <\n{TOKENED}> "
    "ha scritto:",
    "gmail nl": f"Op ma 2 mrt 2026 om 10:11 schreef {WHO}:",
    "gmail sv": f"Den mån 2 mars 2026 kl 10:11 skrev {WHO}:",
    "gmail da": f"Den man. 2. mar. 2026 kl. 10.11 skrev {WHO}:",
    "gmail no": f"man. 2. mars 2026 kl. 10:11 skrev {WHO}:",
    "gmail fi": f"ma 2. maalisk. 2026 klo 10.11 {WHO} kirjoitti:",
    "gmail pl": f"pon., 2 mar 2026 o 10:11 {WHO} napisał(a):",
    "thunderbird pl": "W dniu 02.03.2026 o 10:11, Garden (Riverside) pisze:",
    "gmail cs": f"po 2. 3. 2026 v 10:11 odesílatel {WHO} napsal:",
    "gmail hu": f"{WHO} ezt írta (időpont: 2026. márc. 2., H, 10:11):",
    "gmail ro": f"În lun., 2 mar. 2026 la 10:11, {WHO} a scris:",
    "gmail ru": f"пн, 2 мар. 2026 г. в 10:11, {WHO}:",
    "gmail uk": f"пн, 2 бер. 2026 р. о 10:11 {WHO} пише:",
    "gmail el": f"Στις Δευ 2 Μαρ 2026 στις 10:11 π.μ., ο χρήστης {WHO} έγραψε:",
    "gmail tr": f"{WHO}, 2 Mar 2026 Pzt, 10:11 tarihinde şunu yazdı:",
    "gmail ja": f"2026年3月2日(月) 10:11 {WHO}:",
    "apple ja": f"2026/03/02 10:11、{WHO}のメール:",
    "gmail zh": f"{WHO} 于2026年3月2日周一 10:11写道：",
    "gmail ko": f"2026년 3월 2일 (월) 오전 10:11, {WHO}님이 작성:",
    "gmail ar": f"في الاثنين، 2 مارس 2026 في 10:11 ص تمت كتابة ما يلي بواسطة {WHO}:",
    "gmail he": f"‫בתאריך יום ב׳, 2 במרץ 2026 ב-10:11 מאת ‪{WHO}‬‏:",
    "gmail et": f"{WHO} kirjutas kuupäeval E, 2. märts 2026 kell 10:11:",
    "gmail ca": f"Missatge de {WHO} del dia dl., 2 de març 2026 a les 10:11:",
}
BLOCKS = {
    "outlook en": f"""\
From: {WHO}
Sent: Monday, 2 March 2026 10:11
To: Cy <cy@example.org>
Subject: [Garden] Your turn: What is growing in you this week?""",
    "outlook web en": f"""\
________________________________
From: {WHO}
Sent: Monday, March 2, 2026 10:11 AM
To: Cy <cy@example.org>
Subject: [Garden] Your turn: What is growing in you this week?""",
    "outlook phone": f"""\
Get Outlook for iOS<https://aka.ms/o0ukef>
________________________________
From: Garden (Riverside) <{TOKENED}>
Sent: Monday, March 2, 2026 10:11:12 AM
To: cy@example.org <cy@example.org>
Subject: [Garden] Your turn: What is growing in you this week?""",
    "outlook without address": """\
From: Garden (Riverside)
Sent: Monday, 2 March 2026 10:11
To: Cy
Subject: [Garden] Your turn: What is growing in you this week?""",
    "outlook bold": f"""\
*From:* {WHO}
*Sent:* Monday, 2 March 2026 10:11
*To:* Cy <cy@example.org>
*Subject:* [Garden] Your turn""",
    "outlook de": f"""\
-----Ursprüngliche Nachricht-----
Von: {WHO}
Gesendet: Montag, 2. März 2026 10:11
An: Cy <cy@example.org>
Betreff: [Garden] Your turn: What is growing in you this week?""",
    "outlook fr": f"""\
De : {WHO}
Envoyé : lundi 2 mars 2026 10:11
À : Cy <cy@example.org>
Objet : [Garden] Your turn: What is growing in you this week?""",
    "outlook es": f"""\
De: {WHO}
Enviado el: lunes, 2 de marzo de 2026 10:11
Para: Cy <cy@example.org>
Asunto: [Garden] Your turn""",
    "outlook sv": f"""\
Från: {WHO}
Skickat: den 2 mars 2026 10:11
Till: Cy <cy@example.org>
Ämne: [Garden] Your turn""",
    "outlook pt": f"""\
De: {WHO}
Enviada: segunda-feira, 2 de março de 2026 10:11
Para: Cy <cy@example.org>
Assunto: [Garden] Your turn""",
    "outlook ja": f"""\
差出人: {WHO}
送信日時: 2026年3月2日 10:11
宛先: Cy <cy@example.org>
件名: [Garden] Your turn""",
    "samsung": f"""\
-------- Original message --------
From: {WHO}
Date: 02/03/2026 10:11 (GMT+00:00)
To: cy@example.org
Subject: [Garden] Your turn: What is growing in you this week?""",
    "gmx": f"""\
Gesendet: Montag, 2. März 2026 um 10:11 Uhr
Von: "Garden (Riverside)" <{TOKENED}>
An: cy@example.org
Betreff: [Garden] Your turn: What is growing in you this week?""",
}

Layout = Callable[[str, str, str], tuple[str, str]]


def marked(parent: str, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}".rstrip() for line in parent.rstrip().splitlines())


def top(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    return f"{answer}\n\n{attribution}\n\n{marked(parent)}\n", answer


def tight(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    return f"{answer}\n\n{attribution}\n{marked(parent, '>')}\n", answer


def rewrapped(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    paragraphs = [" ".join(part.split()) for part in parent.split("\n\n")]
    quote = "\n>\n".join(
        textwrap.fill(part, 58, initial_indent="> ", subsequent_indent="> ") for part in paragraphs
    )
    return f"{answer}\n\n{attribution}\n\n{quote}\n", answer


def broken(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    """Long quoted lines whose ends fall off into unmarked lines."""
    quote = []
    for line in marked(" ".join(parent.split("\n\n")[2].split())).splitlines():
        quote += textwrap.wrap(line, 76)
    return f"{answer}\n\n{attribution}\n" + "\n".join(quote) + "\n", answer


def bottom(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    return f"{attribution}\n{marked(parent)}\n{answer}\n", answer


def inline(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    first, rest = parent.split("\n\n", 1)
    second, third = rest.split("\n\n", 1)
    text = (
        f"{attribution}\n\n{marked(first)}\nGood morning.\n\n{marked(second)}\n\n"
        f"{answer}\n\n{marked(third)}\n"
    )
    return text, f"Good morning.\n{answer}"


def unmarked(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    return f"{answer}\n\n{attribution}\n\n{parent}", answer


def unmarked_inline(answer: str, attribution: str, parent: str) -> tuple[str, str]:
    first, second, rest = parent.split("\n\n", 2)
    text = f"See below.\n\n{attribution}\n\n{first}\n\n{second}\n\n{answer}\n\n{rest}"
    return text, f"See below.\n{answer}"


MARKED: tuple[Layout, ...] = (top, tight, rewrapped, broken, bottom, inline)
UNMARKED: tuple[Layout, ...] = (unmarked, unmarked_inline)


def cases() -> Iterator[tuple[str, str, str, str]]:
    for heads, layouts in ((ATTRIBUTIONS, MARKED), (BLOCKS, UNMARKED)):
        for style, head in heads.items():
            for layout in layouts:
                for kind, answer in ANSWERS.items():
                    for name, parent in PARENTS.items():
                        # Below an unmarked quote nobody could tell an echo from the quote itself.
                        if (layout, kind) != (unmarked_inline, "echo"):
                            text, expected = layout(answer, head, parent)
                            yield f"{style} {layout.__name__} {kind} {name}", name, text, expected


CASES = list(cases())


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_style_gives_exactly_the_authors_words() -> None:
    """In every style, language and layout all the author's words come out, and nothing else."""
    wrong = {}
    for case, name, text, expected in CASES:
        read = new_words(text, [PARENTS[name]], NAMES, LISTS)
        if squeezed(read.text) != squeezed(expected) or not read.quoted:
            wrong[case] = read.text
    assert (wrong, len(CASES) >= 1000) == ({}, True)


@pytest.mark.parametrize("layout", [top, tight, inline, bottom])
def test_an_unknown_parent_loses_no_word(layout: Layout) -> None:
    """A quote whose original is not known is taken off by its marks, and no own word with it."""
    for head in ATTRIBUTIONS.values():
        for answer in (PLAIN, ECHO):
            text, expected = layout(
                answer, head, "Something else,\n\nthat we did not keep.\n\nBye."
            )
            for sent in ([], [PARENTS["turn"]]):
                read = new_words(text, sent, NAMES, LISTS)
                assert squeezed(expected) == squeezed(read.text), text


def test_an_unknown_unmarked_parent_is_cut_below_its_header_block() -> None:
    """An unmarked quote of a mail we do not know ends at the block that names our address."""
    for style, head in BLOCKS.items():
        if style != "outlook without address":
            text, expected = unmarked(PLAIN, head, "Something else,\n\nthat we did not keep.")
            assert squeezed(new_words(text, [], NAMES, LISTS).text) == squeezed(expected)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_words_without_a_quote_stay_as_they_are(answer: str) -> None:
    """A mail that quotes nothing is not changed by a letter."""
    read = new_words(answer, list(PARENTS.values()), NAMES, LISTS)
    assert (answer, False) == (read.text, read.quoted)


def test_a_reply_that_is_only_our_mail_is_empty() -> None:
    """A quote and nothing else gives no words, so that the member can be asked."""
    text, _ = top("", ATTRIBUTIONS["gmail en"], PARENTS["turn"])
    read = new_words(text, [PARENTS["turn"]], NAMES, LISTS)
    assert (read.text, read.quoted) == ("", True)


def test_a_poem_behind_marks_stays() -> None:
    """Lines the author marked with ">" without any attribution are not a quote of ours."""
    poem = "A poem:\n\n> the river is moving\n> the blackbird must be flying\n\nThat is all."
    for text in (poem, top(poem, ATTRIBUTIONS["gmail en"], PARENTS["turn"])[0]):
        assert poem == new_words(text, [PARENTS["turn"]], NAMES, LISTS).text


def test_an_escaped_from_line_is_the_authors() -> None:
    """A line that a mail store escaped as ">From" is read as it was written."""
    text = f"Hello,\n>From my window I see beans.\n\n{marked(PARENTS['turn'])}"
    read = new_words(text, [PARENTS["turn"]], NAMES, LISTS)
    assert read.text == "Hello,\nFrom my window I see beans."


def test_consent_between_quoted_lines_is_not_taken_for_the_quote() -> None:
    """A keyword that our mail holds at that very place is still the author's when they write it."""
    head, rest = PARENTS["proposal"].split("Consent means", 1)
    for mark in ("> ", ""):
        opening = BLOCKS["outlook en"] + "\n\n" if not mark else ATTRIBUTIONS["mutt"] + "\n"
        first = marked(head, mark) if mark else head
        second = marked("Consent means" + rest, mark) if mark else "Consent means" + rest
        text = f"{opening}{first}\nConsent\n{second}"
        assert new_words(text, [PARENTS["proposal"]], NAMES, LISTS).text == "Consent"


PIECES = (
    *("From: my side, all is well", "On Monday I wrote:", "PASS", "Dear Cy,", "At 10:30:", "", ""),
    *("Garden (Riverside) again", "What is growing in you this week?"),
    *("-----", "To: you", "Date: 2 March 2026", "Subject: beans", "Monday 9 March, 19:00", "👍"),
    *("good enough for now, safe enough to try", "riverside-garden@lists.example.org", "a b c"),
    *("Sent from my heart", "Le 2 mars 2026, Ana a écrit ses mots", "1. one", "* two"),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8, unique=True),
    st.sampled_from([ATTRIBUTIONS["gmail en"], ATTRIBUTIONS["mutt"], ATTRIBUTIONS["gmail ja"]]),
    st.sampled_from([top, tight, bottom, inline]),
)
def test_no_mix_of_tricky_lines_loses_a_word(pieces: list[str], head: str, layout: Layout) -> None:
    """Whatever an answer looks like, all of its words stay, in order, between any quotes."""
    # Only one line of the pieces is ours, and none ends the answer like an attribution: to any
    # reader, two lines of ours below a date, our address and a colon *are* a quote.
    answer = "\n".join([*pieces, "The end."])
    text, expected = layout(answer, head, PARENTS["turn"])
    read = new_words(text, [PARENTS["turn"]], NAMES, LISTS)
    assert squeezed(read.text) == squeezed(expected)


SIGNATURES = (
    "-- \nCy\nRiver Lane 4",
    "--\nCy",
    "Sent from my iPhone",
    "Von meinem iPhone gesendet",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Envoyé de mon iPhone",
    "Enviado desde mi iPhone",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Verstuurd vanaf mijn iPhone",
    "Skickat från min iPhone",
    "Lähetetty iPhonesta",
    "Wysłane z iPhone'a",
    "Отправлено с iPhone",
    "iPhoneから送信",
    "发自我的iPhone",
    "나의 iPhone에서 보냄",
    "iPhone'umdan gönderildi",
    "Sent with Proton Mail secure email.",
    "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
    "Get Outlook for Android<https://aka.ms/AAb9ysg>",
    "Sent from Yahoo Mail for iPhone",
)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signatures_go_and_words_stay(signature: str) -> None:
    """A signature is cut above and below a quote, and never if nothing else is there."""
    text, _ = top(f"{PLAIN}\n\n{signature}", ATTRIBUTIONS["gmail en"], PARENTS["turn"])
    below = bottom(f"{PLAIN}\n\n{signature}", ATTRIBUTIONS["mutt"], PARENTS["turn"])[0]
    alone = f"{PLAIN}\n\n{signature}"
    for reply in (text, below, alone):
        assert new_words(reply, [PARENTS["turn"]], NAMES, LISTS).text == PLAIN
    assert new_words(signature, [], NAMES, LISTS).text == signature.strip()


def test_words_below_a_top_signature_stay() -> None:
    """A signature above the quote does not take the answers between its lines with it."""
    text = f"Hello\n-- \nCy\n{inline(PLAIN, ATTRIBUTIONS['mutt'], PARENTS['turn'])[0]}"
    read = new_words(text, [PARENTS["turn"]], NAMES, LISTS)
    assert squeezed(read.text) == squeezed(f"Hello Good morning. {PLAIN}")


def test_a_long_text_below_a_delimiter_stays() -> None:
    """What is too long for a signature is the author's, whatever line stands above it."""
    text = "First.\n-- \n" + "\n".join(f"Line {n} of a long poem" for n in range(20))
    assert new_words(text, [], NAMES, LISTS).text == text


def test_an_unmarked_quote_without_any_header_is_known_by_its_length() -> None:
    """A program that pastes our mail bare below the words leaves only the words."""
    read = new_words(f"{PLAIN}\n\n{PARENTS['turn']}", [PARENTS["turn"]], NAMES, LISTS)
    assert (read.text, read.quoted) == (PLAIN, True)
