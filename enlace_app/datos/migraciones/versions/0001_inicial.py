"""The first schema; its SQL stands beside it."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create all tables and indexes."""
    guion = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    sin_comentarios = "\n".join(linea for linea in guion.splitlines() if not linea.startswith("--"))
    for sentencia in sin_comentarios.split(";\n"):
        if sentencia.strip():
            op.execute(sentencia.strip())
