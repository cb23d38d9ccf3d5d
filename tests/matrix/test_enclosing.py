"""A file is shown once, also where the homeserver goes away between taking it and showing it."""

from typing import Any

from facilitator.acts import Enclose
from facilitator.matrix.gateway import Gateway, Unavailable
from facilitator.matrix.medium import MatrixMedium
from facilitator.medium import Delivered, Later, Parcel


class Faltering(Gateway):
    """A door to a homeserver that takes files, and cannot take the first message after them."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9", "lab.test", "facilitator", "token")
        self.uploads: list[bytes] = []
        self.sent: list[dict[str, Any]] = []
        self.away = True

    async def upload(self, user: str, data: bytes, kind: str) -> str:
        self.uploads.append(data)
        return f"mxc://lab.test/{len(self.uploads)}"

    async def send(self, user: str, room: str, kind: str, content: dict[str, Any], txn: str) -> str:
        if self.away:
            self.away = False
            raise Unavailable("503")
        self.sent.append(content)
        return "$event"


async def test_a_file_is_left_with_the_homeserver_once() -> None:
    """Tried again in the same run it is the same file; nothing is left behind for nobody."""
    gateway = Faltering()
    medium = MatrixMedium(gateway)
    act = Enclose("dates.ics", "text/calendar", b"BEGIN:VCALENDAR")
    parcel = Parcel("out_1", "facilitator", act, "plc_1", "!room:lab.test")
    assert isinstance(await medium.deliver(parcel), Later)
    assert await medium.deliver(parcel) == Delivered("$event")
    assert gateway.uploads == [b"BEGIN:VCALENDAR"]
    assert [content["url"] for content in gateway.sent] == ["mxc://lab.test/1"]
