"""What the list of agreements shows of each."""

from collections.abc import Callable
from datetime import date

from enlace_app.consultas.acuerdos import FilaAcuerdo
from enlace_app.consultas.conteos_de_acuerdos import DIAS_POR_VENCER
from enlace_app.dominio.seguimientos import CONCLUIDOS, EstadoAcuerdo
from enlace_app.ui.componentes.escritura import en_dias, escribir_dia_o_nada, escribir_fecha, hace_dias
from enlace_app.ui.componentes.senales import Aspecto, aspecto_de_acuerdo
from enlace_app.ui.modelos_tabla.columna import Columna


def aspecto_en(estado: str, plazo: date | None, hoy: date) -> Aspecto:
    """The look of an agreement on a day: late and soon due ones by that, the others by their state."""
    faltan = (plazo - hoy).days if plazo else None
    return aspecto_de_acuerdo(
        estado,
        vencido=faltan is not None and faltan < 0,
        por_vencer=faltan is not None and 0 <= faltan <= DIAS_POR_VENCER,
    )


def detalle_en(estado: str, plazo: date | None, hoy: date) -> str:
    """What stands beside the state's word: «hace 12 días», «mañana»; of what is not near, «vence en 100 días»."""
    cuando = decir_vencimiento(estado, plazo, hoy)
    # The words «Vencido» and «Por vencer» say it already.
    return cuando.partition(" ")[2] if _cercano(plazo, hoy) else cuando


def _cercano(plazo: date | None, hoy: date) -> bool:
    return plazo is not None and (plazo - hoy).days <= DIAS_POR_VENCER


def decir_vencimiento(estado: str, plazo: date | None, hoy: date) -> str:
    """Say when an open agreement falls or fell due: «venció hace 12 días», «vence mañana»; nothing of the others."""
    if plazo is None or EstadoAcuerdo(estado) in CONCLUIDOS:
        return ""
    faltan = (plazo - hoy).days
    return f"venció {hace_dias(-faltan)}" if faltan < 0 else f"vence {en_dias(faltan)}"


def columnas_de_acuerdos(hoy: Callable[[], date]) -> tuple[Columna[FilaAcuerdo], ...]:
    """The columns; `hoy` is asked at each cell, for the list stays open over midnight."""

    def aspecto(fila: FilaAcuerdo) -> Aspecto:
        return aspecto_en(fila.estado, fila.plazo, hoy())

    def estado(fila: FilaAcuerdo) -> str:
        cuando = decir_vencimiento(fila.estado, fila.plazo, hoy())
        cercano = bool(cuando) and _cercano(fila.plazo, hoy())
        return f"{cuando[0].upper()}{cuando[1:]}" if cercano else aspecto(fila).palabra

    return (
        Columna("estado", "Estado", estado, ancho=19, senal=aspecto),
        Columna("texto", "Acuerdo", lambda f: " ".join(f.texto.split()), ancho=30, estira=True),
        Columna("responsables", "Responsables", lambda f: ", ".join(f.responsables), ancho=13),
        Columna("plazo", "Plazo", lambda f: escribir_dia_o_nada(f.plazo), ancho=11),
        Columna("folio", "Folio", lambda f: f.folio, ancho=18, visible=False),
        Columna("reunion", "Reunión", lambda f: f.folio_reunion or "", ancho=18, visible=False),
        Columna(
            "fecha_reunion",
            "Fecha de la reunión",
            lambda f: escribir_fecha(f.fecha_reunion) if f.fecha_reunion else "",
            ancho=14,
            visible=False,
        ),
        Columna("compromisos", "Compromisos", lambda f: ", ".join(f.compromisos), ancho=13, visible=False),
        Columna("regiones", "Regiones", lambda f: ", ".join(f.regiones), ancho=10, visible=False),
        Columna("ejercicio", "Ejercicio", lambda f: f.ejercicio or "", ancho=9, visible=False),
        Columna("autoridad", "Autoridad", lambda f: f.autoridad, ancho=18, visible=False),
    )
