"""References between rows: what a row belongs to must be found, or the row stays out."""

from __future__ import annotations

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
Referible = Reunion | Acuerdo | Documento | PuntoOrdenDia | Compromiso


def identidad_de(entrada: Entrada, clase: type[Referible], columna: str) -> UUID | None:
    """Return the identity that a cell refers to, perhaps that of a row of the same sheet that is still on its way.

    Raises:
        Rechazo: the cell refers to something, but to nothing known.
    """
    texto = entrada.celdas.nombre(columna)
    if texto is None:
        return None
    uuid = identidad_posible(entrada, clase, texto)
    if uuid is None:
        hoja = _HOJAS[clase]
        raise Rechazo(columna, f"no se encontró «{texto[:60]}» en la hoja {hoja} de este archivo ni en el programa")
    return uuid


def identidad_posible(entrada: Entrada, clase: type[Referible], texto: str) -> UUID | None:
    """Return the identity that a mark of these files, a folio, a key, a uuid or a name refers to; None if none."""
    lote, renglon, hoja = entrada.lote, entrada.renglon, _HOJAS[clase]
    uuid = lote.directorio.marcado(renglon, hoja, texto)
    uuid = uuid or lote.memoria.registro_de_marca(renglon.fila.archivo, hoja, texto)
    if uuid is None:
        ejercicio = entrada.celdas.texto("ejercicio")
        completa = lote.directorio.nombrado(clase, f"{ejercicio}-{texto}") if ejercicio else None
        encontrada = completa or lote.directorio.nombrado(clase, texto)
        uuid = encontrada.uuid if encontrada else None
    return None if uuid is None or lote.es_ajena(renglon, uuid) else uuid


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
        raise Rechazo("reunion", "esa fila ya se importó en otra reunión; para ponerla en ésta use otra «ref»")


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
    texto = entrada.celdas.nombre("ejercicio")
    ejercicio = entrada.lote.directorio.nombrado(Ejercicio, texto) if texto else None
    hallados: dict[UUID, Compromiso] = {}
    for nombre in entrada.celdas.lista("compromisos"):
        compromiso = _compromiso(entrada, nombre, ejercicio)
        if compromiso is None:
            entrada.celdas.avisar("compromisos", f"no se conoce el compromiso «{nombre[:60]}»; quedó sin enlazar")
        else:
            hallados[compromiso.uuid] = compromiso
    return list(hallados.values())


def _compromiso(entrada: Entrada, nombre: str, ejercicio: Ejercicio | None) -> Compromiso | None:
    directorio = entrada.lote.directorio
    marcado = directorio.marcado(entrada.renglon, "Compromisos", nombre)
    return directorio.de_uuid(Compromiso, marcado) or directorio.compromiso(nombre, ejercicio)


def regiones_de(entrada: Entrada) -> tuple[list[Region], list[str]]:
    """Return the regions that a row lists, and the names that are none."""
    hallados: dict[UUID, Region] = {}
    ajenos: list[str] = []
    for nombre in entrada.celdas.lista("regiones"):
        region = entrada.lote.directorio.nombrado(Region, nombre)
        if region is None:
            ajenos.append(nombre)
        else:
            hallados[region.uuid] = region
    return list(hallados.values()), ajenos
