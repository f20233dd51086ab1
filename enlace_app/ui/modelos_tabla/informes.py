"""What each report shows; the numbers come with a bar beside them where a share helps."""

from collections.abc import Callable

from enlace_app.consultas.compromisos import FilaCompromiso
from enlace_app.consultas.informes import AcuerdosDeRegion, AsistenciaDeInstitucion, ReunionesDelAnio, SesionOrdinaria
from enlace_app.ui.componentes.escritura import escribir_dia, escribir_dia_o_nada
from enlace_app.ui.componentes.senales import VENCIDO, Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA
from enlace_app.ui.modelos_tabla.compromisos import escribir_fojas
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.tema import Icono, Rol

_A_TIEMPO = Aspecto("A tiempo", Icono.CUMPLIDO, Rol.BIEN)
_TARDE = Aspecto("Tarde", Icono.VENCIDO, Rol.PELIGRO)


def _numero(cuantos: int) -> str:
    return f"{cuantos:,}" if cuantos else ""


def _cuenta(clave: str, titulo: str, ancho: int = 11) -> ColumnaDeFilas[AcuerdosDeRegion]:
    def valor(fila: AcuerdosDeRegion) -> int:
        return int(getattr(fila, clave))

    return ColumnaDeFilas(clave, titulo, lambda f: _numero(valor(f)), ancho=ancho, alineacion=DERECHA, valor=valor)


def _porcentaje(fila: AcuerdosDeRegion) -> float | None:
    return fila.cumplidos / fila.total if fila.total else None


COLUMNAS_DE_ACUERDOS_POR_REGION: tuple[ColumnaDeFilas[AcuerdosDeRegion], ...] = (
    ColumnaDeFilas("nombre", "Región", lambda f: f.nombre, ancho=20, estira=True),
    _cuenta("total", "Acuerdos", 9),
    _cuenta("pendientes", "Pendientes"),
    _cuenta("en_proceso", "En proceso"),
    _cuenta("parciales", "Parciales"),
    _cuenta("cumplidos", "Cumplidos"),
    _cuenta("no_proceden", "No proceden", 12),
    ColumnaDeFilas(
        "vencidos",
        "Vencidos",
        lambda f: _numero(f.vencidos),
        ancho=10,
        senal=lambda f: VENCIDO if f.vencidos else None,
        valor=lambda f: f.vencidos,
    ),
    ColumnaDeFilas(
        "parte",
        "Cumplidos de cada cien",
        lambda f: f"{_porcentaje(f) or 0:.0%}",
        ancho=24,
        alineacion=DERECHA,
        valor=_porcentaje,
        parte=_porcentaje,
    ),
)

COLUMNAS_DE_REUNIONES_POR_ANIO: tuple[ColumnaDeFilas[ReunionesDelAnio], ...] = (
    ColumnaDeFilas("anio", "Año", lambda f: f.anio or "sin fecha", ancho=9, valor=lambda f: f.anio),
    ColumnaDeFilas("nombre", "Tipo de reunión", lambda f: f.nombre, ancho=40, estira=True),
    ColumnaDeFilas(
        "reuniones",
        "Celebradas",
        lambda f: _numero(f.reuniones),
        ancho=11,
        alineacion=DERECHA,
        valor=lambda f: f.reuniones,
    ),
    ColumnaDeFilas(
        "firmadas",
        "Con acta firmada",
        lambda f: _numero(f.firmadas),
        ancho=24,
        alineacion=DERECHA,
        valor=lambda f: f.firmadas,
        parte=lambda f: f.firmadas / f.reuniones if f.reuniones else None,
    ),
)


def _ritmo(fila: SesionOrdinaria) -> Aspecto | None:
    if fila.dias is None or fila.maximo is None:
        return None
    return _TARDE if fila.tarde else _A_TIEMPO


def _decir_ritmo(fila: SesionOrdinaria) -> str:
    aspecto = _ritmo(fila)
    if aspecto is None:
        return "Primera del ejercicio" if fila.dias is None else ""
    de_mas = (fila.dias or 0) - (fila.maximo or 0)
    return f"Tarde, {de_mas:,} {'día' if de_mas == 1 else 'días'}" if fila.tarde else aspecto.palabra


COLUMNAS_DE_ORDINARIAS: tuple[ColumnaDeFilas[SesionOrdinaria], ...] = (
    ColumnaDeFilas("fecha", "Fecha", lambda f: escribir_dia(f.fecha), ancho=12, valor=lambda f: f.fecha),
    ColumnaDeFilas("folio", "Folio", lambda f: f.folio, ancho=18),
    ColumnaDeFilas("lugar", "Lugar", lambda f: f.lugar or "", ancho=24, estira=True),
    ColumnaDeFilas("ejercicio", "Ejercicio", lambda f: f.ejercicio or "", ancho=9),
    ColumnaDeFilas(
        "dias",
        "Días desde la anterior",
        lambda f: "" if f.dias is None else f"{f.dias:,}",
        ancho=20,
        alineacion=DERECHA,
        valor=lambda f: f.dias,
    ),
    ColumnaDeFilas(
        "maximo",
        "Debe ser cada",
        lambda f: f"{f.maximo:,} días" if f.maximo else "",
        ancho=14,
        alineacion=DERECHA,
        valor=lambda f: f.maximo,
    ),
    ColumnaDeFilas("ritmo", "Ritmo", _decir_ritmo, ancho=22, senal=_ritmo),
)


def columnas_de_fojas(maximo: Callable[[], int]) -> tuple[ColumnaDeFilas[FilaCompromiso], ...]:
    """The columns; bars are as long as a row's share of `maximo`, the most that a row has."""

    def parte(fila: FilaCompromiso) -> float | None:
        return fila.fojas.numero / maximo() if fila.fojas and maximo() else None

    return (
        ColumnaDeFilas("clave", "Compromiso", lambda f: f.clave, ancho=11),
        ColumnaDeFilas("titulo", "Título", lambda f: " ".join(f.titulo.split()), ancho=40, estira=True),
        ColumnaDeFilas(
            "documentos",
            "Documentos",
            lambda f: _numero(f.documentos_n),
            ancho=11,
            alineacion=DERECHA,
            valor=lambda f: f.documentos_n,
        ),
        ColumnaDeFilas(
            "fojas",
            "Fojas recibidas",
            lambda f: escribir_fojas(f.fojas),
            ancho=30,
            alineacion=DERECHA,
            valor=lambda f: f.fojas.numero if f.fojas else None,
            parte=parte,
        ),
        ColumnaDeFilas(
            "declaradas",
            "Fojas que declara la fuente",
            lambda f: escribir_fojas(f.fojas_declaradas),
            ancho=26,
            alineacion=DERECHA,
            valor=lambda f: f.fojas_declaradas.numero if f.fojas_declaradas else None,
        ),
    )


COLUMNAS_DE_ASISTENCIA_POR_INSTITUCION: tuple[ColumnaDeFilas[AsistenciaDeInstitucion], ...] = (
    ColumnaDeFilas("nombre", "Institución", lambda f: " ".join(f.nombre.split()), ancho=40, estira=True),
    ColumnaDeFilas(
        "reuniones",
        "Reuniones en que estuvo",
        lambda f: f"{f.reuniones:,} de {f.de:,}",
        ancho=34,
        alineacion=DERECHA,
        valor=lambda f: f.reuniones,
        parte=lambda f: f.reuniones / f.de if f.de else None,
    ),
    ColumnaDeFilas("primera", "Primera", lambda f: escribir_dia_o_nada(f.primera), ancho=12, valor=lambda f: f.primera),
    ColumnaDeFilas("ultima", "Última", lambda f: escribir_dia_o_nada(f.ultima), ancho=12, valor=lambda f: f.ultima),
    ColumnaDeFilas("directorio", "En el directorio", lambda f: "sí" if f.uuid else "no: vincúlelo", ancho=15),
)
