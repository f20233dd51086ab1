"""What the authority must hold, told by other means than the program: plain rules over the packages that it took.

Of each record the row of its own site's latest package counts; once withdrawn it stays so. A follow-up stays as it
first came. A region's change of a published row is only a proposal. Nothing here reads the authority's database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from enlace_app.sincronizacion.paquete import Fila, PaqueteLeido

HOJAS = (
    *("Reuniones", "Actas", "Asistencia", "OrdenDelDia", "Votaciones", "Acuerdos", "Seguimiento", "Documentos"),
    *("Compromisos", "Actividades", "Organizaciones", "Nombramientos"),
)
INDISPENSABLES = {
    **dict.fromkeys(("Actas", "Asistencia", "OrdenDelDia", "Votaciones"), "reunion"),
    "Seguimiento": "acuerdo",
    "Actividades": "compromiso",
}
"""The reference that a row cannot be without: until what it names comes, the row waits."""
PRESCINDIBLES = {
    "Reuniones": ("parte_de",),
    "Votaciones": ("punto",),
    "Acuerdos": ("reunion", "deriva_de"),
    "Documentos": ("reunion", "acuerdo"),
    "Organizaciones": ("sucede_a",),
}
"""References that stay empty until what they name comes."""
NO_SUYAS = frozenset({"folio_oficial"})

Llegada = Literal["aplicado", "retenido", "repetido"]
Sello = tuple[int, int]
Clave = tuple[str, str]
"""Sheet and identity."""


def es_publicada(uuid: str) -> bool:
    return uuid[14] == "5"


def suya(fila: Fila, hoja: str) -> Fila:
    """The part of a row that its sender decides."""
    fuera = NO_SUYAS | ({"estado"} if hoja == "Acuerdos" else frozenset())
    return {columna: valor for columna, valor in fila.items() if columna not in fuera}


def sin_rev(fila: Fila | None) -> Fila:
    return {columna: valor for columna, valor in (fila or {}).items() if columna != "rev"}


@dataclass
class Registro:
    """What is known of one record of a region."""

    sello: Sello
    fila: Fila
    retirado: bool = False


@dataclass
class _Retenido:
    paquete: PaqueteLeido
    propios: frozenset[str]


@dataclass
class Modelo:
    """The authority as it must be; `catalogo` are its published rows by sheet as they stood at first."""

    catalogo: Mapping[str, Iterable[Fila]]
    registros: dict[Clave, Registro] = field(default_factory=dict)
    propias: dict[Clave, Fila] = field(default_factory=dict)
    """Published rows, as the authority has them now."""
    propuestas: dict[tuple[str, str, str], Fila] = field(default_factory=dict)
    """By site, sheet and identity: what waits for an answer."""
    respuestas: dict[tuple[str, str, str], Fila] = field(default_factory=dict)
    """The last value of each site about a published row that was answered."""
    _sellos: dict[tuple[str, str, str], Sello] = field(default_factory=dict)
    _vistos: dict[str, Llegada] = field(default_factory=dict)
    _aplicados: dict[str, list[tuple[str, bool, Sello]]] = field(default_factory=dict)
    _retenidos: dict[str, list[_Retenido]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.propias = {(h, str(f["uuid"])): suya(f, h) for h, filas in self.catalogo.items() for f in filas}

    def recibir(self, paquete: PaqueteLeido, propios: frozenset[str]) -> Llegada:
        """Take a package in and say what becomes of it."""
        identidad, sitio = str(paquete.portada["paquete_uuid"]), str(paquete.portada["sitio_uuid"])
        if identidad in self._vistos:
            return "repetido"
        if not self._es_su_turno(paquete):
            self._retenidos.setdefault(sitio, []).append(_Retenido(paquete, propios))
            self._vistos[identidad] = "retenido"
            return "retenido"
        self._vistos[identidad] = "aplicado"
        self._aplicar(paquete, propios)
        while listo := next((r for r in self._retenidos.get(sitio, []) if self._es_su_turno(r.paquete)), None):
            self._retenidos[sitio].remove(listo)
            self._aplicar(listo.paquete, listo.propios)
        return "aplicado"

    @property
    def retenidos(self) -> int:
        """How many packages wait for the one that they start from."""
        return sum(map(len, self._retenidos.values()))

    def _es_su_turno(self, paquete: PaqueteLeido) -> bool:
        if paquete.portada["tipo"] == "completo":
            return True
        anterior, sello = paquete.portada["anterior_sha256"], _sello(paquete)
        hechos = self._aplicados.get(str(paquete.portada["sitio_uuid"]), [])
        return any(huella == anterior or (completo and otro > sello) for huella, completo, otro in hechos)

    def _aplicar(self, paquete: PaqueteLeido, propios: frozenset[str]) -> None:
        sitio, sello = str(paquete.portada["sitio_uuid"]), _sello(paquete)
        completo = paquete.portada["tipo"] == "completo"
        huella = str(paquete.portada["contenido_sha256"])
        self._aplicados.setdefault(sitio, []).append((huella, completo, sello))
        for hoja in HOJAS:
            for fila in paquete.filas(hoja):
                if es_publicada(str(fila["uuid"])):
                    self._proponer(sitio, hoja, suya(fila, hoja), sello)
                elif str(fila["uuid"]) in propios:
                    self._anotar(hoja, suya(fila, hoja), sello)

    def _anotar(self, hoja: str, fila: Fila, sello: Sello) -> None:
        conocido = self.registros.setdefault((hoja, str(fila["uuid"])), Registro(sello, fila))
        conocido.retirado = conocido.retirado or fila.get("baja") == "sí"
        if sello > conocido.sello and hoja != "Seguimiento":
            conocido.sello, conocido.fila = sello, fila

    def _proponer(self, sitio: str, hoja: str, fila: Fila, sello: Sello) -> None:
        clave = sitio, hoja, str(fila["uuid"])
        if self._sellos.get(clave, sello) > sello:
            return
        self._sellos[clave] = sello
        igual = fila.get("rev") == 1 or sin_rev(fila) == sin_rev(self.propias.get(clave[1:]))
        if igual or self.respuestas.get(clave) == fila:
            self.propuestas.pop(clave, None)
        else:
            self.propuestas[clave] = fila

    def responder(self, clave: tuple[str, str, str], *, tomada: Fila | None) -> None:
        """A person answered a proposal; `tomada` is the authority's row then."""
        self.respuestas[clave] = self.propuestas.pop(clave)
        if tomada is not None:
            self.propias[clave[1:]] = tomada

    def esperado(self) -> tuple[dict[Clave, Fila], dict[Clave, str]]:
        """Return the rows that the authority must have of the regions, and those that still lack something, and what.

        Rows that cannot be without what is missing are only among the second.
        """
        hay = {uuid for _, uuid in (*self.registros, *self.propias)}
        esperan: dict[Clave, str] = {}
        filas: dict[Clave, Fila] = {}
        for hoja in HOJAS:
            columna = INDISPENSABLES.get(hoja)
            for clave, registro in self.registros.items():
                if clave[0] != hoja:
                    continue
                if columna and registro.fila.get(columna) not in hay:
                    esperan[clave] = columna
                    continue
                fila = dict(registro.fila)
                for opcional in PRESCINDIBLES.get(hoja, ()):
                    if fila.get(opcional) not in hay and fila.pop(opcional, None) is not None:
                        esperan[clave] = opcional
                if hoja == "Seguimiento" and _es_identidad(fila.get("cumple_con")) and fila["cumple_con"] not in hay:
                    esperan[clave] = "cumple_con"  # which stays as it was written
                if registro.retirado and hoja not in {"Actas", "Seguimiento"}:
                    fila["baja"] = "sí"
                filas[clave] = fila
        return filas, esperan


def _sello(paquete: PaqueteLeido) -> Sello:
    return int(str(paquete.portada["epoca"])), int(str(paquete.portada["secuencia"]))


def _es_identidad(valor: object) -> bool:
    return isinstance(valor, str) and len(valor) == 36 and valor.count("-") == 4
