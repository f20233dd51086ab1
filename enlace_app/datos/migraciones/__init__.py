"""Alembic's scripts: plain SQL, never today's classes."""
