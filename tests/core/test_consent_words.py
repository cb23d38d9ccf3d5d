"""Every notice, refusal and card face of a decision has its words, and no sentence is without one."""

from collections.abc import Iterator, Mapping
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Notice, Text, To, Who
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Adopt,
    Amend,
    Answer,
    AnswerAsked,
    AnswerEscalation,
    AskObjector,
    BeginReview,
    Card,
    Code,
    ConsentAhead,
    DropClaim,
    Escalate,
    Examine,
    Extend,
    Finding,
    Hold,
    Join,
    Judge,
    Kind,
    Leave,
    Pause,
    Phase,
    Place,
    Position,
    Postpone,
    Presence,
    Resolve,
    Resume,
    Reveal,
    Settings,
    Settle,
    Suggest,
    TakeBack,
    TakeCare,
    Void,
    What,
    Why,
    Withdraw,
    Within,
    ask_again,
    card,
    seen,
)
from facilitator.core.rounds.consent.early_commands import CallAnew, Contribute
from facilitator.core.rounds.positions import Ask, Doubt
from facilitator.shipped import shipped
from facilitator.wording.markup import Said
from facilitator.wording.phrases import Phrase, Wording
from facilitator.wording.times import Manner
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    FAY,
    HOUR,
    MIXED,
    START,
    TABLE,
    Story,
)

FILES = ("consent.ftl", "steps.ftl", "examining.ftl", "beside.ftl")
ALWAYS = {"you", "circle", "host", "receipt_known", "receipt", "log_code_known", "log_code"}
FACES = {"open", "objection", "integrating", "provisional", "paused"} | {
    phase.value.replace("_", "-") for phase in Phase if phase not in (Phase.OPEN, Phase.PROVISIONAL)
}
CONSENT, CONCERN, OBJECT, MORE = (
    Position.CONSENT,
    Position.CONCERN,
    Position.OBJECT,
    Position.MORE,
)


class References(Visitor):
    """The variables and messages that a pattern names."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        self.messages.add(node.id.name)


@cache
def messages() -> dict[str, ftl.Message]:
    shelf = shipped("wording") / "en"
    sources = [(shelf / name).read_text(encoding="utf-8") for name in FILES]
    body = FluentParser().parse("\n".join(sources)).body
    log = FluentParser().parse((shelf / "journal.ftl").read_text(encoding="utf-8")).body
    body += [e for e in log if isinstance(e, ftl.Message) and e.id.name.startswith("consent-")]
    assert not [entry for entry in body if isinstance(entry, ftl.Junk)]
    return {entry.id.name: entry for entry in body if isinstance(entry, ftl.Message)}


def references(pattern: ftl.Pattern | ftl.Message) -> References:
    found = References()
    found.visit(pattern)
    return found


def variables(pattern: ftl.Pattern) -> set[str]:
    """What a pattern needs, through the messages it takes in."""
    found = references(pattern)
    needed = set(found.variables)
    for name in found.messages:
        value = messages()[name].value
        assert value is not None
        needed |= variables(value)
    return needed


def surfaces(name: str) -> dict[str, ftl.Pattern]:
    message = messages()[name]
    found = {attribute.id.name: attribute.value for attribute in message.attributes}
    return found | ({"chat": message.value} if message.value else {})


def message_of(notice: Notice) -> str:
    return "consent-" + notice.kind.replace("_", "-")


# ── stories that say everything ──────────────────────────────────────────────────────────────────


def told_everything() -> Iterator[tuple[Story, list[Card]]]:
    """Stories that between them send every kind of notice and turn every face of the card."""
    for sealed in (False, True):
        for tell in (_adopted, _improved, _interrupted, _silent, _steered, _examined):
            story = Story(settings=Settings(sealed=sealed))
            cards = [card(story.d)]
            cards.extend(card(story.d) for _ in tell(story))
            yield story, cards
    by_mail = Story((Place(ANA, Lane.SLOW, by_mail=True), *TABLE[1:]))
    by_mail.says(BEN, OBJECT, "frost")
    by_mail.do(Withdraw(BEN, "e"))
    by_mail.says(ELI, Position.QUESTION, "who")
    by_mail.says(BEN, OBJECT, "ice")
    by_mail.do(Leave(BEN))
    yield by_mail, []
    lapsed = Story(TABLE)
    lapsed.says(BEN, Position.ASIDE, "no time")
    lapsed.says(ELI, Position.PASS)
    lapsed.until_slow()
    yield lapsed, [card(lapsed.d)]
    practice = Story(TABLE, settings=Settings(within=Within(last=(ELI,))))
    for member in (BEN, *(place.member for place in TABLE if place.member not in (ANA, BEN, ELI))):
        practice.says(member, CONSENT)
    yield practice, [card(practice.d)]
    for sealed in (False, True):
        stepped = Story(settings=Settings(full=True, sealed=sealed))
        yield stepped, [card(stepped.d), *(card(stepped.d) for _ in _stepped(stepped))]
    led = Story((Place(ANA, Lane.SLOW, by_mail=True), *TABLE[1:]), settings=Settings(full=True))
    led.do(Contribute(BEN, "evt_b", led.now, WordsId("wrd_who")))
    led.do(Amend(BEN, "We water at 8.", as_host=True))
    yield led, [card(led.d)]
    beside = Story()
    yield beside, [card(beside.d) for _ in _beside(beside)]
    yield Story((Place(ANA, Lane.LIVE),)), []
    for what in What:
        lasting = Story()
        lasting.consents(BEN, ELI, CY, DI)
        lasting.after(5 * DAY)
        lasting.do(TakeCare(CY))
        lasting.do(BeginReview(8, Why.DATE))
        lasting.do(Settle(what, 8, lasting.now + 91 * DAY))
        yield lasting, [card(lasting.d)]


def _stepped(story: Story) -> Iterator[None]:
    """Questions and reactions first, early and late words, other words, called another matter."""
    who, here = WordsId("wrd_who"), WordsId("wrd_here")
    story.do(Contribute(CY, "mail_q", story.now, who))
    story.do(Contribute(DI, "mail_r", story.now, who))
    story.do(Contribute(ANA, "evt_a", story.now, here, about=1))
    story.do(TakeBack("mail_r"))
    story.do(Amend(BEN, "We water at 8.", as_host=True))
    story.do(Join(FAY, Lane.SLOW, by_mail=True))
    story.do(Pause(BEN))
    yield
    story.do(Resume(BEN))
    story.until_slow()
    yield
    story.says(BEN, OBJECT, "frost")
    story.says(CY, OBJECT, "frost")
    story.says(DI, Position.PASS)
    story.do(Contribute(ELI, "evt_r", story.now, here))
    story.until_slow()
    story.do(Contribute(DI, "mail_l", story.now, here, step="reactions"))
    story.do(Amend(ANA, "We water at nine.", wording=True))
    story.do(CallAnew(CY))
    yield


def _beside(story: Story) -> Iterator[None]:
    """Given ahead, unnamed, asked about and revealed, a pause of two, two answers, void."""
    told = WordsId("wrd_harm")
    story.do(Answer(CY, OBJECT, "mail_u", story.now, told, by_mail=True, unnamed=True))
    story.do(ConsentAhead(BEN, "evt_ahead", story.now, 1))
    story.do(AskObjector(DI, WordsId("wrd_when"), "mail_q", 1))
    story.do(AnswerAsked(CY, WordsId("wrd_then"), "mail_a"))
    story.do(Reveal(CY, 1))
    story.do(Pause(ELI, as_host=False))
    yield
    story.do(Amend(ANA, "We water at eight."))
    story.do(Resolve(CY, "mail_r"))
    story.do(Answer(DI, CONSENT, "mail_c", story.now, by_mail=True))
    story.do(Answer(DI, CONCERN, "evt_c", story.now, WordsId("wrd_mud")))
    story.do(Void(ANA, "evt_v", WordsId("wrd_fault")))
    story.do(Void(ANA, "evt_w", sure=True))
    yield


def _adopted(story: Story) -> Iterator[None]:
    story.says(BEN, CONSENT, "gladly")
    story.says(ELI, CONCERN, "frost")
    story.after(HOUR)
    yield
    story.says(CY, CONCERN)
    story.says(CY, CONCERN, "noise")
    story.says(DI, CONSENT)
    story.after(HOUR)
    yield
    story.after(5 * DAY)
    story.says(CY, OBJECT, "harm")
    story.says(DI, CONSENT)
    story.after(100 * DAY)


def _improved(story: Story) -> Iterator[None]:
    story.says(CY, OBJECT, "frost")
    story.says(BEN, OBJECT, "ice")
    story.says(BEN, OBJECT, "snow")
    yield
    story.do(Amend(ANA, "We water at 8.", "it freezes at 7"))
    story.says(CY, CONSENT)
    story.do(Resolve(BEN, "evt_r"))
    story.says(CY, Position.PASS, source="mail_p")
    story.do(TakeBack("mail_p"))
    for member in (ELI, CY, DI):
        story.says(member, CONSENT)
    story.after(HOUR)
    yield


def _interrupted(story: Story) -> Iterator[None]:
    story.consents(BEN, ELI)
    story.after(HOUR)
    story.says(CY, OBJECT)
    story.says(CY, OBJECT, "frost")
    story.do(Leave(CY))
    story.do(Join(FAY, Lane.SLOW, by_mail=True))
    story.says(DI, CONSENT)
    story.after(100 * HOUR)
    yield


def _silent(story: Story) -> Iterator[None]:
    story.says(BEN, OBJECT)
    story.says(ELI, Position.ASIDE)
    story.until_slow()
    yield
    story.until_slow()
    yield


def _examined(story: Story) -> Iterator[None]:
    """Claimed, seconded, dropped, found both ways; time to build in, a wording, the wider circle."""
    story.says(CY, OBJECT, "frost")
    story.do(Examine(ANA, "evt_a", 1, WordsId("wrd_other"), "seed"))
    story.do(Examine(DI, "mail_d", 1, WordsId("wrd_too")))
    story.do(DropClaim(ANA))
    story.do(Examine(DI, "mail_e", 1, WordsId("wrd_other"), "seed"))
    yield
    story.after(3 * DAY)
    for member in (ANA, BEN, ELI, DI):
        story.do(Judge(member, Finding.NOT, f"evt_j_{member}"))
    story.says(CY, OBJECT, "snow")
    story.do(Examine(BEN, "evt_b", 2, WordsId("wrd_other"), "seed"))
    story.after(3 * DAY)
    for finding in Finding:
        story.do(Judge(DI, finding, f"mail_{finding}"))
    story.after(4 * DAY)
    story.do(Suggest(DI, WordsId("wrd_noon"), "mail_s"))
    story.do(Amend(ANA, "We water at noon."))
    story.do(Hold(CY, "mail_h"))
    story.until_slow()
    yield
    owner = CY
    if not story.d.settings.sealed:  # there nobody hears that it has lost its owner
        story.do(Leave(CY))
        story.do(Adopt(ELI, "evt_ad"))
        owner = ELI
    story.do(Escalate(ANA))
    story.do(AnswerEscalation(owner, agrees=False))
    story.do(Escalate(ANA))
    story.do(AnswerEscalation(owner, agrees=True, words=False))
    yield


def _steered(story: Story) -> Iterator[None]:
    story.do(Presence(CY, reached=False))
    story.now += 3 * DAY
    story.do(Presence(CY, reached=True))
    story.says(CY, Position.QUESTION, "who")
    story.says(CY, MORE)
    story.do(Extend(BEN, DAY))
    story.do(Pause(BEN))
    yield
    story.do(Resume(BEN))
    story.do(Postpone(ANA))
    yield


def every_notice() -> Iterator[Notice]:
    for story, _ in told_everything():
        yield from story.told
    ask = Story()
    for doubt in Doubt:
        yield ask_again(ask.d, CY, Ask(doubt))
    yield seen(ask.d, CY)


# ── the catalogue and the code hold together ─────────────────────────────────────────────────────


def test_every_kind_is_told_in_the_stories() -> None:
    """The stories below are complete: each kind of notice occurs."""
    assert {str(notice.kind) for notice in every_notice()} == {kind.value for kind in Kind}


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_words(kind: Kind) -> None:
    """Chat, mail and subject, for each kind: whoever takes part by mail hears everything."""
    found = surfaces("consent-" + kind.value.replace("_", "-"))

    asks_by_itself = kind is Kind.REVIEW_DUE  # the review's own request is what is mailed
    assert set(found) == ({"chat"} if asks_by_itself else {"chat", "mail", "mail-subject"})


def test_every_refusal_has_its_words() -> None:
    """Each code has its sentence, and each sentence its code."""
    refusals = {name for name in messages() if name.startswith("refused-")}

    assert refusals == {f"refused-{code.value}" for code in Code}


def test_every_face_of_the_card_has_its_words() -> None:
    """One attribute a face, none too many."""
    assert set(surfaces("consent-card")) == FACES


def test_no_sentence_is_an_orphan() -> None:
    """Every message is a kind, a refusal, the card, or taken in by another."""
    used = {"consent-card"}
    used |= {"consent-" + kind.value.replace("_", "-") for kind in Kind}
    used |= {f"refused-{code.value}" for code in Code}
    for message in messages().values():
        used |= references(message).messages

    assert set(messages()) == used


def test_a_sentence_needs_only_what_its_notice_brings() -> None:
    """Every variable of every surface is an argument of each notice of that kind."""
    for notice in every_notice():
        for surface, pattern in surfaces(message_of(notice)).items():
            if surface != "chat" and not isinstance(notice.to, To):
                continue
            missing = variables(pattern) - set(notice.args) - ALWAYS
            assert not missing, (notice.kind, surface)


def test_a_face_needs_only_what_the_card_brings() -> None:
    """The card's arguments fill each of its faces."""
    for face in surfaces("consent-card").values():
        assert not variables(face) - set(card(Story().d).args) - ALWAYS


# ── and read well ────────────────────────────────────────────────────────────────────────────────


class Reader:
    """Somebody in Lisbon who knows everybody's name."""

    now = START
    zone = ZoneInfo("Europe/Lisbon")
    manner: Manner = "room"

    def name(self, member: MemberId) -> str:
        return member.removeprefix("mem_").title()

    def link(self, member: MemberId) -> str | None:
        return None

    def words(self, words: WordsId) -> Said:
        return Said(words.removeprefix("wrd_"))


WORDING = Wording()


def filled(args: Mapping[str, Arg]) -> dict[str, Arg]:
    return {**args, "you": Who(CY), "circle": Text("Garden"), "host": Who(ANA), "follows": "whole"}


def phrased(name: str, args: Mapping[str, Arg], surface: str = "chat") -> Phrase:
    return WORDING.phrase(name, filled(args), Reader(), form="consent", surface=surface)


def test_every_notice_can_be_told_on_its_surfaces() -> None:
    """Each notice of the stories becomes words: no empty ones, no holes, no exclamation marks."""
    for notice in every_notice():
        spoken = [phrased(notice.kind, notice.args).plain]
        if isinstance(notice.to, To):
            spoken.append(phrased(notice.kind, notice.args, "mail").plain)
            subject = WORDING.subject(notice.kind, filled(notice.args), Reader(), form="consent")
            spoken.append(subject)
            assert "\n" not in subject
        for text in spoken:
            assert text.strip(), notice.kind
            assert "{" not in text
            assert "! " not in text


def test_every_card_can_be_told() -> None:
    """Each face of the stories, and its first line says what is asked within 60 characters."""
    faces = set()
    for _, cards in told_everything():
        for each in cards:
            faces.add(each.face)
            text = phrased("card", each.args, each.face).plain
            assert len(text.strip().splitlines()[0]) <= 60
    assert faces >= FACES - {"escalated", "withdrawn"}


def test_refusals_can_be_told() -> None:
    """The arguments of a refusal fill its sentence."""
    story = Story()
    story.do(Amend(ANA, "We water at 8."))
    for command in (Amend(BEN, "x"), Amend(ANA, "We water at 8."), Withdraw(DI, "e"), Resume(ANA)):
        with pytest.raises(Refusal) as caught:
            story.do(command)
        assert phrased(f"refused-{caught.value.code}", caught.value.words).plain
    with pytest.raises(Refusal) as caught:
        story.says(CY, CONSENT, version=1)
    text = phrased("refused-outdated-version", caught.value.words).plain
    assert "version 2" in text


def test_the_rule_of_silence_is_the_contracts() -> None:
    """The printed rule stands word for word in room and mail (contract §6)."""
    opened = Story(MIXED).told
    for notice in opened:
        surface = "mail" if isinstance(notice.to, To) else "chat"
        text = phrased(notice.kind, notice.args, surface).plain
        assert "Nothing is decided without you. After Thu 12 March, 18:00 (Lisbon" in text
        assert (
            "we wait two more days and ask you once more; then it is postponed, unless the circle "
            "has agreed another way." in text
        )
