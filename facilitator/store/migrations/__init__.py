"""The schema's history. Each revision says what older code still works with."""

from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, text

HEAD = "0006"


def upgrade(connection: Connection, metadata: MetaData) -> None:
    """Bring the database to ``HEAD``; does nothing, and loads nothing, when it is there already."""
    if _revision(connection) == HEAD:
        return
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent))

    def steps(current: object, _context: object) -> object:
        return script._upgrade_revs("head", current)  # type: ignore[arg-type]

    context = MigrationContext.configure(
        connection,
        opts={"fn": steps, "script": script, "target_metadata": metadata, "render_as_batch": True},
    )
    with context.begin_transaction(), Operations.context(context):
        context.run_migrations()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
