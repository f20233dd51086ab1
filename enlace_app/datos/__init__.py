"""The only user of SQLAlchemy: engine, mapping, change log, migrations, triggers, backups, attachments."""
