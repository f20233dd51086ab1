"""Agreements: taken in a meeting, in one line, with who and by when."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.numeracion import folio_de_acuerdo
from enlace_app.dominio.organizaciones import Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.plazos import leer_plazo
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_texto, exigir_vigente, hoy_en_el_sitio, reunion_editable

_PETICION: Final = "Escriba el texto del acuerdo."
_INTENCIONES: Final = {
    "texto": "Cambiar texto del acuerdo",
    "responsables": "Nombrar responsables",
    "plazo": "Fijar plazo",
}


def agregar_acuerdo(
    almacen: Almacen,
    *,
    reunion: UUID,
    texto: str,
    responsables: Sequence[str] = (),
    plazo: str | None = None,
    punto: UUID | None = None,
    deriva_de: UUID | None = None,
) -> Cambios:
    """Add an agreement; `plazo` in ordinary Spanish is kept as said, with its date where it names one."""
    limpio = exigir_texto(texto, _PETICION)
    with almacen.escribir("Agregar acuerdo") as u:
        encontrada = reunion_editable(u, reunion)
        if punto is not None and punto not in {p.uuid for p in encontrada.puntos_vigentes()}:
            raise ErrorDeNegocio("Ese punto no es del orden del día de esta reunión.")
        n = max((a.n for a in encontrada.acuerdos), default=0) + 1
        acuerdo = Acuerdo(
            folio_provisional=folio_de_acuerdo(encontrada.folio_visible, n),
            reunion=reunion,
            punto=punto,
            n=n,
            ejercicio=encontrada.ejercicio,
            texto=limpio,
            deriva_de=u.traer(Acuerdo, deriva_de).uuid if deriva_de else None,
            compromisos=list(encontrada.compromisos),
        )
        _poner_plazo(acuerdo, plazo, encontrada.fecha)
        acuerdo.nombrar_responsables(responsables, _conocidos(u, responsables))
        u.agregar(acuerdo)
        u.principal = acuerdo.uuid
        u.asentar()
        return u.cambios


class DatosDeAcuerdo(TypedDict, total=False):
    """What can be corrected; only the keys that are given are.

    `plazo` is ordinary Spanish, or «sin plazo: …» with the reason.
    """

    texto: str
    responsables: Sequence[str]
    plazo: str | None


def corregir_acuerdo(almacen: Almacen, *, acuerdo: UUID, rev: int, **datos: Unpack[DatosDeAcuerdo]) -> Cambios:
    """Correct what was agreed, by whom and by when, while its acta is not closed; known names are linked."""
    dados = list(datos)
    with almacen.escribir(_INTENCIONES[dados[0]] if len(dados) == 1 else "Corregir acuerdo") as u:
        encontrado, reunion = _editable(u, acuerdo, rev)
        if "texto" in datos:
            encontrado.texto = exigir_texto(datos["texto"], _PETICION)
        if "responsables" in datos:
            encontrado.nombrar_responsables(datos["responsables"], _conocidos(u, datos["responsables"]))
        if "plazo" in datos:
            _poner_plazo(encontrado, datos["plazo"], reunion.fecha if reunion else hoy_en_el_sitio(u))
        u.asentar()
        return u.cambios


def derivar_de(almacen: Almacen, *, acuerdo: UUID, rev: int, de: UUID | None) -> Cambios:
    """Say which earlier agreement this one continues, or that it continues none."""
    with almacen.escribir("Decir de qué acuerdo deriva") as u:
        encontrado = _editable(u, acuerdo, rev)[0]
        encontrado.deriva_de = _origen(u, acuerdo, de) if de is not None else None
        u.asentar()
        return u.cambios


def _origen(u: Unidad, acuerdo: UUID, de: UUID) -> UUID:
    """Return the agreement it comes from; a chain that comes back to where it began tells nothing."""
    origen = u.traer(Acuerdo, de)
    if origen.baja:
        raise ErrorDeNegocio(f"El acuerdo {origen.folio_visible} se retiró; elija otro, o ninguno.")
    vistos: set[UUID] = set()
    eslabon: Acuerdo | None = origen
    while eslabon is not None and eslabon.uuid not in vistos:
        if eslabon.uuid == acuerdo:
            raise ErrorDeNegocio("Un acuerdo no puede derivar de sí mismo ni de otro que derive de él.")
        vistos.add(eslabon.uuid)
        eslabon = u.traer(Acuerdo, eslabon.deriva_de) if eslabon.deriva_de else None
    return origen.uuid


def retirar_acuerdo(almacen: Almacen, *, acuerdo: UUID, rev: int) -> Cambios:
    """Withdraw an agreement noted by mistake."""
    with almacen.escribir("Retirar acuerdo") as u:
        _editable(u, acuerdo, rev)[0].baja = True
        u.asentar()
        return u.cambios


def _editable(u: Unidad, acuerdo: UUID, rev: int) -> tuple[Acuerdo, Reunion | None]:
    encontrado = u.traer(Acuerdo, acuerdo)
    reunion = reunion_editable(u, encontrado.reunion) if encontrado.reunion else None
    exigir_vigente(encontrado, rev)
    u.principal = acuerdo
    return encontrado, reunion


def _conocidos(u: Unidad, literales: Sequence[str]) -> dict[str, UUID]:
    indice = indice_de_nombres(u.varios(Organizacion, baja=False))
    limpios = [literal.strip() for literal in literales]
    return {literal: indice[plegar(literal)] for literal in limpios if plegar(literal) in indice}


def _poner_plazo(acuerdo: Acuerdo, literal: str | None, referencia: date | None) -> None:
    if not (literal or "").strip():
        acuerdo.plazo_literal = acuerdo.plazo = acuerdo.plazo_precision = None
        return
    if referencia is None:
        raise ErrorDeNegocio("Para calcular el plazo falta la fecha de la reunión; escríbala primero.")
    try:
        plazo = leer_plazo(str(literal), referencia)
    except ValueError as error:
        raise ErrorDeNegocio(str(error)) from error
    acuerdo.plazo_literal = plazo.literal
    acuerdo.plazo = plazo.fecha
    acuerdo.plazo_precision = str(plazo.precision) if plazo.precision else None
