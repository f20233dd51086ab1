"""Whose names stay on this computer, and where else in a package such a name would stand alone."""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from enlace_app.consultas.valores import SEPARADOR
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.nombramientos import Rol, Roles
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.paquetes import NOMBRE_RESERVADO

PARTICULAR = NOMBRE_RESERVADO
"""What stands for a name that is withheld; also the key of that role in the catalogue."""

_A_TITULO_PROPIO = frozenset({PARTICULAR, f"a titulo {PARTICULAR}"})
_POR_SU_PARTE = frozenset({"titular", "representante", "suplente"})
_NOTA_FINAL = re.compile(r"\s*\(([^()]*)\)\s*$")
_ROLES = "SELECT clave, nombre, variantes, firma FROM rol WHERE NOT baja"
_ASISTENCIAS = """
SELECT uuid, reunion, baja, persona, organizacion, organizacion_registrada, cargo, parte, calidad, suple_a,
  consiente_publicar
FROM asistencia
"""
_REUNIONES = "SELECT uuid, parte_de FROM reunion"
_ANOTADO = """
SELECT tabla, uuid, accion, antes FROM bitacora
WHERE secuencia > :desde AND tabla IN ('asistencia', 'reunion') ORDER BY secuencia
"""


class Calidades:
    """Who comes for herself and who acts for others, told by what attendance lists say of them."""

    def __init__(self, roles: Iterable[Rol]) -> None:
        self._roles = Roles(roles)

    @classmethod
    def leer(cls, lectura: Lectura) -> "Calidades":
        """Take the names of the roles, and which of them sign the acta, from the catalogue."""
        return cls(Rol(**{**fila, "firma": bool(fila["firma"])}) for fila in lectura.filas(_ROLES))

    def es_particular(self, texto: str | None) -> bool:
        """Whether these words record somebody as coming for herself."""
        rol = self._roles.de(texto)
        return plegar(texto or "") in _A_TITULO_PROPIO or (rol is not None and rol.clave == PARTICULAR)

    def reserva(self, fila: Mapping[str, Any]) -> bool:
        """Whether the name of an attendance is withheld from what leaves this computer.

        Without her consent it is, for who is recorded as `particular`, and for who is recorded with no institution of
        the directory, no office, no party and no role that signs for others.
        """
        if fila["consiente_publicar"]:
            return False
        dichos = [fila[nombre] for nombre in ("organizacion", "cargo", "parte", "calidad")]
        if any(self.es_particular(dicho) for dicho in dichos):
            return True
        actua_por_otra = fila["organizacion_registrada"] or any((fila[n] or "").strip() for n in ("cargo", "parte"))
        return bool(fila["persona"]) and not actua_por_otra and not self._es_publica(fila["calidad"])

    def _es_publica(self, calidad: str | None) -> bool:
        rol = self._roles.de(calidad)
        return plegar(calidad or "") in _POR_SU_PARTE or (rol is not None and rol.firma)


@dataclass(frozen=True, slots=True)
class NombresReservados:
    """The withheld names, folded, by the meeting in whose records they must not stand; None withholds nothing."""

    por_reunion: Mapping[str, Collection[str]] | None

    def tapar(self, reunion: str | None, texto: str | None) -> str | None:
        """Return a column of names with those withheld in that meeting replaced.

        Replaced is what is the whole value or a whole item of a list, a remark in brackets aside: «Persona Uno
        (vecina)». Who is called «(particular)» there is replaced in any meeting.
        """
        if not texto or self.por_reunion is None:
            return texto
        if _es_de(texto, self.por_reunion.get(reunion or "", ())):
            return PARTICULAR
        nombres = [parte.strip() for parte in texto.split(SEPARADOR.strip())]
        tapados = self.tapar_cada_uno(reunion, nombres)
        return texto if tapados == tuple(nombres) else SEPARADOR.join(tapados)

    def tapar_cada_uno(self, reunion: str | None, nombres: Iterable[str]) -> tuple[str, ...]:
        """Return a list of names with those withheld in that meeting replaced, each by itself."""
        if self.por_reunion is None:
            return tuple(nombres)
        reservados = self.por_reunion.get(reunion or "", ())
        return tuple(PARTICULAR if _es_de(nombre, reservados) else nombre for nombre in nombres)


def leer_nombres_reservados(lectura: Lectura, *, reservar: bool = True, hasta: int | None = None) -> NombresReservados:
    """Return the names withheld in each meeting; a meeting and the visits that share its acta withhold the same ones.

    Without `reservar` none are: for this computer's own screen, never for a file that leaves. Her consent in one
    attendance of a meeting holds for her name in all of it. Who was withdrawn stays withheld, unless the same name was
    recorded again with what lets it appear. With `hasta` it tells them as they were right after that entry of the
    change log.
    """
    if not reservar:
        return NombresReservados(None)
    calidades = Calidades.leer(lectura)
    asistencias = {fila["uuid"]: fila for fila in lectura.filas(_ASISTENCIAS)}
    reuniones = {fila["uuid"]: fila for fila in lectura.filas(_REUNIONES)}
    if hasta is not None:
        _volver(lectura, hasta, {"asistencia": asistencias, "reunion": reuniones})
    acta_de = {uuid: fila["parte_de"] or uuid for uuid, fila in reuniones.items()}
    por_acta: dict[str, list[dict[str, Any]]] = {}
    for fila in asistencias.values():
        por_acta.setdefault(acta_de[fila["reunion"]], []).append(fila)
    nombres = {acta: _nombres(filas, calidades) for acta, filas in por_acta.items()}
    return NombresReservados({uuid: nombres.get(acta, frozenset()) for uuid, acta in acta_de.items()})


def _volver(lectura: Lectura, hasta: int, registros: Mapping[str, dict[str, dict[str, Any]]]) -> None:
    """Put rows back to what they were after that entry of the log; those that were not there yet go."""
    entonces: dict[tuple[str, str], dict[str, Any] | None] = {}
    for anotado in lectura.filas(_ANOTADO, {"desde": hasta}):
        clave = anotado["tabla"], anotado["uuid"]
        if anotado["accion"] == "alta":
            entonces.setdefault(clave, None)
        elif (antes := entonces.setdefault(clave, {})) is not None:
            for columna, valor in json.loads(anotado["antes"] or "{}").items():
                antes.setdefault(columna, valor)
    for (tabla, uuid), antes in entonces.items():
        if antes is None:
            registros[tabla].pop(uuid, None)
        elif uuid in registros[tabla]:
            registros[tabla][uuid] = registros[tabla][uuid] | antes


def _nombres(filas: Iterable[Mapping[str, Any]], calidades: Calidades) -> frozenset[str]:
    vigentes: set[str] = set()
    consienten: set[str] = set()
    reservados: set[str] = set()
    de_retiradas: set[str] = set()
    for fila in filas:
        persona = _formas(fila["persona"])
        if not fila["baja"]:
            vigentes |= persona
            consienten |= persona if fila["consiente_publicar"] else set()
        if calidades.reserva(fila):
            (de_retiradas if fila["baja"] else reservados).update(persona | _formas(fila["suple_a"]))
    return frozenset((reservados - consienten) | (de_retiradas - vigentes)) - {"", PARTICULAR}


def _formas(nombre: str | None) -> set[str]:
    """A name, folded, as it was written and without the remark in brackets at its end."""
    return {plegar(nombre or ""), plegar(_NOTA_FINAL.sub("", nombre or ""))}


def _es_de(nombre: str, reservados: Collection[str]) -> bool:
    nota = _NOTA_FINAL.search(nombre)
    if nota and plegar(nota.group(1)) in _A_TITULO_PROPIO:
        return True
    return not _formas(nombre).isdisjoint(reservados)
