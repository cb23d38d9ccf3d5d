"""Statements made once. Making one anew, and finding its text again, costs more than running it.

What differs from one use to the next (the values, never the columns) is a bound parameter, so that
keeping a statement for good is right: it depends on nothing but the tables, which do not change
while we run.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    Delete,
    Insert,
    Integer,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from facilitator.store import tables as t

Shape = tuple[tuple[str, bool], ...]
"""The columns of a condition, and whether each has a value: SQL asks for nothing in another way."""


@cache
def key_of(table: Any) -> tuple[str, ...]:
    """Return the names of the primary key."""
    return tuple(column.name for column in table.primary_key.columns)


@cache
def columns_of(table: Any) -> tuple[str, ...]:
    """Return the names of all columns, in the order in which ``one_by`` and the like bring them."""
    return tuple(column.name for column in table.columns)


@cache
def blank(table: Any) -> dict[str, Any]:
    """Return a row of nothing but defaults, to be copied."""
    return {c.name: c.default.arg if c.default is not None else None for c in table.columns}


def shape_of(where: Mapping[str, Any]) -> Shape:
    """Return what a condition's statement depends on."""
    return tuple([(name, value is not None) for name, value in where.items()])


# -- reading -------------------------------------------------------------------------------------


@cache
def one_by(table: Any, shape: Shape) -> Select[Any]:
    """Return the question for one row; each column is bound by its own name."""
    return _by(table, shape).limit(1)


@cache
def all_by(table: Any, shape: Shape) -> Select[Any]:
    """Return the question for every row, in key order."""
    return _by(table, shape).order_by(*table.primary_key.columns)


@cache
def any_by(table: Any, column: str, shape: Shape) -> Select[Any]:
    """Return the question for every row whose ``column`` has one of the values bound as ``any``."""
    return _by(table, shape).where(table.c[column].in_(bindparam("any", expanding=True)))


@cache
def count_by(table: Any, shape: Shape) -> Select[Any]:
    """Return the question how many rows there are."""
    return _by(table, shape).with_only_columns(func.count(), maintain_column_froms=True)


@cache
def highest_by(table: Any, column: str, shape: Shape) -> Select[Any]:
    """Return the question for the highest value of a column."""
    return _by(table, shape).with_only_columns(func.max(table.c[column]))


def _by(table: Any, shape: Shape) -> Select[Any]:
    columns = [(table.c[name], name, has_value) for name, has_value in shape]
    return select(table).where(
        *(c == bindparam(name) if has_value else c.is_(None) for c, name, has_value in columns)
    )


LANES = (
    select(t.lane)
    .where(t.lane.c.id.in_(bindparam("any", expanding=True)))
    .order_by(t.lane.c.id)
    .with_for_update()
)
"""The question for lanes, which locks them, always in the same order."""

PEOPLE = (
    select(t.member.c.id, t.member.c.name, t.handle.c.address)
    .outerjoin(t.handle, and_(t.handle.c.member == t.member.c.id, t.handle.c.medium == "matrix"))
    .where(t.member.c.id.in_(bindparam("any", expanding=True)))
)
"""The question for names and Matrix ids."""

INTAKES = (
    select(t.inbox)
    .where(t.inbox.c.state == 0)
    .order_by(t.inbox.c.seq)
    .limit(bindparam("most", type_=Integer))
)
"""The question for the oldest intakes that wait."""


# -- writing -------------------------------------------------------------------------------------


@cache
def adding(table: Any) -> Insert:
    """Return the statement that adds rows."""
    return insert(table)


@cache
def adding_once(table: Any, dialect: str) -> Insert:
    """Return the statement that adds rows whose unique key is new and skips the others."""
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_pg

        return insert_pg(table).on_conflict_do_nothing()
    from sqlalchemy.dialects.sqlite import insert as insert_lite

    return insert_lite(table).on_conflict_do_nothing()


@cache
def changing(table: Any, names: tuple[str, ...]) -> Update:
    """Return the statement that changes these columns (bound as ``b_…``) of a row (``k_…``)."""
    key = (column == bindparam(f"k_{column.name}") for column in table.primary_key.columns)
    return update(table).where(*key).values({name: bindparam(f"b_{name}") for name in names})


@cache
def removing(table: Any) -> Delete:
    """Return the statement that removes a row (``k_…``)."""
    key = (column == bindparam(f"k_{column.name}") for column in table.primary_key.columns)
    return delete(table).where(*key)
