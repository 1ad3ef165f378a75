"""Alembic's entry: runs the migrations over the connection that `standoff.store.database` hands it."""

from alembic import context

from standoff.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
