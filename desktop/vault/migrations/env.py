"""Runs the steps on the live connection that the vault hands over; the vault begins and commits."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
