"""The guard that keeps tests at home: no socket of theirs leaves this machine.

It holds for everything that goes through Python's ``socket`` (asyncio's own loops included), not
for other processes nor for libraries with sockets of their own (libuv).
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

GUARDED = ("connect", "connect_ex", "sendto")


class LeftHome(BaseException):
    """A test tried to reach another machine. No ``OSError``, nor any other ``Exception``: code
    under test must not take it for bad network weather and carry on."""


@contextmanager
def only_loopback() -> Iterator[None]:
    """Within, an Internet socket that turns to another machine raises ``LeftHome``."""
    with pytest.MonkeyPatch.context() as patch:
        for name in GUARDED:
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        yield


def is_home(family: int, address: Any) -> bool:
    """Whether the address is on this machine for certain; of names only ``localhost`` is."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = address[0]
    if host == "localhost":
        return True
    try:
        number = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return bool((mapped or number).is_loopback)


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        # The address comes last in each of the guarded methods.
        if args and not is_home(self.family, args[-1]):
            raise LeftHome(f"a test may only reach 127.0.0.1, not {args[-1]}")
        return method(self, *args)

    return guarded
