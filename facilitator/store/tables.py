"""The tables. Types mean the same on SQLite and PostgreSQL (design.md §4).

Time is UTC microseconds (BIGINT), documents are JSON text made by ``codecs``, addresses are folded
before they are stored. State and facts live side by side: ``round.state`` is what is so, ``journal``
is how it came about, ``words`` is what people said, apart, so that it can be taken back.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_Serial = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


inbox = Table(
    "inbox",
    metadata,
    Column("seq", _Serial, primary_key=True, autoincrement=True),
    Column("key", String(320), nullable=False, unique=True),
    Column("ear", String(16), nullable=False),  # which ear reads the body: matrix, mail, inner
    Column("place", String(320), nullable=False),  # where it came in, as its medium says it
    Column("body", LargeBinary, nullable=False),
    Column("said_at", BigInteger, nullable=False),
    Column("heard_at", BigInteger, nullable=False),
    Column("state", Integer, nullable=False, default=0),  # 0 waiting, 1 done, 2 shunted
    Column("note", Text),
    Index(None, "state", "seq"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("key", String(360), nullable=False, unique=True),
    Column("lane", String(96), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("medium", String(16), nullable=False),
    Column("act", String(16), nullable=False),
    Column("sender", String(255), nullable=False),
    Column("place", String(32)),  # resolved to an address when it is sent
    Column("body", LargeBinary, nullable=False),
    Column("slot", String(96)),  # only the newest waiting row of a slot is sent (a card's edits)
    Column("target", String(32)),  # the outbox row it edits, answers or reacts to
    Column("target_ref", String(320)),  # or the reference itself, where it is known
    Column("refers", String(96)),  # what it is to us: card:rnd_…, ask:rnd_…:mem_…
    Column("words", Text),  # ids of the words it carries, so that taking back reaches it
    Column(
        "state", Integer, nullable=False, default=0
    ),  # 0 waiting 1 sent 2 parked 3 dropped 4 put back
    Column("attempts", Integer, nullable=False, default=0),
    Column("ref", String(320)),  # event id or Message-ID, once sent
    Column("note", Text),
    Column("made_at", BigInteger, nullable=False),
    Column("sent_at", BigInteger),
    Index(None, "state", "lane", "seq"),
    Index(None, "ref"),
    Index(None, "refers"),
)

lane = Table(
    "lane",
    metadata,
    Column("id", String(96), primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

member = Table(
    "member",
    metadata,
    _id(),
    Column("name", String(255), nullable=False),
    Column("language", String(16), nullable=False, default="en"),
    Column("zone", String(64)),
    Column("ghost", String(64), unique=True),  # localpart of the Matrix user that reads them out
    Column("zone_asked_at", BigInteger),
    Column("practice_at", BigInteger),  # when they met their first round, and were offered practice
    Column("made_at", BigInteger, nullable=False),
)

handle = Table(
    "handle",
    metadata,
    Column("medium", String(16), primary_key=True),
    Column("address", String(320), primary_key=True),
    Column("member", String(32), nullable=False, index=True),
    Column("verified_at", BigInteger),
    Column(
        "reached_at", BigInteger
    ),  # last sign that it works: a mail of ours accepted, a word heard
)

circle = Table(
    "circle",
    metadata,
    _id(),
    Column("slug", String(64), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("scale", String(16), nullable=False),
    Column("parent", String(32), index=True),
    Column("zone", String(64), nullable=False, default="UTC"),
    Column("purpose", Text),
    Column("agreements", Text),
    Column("settings", Text, nullable=False, default="{}"),
    Column("founder", String(32), nullable=False),
    Column("numbers", Integer, nullable=False, default=0),  # last number given in the register
    Column("made_at", BigInteger, nullable=False),
)

place = Table(
    "place",
    metadata,
    _id(),
    Column("circle", String(32), index=True),
    Column("part", String(16), nullable=False),  # space, commons, rounds, …, crew; private; room
    Column("member", String(32), index=True),  # whose private chat
    Column("address", String(320), unique=True),  # the room id, once it exists
    Column("assistants", Text, nullable=False, default=""),
    Column("levels", Text, nullable=False, default="{}"),  # power levels as last seen
    Column("gone", Boolean, nullable=False, default=False),
    Column("made_at", BigInteger, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("circle", String(32), primary_key=True),
    Column("member", String(32), primary_key=True),
    Column("host", Boolean, nullable=False, default=False),
    Column("lane", String(8), nullable=False, default="live"),
    Column("chat", Boolean, nullable=False, default=False),  # sits in the room
    Column("mail", Boolean, nullable=False, default=False),  # reads and writes by mail
    Column("delivery", String(8), nullable=False, default="each"),
    Column("away_until", BigInteger),
    Column("slow_until", BigInteger),  # a week in one's own time, asked for once
    Column("told_host_at", BigInteger),  # that all host words are theirs in another's round too
    Column("invited_by", String(32)),
    Column("joined_at", BigInteger),
    Column("left_at", BigInteger),
    Index(None, "member"),
)

round_ = Table(
    "round",
    metadata,
    _id(),
    Column("circle", String(32), nullable=False, index=True),
    Column("place", String(32), nullable=False),
    Column("form", String(16), nullable=False),
    Column("number", Integer),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("shape", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("card", String(32)),  # the outbox row of its card
    Column("notices", Integer, nullable=False, default=0),
    Column("session", String(32), index=True),  # the round of which it holds a step
    Column("table_of", String(32), index=True),  # the session of which it is one table
    Column("bears_on", String(32), index=True),  # the decision that it looks at again
    Column("open", Boolean, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Index(None, "place", "open"),
)

journal = Table(
    "journal",
    metadata,
    Column("round", String(32), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("fact", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("cause", String(320), nullable=False),
    Column("entry", Text),  # as it stands in the log of a decision: no names, no words
    Column("salts", Text),  # what opens it and what is hidden in it, each by its path
    Column("link", String(64)),  # SHA-256 over the link before it and this entry
)

words = Table(
    "words",
    metadata,
    _id(),
    Column("member", String(32), nullable=False, index=True),
    Column("round", String(32), index=True),
    Column("source", String(320), nullable=False, index=True),  # event id or mail key
    Column("place", String(32)),
    Column("version", Integer, nullable=False, default=1),
    Column("text", Text, nullable=False),
    Column("html", Text),
    Column("visibility", String(8), nullable=False, default="room"),
    Column("said_at", BigInteger, nullable=False),
    Column("taken_back", Boolean, nullable=False, default=False),
)

quote = Table(
    "quote",  # a message of ours that shows what people said in a round
    metadata,
    _id(),  # of its outbox row
    Column("round", String(32), nullable=False, index=True),
    Column("place", String(32), nullable=False),
    Column("words", Text, nullable=False),  # ids of the words it shows
    Column("notice", Text),  # how it is said anew; empty once its words are let go
)

token = Table(
    "token",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("purpose", String(1), nullable=False),
    Column("member", String(32), nullable=False, index=True),
    Column("circle", String(32), nullable=False),
    Column("item", String(320), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)

sent_mail = Table(
    "sent_mail",
    metadata,
    Column("message_id", String(320), primary_key=True),
    Column("circle", String(32), nullable=False),
    Column("item", String(320), nullable=False),  # post:$event, turn:rnd_…, decision:rnd_…
    Column("member", String(32)),
    Column(
        "plain", Text
    ),  # what we wrote, kept until the item expires, to know a quote from new words
    Column("references", Text, nullable=False, default=""),
    Column("subject", Text, nullable=False, default=""),  # without prefix
    Column("version", Integer),  # of the proposal it showed, so that an answer is bound to it
    Column("made_at", BigInteger, nullable=False),
    Index(None, "item"),
)

format_ = Table(
    "format",  # a practice that a circle wrote for itself
    metadata,
    _id(),
    Column("circle", String(32), nullable=False),
    Column("name", String(64), nullable=False),
    Column("text", Text, nullable=False),  # the file as it was sent
    Column("resolved", Text, nullable=False),
    Column("member", String(32), nullable=False),  # who sent it
    Column("made_at", BigInteger, nullable=False),
    UniqueConstraint("circle", "name"),
)

rhythm = Table(
    "rhythm",  # what comes back by itself
    metadata,
    _id(),
    Column("circle", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),  # every, season
    Column("spec", Text, nullable=False),
    Column("next_at", BigInteger),
    Column("member", String(32), nullable=False),  # who asked for it
    Column("calendar", String(64), unique=True),  # the secret in the link to its dates
    Column("made_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

note = Table(
    "note",  # a line for the minutes
    metadata,
    _id(),
    Column("circle", String(32), nullable=False, index=True),
    Column("round", String(32)),
    Column("kind", String(16), nullable=False),  # note, action, quote, harvest
    Column("member", String(32), nullable=False),  # whose words they are
    Column("owner", String(32)),  # who takes an action on
    Column("text", Text, nullable=False),
    Column("due", String(10)),  # a date, ISO 8601
    Column("words", String(32), index=True),  # what is quoted
    Column("source", String(320), index=True),  # the message that is quoted
    Column("number", Integer),  # of an action in its circle
    Column("state", String(16), nullable=False),  # asked, kept, declined, done
    Column("made_at", BigInteger, nullable=False),
)

chairing = Table(
    "chairing",  # how the chair of a round stands, beside its state
    metadata,
    Column("round", String(32), primary_key=True),
    Column("member", String(32)),  # who has it, where the state does not know
    Column("since", BigInteger),  # since when the round waits for it
    Column("offered", Boolean, nullable=False),
    Column("taker", String(32)),  # who has asked for it
    Column("takes_at", BigInteger),  # when it is theirs
)

alarm = Table(
    "alarm",
    metadata,
    Column("subject", String(96), primary_key=True),
    Column("place", String(32), nullable=False),
    Column("due_at", BigInteger, nullable=False, index=True),
)

held = Table(
    "held",
    metadata,
    _id(),
    Column("kind", String(24), nullable=False),
    Column("circle", String(32), index=True),
    Column("member", String(32)),
    Column("about", String(320), index=True),  # an address that was asked, to count how often
    Column("body", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("settled_at", BigInteger),
)

post = Table(
    "post",  # what people say to each other between rounds, on its way from room to mail
    metadata,
    Column("id", String(320), primary_key=True),  # the event, or the outbox row of a ghost's
    Column("circle", String(32), nullable=False),
    Column("place", String(32), nullable=False),
    Column("member", String(32), nullable=False),  # empty for a voice from outside
    Column("words", String(32), nullable=False),
    Column("answers", String(320)),  # the post it replies to
    Column("mail", String(320)),  # the Message-ID it went out in; empty: nobody was to have it
    Column("said_at", BigInteger, nullable=False),
    Index(None, "place", "mail"),
)

bookmark = Table(
    "bookmark",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("source", String(320), primary_key=True),  # the event or mail that counted
    Column("round", String(32), nullable=False),
    Column("member", String(32), nullable=False),
    Column("meaning", String(32), nullable=False),
)
