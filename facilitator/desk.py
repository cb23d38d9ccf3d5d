"""The desk: the one door. What happened goes in, facts and parcels come out, in one commit.

A batch of waiting intakes is decided in memory and written in one transaction (design §1). If that
fails for any reason it is taken again one by one, so that one intake's bug shunts that intake and no
other. Nothing in here talks to a network.
"""

import asyncio
from collections.abc import Callable, Mapping

import structlog
from sqlalchemy import Connection
from sqlalchemy.engine import RowMapping

from facilitator.clock import Clock, moment
from facilitator.core.refusals import Refusal
from facilitator.failpoints import pass_by
from facilitator.intake import Heard, Intake
from facilitator.postman import Postman
from facilitator.store import UNAVAILABLE, Store
from facilitator.store.ledger import AGAIN, Ledger, waiting
from facilitator.visit import Ear, House, Visit, expect

log = structlog.get_logger()

Handler = Callable[[Visit], None]


class Desk:
    """Takes intakes in the order of their arrival, for ever, until stopped."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        house: House,
        ears: Mapping[str, Ear],
        receive: Handler,
        refuse: Callable[[Visit, Refusal], None],
        postman: Postman,
        most: int = 500,
    ) -> None:
        self.store = store
        self.clock = clock
        self.house = house
        self.ears = ears
        self.receive = receive
        self.refuse = refuse
        self.postman = postman
        self.most = most
        self.after_commit: Callable[[], None] = lambda: None  # called when alarms have changed
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Say that something was put into the inbox."""
        self._rung.set()

    async def run(self) -> None:
        """Serve until cancelled. A database that is away is waited for; nothing is lost meanwhile."""
        pause = 0.1
        self._rung.set()
        while True:
            await self._rung.wait()
            self._rung.clear()
            try:
                await self.take_waiting()
                pause = 0.1
            except UNAVAILABLE as trouble:
                log.warning("desk.waits_for_database", reason=type(trouble.orig).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)
                self._rung.set()

    async def take_waiting(self) -> int:
        """Take one batch of what waits; return how many intakes that were."""
        try:
            rows, ledger = await self.store.write(self._batch)
        except UNAVAILABLE:
            raise
        except Exception as bug:  # noqa: BLE001 - a loop top: the batch is repeated one by one
            log.info("desk.batch_repeated", bug=type(bug).__name__)
            return await self._one_by_one()
        self._hand_over(ledger)
        if rows == self.most:
            self.ring()
        return rows

    async def _one_by_one(self) -> int:
        rows = await self.store.read(lambda connection: waiting(connection, self.most))
        for row in rows:
            self._hand_over(await self._alone(row))
        self.ring()
        return len(rows)

    async def _alone(self, row: RowMapping) -> Ledger:
        """Take one intake in a transaction of its own: taken, refused, or shunted."""
        try:
            return await self.store.write(lambda c: self._write(c, [row], self._visit))
        except UNAVAILABLE:
            raise
        except Refusal as refusal:
            no = refusal
            return await self.store.write(
                lambda c: self._write(c, [row], lambda visit: self.refuse(visit, no))
            )
        except Exception as bug:
            log.exception("desk.shunted", ear=row["ear"], seq=row["seq"])
            reason = f"{type(bug).__name__} at {_where(bug)}"
            return await self.store.write(lambda c: self._set_aside(c, row, reason))

    def _batch(self, connection: Connection) -> tuple[int, Ledger]:
        rows = waiting(connection, self.most)
        return len(rows), self._write(connection, rows, self._visit)

    def _write(self, connection: Connection, rows: list[RowMapping], handle: Handler) -> Ledger:
        ledger = Ledger(connection, self.clock.now())
        heard = [self.ears[row["ear"]](row["body"]) for row in rows]
        expect(ledger, heard)
        for row, one in zip(rows, heard, strict=True):
            self._take(ledger, row, one, handle)
        pass_by("desk.before_flush")
        ledger.flush()
        pass_by("desk.before_commit")
        return ledger

    def _take(self, ledger: Ledger, row: RowMapping, heard: Heard | None, handle: Handler) -> None:
        if heard is None:
            ledger.done(row["seq"], "nothing for us")
            return
        visit = Visit(self._intake(row, heard), ledger, self.house, self.ears)
        handle(visit)
        ledger.done(row["seq"], visit.note)

    def _visit(self, visit: Visit) -> None:
        before = visit.ledger.marks()
        try:
            self.receive(visit)
        except Refusal as refusal:
            # A refusal changes nothing. If something was written before it was raised, only a
            # rollback can make that true: the batch is repeated one by one.
            if visit.ledger.marks() != before:
                raise
            self.refuse(visit, refusal)

    def _intake(self, row: RowMapping, heard: Heard) -> Intake:
        key = f"{row['key']}~" if row["note"] == AGAIN else row["key"]
        said_at, heard_at = moment(row["said_at"]), moment(row["heard_at"])
        return Intake(key, row["ear"], row["place"], heard, said_at, heard_at)

    def _set_aside(self, connection: Connection, row: RowMapping, reason: str) -> Ledger:
        ledger = Ledger(connection, self.clock.now())
        ledger.shunt(row["seq"], reason)
        ledger.flush()
        return ledger

    def _hand_over(self, ledger: Ledger) -> None:
        """Pass on what was committed, each to the one who waits for it."""
        pass_by("desk.after_commit")
        if ledger.posted:
            self.postman.take(ledger.posted)
        if ledger.sent_in:
            self.ring()
        if ledger.moved_alarms:
            self.after_commit()


def _where(bug: BaseException) -> str:
    """Return file and line of a bug, without any value in it: the note must hold no member's words."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
