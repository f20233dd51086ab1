"""Who holds which role; each person named becomes one record of the directory."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from enlace_app.dominio.fechas import Precision, leer_fecha, ultimo_dia
from enlace_app.dominio.identidad import uuid_nuevo, uuid_publicado
from enlace_app.dominio.nombramientos import DerechoDeVoto, Nombramiento
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.regiones import Region
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import ejercicio_de


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("rol")
    entrada.poner_textos("organo", "parte", "calidad", "fuente")
    entrada.poner("persona_literal", celdas.nombre, "persona")
    entrada.poner("ejercicio", lambda _: ejercicio_de(entrada))
    entrada.poner("region", lambda _: _region(entrada))
    entrada.poner("voz", celdas.si_no)
    entrada.poner("voto", lambda _: _voto(entrada))
    _poner_limite(entrada, "desde")
    _poner_limite(entrada, "hasta")
    if celdas.tiene("persona"):
        # Last: a row that is rejected for another reason must not leave a person behind.
        entrada.valores["persona"] = _persona(entrada, entrada.valores["persona_literal"])


def _region(entrada: Entrada) -> Region | None:
    texto = entrada.celdas.nombre("region")
    region = entrada.lote.directorio.nombrado(Region, texto) if texto else None
    if texto and region is None:
        raise Rechazo("region", f"no se conoce la región «{texto[:60]}»")
    return region


def _voto(entrada: Entrada) -> DerechoDeVoto | None:
    texto = entrada.celdas.opcion("voto", DerechoDeVoto)
    if texto is None or texto in set(DerechoDeVoto):
        return DerechoDeVoto(texto) if texto else None
    if "suplir" in plegar(texto):
        return DerechoDeVoto.AL_SUPLIR
    raise Rechazo("voto", "escriba sí, no o al_suplir")


def _poner_limite(entrada: Entrada, columna: str) -> None:
    """An end of the term: the first or the last day of what is written, whose words stay where it is no day."""
    celdas = entrada.celdas
    if not celdas.tiene(columna):
        return
    texto, literal = celdas.texto(columna), celdas.texto(f"{columna}_literal")
    dia: date | None = None
    if texto is not None:
        try:
            leida = leer_fecha(texto)
        except ValueError as error:
            raise Rechazo(columna, str(error)) from error
        dia = ultimo_dia(leida) if columna == "hasta" else leida.fecha
        if leida.precision is not Precision.dia:
            literal = literal or texto
    entrada.valores |= {columna: dia, f"{columna}_literal": literal}


def _persona(entrada: Entrada, nombre: str | None) -> UUID | None:
    if nombre is None:
        return None
    lote = entrada.lote
    conocida = lote.directorio.nombrado(Persona, nombre)
    if conocida:
        return conocida.uuid
    publicada = entrada.renglon.publicado
    uuid = uuid_publicado("persona", plegar(nombre)) if publicada else uuid_nuevo()
    persona = lote.directorio.de_uuid(Persona, uuid)
    if persona is None:
        persona = Persona(uuid=uuid, nombre=nombre, fuente=entrada.guardado("fuente"))
        lote.unidad.agregar(persona)
        lote.directorio.agregar(persona)
    return persona.uuid


def _clave(entrada: Entrada) -> str:
    return entrada.renglon.fila.ref or entrada.clave


MATERIA = Materia(
    "Nombramientos", Nombramiento, "nombramiento", _leer, _clave, senas=("persona_literal", "rol", "desde")
)
