"""Alembic's entry: run the migrations on the connection that ``upgrade.py`` hands over."""

from alembic import context

from queries.schema import metadata

# Batch mode: SQLite can change a table only by making it anew.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
