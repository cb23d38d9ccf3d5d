"""Lines that say whom a quote is from: told by our own name first, by language at the end."""

import re
from collections.abc import Sequence

from bridges.email.phrases import ATTRIBUTION_START, WROTE

_TOKEN = re.compile(r"(?:\+[^@\s<>]{1,64}|[-=_.][rtvcb]\.[a-z2-7]{26})@")
_MOMENT = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})"
)
_ADDRESS = re.compile(r"<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?")
_COLON_AT_END = re.compile(r"[:：][\s*_]*$")


class Ours:
    """The names and addresses our mails carried."""

    def __init__(self, names: Sequence[str], addresses: Sequence[str]) -> None:
        patterns = [re.escape(" ".join(name.casefold().split())) for name in names if name.strip()]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None
        self._addresses = [_TOKEN.sub("@", address.casefold()) for address in addresses if address]

    def names(self, text: str) -> bool:
        """Whether one of our display names stands in the text."""
        return self._names is not None and bool(self._names.search(" ".join(_fold(text).split())))

    def addresses(self, text: str) -> bool:
        """Whether one of our addresses stands in the text, with any token or none."""
        bare = _TOKEN.sub("@", _fold(text))
        return any(address in bare for address in self._addresses)

    def stand_in(self, text: str) -> bool:
        """Whether a name or an address of ours stands in the text."""
        return self.names(text) or self.addresses(text)


def _fold(text: str) -> str:
    return text.casefold().replace('"', "").replace("*", "")


def has_moment(text: str) -> bool:
    """Whether a date or a time stands in the text, addresses apart."""
    return bool(_MOMENT.search(_ADDRESS.sub("", text)))


def ends_with_colon(text: str) -> bool:
    """Whether the text announces something: every attribution does, in any script."""
    return bool(_COLON_AT_END.search(text))


def own_attribution(paragraph: Sequence[str], ours: Ours) -> int | None:
    """The first line of an attribution that names us, if the paragraph ends with one."""
    start = _first_naming(paragraph, ours)
    if start is None:
        return None
    text = " ".join(paragraph[start:])
    addressed = ours.addresses(text)
    dated = has_moment(text)
    above = paragraph[start - 1] if start else ""
    if not dated and len(above) <= 100 and _MOMENT.search(above):
        start, dated = start - 1, True
    ends = ends_with_colon(text)
    return start if ends and (addressed or dated or WROTE.search(text)) else None


def _first_naming(paragraph: Sequence[str], ours: Ours) -> int | None:
    """The first line that names us, by itself or with a name wrapped into the next line."""
    for index, raw in enumerate(paragraph):
        if ours.stand_in(raw):
            return index
    for index in range(len(paragraph) - 1):
        if ours.names(f"{paragraph[index]} {paragraph[index + 1]}"):
            return index
    return None


def known_attribution(paragraph: Sequence[str]) -> int | None:
    """The first line of an attribution in a known language, if the paragraph ends with one."""
    for start in range(len(paragraph) - 1, max(len(paragraph) - 4, 0) - 1, -1):
        text = " ".join(paragraph[start:])
        if (
            len(text) <= 300
            and ends_with_colon(text)
            and WROTE.search(text)
            and has_moment(text)
            and ATTRIBUTION_START.match(text)
        ):
            return start
    return None
