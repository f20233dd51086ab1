"""Runs the scripts on the connection that `migracion.migrar` hands over, inside its transaction."""

from alembic import context

conexion = context.config.attributes["connection"]
context.configure(connection=conexion)
context.run_migrations()
