"""The configuration: one YAML file, every value also as a ``FACILITATOR_…`` variable.

``FACILITATOR_MAIL__DOMAIN`` sets ``mail.domain`` (two underscores between levels). A secret may
stand in a file of its own: ``as_token_file: PATH`` instead of ``as_token: …``.
"""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)

from facilitator.core.durations import read_span
from facilitator.marked import Mistakes, check, lay_over, load, read_file

PREFIX = "FACILITATOR_"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name!r} is not a time zone (write one like Europe/Lisbon)") from None
    return name


def _seconds(value: Any) -> float:
    span = read_span(str(value))
    if span is None:
        raise ValueError(f"{value!r} is not a length of time (write 90s, 2m, 3h, 2d, 1w)")
    return span.total_seconds()


def _listed(value: Any) -> Any:
    return [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")) or not urlsplit(value).hostname:
        raise ValueError("this is not an address (write http://… or https://…)")
    return value.rstrip("/")


def _host_name(value: str) -> str:
    if not value or set(value) & set("/@ \t\n"):
        raise ValueError("this is not a name of a server (write one like example.org)")
    return value


def _whole(value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number <= 65535:
        raise ValueError("a port is a number from 1 to 65535 (0 lets the system choose)")
    return number


def _speed(value: Any) -> float:
    try:
        speed = float(value)
    except (TypeError, ValueError):
        speed = 0.0
    if not 0 < speed <= 10_000:
        raise ValueError("a speed is a number above 0, at most 10000")
    return speed


def _database(value: str) -> str:
    if not value.startswith(("sqlite://", "postgresql+asyncpg://")):
        raise ValueError("write sqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME")
    return value


def _language(value: str) -> str:
    from facilitator.shipped import shipped  # late: needed for other languages only

    known = {folder.name for folder in shipped("wording").iterdir()} if value != "en" else {"en"}
    if value not in known:
        raise ValueError(f"there are no words for this language (there are: {', '.join(known)})")
    return value


def _long(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < 32:
        raise ValueError("this is too short for a secret: let `facilitator init` make one")
    return value


Token = Annotated[SecretStr, AfterValidator(_long)]
Zone = Annotated[str, AfterValidator(_zone)]
Url = Annotated[str, AfterValidator(_url)]
HostName = Annotated[str, AfterValidator(_host_name)]
Port = Annotated[int, BeforeValidator(_whole)]
Seconds = Annotated[float, BeforeValidator(_seconds)]
Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Part(BaseModel):
    """A section: nothing in it that we do not know, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _read_secret_files(cls, raw: Any) -> Any:
        """Put the content of ``X_file`` in place of ``X`` (a secret kept apart, mode 0600)."""
        if not isinstance(raw, dict):
            return raw
        taken = dict(raw)
        for key in [
            k for k in raw if k.endswith("_file") and k.removesuffix("_file") in cls.model_fields
        ]:
            if key.removesuffix("_file") in raw:
                raise ValueError(f"{key} and {key.removesuffix('_file')}: give one of them")
            try:
                taken[key.removesuffix("_file")] = Path(taken.pop(key)).read_text().strip()
            except (OSError, UnicodeDecodeError) as bad:
                raise ValueError(f"{key}: {getattr(bad, 'strerror', None) or 'not text'}") from None
        return taken


class Listen(Part):
    """Where we listen."""

    host: str = "127.0.0.1"
    port: Port = 8010


class Homeserver(Part):
    """The homeserver, and our standing with it."""

    url: Url
    name: HostName
    appservice: str = "facilitator"
    as_token: Token
    hs_token: Token
    listen: Listen = Listen()

    @model_validator(mode="after")
    def _tokens_differ(self) -> Self:
        if self.as_token == self.hs_token:
            raise ValueError("as_token and hs_token must be two different secrets")
        return self


class Outgoing(Part):
    """The smarthost that carries our mail."""

    host: str = "127.0.0.1"
    port: Port = 25
    starttls: Literal["no", "if-offered", "required"] = "if-offered"
    username: str | None = None
    password: SecretStr | None = None


class Inbound(Part):
    """Where the mail server hands us what comes in, and whom we believe."""

    protocol: Literal["smtp", "lmtp"] = "lmtp"
    host: str = "127.0.0.1"
    port: Port = 8024
    trusted_peers: Names = ("127.0.0.1", "::1")
    authserv_id: str | None = None
    assume_trusted: bool = False

    @model_validator(mode="after")
    def _trust_stays_home(self) -> Self:
        if self.assume_trusted and self.host not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError("assume_trusted is for a loopback listener only")
        return self


class Mail(Part):
    """The mail side; leave the section out and mail is off."""

    domain: HostName
    key: Token
    delimiter: Literal["+", "-", "="] = "+"
    outgoing: Outgoing = Outgoing()
    inbound: Inbound = Inbound()
    undo: Seconds = 120.0
    """How long a mail to a room can be taken back before it is posted (contract §7)."""


class Time(Part):
    """How time passes (``speed`` and ``since`` are for the demo)."""

    speed: Annotated[float, BeforeValidator(_speed)] = 1.0
    since: AwareDatetime | None = None
    settle: Seconds = 30.0
    """Real time for which mail is listened to after an outage before a deadline may fire."""


class Settings(Part):
    """Everything an operator can say."""

    homeserver: Homeserver
    database: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///facilitator.db",
        repr=False,  # it may hold a password
    )
    web: Listen = Listen(port=8011)
    public_url: Url | None = None
    zone: Zone = "UTC"
    language: Annotated[str, AfterValidator(_language)] = "en"
    may_create: Names = ()
    open_proposals: int = Field(2, ge=1)
    """How many proposals of one person may be open in a circle before it suggests one thing at a time."""
    formats: Path | None = None
    """A folder with formats of the operator's own, beside the shipped ones."""
    mail: Mail | None = None
    time: Time = Time()

    @property
    def tz(self) -> ZoneInfo:
        """The zone of circles that have not set their own."""
        return ZoneInfo(self.zone)


def read_settings(path: Path, variables: dict[str, str] | None = None) -> Settings:
    """Return the settings in ``path`` with the environment laid over; raises ``Mistakes``."""
    marked = load(read_file(path), path.name)
    given = dict(os.environ) if variables is None else variables
    lay_over(marked, {k: v for k, v in given.items() if _is_setting(k)}, PREFIX)
    return check(marked, Settings)


def _is_setting(name: str) -> bool:
    """Say whether a variable is meant as a setting, misspelt or not.

    Others (for tests and failpoints) share the prefix; they never hold two underscores.
    """
    first = name.removeprefix(PREFIX).lower().split("__")[0]
    settings = list(Settings.model_fields)
    near = first in settings or get_close_matches(first, settings, n=1, cutoff=0.8)
    return name.startswith(PREFIX) and ("__" in name or bool(near))


__all__ = ["Mistakes", "Settings", "read_settings"]
