"""The embedded homeserver and the people on it, on a real Synapse."""

import asyncio
import json
import os
import secrets
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import psutil  # type: ignore[import-untyped]
import pytest

from facilitator.demo.client import HomeserverRefused, ask, path
from facilitator.demo.synapse import NoHomeserver
from facilitator.demo.waiting import until
from tests.lab.homeserver import Lab
from tests.lab.listening import listening

OwnSynapse = Callable[..., Awaitable[Lab]]
PROMPT = "What is growing in you this week?"


async def _two_in_a_room(lab: Lab) -> tuple[Any, Any, str]:
    ana, ben = await lab.person("ana"), await lab.person("ben")
    room = await ana.create_room(preset="private_chat", name="Garden", invite=[ben.user_id])
    invite = await ben.invited(room)
    assert (invite.name, invite.sender, invite.is_space) == ("Garden", ana.user_id, False)
    await ben.join(room)
    return ana, ben, room


# Talking


async def test_two_people_talk(synapse: Lab) -> None:
    """What one says the other sees, with the reply and the mention that came with it."""
    ana, ben, room = await _two_in_a_room(synapse)
    asked = await ana.say(room, PROMPT)
    seen = await ben.see(room, "growing")
    assert (seen["event_id"], seen["sender"]) == (asked, ana.user_id)
    await ben.say(room, "Patience.", reply_to=asked, mentions=[ana.user_id])
    answer = (await ana.see(room, "Patience"))["content"]
    assert answer["m.mentions"] == {"user_ids": [ana.user_id]}
    assert answer["m.relates_to"] == {"m.in_reply_to": {"event_id": asked}}


async def test_a_transcript_shows_the_room_as_element_would(synapse: Lab) -> None:
    """Edits stand in place, reactions behind, redacted things are gone; for a latecomer too."""
    ana, ben, room = await _two_in_a_room(synapse)
    asked = await ana.say(room, "What is growing?")
    hasty = await ben.say(room, "Nothing!")
    await ben.react(room, asked, "🌱")
    second = await ana.react(room, asked, "🌱")
    taken_back = await ben.react(room, asked, "👎")
    await ana.edit(room, asked, PROMPT)
    await ben.redact(room, hasty)
    await ben.redact(room, taken_back)
    await ben.say(room, "Patience.\nAnd weeds.")
    shown = [f"Ana  {PROMPT}  🌱 2", "Ben  Patience.\n     And weeds."]
    await ana.see(room, "weeds")
    assert ana.transcript(room) == shown
    await ana.redact(room, second)
    await ben.see(room, lambda event: event["type"] == "m.room.redaction")
    cy = await synapse.person("cy")
    await ana.invite(room, cy.user_id)
    await cy.join(room)
    await cy.see(room, "weeds")
    assert cy.transcript(room) == [f"Ana  {PROMPT}  🌱 1", shown[1]]


async def test_seeing_goes_forward_and_looking_back_does_not(synapse: Lab) -> None:
    """Each see looks behind the last one seen; see_any looks everywhere and moves nothing."""
    ana, ben, room = await _two_in_a_room(synapse)
    first, second = await ana.say(room, "hello one"), await ana.say(room, "hello two")
    assert (await ben.see_any(room, "hello"))["event_id"] == first
    assert (await ben.see(room, "hello"))["event_id"] == first
    assert (await ben.see(room, "hello"))["event_id"] == second
    assert (await ben.see_any(room, "hello"))["event_id"] == first
    with pytest.raises(TimeoutError, match="hello two"):
        await ben.see(room, "hello", timeout=0.05)


async def test_notices_are_seen_by_their_kind(synapse: Lab) -> None:
    """A notice is found by what it says to machines, in its first form and in an edit."""
    ana, ben, room = await _two_in_a_room(synapse)

    def notice(kind: str) -> dict[str, Any]:
        return {
            "msgtype": "m.notice",
            "body": "turn_opened",
            "org.facilitator.notice": {"kind": kind},
        }

    card = await ana.send(room, "m.room.message", notice("card"))
    opened = await ana.send(room, "m.room.message", notice("turn_opened"))
    relation = {"rel_type": "m.replace", "event_id": card}
    edit = {**notice("card"), "m.new_content": notice("card"), "m.relates_to": relation}
    edited = await ana.send(room, "m.room.message", edit)
    assert (await ben.see(room, kind="turn_opened"))["event_id"] == opened
    assert (await ben.see(room, "turn", kind="card"))["event_id"] == edited


async def test_a_thread_message_names_its_thread(synapse: Lab) -> None:
    """Threads have the form that other clients need to fall back to a reply."""
    ana, ben, room = await _two_in_a_room(synapse)
    root = await ana.say(room, PROMPT)
    await ana.say(room, "Beans.", thread=root)
    relation = (await ben.see(room, "Beans"))["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.thread", root)
    assert (relation["m.in_reply_to"], relation["is_falling_back"]) == ({"event_id": root}, True)


async def test_state_is_set_read_and_waited_for(synapse: Lab) -> None:
    """State is read from the server, None where there is none, and awaited until it fits."""
    ana, ben, room = await _two_in_a_room(synapse)
    assert await ben.state(room, "m.room.topic") is None
    await ana.put_state(room, "m.room.topic", {"topic": "beans"})
    await ana.put_state(room, "m.room.topic", {"topic": "peas"})
    topic = await ben.state_of(room, "m.room.topic", until=lambda now: now["topic"] == "peas")
    assert topic == await ben.state(room, "m.room.topic") == {"topic": "peas"}
    assert ben.name_of(room, ana.user_id) == "Ana"


@pytest.mark.parametrize("encrypted", [False, True])
async def test_a_direct_chat_is_marked_on_both_sides(synapse: Lab, encrypted: bool) -> None:
    """The invited side sees that it is direct, and beforehand whether it is encrypted."""
    ana, ben = await synapse.person("ana"), await synapse.person("ben")
    room = await ana.create_dm(ben.user_id, encrypted=encrypted)
    invite = await ben.invited(lambda one: one.sender == ana.user_id)
    assert (invite.room, invite.is_direct) == (room, True)
    assert encrypted is any(event["type"] == "m.room.encryption" for event in invite.state)
    await ben.leave(room)
    left = {"membership": "leave"}
    await ana.state_of(
        room, "m.room.member", ben.user_id, until=lambda now: now.items() >= left.items()
    )


async def test_a_long_silence_is_caught_up(synapse: Lab) -> None:
    """Somebody who was away while more happened than one sync holds misses nothing."""
    ana, ben, room = await _two_in_a_room(synapse)
    await ben.see(room, lambda event: event.get("state_key") == ben.user_id)
    await ben.close()
    for first in range(0, 110, 10):
        await asyncio.gather(*(ana.say(room, f"bean {first + i}") for i in range(10)))
    await ben.start()
    await ben.see(room, "bean 109")
    said = [line for line in ben.transcript(room) if "bean" in line]
    assert sorted(said) == sorted(f"Ana  bean {number}" for number in range(110))
    assert len(await ben.messages(room)) == 110


async def test_what_the_homeserver_refuses_is_told(synapse: Lab) -> None:
    """An error has the homeserver's code, so that a test can expect it."""
    ana, ben = await synapse.person("ana"), await synapse.person("ben")
    room = await ana.create_room(preset="private_chat")
    with pytest.raises(HomeserverRefused) as refused:
        await ben.join(room)
    assert (refused.value.status, refused.value.errcode) == (403, "M_FORBIDDEN")


async def test_an_existing_account_is_logged_in_to(synapse: Lab) -> None:
    """Registering a name again with its password gives the same account with another device."""
    name, password = f"eli-{secrets.token_hex(3)}", secrets.token_urlsafe(8)
    first = await synapse.synapse.register_user(name, password, "Eli")
    second = await synapse.synapse.register_user(name, password, "Eli")
    assert (second.user_id, second.password) == (first.user_id, password)
    assert second.device_id != first.device_id
    assert password not in repr(second)
    assert second.access_token not in repr(second)


async def _ghost(lab: Lab) -> str:
    """A new user of the service's own."""
    body = {"type": "m.login.application_service", "username": f"_fac_{secrets.token_hex(4)}",
            "inhibit_login": True}  # fmt: skip
    door = lab.synapse.url + path("_matrix", "client", "v3", "register")
    token = lab.registration["as_token"]
    async with aiohttp.ClientSession() as session:
        return str((await ask(session, "POST", door, token=token, body=body))["user_id"])


async def test_the_application_service_is_registered(synapse: Lab) -> None:
    """Its users are its own, and what happens in their rooms reaches the service's port."""
    ana, ghost = await synapse.person("ana"), await _ghost(synapse)
    async with listening(synapse) as pushed:
        room = await ana.create_room(invite=[ghost])
        async with asyncio.timeout(10):
            while (await pushed.get()).get("room_id") != room:
                pass
    with pytest.raises(HomeserverRefused, match="M_EXCLUSIVE"):
        await synapse.synapse.register_user("facilitator", "secret")


async def test_a_homeserver_that_gave_up_for_now_is_asked_to_try(own_synapse: OwnSynapse) -> None:
    """What could not be pushed while nobody listened comes at once, not at the next try."""
    lab = await own_synapse(memory=True)
    ana = await lab.person("ana")
    room = await ana.create_room(invite=[await _ghost(lab)])
    waits = "Scheduling retries on facilitator in 4"
    await until(lambda: waits in lab.synapse.output.read_text(), "it never failed twice")
    async with listening(lab) as pushed, asyncio.timeout(3):
        while (await pushed.get()).get("room_id") != room:
            pass


async def test_nobody_holds_the_port_after_a_failure(synapse: Lab) -> None:
    """What fails while listening leaves the port to the tests after it."""
    with pytest.raises(ZeroDivisionError):
        async with listening(synapse):
            raise ZeroDivisionError
    async with listening(synapse):
        pass


# Starting and ending


async def test_a_stopped_server_leaves_no_process(own_synapse: OwnSynapse) -> None:
    """Stop ends the server and whatever it started, closes its port, and may be called twice."""
    lab = await own_synapse()
    server = psutil.Process(lab.synapse.pid)
    family = [server, *server.children(recursive=True)]
    await lab.synapse.stop()
    await lab.synapse.stop()
    assert not any(process.is_running() for process in family)
    assert lab.synapse.pid is None
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(lab.synapse.url.rpartition(":")[2]))) != 0


def test_it_listens_on_loopback_only_and_keeps_its_secrets(shared_synapse: Lab) -> None:
    """Nobody else on the network reaches it, and nobody else on the machine reads its files."""
    lab = shared_synapse
    listening = psutil.Process(lab.synapse.pid).net_connections("inet")
    assert {c.laddr.ip for c in listening if c.status == psutil.CONN_LISTEN} == {"127.0.0.1"}
    folder = lab.synapse.output.parent
    for name in ("homeserver.json", "registration.yaml", "synapse.out"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    secret = json.loads((folder / "homeserver.json").read_text())["registration_shared_secret"]
    assert secret not in lab.synapse.output.read_text()
    assert lab.registration["as_token"] not in lab.synapse.output.read_text()


async def test_a_kill_loses_nothing_that_was_said(own_synapse: OwnSynapse) -> None:
    """After a kill and a start everything is there, and people online go on without noticing."""
    lab = await own_synapse()
    ana, ben, room = await _two_in_a_room(lab)
    await ana.say(room, "before")
    await ben.see(room, "before")
    url = lab.synapse.url
    lab.synapse.kill()
    await lab.synapse.start()
    assert lab.synapse.url == url
    await ana.say(room, "after")
    await ben.see(room, "after")
    assert [event["content"]["body"] for event in await ben.messages(room)] == ["before", "after"]


async def test_a_folder_used_again_is_the_same_homeserver(own_synapse: OwnSynapse) -> None:
    """Another start in the folder, by another object, finds accounts, rooms and secrets."""
    first = await own_synapse()
    account = await first.synapse.register_user("gus", "secret", "Gus")
    await first.synapse.stop()
    again = await own_synapse(first.synapse.output.parent)
    assert (await again.synapse.register_user("gus", "secret")).user_id == account.user_id


async def test_default_limits_hold_people_back(own_synapse: OwnSynapse) -> None:
    """With Synapse's own limits somebody who talks too fast is told so."""
    lab = await own_synapse(limits="default", memory=True)
    ana = await lab.person("ana")
    room = await ana.create_room()
    talk = asyncio.gather(*(ana.say(room, f"bean {number}") for number in range(30)))
    with pytest.raises(HomeserverRefused) as refused:
        await talk
    assert (refused.value.status, refused.value.errcode) == (429, "M_LIMIT_EXCEEDED")


async def test_a_server_that_ends_while_starting_says_why(own_synapse: OwnSynapse) -> None:
    """The error has Synapse's own last words, and comes as soon as it has ended."""
    lab = await own_synapse(server_name="not a name", start=False)
    began = time.monotonic()
    with pytest.raises(NoHomeserver, match=r"ended while starting[\s\S]*not a name"):
        await lab.synapse.start()
    assert time.monotonic() - began < 20
    assert lab.synapse.pid is None
    await lab.synapse.stop()


async def test_a_port_in_use_is_told(own_synapse: OwnSynapse) -> None:
    """A port that somebody else holds is named as the reason."""
    lab = await own_synapse(start=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(lab.synapse.url.rpartition(":")[2])))
        taken.listen()
        with pytest.raises(NoHomeserver, match="in use"):
            await lab.synapse.start()


async def test_a_start_broken_off_leaves_no_process(own_synapse: OwnSynapse) -> None:
    """A start that is cancelled half-way ends what it had begun; the next one works."""
    lab = await own_synapse(start=False)
    start = asyncio.create_task(lab.synapse.start())
    while lab.synapse.pid is None:  # noqa: ASYNC110 - a server announces nothing before it runs
        await asyncio.sleep(0)
    server = psutil.Process(lab.synapse.pid)
    start.cancel()
    with pytest.raises(asyncio.CancelledError):
        await start
    assert not server.is_running()
    await lab.synapse.start()


# Orphans


def _start_elsewhere(folder: Path, then: str) -> "subprocess.Popen[str]":
    """Another process that starts a server in the folder, prints its pid, and does ``then``."""
    script = (
        "import os, signal, subprocess, sys\n"
        "from pathlib import Path\n"
        "from facilitator.demo.synapse import find_synapse\n"
        "from tests.lab.homeserver import furnish\n"
        "synapse = furnish(Path(sys.argv[1]), find_synapse()).synapse\n"
        "synapse.launch()\n"
        f"{then}\n"
        "print(synapse.pid, flush=True)\n"
        "signal.pause()\n"
    )
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.synapse
def test_the_server_ends_when_we_are_killed(tmp_path: Path) -> None:
    """A process that gets no chance to clean up takes its server along."""
    with _start_elsewhere(tmp_path / "hs", "pass") as demo:
        assert demo.stdout
        server = psutil.Process(int(demo.stdout.readline()))
        demo.kill()
    server.wait(10)


async def test_a_server_in_use_is_left_alone(own_synapse: OwnSynapse, tmp_path: Path) -> None:
    """A second start in a folder in use is refused, and the first server goes on."""
    with _start_elsewhere(tmp_path / "hs", "pass") as demo:
        assert demo.stdout
        server = psutil.Process(int(await asyncio.to_thread(demo.stdout.readline)))
        lab = await own_synapse(tmp_path / "hs", start=False)
        with pytest.raises(NoHomeserver, match=f"Process {demo.pid} is using"):
            await lab.synapse.start()
        assert server.is_running()
        demo.kill()
    server.wait(10)


async def test_an_orphan_is_ended_by_the_next_start(
    own_synapse: OwnSynapse, tmp_path: Path
) -> None:
    """A server that outlived its owner, its pipe held open by another, makes way."""
    hold = (
        "pipe = synapse._process.stdin.fileno()\n"
        "holder = subprocess.Popen(['sleep', '60'], pass_fds=[pipe], stdout=subprocess.DEVNULL)\n"
        "print(holder.pid, flush=True)"
    )
    with _start_elsewhere(tmp_path / "hs", hold) as demo:
        assert demo.stdout
        holder = int(await asyncio.to_thread(demo.stdout.readline))
        orphan = psutil.Process(int(await asyncio.to_thread(demo.stdout.readline)))
        demo.kill()
    assert orphan.is_running()
    lab = await own_synapse(tmp_path / "hs")
    os.kill(holder, signal.SIGKILL)
    assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
    assert lab.synapse.pid != orphan.pid


async def test_a_pid_of_somebody_else_is_not_touched(
    own_synapse: OwnSynapse, tmp_path: Path
) -> None:
    """A noted number that another program has by now is no reason to end that program."""
    folder = tmp_path / "hs"
    folder.mkdir()
    with subprocess.Popen(["sleep", "60"]) as stranger:  # noqa: ASYNC220 - takes no time
        (folder / "synapse.pid").write_text(json.dumps({"pid": stranger.pid, "owner": 1}))
        await own_synapse(folder, memory=True)
        assert stranger.poll() is None
        stranger.kill()
