"""What arrives from other sites, what is answered, and at the enlace what the authority answered.

Its SQL stands beside it.
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables and a column; nothing that is stored changes."""
    guion = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    sin_comentarios = "\n".join(linea for linea in guion.splitlines() if not linea.startswith("--"))
    for sentencia in sin_comentarios.split(";\n"):
        if sentencia.strip():
            op.execute(sentencia.strip())
