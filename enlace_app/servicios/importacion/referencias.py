"""References between rows: what a row belongs to must be found, or the row stays out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Region
from enlace_app.dominio.reuniones import Reunion
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada

_HOJAS = {
    Reunion: "Reuniones",
    Acuerdo: "Acuerdos",
    Documento: "Documentos",
    PuntoOrdenDia: "OrdenDelDia",
    Compromiso: "Compromisos",
}
C = TypeVar("C", Compromiso, Region)
Referible = Reunion | Acuerdo | Documento | PuntoOrdenDia | Compromiso


def identidad_de(entrada: Entrada, clase: type[Referible], columna: str) -> UUID | None:
    """Return the identity that a cell refers to, perhaps that of a row of the same sheet that is still on its way.

    Raises:
        Rechazo: the cell refers to something, but to nothing known.
    """
    texto = entrada.celdas.nombre(columna)
    if texto is None:
        return None
    uuid, hoja = _identidad_dicha(entrada, clase, texto), _HOJAS[clase]
    if raiz := entrada.lote.caida(entrada.renglon, hoja, texto, uuid):
        raise Rechazo(columna, "la fila a la que se refiere no entró", raiz=raiz)
    if uuid is None:
        motivo = f"no se encontró «{texto[:60]}» en la hoja {hoja} de este archivo ni en el programa"
        raise Rechazo(columna, motivo, falta=hoja if entrada.renglon.publicado else None)
    return uuid


def identidad_posible(entrada: Entrada, clase: type[Referible], texto: str) -> UUID | None:
    """Return the identity that a mark of these files, a folio, a key, a uuid or a name refers to; None if none."""
    uuid = _identidad_dicha(entrada, clase, texto)
    return None if entrada.lote.caida(entrada.renglon, _HOJAS[clase], texto, uuid) else uuid


def _identidad_dicha(entrada: Entrada, clase: type[Referible], texto: str) -> UUID | None:
    lote, renglon, hoja = entrada.lote, entrada.renglon, _HOJAS[clase]
    uuid = lote.directorio.marcado(renglon, hoja, texto)
    uuid = uuid or lote.memoria.registro_de_marca(renglon.fila.archivo, hoja, texto)
    if uuid is None:
        ejercicio = entrada.celdas.texto("ejercicio")
        completa = lote.directorio.nombrado(clase, f"{ejercicio}-{texto}") if ejercicio else None
        encontrada = completa or lote.directorio.nombrado(clase, texto)
        uuid = encontrada.uuid if encontrada else None
    return uuid


def reunion_de(entrada: Entrada, columna: str = "reunion", *, exigida: bool = False) -> Reunion | None:
    """Return the meeting that a row belongs to, which must have got in; its acta would tell of the row."""
    uuid = identidad_de(entrada, Reunion, columna)
    if uuid is None:
        if exigida:
            raise Rechazo(columna, "está vacía y hace falta")
        return None
    reunion = entrada.lote.directorio.de_uuid(Reunion, uuid)
    if reunion is None:
        raise Rechazo(columna, "la reunión a la que se refiere no entró")
    entrada.reuniones.append(reunion)
    return reunion


def acuerdo_de(entrada: Entrada, columna: str = "acuerdo", *, exigido: bool = False) -> Acuerdo | None:
    """Return the agreement that a row belongs to, which must have got in."""
    uuid = identidad_de(entrada, Acuerdo, columna)
    if uuid is None:
        if exigido:
            raise Rechazo(columna, "está vacía y hace falta")
        return None
    acuerdo = entrada.lote.directorio.de_uuid(Acuerdo, uuid)
    if acuerdo is None:
        raise Rechazo(columna, "el acuerdo al que se refiere no entró")
    return acuerdo


def enlazar_reunion(entrada: Entrada) -> dict[str, UUID | None]:
    """Return the link of a row that cannot be without its meeting."""
    reunion = reunion_de(entrada, exigida=True)
    return {"reunion": reunion.uuid if reunion else None}


def sin_mudarse(entrada: Entrada) -> None:
    """Reject a change that would take a row from one meeting to another."""
    if not entrada.nueva and entrada.registro.reunion != entrada.enlaces["reunion"]:
        raise Rechazo(
            "reunion",
            "esa fila ya se importó en otra reunión; para ponerla en ésta use otra «ref», o guarde el libro con otro "
            "nombre",
        )


def ejercicio_de(entrada: Entrada) -> Ejercicio | None:
    """Return the round that a row names."""
    texto = entrada.celdas.nombre("ejercicio")
    ejercicio = entrada.lote.directorio.nombrado(Ejercicio, texto) if texto else None
    if texto and ejercicio is None:
        claves = ", ".join(sorted(e.clave for e in entrada.lote.directorio.todos(Ejercicio) if not e.baja))
        raise Rechazo("ejercicio", f"no se conoce el ejercicio «{texto[:60]}»; los que hay son: {claves}")
    return ejercicio


def compromisos_de(entrada: Entrada) -> list[Compromiso]:
    """Return the commitments that a row lists; one that is not known is remarked."""
    ejercicio = _ejercicio_supuesto(entrada)
    hallados, ajenos = _nombrados(entrada, "compromisos", lambda nombre: _compromiso(entrada, nombre, ejercicio))
    for nombre in ajenos:
        motivo = (
            f"no se conoce el compromiso «{nombre[:60]}» y no quedó; escriba su clave, como PAL1-C6, y si son varios, "
            "sepárelos con punto y coma"
        )
        entrada.celdas.avisar("compromisos", motivo)
    return hallados


def repasar_compromisos(entrada: Entrada) -> Mapping[str, Any]:
    """Remark again the commitments that an unchanged row names in vain; nothing changes."""
    compromisos_de(entrada)
    return {}


def _ejercicio_supuesto(entrada: Entrada) -> Ejercicio | None:
    """Return the round that «C6» is of: the one that the row names, its meeting's, or the only one of its day."""
    directorio = entrada.lote.directorio
    texto = entrada.celdas.nombre("ejercicio")
    if texto:
        return directorio.nombrado(Ejercicio, texto)
    registro = entrada.guardado("reunion")
    reunion = directorio.de_uuid(Reunion, registro) if isinstance(registro, UUID) else None
    propio: Ejercicio | None = entrada.guardado("ejercicio") or (reunion.ejercicio if reunion else None)
    if propio is not None:
        return propio
    dia = entrada.guardado("fecha") or (reunion.fecha if reunion else None)
    suyos = [e for e in directorio.todos(Ejercicio) if not e.baja and dia and _corria(e, dia)]
    return suyos[0] if len(suyos) == 1 else None


def _corria(ejercicio: Ejercicio, dia: date) -> bool:
    """Whether a round was under way: from its first known date to the last one, or the last that its closing tells."""
    conocidas = [
        f
        for f in (
            ejercicio.declaratoria,
            ejercicio.stga_instalado,
            ejercicio.compromisos_acordados,
            ejercicio.firma_o_adopcion,
            ejercicio.inicio_trabajos,
            ejercicio.evaluacion,
        )
        if f
    ]
    anios = [date(int(anio), 12, 31) for anio in re.findall(r"\b(?:19|20|21)\d{2}\b", ejercicio.cierre or "")]
    if not conocidas or not (anios or ejercicio.evaluacion):
        return False
    return min(conocidas) <= dia <= max([*anios, *conocidas])


def _compromiso(entrada: Entrada, nombre: str, ejercicio: Ejercicio | None) -> Compromiso | None:
    directorio = entrada.lote.directorio
    marcado = directorio.marcado(entrada.renglon, "Compromisos", nombre)
    return directorio.de_uuid(Compromiso, marcado) or directorio.compromiso(nombre, ejercicio)


def regiones_de(entrada: Entrada) -> tuple[list[Region], list[str]]:
    """Return the regions that a row lists, and the names that are none."""
    return _nombrados(entrada, "regiones", lambda nombre: entrada.lote.directorio.nombrado(Region, nombre))


def _nombrados(entrada: Entrada, columna: str, buscar: Callable[[str], C | None]) -> tuple[list[C], list[str]]:
    """Return what a list names, and the names of nothing; commas part an element only where each part is a name."""
    hallados: dict[UUID, C] = {}
    ajenos: list[str] = []
    for nombre in entrada.celdas.lista(columna):
        partes = [parte for parte in (p.strip() for p in nombre.split(",")) if parte]
        uno = buscar(nombre)
        varios = [uno] if uno is not None else [buscar(parte) for parte in partes]
        if all(varios):
            hallados |= {registro.uuid: registro for registro in varios if registro is not None}
        else:
            ajenos.append(nombre)
    return list(hallados.values()), ajenos
