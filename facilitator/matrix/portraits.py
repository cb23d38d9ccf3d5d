"""The assistants' portraits: one calm colour and one simple mark each, drawn here, shown by clients.

A portrait only helps the eye; who speaks is always said in words too (contract §3). PNG as in the
W3C Recommendation "Portable Network Graphics", third edition, §11: one IHDR, one IDAT, one IEND.
"""

import struct
import zlib
from collections.abc import Callable

from facilitator.core.notices import Assistant

SIZE = 96
"""Pixels on each side."""

Mark = Callable[[float, float], bool]
"""Says whether a point (each coordinate from -1 to 1) belongs to the mark."""


def _ring(inner: float, outer: float) -> Mark:
    return lambda x, y: inner <= (x * x + y * y) ** 0.5 <= outer


def _hand(x: float, y: float) -> bool:
    """A clock: a ring with two hands."""
    return _ring(0.42, 0.52)(x, y) or (abs(x) < 0.05 and -0.34 < y < 0.05) or (
        abs(y) < 0.05 and -0.05 < x < 0.26
    )  # fmt: skip


def _lines(x: float, y: float) -> bool:
    return abs(x) < 0.42 and any(abs(y - at) < 0.05 for at in (-0.3, -0.1, 0.1, 0.3))


def _door(x: float, y: float) -> bool:
    return abs(x) < 0.28 and abs(y) < 0.48 and not (abs(x) < 0.18 and -0.38 < y < 0.48)


def _envelope(x: float, y: float) -> bool:
    edge = max(abs(x) / 0.5, abs(y) / 0.34)
    return 0.84 < edge < 1 or (-0.34 < y < 0.06 and abs(abs(x) * 0.72 - (0.02 - y)) < 0.06)


_DRAWN: dict[Assistant, tuple[tuple[int, int, int], Mark]] = {
    Assistant.FACILITATOR: ((46, 110, 95), _ring(0.3, 0.5)),
    Assistant.TIMEKEEPER: ((150, 98, 40), _hand),
    Assistant.SCRIBE: ((78, 84, 130), _lines),
    Assistant.GREETER: ((150, 70, 92), _door),
    Assistant.POSTIE: ((52, 96, 138), _envelope),
}


def portrait(assistant: Assistant) -> bytes:
    """Return an assistant's portrait as a PNG file."""
    colour, mark = _DRAWN[assistant]
    rows = [
        b"\0" + b"".join(_pixel(colour, mark, column, row) for column in range(SIZE))
        for row in range(SIZE)
    ]
    head = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", head),
            (b"IDAT", zlib.compress(b"".join(rows), 9)),
            (b"IEND", b""),
        )
    )


def _pixel(colour: tuple[int, int, int], mark: Mark, column: int, row: int) -> bytes:
    x, y = (2 * column + 1) / SIZE - 1, (2 * row + 1) / SIZE - 1
    return b"\xff\xff\xff" if mark(x, y) else bytes(colour)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
