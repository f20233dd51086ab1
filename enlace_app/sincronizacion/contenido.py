"""What a package holds: the rows of every sheet, read at one moment, with their hashes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from enlace_app.consultas import (
    actas,
    actividades,
    acuerdos,
    asistencias,
    bitacora,
    compromisos,
    documentos,
    expedientes,
    nombramientos,
    organizaciones,
    paquetes,
    puntos,
    reuniones,
    seguimientos,
    sitios,
    votaciones,
)
from enlace_app.consultas.valores import SEPARADOR, FilaDePaquete
from enlace_app.datos.lectura import Lectura
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_contenido, huella_hoja

_CON_EJERCICIO = ("Reuniones", "Acuerdos", "Documentos")


@dataclass(frozen=True, slots=True)
class Contenido:
    """The sheets of a package but Portada, in the format's order, and what its Portada says of them.

    `quedan`: what stays here; `nombres_reservados`: how many names of Asistencia are withheld; `bitacora_hasta`: the
    last entry of the change log that is part of this state.
    """

    hojas: Mapping[str, Sequence[FilaDePaquete]]
    huellas: Mapping[str, str]
    contenido_sha256: str
    cadena_actas: str | None
    bitacora_hasta: int
    quedan: Sequence[paquetes.Queda]
    nombres_reservados: int

    @property
    def ejercicios(self) -> str | None:
        """The keys of the ejercicios that its records belong to, as one text."""
        claves = {str(fila["ejercicio"]) for hoja in _CON_EJERCICIO for fila in self.hojas[hoja] if fila["ejercicio"]}
        return SEPARADOR.join(sorted(claves)) or None


def reunir(lectura: Lectura, formato: Formato) -> Contenido:
    """Read all that travels.

    Meetings that are still borrador or convocada stay, with their attendance, agenda, votes, acuerdos (and their
    follow-up) and documents; everything else goes, withdrawn rows included. A reference to something that stays keeps
    its uuid: the record follows in a later package.
    """
    with lectura.momento():
        hojas = _filas(lectura, formato)
        cadena = expedientes.ultima_huella(lectura, sitios.traer(lectura).uuid)
        hasta = bitacora.ultima_secuencia(lectura)
        quedan = paquetes.quedan(lectura)
    huellas = {hoja.nombre: huella_hoja(hoja, hojas[hoja.nombre]) for hoja in formato.hojas}
    return Contenido(
        hojas=hojas,
        huellas=huellas,
        contenido_sha256=huella_contenido(huellas.values()),
        cadena_actas=cadena,
        bitacora_hasta=hasta,
        quedan=quedan,
        nombres_reservados=sum(f["persona"] == asistencias.PARTICULAR for f in hojas["Asistencia"]),
    )


def _filas(lectura: Lectura, formato: Formato) -> dict[str, Sequence[FilaDePaquete]]:
    fuera = paquetes.reuniones_que_quedan(lectura)
    de_reuniones = acuerdos.filas_de_paquete(lectura, fuera=fuera)
    van = {fila["uuid"] for fila in de_reuniones}
    hojas: dict[str, Sequence[FilaDePaquete]] = {
        "Reuniones": reuniones.filas_de_paquete(lectura, fuera=fuera),
        "Actas": actas.filas_de_paquete(lectura, fuera=fuera),
        "Asistencia": asistencias.filas_de_paquete(lectura, fuera=fuera),
        "OrdenDelDia": puntos.filas_de_paquete(lectura, fuera=fuera),
        "Votaciones": votaciones.filas_de_paquete(lectura, fuera=fuera),
        "Acuerdos": de_reuniones,
        "Seguimiento": [fila for fila in seguimientos.filas_de_paquete(lectura) if fila["acuerdo"] in van],
        "Documentos": documentos.filas_de_paquete(lectura, fuera=fuera),
        "Compromisos": compromisos.filas_de_paquete(lectura),
        "Actividades": actividades.filas_de_paquete(lectura),
        "Organizaciones": organizaciones.filas_de_paquete(lectura),
        "Nombramientos": nombramientos.filas_de_paquete(lectura),
    }
    enviados = {str(fila["uuid"]) for filas in hojas.values() for fila in filas}
    hojas["Bitacora"] = bitacora.filas_de_paquete(lectura, enviados=enviados)
    hojas["Diccionario"] = [dict(fila) for fila in formato.diccionario()]
    return {hoja.nombre: hojas[hoja.nombre] for hoja in formato.hojas}
