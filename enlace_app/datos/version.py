"""Which schema this program writes; read without importing Alembic."""

ESQUEMA = 4
"""`user_version` of the database and number of Alembic's newest revision."""
