"""Alembic runs migrations through this file, inside the transaction that `ledger.store.opening` has begun."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
