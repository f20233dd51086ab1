"""What an acta needs to be defended: remarks, how each signatory ended, who could vote, corrections, public versions.

Its SQL stands beside it.
"""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns and tables; nothing that is stored changes."""
    guion = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    sin_comentarios = "\n".join(linea for linea in guion.splitlines() if not linea.startswith("--"))
    for sentencia in sin_comentarios.split(";\n"):
        if sentencia.strip():
            op.execute(sentencia.strip())
