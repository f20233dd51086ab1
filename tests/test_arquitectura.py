"""The layers of the design, in plain sentences; a new module that nobody placed breaks them too."""

import ast
import subprocess
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
PAQUETE = RAIZ / "enlace_app"
MAXIMO_DE_ARCHIVO = 400
MAXIMO_DE_FUNCION = 60


def _modulos() -> list[Path]:
    return sorted(PAQUETE.rglob("*.py"))


def _importados_al_cargar(modulo: Path) -> set[str]:
    """Names imported at module level, type checking apart: what loading the module really costs."""
    arbol = ast.parse(modulo.read_text(encoding="utf-8"))
    nombres: set[str] = set()
    for nodo in arbol.body:
        if isinstance(nodo, ast.Import):
            nombres |= {alias.name for alias in nodo.names}
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            nombres.add(nodo.module)
    return nombres


def test_las_capas_se_respetan() -> None:
    """Every contract of pyproject.toml holds, with no module outside them."""
    orden = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    hecho = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=False, timeout=120)
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr


def test_un_import_prohibido_se_descubre(tmp_path: Path) -> None:
    """Control: the same contracts fail when `dominio` imports `datos`."""
    import shutil

    shutil.copytree(PAQUETE, tmp_path / "enlace_app")
    shutil.copy(RAIZ / "pyproject.toml", tmp_path)
    (tmp_path / "enlace_app" / "dominio" / "puntos.py").write_text("import enlace_app.datos.lectura\n")
    orden = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    hecho = subprocess.run(orden, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert hecho.returncode == 1, hecho.stdout + hecho.stderr
    assert "dominio" in hecho.stdout


def test_leer_no_espera_a_sqlalchemy() -> None:
    """Opening data and reading them imports neither SQLAlchemy nor Alembic nor a PDF or workbook library."""
    guion = (
        "import sys, enlace_app.datos.almacen, enlace_app.datos.lectura, enlace_app.consultas.reuniones\n"
        "pesados = {'sqlalchemy', 'alembic', 'reportlab', 'openpyxl', 'PySide6'} & set(sys.modules)\n"
        "print(sorted(pesados))"
    )
    orden = [sys.executable, "-c", guion]
    hecho = subprocess.run(orden, cwd=RAIZ, capture_output=True, text=True, check=True, timeout=60)
    assert hecho.stdout.strip() == "[]"


def test_las_migraciones_no_importan_clases_de_hoy() -> None:
    for modulo in (PAQUETE / "datos" / "migraciones").rglob("*.py"):
        assert not {n for n in _importados_al_cargar(modulo) if n.startswith("enlace_app")}, modulo


def test_ningun_archivo_ni_funcion_crece_de_mas() -> None:
    grandes = []
    for modulo in _modulos():
        texto = modulo.read_text(encoding="utf-8")
        if texto.count("\n") > MAXIMO_DE_ARCHIVO:
            grandes.append(f"{modulo.relative_to(RAIZ)}: {texto.count(chr(10))} lines")
        for nodo in ast.walk(ast.parse(texto)):
            if isinstance(nodo, ast.FunctionDef) and (nodo.end_lineno or 0) - nodo.lineno >= MAXIMO_DE_FUNCION:
                grandes.append(f"{modulo.relative_to(RAIZ)}:{nodo.lineno} {nodo.name}")
    assert not grandes


def test_nada_institucional_en_el_codigo() -> None:
    """Acronyms of institutions live in catalogues; docstrings and comments may cite them as sources."""
    siglas = ("ICAI", "INTRAC", "CONAGUA", "SEFIR", "SEMARNAT")
    hallados = []
    for modulo in _modulos():
        arbol = ast.parse(modulo.read_text(encoding="utf-8"))
        docstrings = {
            id(nodo.body[0].value)
            for nodo in ast.walk(arbol)
            if isinstance(nodo, ast.Module | ast.ClassDef | ast.FunctionDef)
            and nodo.body
            and isinstance(nodo.body[0], ast.Expr)
        }
        hallados += [
            f"{modulo.relative_to(RAIZ)}:{nodo.lineno} {nodo.value!r}"
            for nodo in ast.walk(arbol)
            if isinstance(nodo, ast.Constant)
            and isinstance(nodo.value, str)
            and id(nodo) not in docstrings
            and any(sigla in nodo.value for sigla in siglas)
        ]
    assert not hallados
