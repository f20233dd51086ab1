"""What writing received rows comes to: which records are new, which change and how, which have to wait.

It is a function of the rows and of what is here, so that the same set of rows ends in the same database in whatever
order it came; it only reads.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from enlace_app.consultas.expedientes import Lector
from enlace_app.datos.lote import Cambio, Guardado, ListaDeUno
from enlace_app.dominio.paquetes import NOMBRE_RESERVADO
from enlace_app.dominio.textos import Alfabeto, ErrorDeTexto
from enlace_app.sincronizacion.avance import FILAS_POR_AVISO, Progreso, por_partes
from enlace_app.sincronizacion.proyeccion.celdas import entero_obligatorio, es_publicado, instante_de, si_no
from enlace_app.sincronizacion.proyeccion.hojas import por_que_no, proyectar
from enlace_app.sincronizacion.proyeccion.referencias import PUBLICADO, Referencias, reunir_referencias
from enlace_app.sincronizacion.proyeccion.tipos import (
    LISTAS,
    SOLO_SE_AGREGA,
    TABLAS,
    Candidato,
    FilaEnEspera,
    FilaRechazada,
    Miembro,
    Proyeccion,
)

Clave = tuple[str, str, str]
"""Site, sheet and identity of a received row."""

_AL_NACER: dict[str, dict[str, Guardado]] = {
    "reunion": {"zona_supuesta": False, "presentes_es_minimo": False},
    "asistencia": {"orden": 0},
    "votacion": {"orden": 0, "evidente": False},
    "compromiso": {"fojas_es_minimo": False},
}
"""What no package tells and a record cannot be without."""

_ADELANTO = timedelta(days=1)
"""How far ahead of this clock an entry of follow-up may have been written: clocks differ, and zones are mistaken."""

_COMPLETABLES = ("cumple_reunion", "cumple_documento", "cumple_literal")
_DE_REUNION = frozenset({"punto_orden_dia", "asistencia", "votacion", "acuerdo", "documento"})


@dataclass(slots=True)
class Plan:
    """What is to be written, by table and in order; `esperas` says what keeps a row out, or what it still lacks.

    `fuera` are the rows of `esperas` of which nothing is written, `rechazos` those of them that wait for nothing that
    could come; `listos` are the rows that lack nothing.
    """

    altas: dict[str, list[dict[str, Guardado]]] = field(default_factory=lambda: defaultdict(list))
    cambios: list[Cambio] = field(default_factory=list)
    listas: dict[ListaDeUno, tuple[list[str], list[dict[str, Guardado]]]] = field(default_factory=dict)
    actas: list[dict[str, Guardado]] = field(default_factory=list)
    firmas: list[dict[str, Guardado]] = field(default_factory=list)
    """Of actas that are here: since when they are signed, and the hash of their PDF."""
    permisos: set[str] = field(default_factory=set)
    esperas: dict[Clave, str] = field(default_factory=dict)
    fuera: set[Clave] = field(default_factory=set)
    rechazos: set[Clave] = field(default_factory=set)
    listos: set[Clave] = field(default_factory=set)
    en_cerradas: set[Clave] = field(default_factory=set)
    """Rows that change what a closed acta says, or add to it, though no other acta came with them."""


def planear(
    lector: Lector,
    candidatos: Sequence[Candidato],
    *,
    alfabeto: Alfabeto,
    zona: str,
    ahora: datetime,
    progreso: Progreso | None = None,
) -> Plan:
    """Return what writing these rows comes to; `zona` is that of meetings which name none.

    `progreso` hears how far it has come; what it raises stops the work.
    """
    leyendo, planeando = por_partes(progreso, 1, 2)
    referencias = reunir_referencias(lector, candidatos, zona, progreso=leyendo)
    por_venir = {c.uuid: c.sitio for c in candidatos if c.hoja == "Reuniones"}
    planeador = _Planeador(referencias, alfabeto, ahora, por_venir)
    por_hoja: dict[str, list[Candidato]] = defaultdict(list)
    for candidato in sorted(candidatos, key=lambda c: c.clave):
        por_hoja[candidato.hoja].append(candidato)
    hechas = 0
    for hoja in TABLAS:
        for _ in planeador.hoja(por_hoja[hoja]):
            hechas += 1
            if hechas % FILAS_POR_AVISO == 0:
                planeando(hechas, 2 * len(candidatos))
    return planeador.plan


class _Planeador:
    def __init__(
        self, referencias: Referencias, alfabeto: Alfabeto, ahora: datetime, por_venir: Mapping[str, str]
    ) -> None:
        self._r = referencias
        self._por_venir = por_venir
        self._alfabeto = alfabeto
        self._ahora = ahora.isoformat(timespec="microseconds")
        self._limite = (ahora + _ADELANTO).isoformat(timespec="microseconds")
        self.plan = Plan()

    def hoja(self, candidatos: Sequence[Candidato]) -> Iterator[None]:
        """Plan the rows of one sheet: first which of them will be, then what they are, for they name each other.

        Yields after each row, both times.
        """
        admitidos = []
        for candidato in candidatos:
            if (proyeccion := self._admitir(candidato)) is not None:
                admitidos.append((candidato, proyeccion))
            yield
        for candidato, proyeccion in admitidos:
            # What it lacked may have been admitted after it.
            self._escribir(candidato, proyectar(candidato, self._r) if proyeccion.faltan else proyeccion)
            yield

    def _admitir(self, c: Candidato) -> Proyeccion | None:
        try:
            self._exigir_textos(c)
            if c.hoja != "Actas":
                entero_obligatorio(c.fila, "rev")
            proyeccion = proyectar(c, self._r)
            self._exigir_duenio(c)
            if c.hoja in SOLO_SE_AGREGA:
                self._exigir_pasado(str(proyeccion.columnas["creado"]))
            elif c.hoja == "Reuniones":
                self._exigir_acta(c, str(proyeccion.columnas["estado"]))
        except FilaRechazada as motivo:
            self.plan.rechazos.add(c.clave)
            self._dejar_fuera(c, str(motivo))
            return None
        except FilaEnEspera as motivo:
            self._dejar_fuera(c, str(motivo))
            return None
        self._r.prometer(c.tabla, c.uuid, self._origen(c))
        if c.hoja == "Reuniones":
            self._r.estados[c.uuid] = (str(proyeccion.columnas["estado"]), _como_texto(c.fila.get("parte_de")))
        elif c.hoja == "Compromisos":
            claves = self._r.compromisos.setdefault(str(c.fila["clave"]), [])
            if (self._origen(c), c.uuid) not in claves:
                claves.append((self._origen(c), c.uuid))
        elif c.hoja == "Actas":
            self._planear_acta(c, proyeccion)
        return proyeccion

    def _dejar_fuera(self, c: Candidato, motivo: str) -> None:
        self.plan.esperas[c.clave] = motivo
        self.plan.fuera.add(c.clave)

    def _exigir_textos(self, c: Candidato) -> None:
        """Nothing is kept that could not have been typed here: it would print as less than it is."""
        for columna, valor in c.fila.items():
            if isinstance(valor, str) and not self._alfabeto.imprimibles.issuperset(map(ord, valor)):
                try:
                    self._alfabeto.limpiar(columna, valor)
                except ErrorDeTexto as error:
                    raise FilaRechazada(str(error)) from error

    def _exigir_pasado(self, escrito: str) -> None:
        """The latest entry counts: one from the future nobody could correct until that day comes."""
        if escrito > self._limite:
            raise FilaEnEspera("se escribió con fecha futura: espera a ese día, o revise el reloj de quien lo hizo")

    def _exigir_duenio(self, c: Candidato) -> None:
        if c.hoja == "Actas":
            self._exigir_su_reunion(c, str(c.fila["reunion"]))
        actual = self._r.registros[c.tabla].get(c.uuid)
        if actual is None:
            return
        if actual["origen"] not in ({c.sitio, PUBLICADO} if es_publicado(c.uuid) else {c.sitio}):
            raise FilaRechazada("el registro es de otro sitio: sólo quien lo hizo lo cambia")
        reunion = c.uuid if c.tabla == "reunion" else actual["reunion"] if c.tabla in _DE_REUNION else None
        if reunion and (motivo := por_que_no(c, self._r, reunion)):
            raise FilaEnEspera(motivo)

    def _exigir_su_reunion(self, c: Candidato, reunion: str) -> None:
        """An acta comes before its meeting, which must be there or come in the same breath, of the same site."""
        origen = self._r.origen("reunion", reunion) or self._por_venir.get(reunion)
        if origen is None:
            raise FilaEnEspera("espera a que llegue su reunión")
        if origen not in {c.sitio, PUBLICADO}:
            raise FilaRechazada("su reunión es de otro sitio")

    def _exigir_acta(self, c: Candidato, estado: str) -> None:
        """No meeting is taken for closed without the hash of its acta."""
        parte_de = _como_texto(c.fila.get("parte_de"))
        if parte_de and (origen := self._r.origen("reunion", parte_de)) and origen not in {c.sitio, PUBLICADO}:
            raise FilaRechazada("comparte el acta de una reunión que es de otro sitio")
        actas = [a for a in self._r.actas_de(c.uuid, parte_de) if a["origen"] == c.sitio]
        if estado == "firmada" and not any(a["firmada"] for a in actas):
            raise FilaEnEspera("dice estar firmada y no ha llegado su acta firmada")
        if estado == "cerrada" and not actas:
            raise FilaEnEspera("dice estar cerrada y no ha llegado su acta")
        if parte_de and self._r.cerrada_aqui(parte_de) and (motivo := por_que_no(c, self._r, parte_de)):
            raise FilaEnEspera(motivo)

    def _origen(self, c: Candidato) -> str:
        return PUBLICADO if es_publicado(c.uuid) else c.sitio

    def _planear_acta(self, c: Candidato, p: Proyeccion) -> None:
        fila = {"uuid": c.uuid, **p.columnas, "origen": c.sitio}
        reunion = str(p.columnas["reunion"])
        otras = [a for a in self._r.actas.get(reunion, []) if a["uuid"] != c.uuid]
        self._r.actas[reunion] = [*otras, fila]

    def _escribir(self, c: Candidato, p: Proyeccion) -> None:
        if p.faltan:
            self.plan.esperas[c.clave] = f"le falta aquí: {'; '.join(dict.fromkeys(p.faltan))}"
        else:
            self.plan.listos.add(c.clave)
        actual = self._r.registros[c.tabla].get(c.uuid)
        if c.hoja == "Actas":
            self._escribir_acta(c, p, actual)
        elif c.hoja in SOLO_SE_AGREGA:
            self._agregar_constancia(c, p, actual)
        elif actual is None:
            self._dar_de_alta(c, p)
        else:
            self._cambiar(c, p, actual)

    def _escribir_acta(self, c: Candidato, p: Proyeccion, actual: dict[str, Any] | None) -> None:
        if actual is None:
            self.plan.actas.append({"uuid": c.uuid, **p.columnas, "origen": c.sitio})
        else:
            firmada, pdf = p.columnas["firmada"], p.columnas["pdf_sha256"]
            self.plan.firmas.append({"uuid": c.uuid, "firmada": firmada, "pdf_sha256": pdf})

    def _agregar_constancia(self, c: Candidato, p: Proyeccion, actual: dict[str, Any] | None) -> None:
        if actual is None:
            self.plan.altas[c.tabla].append({"uuid": c.uuid, "origen": self._origen(c), **p.columnas})
            return
        fila: dict[str, Guardado] = {}
        if actual["cumple_literal"] and p.columnas["cumple_literal"] is None:
            identidad = p.columnas["cumple_reunion"] or p.columnas["cumple_documento"]
            if actual["cumple_literal"] == identidad:
                fila |= {columna: p.columnas[columna] for columna in _COMPLETABLES}
        if p.columnas["autor"] == NOMBRE_RESERVADO != actual["autor"]:
            fila["autor"] = NOMBRE_RESERVADO
        if fila:
            self.plan.cambios.append(Cambio(c.tabla, {**actual, "baja": False}, {"uuid": c.uuid, **fila}))

    def _dar_de_alta(self, c: Candidato, p: Proyeccion) -> None:
        milisegundos = instante_de(c.uuid)
        nacio = self._ahora if milisegundos is None else _instante(milisegundos)
        fila: dict[str, Guardado] = {
            "uuid": c.uuid,
            "rev": entero_obligatorio(c.fila, "rev"),
            "creado": nacio,
            "modificado": self._ahora,
            "origen": self._origen(c),
            "baja": bool(si_no(c.fila, "baja")),
            **_AL_NACER.get(c.tabla, {}),
            **p.columnas,
        }
        self.plan.altas[c.tabla].append(fila)
        for nombre, miembros in p.listas.items():
            if miembros:
                self._sustituir(c, nombre, miembros)
        self._pedir_permiso(c, p, None)

    def _cambiar(self, c: Candidato, p: Proyeccion, actual: dict[str, Any]) -> None:
        if es_publicado(c.uuid) and not self._solo_completa(c, p, actual):
            return  # the row here says something else: only a person takes what a region says of it
        fila: dict[str, Guardado] = {
            "uuid": c.uuid,
            "rev": entero_obligatorio(c.fila, "rev"),
            "modificado": self._ahora,
            "baja": bool(si_no(c.fila, "baja")),
            **p.columnas,
        }
        distintas = [n for n, miembros in p.listas.items() if self._miembros(c, n) != _ordenados(miembros)]
        if not distintas and all(actual[columna] == fila[columna] for columna in fila if columna != "modificado"):
            return
        self.plan.cambios.append(Cambio(c.tabla, actual, fila))
        for nombre in distintas:
            self._sustituir(c, nombre, p.listas[nombre])
        self._pedir_permiso(c, p, actual)

    def _solo_completa(self, c: Candidato, p: Proyeccion, actual: Mapping[str, Any]) -> bool:
        """Whether a row that waited adds but what was empty, to the row as it came itself."""
        fila = {"rev": c.fila["rev"], "baja": si_no(c.fila, "baja") or False, **p.columnas}
        return all(actual[columna] in {None, valor} for columna, valor in fila.items()) and all(
            all(miembro in _ordenados(miembros) for miembro in self._miembros(c, nombre))
            for nombre, miembros in p.listas.items()
        )

    def _miembros(self, c: Candidato, nombre: str) -> list[list[tuple[str, Any]]]:
        lista = LISTAS[c.tabla][nombre]
        # What only this computer adds to a member (which record it means) is no part of what the package tells.
        ajenas = {"id", lista.duenio, "organizacion" if lista.duenio != "organizacion" else ""}
        filas = self._r.listas[lista.tabla].get(c.uuid, [])
        return _ordenados([{k: v for k, v in fila.items() if k not in ajenas} for fila in filas])

    def _sustituir(self, c: Candidato, nombre: str, miembros: Sequence[Miembro]) -> None:
        lista = LISTAS[c.tabla][nombre]
        duenios, filas = self.plan.listas.setdefault(lista, ([], []))
        duenios.append(c.uuid)
        filas.extend({lista.duenio: c.uuid, **miembro} for miembro in miembros)

    def _pedir_permiso(self, c: Candidato, p: Proyeccion, actual: dict[str, Any] | None) -> None:
        """Whatever touches a meeting that is or becomes closed needs one, also for the meeting whose acta it shares."""
        if c.tabla == "reunion":
            tocadas = {c.uuid, p.columnas["parte_de"], actual["parte_de"] if actual else None}
        elif c.tabla in _DE_REUNION:
            tocadas = {p.columnas["reunion"], actual["reunion"] if actual else None}
        else:
            return
        for reunion in tocadas:
            if isinstance(reunion, str) and (self._r.cerrada_aqui(reunion) or self._r.quedara_cerrada(reunion)):
                self.plan.permisos.add(reunion)
                if self._r.cerrada_aqui(reunion) and not self._solo_avanza(c, p, actual, reunion):
                    self.plan.en_cerradas.add(c.clave)

    def _solo_avanza(self, c: Candidato, p: Proyeccion, actual: Mapping[str, Any] | None, reunion: str) -> bool:
        """Whether it goes with another acta, or says no more than that the acta was signed."""
        if any(a["reunion"] == reunion for a in self.plan.actas):
            return True
        if c.tabla != "reunion" or actual is None or c.uuid != reunion:
            return False
        distintas = {columna for columna, valor in p.columnas.items() if actual[columna] != valor}
        return distintas <= {"estado"} and p.columnas["estado"] == "firmada"


def _ordenados(miembros: Sequence[Miembro]) -> list[list[tuple[str, Any]]]:
    return sorted((sorted(miembro.items()) for miembro in miembros), key=repr)


def _como_texto(valor: str | int | None) -> str | None:
    return None if valor is None else str(valor)


def _instante(milisegundos: int) -> str:
    return datetime.fromtimestamp(milisegundos / 1000, tz=UTC).isoformat(timespec="microseconds")
