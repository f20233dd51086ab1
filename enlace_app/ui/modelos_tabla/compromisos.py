"""What the list of compromisos shows of each, and the table of its activities."""

from enlace_app.consultas.compromisos import FilaCompromiso, Fojas
from enlace_app.consultas.registro_de_compromiso import ActividadDeCompromiso
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.dominio.compromisos import ESTADOS
from enlace_app.ui.componentes.escritura import escribir_dia_o_nada
from enlace_app.ui.componentes.senales import VENCIDO, Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes
from enlace_app.ui.tema import Icono, Rol

OPCIONES_DE_ESTADO = (("Sin anotar", ""), *((estado.capitalize(), estado) for estado in ESTADOS))
"""What is read, and what is stored; the empty text is none."""
_ICONOS = (
    (Icono.PENDIENTE, Rol.NEUTRO),
    (Icono.PARCIAL, Rol.AVISO),
    (Icono.EN_PROCESO, Rol.ACENTO),
    (Icono.CUMPLIDO, Rol.BIEN),
)
_ASPECTOS = {estado: Aspecto(estado.capitalize(), *figura) for estado, figura in zip(ESTADOS, _ICONOS, strict=True)}


def aspecto_de_avance(estado: str | None) -> Aspecto | None:
    """The look of how far something is; None where nobody said, or in words of another scale."""
    return _ASPECTOS.get(estado or "")


def escribir_avance(avance: int | None) -> str:
    """Write a percent, nothing where nobody said."""
    return "" if avance is None else f"{avance} %"


def escribir_fojas(fojas: Fojas | None) -> str:
    """Write a count of sheets for a cell, «más de» kept."""
    return "" if fojas is None else escribir_minimo(fojas.numero, es_minimo=fojas.es_minimo)


def _numero(cuantos: int) -> str:
    return f"{cuantos:,}" if cuantos else ""


def _estado(fila: FilaCompromiso | ActividadDeCompromiso) -> str:
    return (fila.estado or "").capitalize()


COLUMNAS_DE_COMPROMISOS: tuple[Columna[FilaCompromiso], ...] = (
    Columna("clave", "Clave", lambda f: f.clave, ancho=8),
    Columna("titulo", "Título", lambda f: " ".join(f.titulo.split()), ancho=30, estira=True),
    Columna("estado", "Estado", _estado, ancho=14, senal=lambda f: aspecto_de_avance(f.estado)),
    Columna("avance", "Avance", lambda f: escribir_avance(f.avance), ancho=12, alineacion=DERECHA),
    Columna("abiertos", "Abiertos", lambda f: _numero(f.abiertos_n), ancho=8, alineacion=DERECHA),
    Columna(
        "vencidos",
        "Vencidos",
        lambda f: _numero(f.vencidos_n),
        ancho=8,
        senal=lambda f: VENCIDO if f.vencidos_n else None,
    ),
    Columna("fojas", "Fojas", lambda f: escribir_fojas(f.fojas), ancho=12, alineacion=DERECHA),
    Columna("ejercicio", "Ejercicio", lambda f: f.ejercicio or "", ancho=9, visible=False),
    Columna("tipo", "Tipo", lambda f: f.tipo, ancho=10, visible=False),
    Columna("regiones", "Regiones", lambda f: ", ".join(f.regiones), ancho=12, visible=False),
    Columna("acuerdos", "Acuerdos", lambda f: _numero(f.acuerdos_n), ancho=9, alineacion=DERECHA, visible=False),
    Columna("reuniones", "Reuniones", lambda f: _numero(f.reuniones_n), ancho=9, alineacion=DERECHA, visible=False),
    Columna("documentos", "Documentos", lambda f: _numero(f.documentos_n), ancho=10, alineacion=DERECHA, visible=False),
    Columna(
        "fojas_declaradas",
        "Fojas declaradas",
        lambda f: escribir_fojas(f.fojas_declaradas),
        ancho=15,
        alineacion=DERECHA,
        visible=False,
    ),
    Columna("autoridad", "Autoridad", lambda f: f.autoridad, ancho=18, visible=False),
)

COLUMNAS_DE_ACTIVIDADES: tuple[ColumnaDePartes[ActividadDeCompromiso], ...] = (
    ColumnaDePartes("actividad", "Actividad", lambda f: f.actividad, ancho=34),
    ColumnaDePartes("trimestre", "Trimestre", lambda f: f.trimestre or "", ancho=10),
    ColumnaDePartes(
        "avance",
        "Avance",
        lambda f: escribir_avance(f.avance),
        ancho=12,
        alineacion=DERECHA,
        escrito=lambda f: "" if f.avance is None else str(f.avance),
    ),
    ColumnaDePartes(
        "estado",
        "Estado",
        _estado,
        ancho=14,
        senal=lambda f: aspecto_de_avance(f.estado),
        escrito=lambda f: f.estado or "",
        opciones=OPCIONES_DE_ESTADO,
    ),
    ColumnaDePartes("responsable", "Responsable", lambda f: f.responsable or "", ancho=20),
    ColumnaDePartes("plazo", "Plazo", lambda f: escribir_dia_o_nada(f.plazo), ancho=11),
    ColumnaDePartes("producto", "Producto", lambda f: f.producto or "", ancho=24),
    ColumnaDePartes("indicador", "Indicador", lambda f: f.indicador or "", ancho=24),
)
