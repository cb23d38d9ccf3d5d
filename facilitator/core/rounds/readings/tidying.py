"""An answer's own words: what stands round them is taken off, and nothing that could turn them."""

import re
from html import unescape

from facilitator.core.rounds.readings.signs import Patterns

_STRAIGHT = str.maketrans("’‘“”„«»\u00a0\u202f", '\'\'"""""  ')
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_TAG = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|font|html|body|o:p)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_GAP = re.compile(r"\s{40,}")
_QUOTED = re.compile(r"\s*>")
_RULE = re.compile(r"[-_=*\s]*")
_BULLET = re.compile(r"\A(?:[-–—•*]|\d{1,2}[.)]|\[[xX]\])\s+(?=\S)")
_NAMES = r"[\s,]*(?:@?[^\W\d_][\w.'-]*[\s,/&]*){0,4}[\s,.!:–—-]*"
_GREETED = re.compile(r"(?:\s+@?[^\W\d_][\w.'-]*){0,3}?(?:\s*[,!:–—]\s*|\s+-\s+)")
"""The names of those greeted, on the line of the answer."""
_THANKED = re.compile(r"[^.!?\n]{0,120}[.!]+\s")
"""What thanks are for, in a sentence before the answer."""
MARKS = "*_\"'“”()[]"
"""What people put round a word: bold, quotation marks, brackets."""
EDGES = ' \t\n,;:.…–—-!()[]*_"'
"""What stands between a word and its reason, and after it."""
_LONGEST_SIGNATURE = 4
"""Lines below a parting word that sign a letter."""


def tidied(text: str) -> str:
    """The text with straight quotes, and without HTML left over, invisible signs, quoted lines."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    if "<" in text:
        text = _TAG.sub("\n", text)
    text = _INVISIBLE.sub("", text.translate(_STRAIGHT))
    text = _GAP.sub(lambda gap: "\n\n" if "\n" in gap[0] else " ", text)
    return "\n".join(line for line in text.strip().splitlines() if not _QUOTED.match(line)).strip()


def trimmed(rest: str) -> str:
    """Words without the stops round them; a quotation or bracket that they opened stays closed."""
    words = rest.strip(EDGES)
    after = rest[rest.rfind(words) + len(words) :][:1]
    opened = words.count('"') % 2 if after == '"' else words.count("(") - words.count(")")
    return words + after if after in ('"', ")") and opened == 1 else words


def own_words(text: str, signs: Patterns) -> str:
    """The answer in a text: without what was forwarded, greeting, thanks, sign-off and signature."""
    lines = [line.strip() for line in _above_forwarded(text, signs)]
    while lines and (not lines[0] or _opens(lines[0], signs)):
        lines.pop(0)
    lines = _above_parting(lines, signs)
    while lines and (not lines[-1] or _thanks(lines[-1], signs)):
        lines.pop()
    return _without_greeting(_BULLET.sub("", "\n".join(lines)), signs)


def cautious(text: str, signs: Patterns) -> bool:
    """Whether anything in the words could narrow a consent, or turn it round."""
    return bool(
        "?" in text
        or signs.negation.search(text)
        or signs.condition.search(text)
        or signs.hedge.search(text)
        or signs.opposing.search(text)
        or signs.objecting.search(text)
        or signs.other.search(text)
    )


def _above_forwarded(text: str, signs: Patterns) -> list[str]:
    lines = text.splitlines()
    for index, line in enumerate(lines):
        found = signs.forwarded.search(line)
        if found and _RULE.fullmatch(line[: found.start()] + line[found.end() :].rstrip(":")):
            return lines[:index]
    return lines


def _opens(line: str, signs: Patterns) -> bool:
    """Whether a line only greets or thanks. One with a sign of an answer is never stepped over."""
    greets = _led(signs.greeting, line, whole=True) and not _answers(line, signs)
    return greets or _thanks(line, signs)


def _thanks(line: str, signs: Patterns) -> bool:
    found = signs.thanks.match(line)
    return bool(found) and len(line) <= 120 and not _answers(line, signs)


def _answers(line: str, signs: Patterns) -> bool:
    return bool(signs.hint.search(line)) or cautious(line, signs)


def _led(pattern: re.Pattern[str], line: str, *, whole: bool) -> int:
    """Where a greeting with its names ends at the start of a line; 0 where there is none."""
    found = pattern.match(line)
    if not found:
        return 0
    names = re.compile(_NAMES).match(line, found.end())
    end = names.end() if names else found.end()
    return end if not whole or end == len(line) else 0


def _without_greeting(text: str, signs: Patterns) -> str:
    """The text without a greeting or thanks on the line of the answer: "Hi all, consent"."""
    for opening, stop in ((signs.greeting, _GREETED), (signs.thanks, _THANKED)):
        found = opening.match(text)
        end = stop.match(text, found.end()) if found else None
        if found and end and not _answers(text[found.end() : end.end()], signs):
            text = text[end.end() :].strip() or text
    return text


def _above_parting(lines: list[str], signs: Patterns) -> list[str]:
    """The lines above a sign-off with at most a short signature below it."""
    for index, line in enumerate(lines[1:], start=1):
        below = [one for one in lines[index + 1 :] if one]
        found = signs.parting.match(line)
        if not found or len(below) > _LONGEST_SIGNATURE:
            continue
        signed = re.fullmatch(r"\s*(?:[,!.–—-]+" + _NAMES + ")?", line[found.end() :])
        if signed and not any(_answers(one, signs) for one in [line[found.end() :], *below]):
            return lines[:index]
    return lines
