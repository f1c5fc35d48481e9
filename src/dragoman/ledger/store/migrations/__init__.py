"""The migrations that bring a ledger up to this version, run by Alembic."""
