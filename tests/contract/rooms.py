"""The contract of a medium that has rooms. A test class inherits it and brings a ``garden``.

One parcel is one event, however often it is delivered; nothing of others is touched; what cannot be
is parked with a reason, what cannot be *now* is for later.
"""

from facilitator.acts import (
    Ask,
    Conclude,
    Depart,
    Describe,
    Enclose,
    Enter,
    Invite,
    Link,
    Name,
    Pin,
    Power,
    React,
    Remove,
    Say,
)
from facilitator.matrix.inbound import RESPONSES
from facilitator.matrix.receiving import OUTBOX_ID
from facilitator.matrix.rendering import NOTICE
from facilitator.medium import Later, Parked
from tests.contract.ground import PLACE, Garden


class RoomContract:
    """Inherit this, with a fixture ``garden``."""

    # -- saying ---------------------------------------------------------------------------------

    async def test_one_parcel_delivered_twice_is_one_event(self, garden: Garden) -> None:
        """A crash between sending and marking must not double a word."""
        await garden.twice(Say("once"))
        assert await garden.bodies() == ["once"]

    async def test_two_parcels_with_equal_words_are_two_events(self, garden: Garden) -> None:
        """Only the parcel's id makes things the same, never the words."""
        await garden.said("again")
        await garden.said("again")
        assert await garden.bodies() == ["again", "again"]

    async def test_order_is_kept(self, garden: Garden) -> None:
        """What is delivered one after another stands in that order."""
        words = [f"word {n}" for n in range(8)]
        for word in words:
            await garden.said(word)
        assert await garden.bodies() == words

    async def test_information_is_a_notice_that_mentions_nobody(self, garden: Garden) -> None:
        """What only informs rings no phone, and ``m.mentions`` is there all the same."""
        await garden.said("for your information")
        (content,) = await garden.messages()
        assert (content["msgtype"], content["m.mentions"]) == ("m.notice", {})

    async def test_asking_is_a_text_that_mentions_exactly_the_asked(self, garden: Garden) -> None:
        """Whoever is asked is rung, and nobody else."""
        await garden.brought(Say("Ana, the floor is yours.", asks=[garden.ana]))
        (content,) = await garden.messages()
        assert content["msgtype"] == "m.text"
        assert content["m.mentions"] == {"user_ids": [garden.ana]}

    async def test_a_persons_own_words_are_a_text_by_their_ghost(self, garden: Garden) -> None:
        """Words read out are said by the person's own name, aloud, and ring nobody."""
        ghost = "_fac_cy"
        await garden.bring_in(ghost, "Cy (by mail)")
        await garden.brought(Say("My knee is better.", aloud=True), sender=ghost)
        (event,) = await garden.kinds("m.room.message")
        assert event["sender"] == garden.ground.user(ghost)
        assert event["content"]["msgtype"] == "m.text"
        assert event["content"]["m.mentions"] == {}

    async def test_an_answer_names_what_it_answers(self, garden: Garden) -> None:
        """A target makes it a reply."""
        asked = await garden.ground.say(garden.address, "!ping")
        await garden.brought(Say("pong"), target=asked)
        assert (await garden.messages())[-1]["m.relates_to"] == {
            "m.in_reply_to": {"event_id": asked}
        }

    async def test_html_and_fields_travel_with_the_words(self, garden: Garden) -> None:
        """The rich twin and the machine-readable notice arrive as they were written."""
        fields = {"v": 1, "kind": "turn_opened", "seq": 3}
        await garden.brought(Say("plain", "<b>rich</b>", fields=fields))
        (content,) = await garden.messages()
        assert content["format"] == "org.matrix.custom.html"
        assert content["formatted_body"] == "<b>rich</b>"
        assert content[NOTICE] == fields

    async def test_an_event_names_its_parcel(self, garden: Garden) -> None:
        """The parcel's id stands in the content, so that our echo confirms the right row."""
        parcel = garden.parcel(Say("named"))
        await garden.medium.deliver(parcel)
        assert (await garden.messages())[0][OUTBOX_ID] == parcel.id

    async def test_an_edit_stands_in_place_of_the_old(self, garden: Garden) -> None:
        """An edit names what it replaces, carries the new words whole, and their fields."""
        card = await garden.said("heard 0 of 5")
        edit = Say("heard 1 of 5", "<i>heard 1 of 5</i>", edits=True, fields={"v": 1})
        await garden.twice(edit, target=card)
        _card, second = await garden.messages()
        assert second["m.relates_to"] == {"rel_type": "m.replace", "event_id": card}
        new = second["m.new_content"]
        assert (new["body"], new["formatted_body"]) == ("heard 1 of 5", "<i>heard 1 of 5</i>")
        assert new["m.mentions"] == {}
        assert new[NOTICE] == {"v": 1}
        assert "m.relates_to" not in new

    async def test_words_that_look_like_markup_or_a_room_call_stay_words(
        self, garden: Garden
    ) -> None:
        """Nothing in plain words becomes a mention or markup, ``@room`` least of all."""
        await garden.said("@room <script>alert(1)</script>")
        (content,) = await garden.messages()
        assert content["body"] == "@room <script>alert(1)</script>"
        assert content["m.mentions"] == {}
        assert "formatted_body" not in content

    # -- files ----------------------------------------------------------------------------------

    async def test_a_file_twice_is_one_file(self, garden: Garden) -> None:
        """It is shown once, under its name, mentions nobody, and everyone there can fetch it."""
        act = Enclose("dates.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n", {"v": 1})
        await garden.twice(act)
        (content,) = await garden.messages()
        assert (content["msgtype"], content["body"]) == ("m.file", "dates.ics")
        assert content["info"] == {"mimetype": "text/calendar", "size": len(act.data)}
        assert (content["m.mentions"], content[NOTICE]) == ({}, {"v": 1})
        brought = await garden.brought_file(content["url"])
        assert brought == act.data.decode()

    async def test_a_removed_file_names_nothing_any_more(self, garden: Garden) -> None:
        """Neither its name nor the way to it is left in the room."""
        file = await garden.brought(Enclose("minutes.md", "text/markdown", b"# Minutes\n"))
        await garden.twice(Remove("Words in it were taken back."), target=file)
        assert await garden.messages() == [{}]

    # -- polls ----------------------------------------------------------------------------------

    async def test_a_native_poll_twice_is_one_and_is_ended_once(self, garden: Garden) -> None:
        """It names its parcel; its end refers to it, with our words."""
        ask = Ask("What first?", [("1", "Apples"), ("2", "Pears")], 1, "What first? 1. 2.")
        shown = await garden.twice(ask)
        (poll,) = await garden.kinds("org.matrix.msc3381.poll.start")
        answers = poll["content"]["org.matrix.msc3381.poll.start"]["answers"]
        assert (poll["event_id"], [one["id"] for one in answers]) == (shown, ["1", "2"])
        assert OUTBOX_ID in poll["content"]
        await garden.twice(Conclude("Chosen: Apples."), target=shown)
        (end,) = await garden.kinds("org.matrix.msc3381.poll.end")
        assert end["content"]["m.relates_to"] == {"rel_type": "m.reference", "event_id": shown}
        assert end["content"]["org.matrix.msc1767.text"] == "Chosen: Apples."

    async def test_a_native_poll_is_everybodys_where_only_hosts_may_send(
        self, garden: Garden
    ) -> None:
        """Answers have a level of their own, in both forms; what else was asked for stays."""
        await garden.brought(Power({}, talk=50))
        before = await garden.ground.state(garden.address, "m.room.power_levels")
        await garden.brought(Ask("Good?", [("1", "yes")], 1, "Good?"))
        now = await garden.ground.state(garden.address, "m.room.power_levels")
        assert now == before
        assert {now["events"][kind] for kind in RESPONSES} == {0}

    # -- reacting and removing ------------------------------------------------------------------

    async def test_a_reaction_twice_is_harmless(self, garden: Garden) -> None:
        """The same parcel twice, and the same emoji in another parcel, make one reaction."""
        asked = await garden.ground.say(garden.address, "!pass")
        await garden.twice(React("⏭️"), target=asked)
        await garden.brought(React("⏭️"), target=asked)
        reactions = [e["content"]["m.relates_to"] for e in await garden.kinds("m.reaction")]
        assert reactions == [{"rel_type": "m.annotation", "event_id": asked, "key": "⏭️"}]

    async def test_removing_empties_what_somebody_said(self, garden: Garden) -> None:
        """A removed message holds no words any more, and people can read why."""
        said = await garden.ground.say(garden.address, "cy@example.org")
        await garden.twice(Remove("An address is nobody else's business."), target=said)
        assert await garden.messages() == [{}]
        (removal,) = await garden.kinds("m.room.redaction")
        assert removal["content"]["reason"] == "An address is nobody else's business."

    # -- rooms ----------------------------------------------------------------------------------

    async def test_making_a_room_twice_gives_the_same_room(self, garden: Garden) -> None:
        """One parcel twice, or another parcel with the same alias: one room."""
        act = garden.room()
        first = await garden.twice(act, place="plc_other", address=None)
        assert await garden.make(act) == first

    async def test_a_room_is_made_as_it_was_asked_for(self, garden: Garden) -> None:
        """Name, topic, door, history, rights and invitations are there from the start."""
        act = garden.room(topic="Where we talk", join="knock", history="shared", talk=50)
        room, state = await garden.make(act), garden.ground.state
        assert await state(room, "m.room.name") == {"name": "Garden"}
        assert (await state(room, "m.room.topic"))["topic"] == "Where we talk"
        assert await state(room, "m.room.join_rules") == {"join_rule": "knock"}
        assert await state(room, "m.room.history_visibility") == {"history_visibility": "shared"}
        levels = await state(room, "m.room.power_levels")
        assert (levels["users"], levels["events_default"]) == ({garden.ana: 50}, 50)
        assert (await state(room, "m.room.member", garden.ana))["membership"] == "invite"

    async def test_a_space_holds_a_room_that_points_back(self, garden: Garden) -> None:
        """Nesting is real: the space shows the room, the room names the space."""
        space = await garden.make(garden.room(space=True))
        places = {"plc_space": space}
        act = garden.room(parent="plc_space", join="restricted")
        room = await garden.make(act, places=places)
        link, names = Link("plc_room", order="02"), {"plc_room": room}
        await garden.twice(link, place="plc_space", address=space, places=names)
        state = garden.ground.state
        assert (await state(space, "m.room.create"))["type"] == "m.space"
        assert (await state(space, "m.space.child", room))["order"] == "02"
        assert (await state(room, "m.space.parent", space))["canonical"] is True
        (allowed,) = (await state(room, "m.room.join_rules"))["allow"]
        assert allowed["room_id"] == space

    async def test_a_link_can_be_hidden_again(self, garden: Garden) -> None:
        """A room that is not shown any more has no link left."""
        space = await garden.make(garden.room(space=True))
        to = {"place": "plc_space", "address": space, "places": {PLACE: garden.address}}
        await garden.brought(Link(PLACE), **to)
        await garden.brought(Link(PLACE, shown=False), **to)
        assert await garden.ground.state(space, "m.space.child", garden.address) == {}

    async def test_describing_twice_is_harmless(self, garden: Garden) -> None:
        """The topic is what was last asked for."""
        await garden.twice(Describe("Beds and seedlings"))
        assert (await garden.state("m.room.topic"))["topic"] == "Beds and seedlings"

    # -- people ---------------------------------------------------------------------------------

    async def test_inviting_somebody_new_invites_them_once(self, garden: Garden) -> None:
        """An invitation is an invitation, delivered once or twice."""
        ben = garden.ana.replace("@", "@ben-")
        await garden.twice(Invite(ben))
        assert (await garden.state("m.room.member", ben))["membership"] == "invite"

    async def test_inviting_somebody_who_is_in_is_fine(self, garden: Garden) -> None:
        """Who is in already is left in peace."""
        await garden.twice(Invite(garden.ana))
        assert (await garden.state("m.room.member", garden.ana))["membership"] == "join"

    async def test_one_of_ours_enters_a_closed_room(self, garden: Garden) -> None:
        """A ghost that nobody invited is asked in by the Facilitator, under its name."""
        await garden.twice(Enter("Cy (by mail)"), sender="_fac_cy")
        member = await garden.state("m.room.member", garden.ground.user("_fac_cy"))
        assert (member["membership"], member["displayname"]) == ("join", "Cy (by mail)")

    async def test_one_of_ours_leaves_once(self, garden: Garden) -> None:
        """Leaving twice is leaving."""
        await garden.bring_in("scribe")
        await garden.twice(Depart(), sender="scribe")
        member = await garden.state("m.room.member", garden.ground.user("scribe"))
        assert member["membership"] == "leave"

    async def test_a_ghost_is_called_by_its_name(self, garden: Garden) -> None:
        """A name holds in rooms that are entered afterwards."""
        await garden.twice(Name("Di (by mail)"), sender="_fac_di")
        await garden.bring_in("_fac_di")
        member = await garden.state("m.room.member", garden.ground.user("_fac_di"))
        assert member["displayname"] == "Di (by mail)"

    async def test_power_leaves_all_other_levels(self, garden: Garden) -> None:
        """Giving one a right takes nothing from others, nor from the room's own rules."""
        before = await garden.state("m.room.power_levels")
        ben = garden.ana.replace("@", "@ben-")
        await garden.twice(Power({ben: 50}))
        after = await garden.state("m.room.power_levels")
        assert after["users"] == {garden.ana: 50, ben: 50}
        assert {k: v for k, v in after.items() if k != "users"} == {
            k: v for k, v in before.items() if k != "users"
        }

    async def test_power_can_be_taken_back(self, garden: Garden) -> None:
        """A level that is everyone's needs no entry."""
        await garden.brought(Power({garden.ana: 0}))
        assert (await garden.state("m.room.power_levels"))["users"] == {}

    # -- pins -----------------------------------------------------------------------------------

    async def test_pinning_keeps_what_others_pinned(self, garden: Garden) -> None:
        """A host's own pins stay, whatever we pin and unpin."""
        theirs = await garden.ground.say(garden.address, "water at seven")
        await garden.ground.put_state(garden.address, "m.room.pinned_events", {"pinned": [theirs]})
        card = await garden.said("the card")
        await garden.twice(Pin(), target=card)
        assert await garden.state("m.room.pinned_events") == {"pinned": [theirs, card]}
        await garden.twice(Pin(pinned=False), target=card)
        assert await garden.state("m.room.pinned_events") == {"pinned": [theirs]}

    # -- what cannot be -------------------------------------------------------------------------

    async def test_an_unknown_room_is_parked(self, garden: Garden) -> None:
        """A room that is not there will not come by waiting."""
        outcome = await garden.bring(Say("anybody?"), address="!nowhere:example.org")
        assert isinstance(outcome, Parked)

    async def test_what_is_forbidden_is_parked(self, garden: Garden) -> None:
        """An assistant that is not in the room cannot speak there; the reason is kept."""
        outcome = await garden.bring(Say("may I?"), sender="greeter")
        assert isinstance(outcome, Parked)
        assert "M_FORBIDDEN" in outcome.reason
        assert await garden.bodies() == []

    async def test_a_room_that_is_not_made_yet_is_waited_for(self, garden: Garden) -> None:
        """An act for a place without an address is for later, not for never."""
        assert isinstance(await garden.bring(Say("soon"), address=None), Later)
