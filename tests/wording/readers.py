"""Sample readers, and catalogues made for a test."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from facilitator.core.ids import MemberId, WordsId
from facilitator.wording import Said, Wording
from facilitator.wording.times import Manner

ANA, BEN, CY, DI = (MemberId(name) for name in ("mem_ana", "mem_ben", "mem_cy", "mem_di"))
NOW = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
LISBON = ZoneInfo("Europe/Lisbon")


@dataclass(frozen=True)
class Reader:
    """Somebody who reads; in a room unless told otherwise."""

    zone: ZoneInfo = LISBON
    now: datetime = NOW
    manner: Manner = "room"
    names: dict[MemberId, str] = field(default_factory=dict)
    said: dict[WordsId, Said] = field(default_factory=dict)

    def name(self, member: MemberId) -> str:
        return self.names.get(member, member.removeprefix("mem_").title())

    def link(self, member: MemberId) -> str | None:
        name = member.removeprefix("mem_")
        return f"https://matrix.to/#/@{name}:hs" if self.manner == "room" else None

    def words(self, words: WordsId) -> Said:
        return self.said[words]


def wording(folder: Path, language: str = "en", **catalogues: str) -> Wording:
    """A wording of ``catalogues`` (language = source), with the shipped times and blocks."""
    shipped = Path(__file__).parents[2] / "config" / "wording" / "en"
    for each in {"en", *catalogues}:
        shelf = folder / each.replace("_", "-")
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / "sample.ftl").write_text(catalogues.get(each, ""), encoding="utf-8")
    for name in ("times.ftl", "blocks.ftl"):
        (folder / "en" / name).write_text((shipped / name).read_text("utf-8"), "utf-8")
    return Wording(language, folder)
