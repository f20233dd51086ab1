"""What the window needs: autosaved typing, search, how agreements stand, indexes for long lists.

Its SQL stands beside it.
"""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and indexes; `migracion.migrar` fills what is derived, after any migration."""
    guion = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    sin_comentarios = "\n".join(linea for linea in guion.splitlines() if not linea.startswith("--"))
    for sentencia in sin_comentarios.split(";\n"):
        if sentencia.strip():
            op.execute(sentencia.strip())
