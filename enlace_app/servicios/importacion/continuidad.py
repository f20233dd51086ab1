"""Whether a row whose mark is remembered is still the row that the mark stood for.

People fill in the same template for every meeting, with the same marks (R1, A1…) and often under the same file name:
taken for a correction, next month's meeting would overwrite last month's. The day decides: a mark whose day changed is
still the same row only when nothing else changed, neither in the row nor in those that hang on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha, ultimo_dia
from enlace_app.dominio.organizaciones import plegar
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.comparacion import distintos, iguales
from enlace_app.servicios.importacion.procedencia import huella

if TYPE_CHECKING:
    from enlace_app.servicios.importacion.materia import Entrada, Materia

_DEL_DIA = frozenset({"fecha", "precision", "fecha_fin", "estado", "zona", "zona_supuesta", "baja"})
"""What the day itself brings along, or what the program derives: a change in these tells nothing more."""

_OTRO_LIBRO = "guarde el libro con otro nombre (o cambie la «ref» de todas sus filas)"


def exigir_continuidad(materia: Materia, entrada: Entrada) -> None:
    """Reject a captured row whose mark was another's in an earlier import; the record stays as it is.

    Raises:
        Rechazo: it is another meeting or document, as far as anybody can tell from the file.
    """
    if entrada.nueva or entrada.renglon.publicado or entrada.renglon.fila.ref is None:
        return
    if entrada.lote.memoria.recordada(entrada.renglon.fila, entrada.clave) is None:
        return
    if materia.fechada and _otro_dia(entrada.registro, _dia_nuevo(entrada)):
        _exigir_solo_la_fecha(materia, entrada)
    elif _sin_una_sena_igual(materia, entrada):
        raise Rechazo(
            "ref",
            "en una importación anterior de un archivo con este nombre, esa marca era de otra fila; si es otro "
            f"libro, {_OTRO_LIBRO}; si es la misma fila, corríjala en el programa",
        )


def conserva_su_dia(entrada: Entrada) -> bool:
    """Whether a row that is rejected for something else at least tells the day of the record that its mark stands for.

    If it does not, what hangs on it may belong to another meeting and must not enter there.
    """
    try:
        leida = entrada.celdas.fecha("fecha")
    except Rechazo:
        return False
    anterior = _dia_guardado(entrada.registro)
    return bool(leida.fecha and anterior.fecha) and not _ajenos(anterior, leida)


def _exigir_solo_la_fecha(materia: Materia, entrada: Entrada) -> None:
    registro = entrada.registro
    otros = distintos(registro, {n: v for n, v in entrada.valores.items() if n not in _DEL_DIA})
    congelada = bool(getattr(registro, "congelada", False))
    if not congelada and not otros and _con_las_mismas_filas(materia, entrada):
        return
    folio = getattr(registro, "folio_visible", None) or registro.folio
    dia = _dia_guardado(registro)
    cuando = f"{'del' if dia.precision is Precision.dia else 'de fecha'} {escribir_fecha(dia)}"
    era = f"esa marca era de {materia.fechada} {cuando} ({folio})"
    if congelada:
        salida = f"si es la misma, su acta ya está {registro.estado.etiqueta} y un libro no la cambia de día"
    else:
        salida = "si sólo corrige la fecha, corríjala sola y vuelva a importar, o corríjala en el programa"
    raise Rechazo("ref", f"{era}; si es otra, {_OTRO_LIBRO}; {salida}")


def _con_las_mismas_filas(materia: Materia, entrada: Entrada) -> bool:
    """Whether the rows that hang on the row are all remembered just so, and not all of them gone."""
    lote, fila, registro = entrada.lote, entrada.renglon.fila, entrada.registro
    nombres = (fila.ref, str(registro.uuid), getattr(registro, "folio_provisional", None), registro.folio)
    marcas = {plegar(nombre) for nombre in nombres if nombre}
    suyas = [
        f
        for hoja in materia.hijas
        for f in lote.filas_de(fila.archivo, hoja)
        if plegar(f.texto("reunion") or "") in marcas
    ]
    if not suyas:
        return not lote.tenia_hijas(materia, entrada)
    antes = {(p.hoja, p.huella) for p, _ in lote.memoria.del_libro(fila.archivo)}
    return all((f.hoja, huella(f, {"reunion": registro.uuid})) in antes for f in suyas)


def _sin_una_sena_igual(materia: Materia, entrada: Entrada) -> bool:
    pares = [(getattr(entrada.registro, n), entrada.valores.get(n)) for n in materia.senas]
    comparables = [(uno, otro) for uno, otro in pares if uno and otro]
    return len(comparables) > 1 and not any(iguales(*par) for par in comparables)


def _dia_guardado(registro: Any) -> FechaImprecisa:
    return FechaImprecisa(registro.fecha, registro.precision, getattr(registro, "fecha_fin", None))


def _dia_nuevo(entrada: Entrada) -> FechaImprecisa:
    valores = entrada.valores
    if "fecha" not in valores:
        return FechaImprecisa(None, Precision.no_indicada)
    return FechaImprecisa(valores["fecha"], valores["precision"], valores.get("fecha_fin"))


def _otro_dia(registro: Any, nuevo: FechaImprecisa) -> bool:
    anterior = _dia_guardado(registro)
    return bool(anterior.fecha and nuevo.fecha) and _ajenos(anterior, nuevo)


def _ajenos(uno: FechaImprecisa, otro: FechaImprecisa) -> bool:
    """Whether two periods share no day: «enero de 2026» made precise as the 15th is no other day."""
    if uno.fecha is None or otro.fecha is None:
        return False
    return (ultimo_dia(uno) or uno.fecha) < otro.fecha or (ultimo_dia(otro) or otro.fecha) < uno.fecha
