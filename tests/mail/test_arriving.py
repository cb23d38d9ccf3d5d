"""What a mail does when it comes in: what counts, what is asked, what is held, what never counts."""

from email.message import EmailMessage

import pytest

from facilitator.store import tables as t
from tests.mail.garden import ADDRESS, LIST, Garden, garden, kind, plain, shown

__all__ = ["garden"]

QUESTION = "What is growing in you this week?"
KNEE = "My knee is better. I walked to the river and back."


async def asked(garden: Garden, order: str = "seats") -> EmailMessage:
    """A go-around is announced; return the mail that asks Cy."""
    await garden.say("ana", f"!goaround {QUESTION} order={order} each=12h")
    return garden.newest("cy", "round_announced")


async def proposed(garden: Garden) -> EmailMessage:
    """Ben proposes; return the mail that asks Cy."""
    await garden.say("ben", "!propose We water the beds at 7 in the morning.")
    return garden.newest("cy", "proposal_opened")


def quoting(mail: EmailMessage) -> str:
    """The quote of a mail as programs write it."""
    lines = "\n".join(f"> {line}".rstrip() for line in plain(mail).splitlines())
    return f"On Mon, 2 Mar 2026 at 12:00, Garden (Riverside) <{LIST}> wrote:\n{lines}"


async def words_of(garden: Garden, who: str = "cy") -> list[str]:
    rows = await garden.rows(t.words, member=f"mem_{who}", taken_back=False)
    return [row["text"] for row in rows]


# -- turns ---------------------------------------------------------------------------------------


async def test_a_letter_before_the_turn_is_receipted_and_read_out_at_its_place(
    garden: Garden,
) -> None:
    """It is kept whole, shown to its author, and said by their ghost at their place."""
    mail = await asked(garden)
    await garden.write("cy", f"{KNEE}\n\n{quoting(mail)}\n", mail)
    receipt = garden.newest("cy")
    assert kind(receipt) == "words_received"
    assert f"    {KNEE}" in plain(receipt)
    assert garden.read_out() == []
    for who in ("ana", "ben", "eli"):
        await garden.say(who, "Fine.")
        await garden.say(who, "done")
    assert garden.read_out() == [KNEE]


async def test_an_answer_below_the_quote_is_taken_without_it(garden: Garden) -> None:
    """Bottom-posted words are the words."""
    mail = await asked(garden)
    await garden.write("cy", f"{quoting(mail)}\n\n{KNEE}\n", mail)
    assert await words_of(garden) == [KNEE]


async def test_an_answer_in_html_alone_is_taken(garden: Garden) -> None:
    """A program that writes only HTML is understood."""
    mail = await asked(garden)
    sent = EmailMessage()
    sent.set_content(f"<html><body><p>{KNEE}</p></body></html>", subtype="html")
    await garden.write("cy", "", mail, mail=sent)
    assert await words_of(garden) == [KNEE]


async def test_pass_above_a_quote_is_a_pass(garden: Garden) -> None:
    """The bare word counts, greeting and quote do not matter, and nothing is read out."""
    mail = await asked(garden)
    await garden.write("cy", f"Dear all,\n\nPASS\n\nCy\n\n{quoting(mail)}\n", mail)
    assert kind(garden.newest("cy")) == "word_taken"
    assert await words_of(garden) == []


async def test_a_word_with_more_words_below_it_is_asked_about(garden: Garden) -> None:
    """Nobody guesses whether words after a PASS still mean a pass."""
    mail = await asked(garden)
    await garden.write("cy", "PASS\n\nBut the seedlings are lovely.\n", mail)
    question = garden.newest("cy")
    assert (kind(question), shown(question)["code"]) == ("asked", "word-and-words")
    assert "But the seedlings are lovely." in plain(question)
    assert question["Reply-To"] == mail["Reply-To"]


async def test_an_empty_reply_is_asked_about(garden: Garden) -> None:
    """A quote alone is no answer, and its author hears how to give one."""
    mail = await asked(garden)
    await garden.write("cy", f"\n\n{quoting(mail)}\n", mail)
    assert shown(garden.newest("cy"))["code"] == "empty-turn"
    assert QUESTION in plain(garden.newest("cy"))


async def test_new_words_replace_an_unread_letter(garden: Garden) -> None:
    """Until it is read out, the newest mail is the letter; the old words are not kept."""
    mail = await asked(garden)
    await garden.write("cy", "First thoughts.", mail)
    await garden.write("cy", KNEE, garden.newest("cy"))
    assert await words_of(garden) == [KNEE]
    receipt = plain(garden.newest("cy"))
    assert KNEE in receipt
    assert "First thoughts." not in receipt


async def test_take_back_removes_the_letter(garden: Garden) -> None:
    """TAKE BACK as the whole reply: the words are gone, and the place is open again."""
    mail = await asked(garden)
    await garden.write("cy", KNEE, mail)
    await garden.write("cy", f"Take back\n\n{quoting(garden.newest('cy'))}\n", garden.newest("cy"))
    assert kind(garden.newest("cy")) == "words_removed"
    assert await words_of(garden) == []
    await garden.write("cy", "TAKE BACK", mail)
    assert shown(garden.newest("cy"))["code"] == "takeback-nothing"


async def test_files_are_named_as_left_behind(garden: Garden) -> None:
    """The receipt says that pictures and files are not passed on yet."""
    mail = await asked(garden)
    sent = EmailMessage()
    sent.set_content(KNEE)
    sent.add_attachment(b"jpeg", maintype="image", subtype="jpeg", filename="river.jpg")
    await garden.write("cy", "", mail, mail=sent)
    assert "One file came with your mail." in plain(garden.newest("cy", "words_received"))


async def test_a_refusal_brings_the_words_back(garden: Garden) -> None:
    """What could not be taken stands in the answer, so that nothing has to be typed twice."""
    mail = await asked(garden)
    await garden.write("cy", "PASS", mail)
    await garden.write("cy", KNEE, mail)
    no = garden.newest("cy")
    assert (kind(no), shown(no)["code"]) == ("refused", "passed-already")
    assert f"    {KNEE}" in plain(no)


async def test_words_after_the_close_are_kept_and_answered(garden: Garden) -> None:
    """A reply to the circle letter is a late word: kept, thanked for, shown to the host."""
    mail = await asked(garden)
    await garden.write("di", "PASS", garden.newest("di"))
    await garden.say("ana", "!end")
    await garden.write("cy", KNEE, garden.newest("cy", "circle_letter"))
    assert kind(garden.newest("cy")) == "late_words_kept"
    assert await words_of(garden) == [KNEE]
    assert mail["Reply-To"] == garden.newest("cy", "circle_letter")["Reply-To"]


# -- who may count -------------------------------------------------------------------------------


@pytest.mark.parametrize("trust", [None, "mx.mail.example; dmarc=fail header.from=example.org"])
async def test_an_unproven_mail_is_held_until_its_author_says_yes(
    garden: Garden, trust: str | None
) -> None:
    """Without trust, or with a failed check, the member is asked; YES lets the words count."""
    mail = await asked(garden)
    await garden.write("cy", KNEE, mail, trust=trust)
    assert await words_of(garden) == []
    question = garden.newest("cy")
    assert shown(question)["code"] == "confirm"
    assert KNEE in plain(question)
    assert "+c." in str(question["Reply-To"])
    await garden.write("cy", "YES", question)
    assert await words_of(garden) == [KNEE]
    assert kind(garden.newest("cy")) == "words_received"


async def test_no_lets_it_go(garden: Garden) -> None:
    """A mail that was somebody else's mischief never counts."""
    mail = await asked(garden)
    await garden.write("cy", "PASS", mail, trust=None)
    await garden.write("cy", "No", garden.newest("cy"))
    await garden.later(minutes=1)
    assert garden.mails("cy", "word_taken") == []


async def test_a_forged_author_with_a_leaked_token_asks_the_member(garden: Garden) -> None:
    """The token alone is not enough: another address waits for the known one's word."""
    mail = await asked(garden)
    await garden.write("cy", "PASS", mail, by="eve@elsewhere.example")
    question = garden.newest("cy")
    assert shown(question)["code"] == "confirm"
    assert "e…@elsewhere.example" in plain(question)
    assert garden.mails("cy", "word_taken") == []


async def test_another_address_of_a_member_can_be_added(garden: Garden) -> None:
    """YES AND ADD: it counts, and the next mail from there needs no question."""
    mail = await asked(garden)
    await garden.write("cy", "First.", mail, by="cy@work.example")
    await garden.write("cy", "Yes and add", garden.newest("cy"))
    await garden.write("cy", KNEE, mail, by="cy@work.example")
    assert await words_of(garden) == [KNEE]


async def test_another_members_token_does_not_count_for_either(garden: Garden) -> None:
    """Di answers Cy's forwarded mail: Cy is asked, and learns no address of Di's."""
    mail = await asked(garden)
    await garden.write("di", KNEE, mail)
    assert await words_of(garden, "di") == await words_of(garden, "cy") == []
    question = garden.newest("cy")
    assert shown(question)["code"] == "confirm"
    assert ADDRESS["di"].lower() not in plain(question).lower()
    told = garden.newest("di")
    assert shown(told)["code"] == "not-yours"
    await garden.write("di", KNEE, told)
    assert await words_of(garden, "di") == [KNEE]


async def test_no_mailbox_is_flooded_with_questions(garden: Garden) -> None:
    """Three confirmations a day; what comes beyond is held all the same."""
    mail = await asked(garden)
    for number in range(5):
        await garden.write("cy", f"Word {number}.", mail, trust=None)
    assert len(garden.mails("cy", "asked")) == 3
    assert await garden.count(t.held, kind="answer") == 5


async def test_a_reply_without_its_token_finds_its_round_by_its_thread(garden: Garden) -> None:
    """A program that answers From is served by In-Reply-To and the proven author."""
    mail = await asked(garden)
    await garden.write("cy", KNEE, mail, to=LIST)
    assert await words_of(garden) == [KNEE]
    await garden.write("di", "PASS", garden.newest("di"), to=LIST, trust=None)
    assert shown(garden.newest("di"))["code"] == "confirm"


async def test_a_token_in_the_subject_serves_as_well(garden: Garden) -> None:
    """``mailto:`` links use the plain list address with the token in the subject."""
    mail = await asked(garden)
    local = str(mail["Reply-To"]).partition("@")[0].partition("+")[2]
    await garden.write("cy", KNEE, to=LIST, head={"Subject": f"My turn ({local})"})
    assert await words_of(garden) == [KNEE]


async def test_a_token_that_is_not_ours_counts_for_nothing(garden: Garden) -> None:
    """A guessed token is asked about kindly if its author is a member, held if not."""
    await asked(garden)
    forged = LIST.replace("@", f"+t.{'a' * 26}@")
    await garden.write("cy", KNEE, to=forged)
    assert shown(garden.newest("cy"))["code"] == "lost"
    assert KNEE in plain(garden.newest("cy"))
    before = len(garden.mail.brought)
    await garden.write("eve", KNEE, to=forged, by="eve@elsewhere.example")
    assert len(garden.mail.brought) == before
    assert await garden.count(t.held, kind="unproven") == 1
    assert await words_of(garden) == []


async def test_an_expired_token_is_answered_kindly(garden: Garden) -> None:
    """Weeks after the close nothing is kept as an answer, and the words come back."""
    mail = await asked(garden)
    await garden.say("ana", "!end")
    await garden.later(days=40)
    await garden.write("cy", KNEE, mail)
    assert shown(garden.newest("cy"))["code"] == "expired"
    assert KNEE in plain(garden.newest("cy"))
    assert await words_of(garden) == []


# -- machines and doubles ------------------------------------------------------------------------


async def test_an_out_of_office_with_a_token_is_no_answer(garden: Garden) -> None:
    """It is never a pass, never words; its owner is away."""
    mail = await asked(garden)
    head = {"Auto-Submitted": "auto-replied", "Subject": "Out of office"}
    await garden.write("cy", "PASS", mail, head=head)
    assert await words_of(garden) == []
    assert garden.mails("cy", "word_taken") == []
    (here,) = await garden.rows(t.membership, member="mem_cy")
    assert here["away_until"] is not None


async def test_a_mail_that_comes_twice_counts_once(garden: Garden) -> None:
    """The same Message-ID, at the token's address and the list's, or delivered again."""
    mail = await asked(garden)
    ref = await garden.write("cy", KNEE, mail)
    await garden.write("cy", KNEE, mail, ref=ref)
    await garden.write("cy", KNEE, mail, ref=ref, to=LIST)
    await garden.write("cy", KNEE, mail, ref=ref, again=True)
    assert await words_of(garden) == [KNEE]
    assert len(garden.mails("cy", "words_received")) == 1


# -- positions -----------------------------------------------------------------------------------


async def test_an_objection_by_mail_is_heard_in_the_room(garden: Garden) -> None:
    """OBJECT with its reason blocks, is shown, and is receipted as it was read."""
    mail = await proposed(garden)
    await garden.write("cy", f"OBJECT because the well is locked till 8.\n\n{quoting(mail)}", mail)
    receipt = garden.newest("cy", "position_received")
    assert "an objection:" in plain(receipt)
    assert "the well is locked till 8" in garden.heard("objection_raised")[0]


async def test_an_answer_to_an_outdated_version_is_asked_anew(garden: Garden) -> None:
    """Positions are bound to the version that the answered mail showed."""
    mail = await proposed(garden)
    await garden.say("ben", "!amend We water the beds at 8 in the morning.")
    await garden.write("cy", "Consent", mail)
    no = garden.newest("cy")
    assert shown(no)["code"] == "outdated-version"
    await garden.write("cy", "Consent", garden.newest("cy", "proposal_amended"))
    assert kind(garden.newest("cy")) == "position_received"


async def test_two_positions_are_asked_about(garden: Garden) -> None:
    """Nothing is counted while it is not clear."""
    mail = await proposed(garden)
    await garden.write("cy", "I consent, and I object.", mail)
    assert shown(garden.newest("cy"))["code"] == "unclear-two"
    await garden.write("cy", "The tomatoes look good this year.", mail)
    assert shown(garden.newest("cy"))["code"].startswith("unclear-")
    assert "    The tomatoes look good this year." in plain(garden.newest("cy"))
    assert garden.mails("cy", "position_received") == []


async def test_take_back_withdraws_a_position(garden: Garden) -> None:
    """The last answer stands no longer, and no earlier one takes its place."""
    mail = await proposed(garden)
    await garden.write("cy", "CONCERN the mornings are cold", mail)
    await garden.write("cy", "TAKE BACK", garden.newest("cy"))
    assert kind(garden.newest("cy")) == "position_taken_back"


async def test_an_objection_owner_resolves_by_mail(garden: Garden) -> None:
    """``!resolved`` in a reply means that reply's decision."""
    mail = await proposed(garden)
    await garden.write("cy", "OBJECT because the well is locked.", mail)
    await garden.say("ben", "!amend We water the beds at 8.")
    await garden.write("cy", "!resolved", garden.newest("cy", "proposal_amended"))
    assert "Objection 1 is resolved" in garden.heard("objection_resolved")[-1]


async def test_same_again_repeats_for_the_new_version(garden: Garden) -> None:
    """One line repeats an answer; with or without the exclamation mark."""
    mail = await proposed(garden)
    await garden.write("cy", "Consent.", mail)
    await garden.say("ben", "!amend We water the beds at 8.")
    await garden.write("cy", "!same", garden.newest("cy", "proposal_amended"))
    assert "version 2" in plain(garden.newest("cy", "position_received"))


# -- a human, several things, commands -----------------------------------------------------------


async def test_a_word_to_a_host_reaches_that_host_alone(garden: Garden) -> None:
    """ "For Ana:" is private: nothing is read out, and the member hears that it arrived."""
    mail = await asked(garden)
    await garden.write("cy", "For Ana: I am not well, please do not tell.", mail)
    assert await words_of(garden) == []
    assert not [said for said in garden.heard() if "not well" in said]
    assert any("I am not well" in said for said in garden.private("ana"))
    assert shown(garden.newest("cy"))["code"] == "passed-on"


async def test_a_lone_word_that_could_mean_several_things_is_asked(garden: Garden) -> None:
    """A PASS without thread and token, with a round and a proposal open."""
    await asked(garden)
    await proposed(garden)
    await garden.write("cy", "PASS", to=LIST, head={"Subject": "Re: the mail from Garden"})
    assert shown(garden.newest("cy"))["code"] == "which"
    assert garden.mails("cy", "word_taken") == []


async def test_a_member_by_mail_proposes(garden: Garden) -> None:
    """``!propose`` as the first line of a mail to the list opens a decision in the room."""
    await garden.write("cy", "!propose We plant beans in bed 3.\n\n-- \nCy", to=LIST)
    assert "We plant beans in bed 3." in garden.heard("proposal_opened")[0]
    assert "your proposal is before Garden" in plain(garden.newest("cy", "proposal_opened"))
    await garden.write("cy", "!amend We plant beans in bed 4.", garden.newest("cy"))
    assert "We plant beans in bed 4." in garden.heard("proposal_amended")[0]


async def test_a_command_is_answered_by_mail(garden: Garden) -> None:
    """What chat would answer in the room goes to the author alone."""
    await proposed(garden)
    before = len(garden.heard())
    await garden.write("cy", "!decisions", to=LIST)
    answer = garden.newest("cy")
    assert kind(answer) == "decisions_shown"
    assert plain(answer).startswith("Hello Cy. One decision:")
    assert len(garden.heard()) == before
    await garden.write("cy", "!decison 1", to=LIST)
    assert shown(garden.newest("cy"))["code"] == "unknown-word-near"


async def test_a_host_by_mail_holds_a_round(garden: Garden) -> None:
    """A mail-only host begins, pauses and ends a go-around like any other."""
    await garden.change(t.membership, {"host": True}, member="mem_cy")
    await garden.write("cy", f"!goaround {QUESTION} order=seats each=12h", to=LIST)
    mail = garden.newest("cy", "round_announced")
    await garden.write("cy", "!pause", mail)
    assert len(garden.heard("round_paused")) == 1
    assert shown(garden.newest("cy"))["code"] == "done"
    await garden.write("cy", "!resume", mail)
    await garden.write("cy", "!end", mail)
    assert kind(garden.newest("cy")) == "circle_letter"


async def test_an_unproven_command_waits_for_its_author(garden: Garden) -> None:
    """Nobody proposes in somebody else's name."""
    await garden.write("cy", "!propose We plant beans.", to=LIST, trust=None)
    assert garden.heard("proposal_opened") == []
    await garden.write("cy", "YES", garden.newest("cy", "asked"))
    assert len(garden.heard("proposal_opened")) == 1


async def test_words_that_begin_with_a_mark_are_words(garden: Garden) -> None:
    """ "!!!" is no command: it is what somebody says."""
    mail = await asked(garden)
    await garden.write("cy", "!!! The first tomato.", mail)
    assert await words_of(garden) == ["!!! The first tomato."]


async def test_what_needs_chat_says_so(garden: Garden) -> None:
    """A word that needs a room is refused with what works by mail."""
    await garden.write("cy", "!new crew Kitchen", to=LIST)
    assert shown(garden.newest("cy"))["code"] == "needs-chat"


async def test_what_belongs_to_no_round_is_answered_once_a_day(garden: Garden) -> None:
    """A second odd mail within a day is kept, and answered by nobody (RFC 3834)."""
    forged = LIST.replace("@", f"+t.{'a' * 26}@")
    for _ in range(3):
        await garden.write("cy", KNEE, to=forged)
    assert len(garden.mails("cy")) == 1
    assert await garden.count(t.held, kind="unanswered") == 2
    await garden.later(hours=25)
    await garden.write("cy", KNEE, to=forged)
    assert len(garden.mails("cy")) == 2


async def test_two_programs_do_not_answer_each_other_for_ever(garden: Garden) -> None:
    """A machine that answers each receipt in a person's name is stopped; its words are held."""
    await asked(garden)
    for number in range(40):
        await garden.write("cy", f"I got your mail, thank you ({number}).", garden.newest("cy"))
    assert len(garden.mails("cy")) == 30
    assert await garden.count(t.held, kind="unanswered") == 11


async def test_leave_and_help_work_with_their_mark_too(garden: Garden) -> None:
    """``!help`` and ``!leave`` are the words themselves."""
    await garden.write("cy", "!help", to=LIST)
    assert garden.mails("cy")
    await garden.write("cy", "!leave", to=LIST)
    (here,) = await garden.rows(t.membership, member="mem_cy")
    assert here["left_at"] is not None


async def test_a_reply_to_an_objection_is_talk_and_its_commands_are_the_decisions(
    garden: Garden,
) -> None:
    """Cy proposes; Ben objects; Cy's reply goes to the room, an ``!amend`` in it to the text."""
    await garden.write("cy", "!propose We plant beans.", to=LIST)
    await garden.say("ben", "!object The bed is too wet.")
    raised = garden.newest("cy", "objection_raised")
    assert "+r." in str(raised["Reply-To"])
    await garden.write("cy", "!amend We plant beans in the dry bed.", raised)
    assert "in the dry bed" in garden.heard("proposal_amended")[0]
    await garden.write("cy", "Which bed would be dry enough?", raised)
    await garden.later(minutes=5)
    assert garden.read_out() == ["Which bed would be dry enough?"]


async def test_a_zone_said_by_mail_is_ones_own(garden: Garden) -> None:
    """``!zone`` by mail changes the times its author is told, and nobody else's."""
    await garden.write("cy", "!zone Asia/Tokyo", to=LIST)
    assert kind(garden.newest("cy")) == "zone_set"
    await asked(garden)
    assert "21:00, Tokyo time" in plain(garden.newest("cy", "round_announced"))
    assert "12:00, Lisbon time" in plain(garden.newest("di", "round_announced"))


async def test_a_held_position_counts_as_of_the_time_it_came(garden: Garden) -> None:
    """An objection in time stays in time, however late its author says that it was theirs."""
    mail = await proposed(garden)
    await garden.write("cy", "OBJECT because the well is locked", mail, trust=None)
    question = garden.newest("cy", "asked")
    for who in ("ana", "eli"):
        await garden.say(who, "!consent")
    await garden.write("di", "Consent", garden.newest("di"))
    await garden.later(days=3)
    came = await garden.rows(t.held, kind="answer")
    await garden.write("cy", "YES", question)
    (row,) = await garden.rows(t.round_)
    assert "the well is locked" in garden.heard("objection_raised")[0]
    assert came[0]["made_at"] < row["opened_at"] + 1_000_000
    assert (await garden.rows(t.held, kind="answer"))[0]["body"].count("well") == 0
