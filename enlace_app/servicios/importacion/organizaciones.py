"""The directory of institutions and organisations."""

from __future__ import annotations

from uuid import UUID

from enlace_app.dominio.organizaciones import Alias, Organizacion, plegar
from enlace_app.servicios.importacion.celdas import Rechazo
from enlace_app.servicios.importacion.materia import Entrada, Materia


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.poner_exigido("nombre")
    entrada.poner_textos("sigla", "sector", "ambito", "papel", "nota", "fuente")
    if not entrada.renglon.publicado:
        _exigir_nombres_libres(entrada)
    entrada.poner("desde", celdas.dia)
    entrada.poner("hasta", celdas.dia)
    if celdas.tiene("alias"):
        entrada.valores["alias"] = [Alias(alias=alias) for alias in celdas.lista("alias")]
    if celdas.tiene("sucede_a"):
        entrada.valores["sucede_a"] = _antecesora(entrada)
    if not entrada.renglon.publicado and not entrada.nueva and entrada.registro.publicado:
        _completar_la_publicada(entrada)


def _completar_la_publicada(entrada: Entrada) -> None:
    """Let a captured row add to an organisation of the catalogue: what it leaves blank is not emptied."""
    valores, registro = entrada.valores, entrada.registro
    for nombre in [n for n, valor in valores.items() if valor is None]:
        del valores[nombre]
    if "alias" in valores:
        propios = {plegar(a.alias): a.alias for a in (*registro.alias, *valores["alias"])}
        valores["alias"] = [Alias(alias=alias) for alias in propios.values()]


def _exigir_nombres_libres(entrada: Entrada) -> None:
    """Reject a row that would make a second institution out of another name of one, or take its acronym.

    An acronym that several share already (SIMAS) tells none of them apart, and one more may have it.
    """
    celdas = entrada.celdas

    def duenias(nombre: str) -> list[Organizacion]:
        return [o for o in entrada.lote.directorio.organizaciones_llamadas(nombre) if o.uuid != entrada.uuid]

    nombre = entrada.guardado("nombre")
    if suyas := duenias(nombre):
        lista = " y ".join(sorted(map(_llamada, suyas)))
        motivo = f"«{nombre[:60]}» ya está como {lista}; use ese nombre o agregue el alias"
        raise Rechazo("nombre", motivo)
    otros = [("sigla", celdas.texto("sigla")), *(("alias", alias) for alias in celdas.lista("alias"))]
    for columna, otro in otros:
        suyas = duenias(otro) if otro else []
        if otro and len(suyas) == 1:
            de_quien = f"«{otro[:60]}» ya es de {_llamada(suyas[0])}"
            raise Rechazo(columna, f"{de_quien}; si es la misma, use ese nombre; si es otra, deje la celda en blanco")


def _llamada(organizacion: Organizacion) -> str:
    return f"{organizacion.nombre} ({organizacion.sigla})" if organizacion.sigla else organizacion.nombre


def _antecesora(entrada: Entrada) -> UUID | None:
    """Return the organisation that this one succeeds: by mark or name among these rows, or one of the directory."""
    texto = entrada.celdas.nombre("sucede_a")
    if texto is None:
        return None
    directorio = entrada.lote.directorio
    conocida = directorio.nombrado(Organizacion, texto)
    uuid = directorio.marcado(entrada.renglon, "Organizaciones", texto) or (conocida.uuid if conocida else None)
    uuid = uuid or directorio.organizacion(texto)
    if uuid is None:
        raise Rechazo("sucede_a", f"no se encontró la organización «{texto[:60]}»")
    return uuid


MATERIA = Materia(
    "Organizaciones",
    Organizacion,
    "organizacion",
    _leer,
    lambda e: e.celdas.exigir("nombre"),
    natural="nombre",
    interna="sucede_a",
)
