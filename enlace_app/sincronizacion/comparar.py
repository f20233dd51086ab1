"""What a package would change, record by record and field by field, against what is here; it only reads.

Of the rows that a site sent under one identity the one of its latest package counts (época, then sequence), whatever
order they arrive in; once one of them said withdrawn, it stays withdrawn. A record of a region is changed by that
region's packages alone; a published one by nobody's: there a change is a proposal.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from enlace_app.consultas import propias, propuestas
from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.filas_recibidas import FilaGuardada, en_espera, filas_guardadas, identidades
from enlace_app.datos.lote import Guardado
from enlace_app.dominio.paquetes import NOMBRE_RESERVADO
from enlace_app.dominio.recepcion import EstadoDePropuesta, Resultado
from enlace_app.dominio.textos import Alfabeto
from enlace_app.sincronizacion.avance import FILAS_POR_AVISO, Progreso, por_partes
from enlace_app.sincronizacion.filas import Valor
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import canonico
from enlace_app.sincronizacion.manifiesto import Manifiesto
from enlace_app.sincronizacion.paquete import Fila, PaqueteLeido
from enlace_app.sincronizacion.proyeccion.celdas import es_identidad, es_publicado
from enlace_app.sincronizacion.proyeccion.plan import Plan, planear
from enlace_app.sincronizacion.proyeccion.tipos import COLUMNAS_FIJAS_DE_ACTA, SOLO_SE_AGREGA, TABLAS, Candidato

AJENAS = frozenset({"folio_oficial"})
"""Columns that the sender repeats and the authority itself decides."""

_NOMBRES = (
    *("folio", "clave", "nombre", "asunto", "persona", "organizacion", "texto", "actividad", "nota", "rol"),
    *("resultado", "estado", "sha256"),
)
_EN_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_MAS_NUEVA = "ya se tenía una versión más reciente"
_DE_OTRO = "lo hizo otro sitio: se recibe en los paquetes de quien lo hizo"
_EN_CERRADA = "cambia lo que decía un acta cerrada; pregunte por qué a quien lo envió"
_RETIRADA = "se retiró antes, y lo retirado no vuelve"


@dataclass(frozen=True, slots=True)
class CampoCambiado:
    """One field before and after, as the package writes it; None is empty."""

    columna: str
    antes: str | int | None
    ahora: str | int | None


@dataclass(frozen=True, slots=True)
class Renglon:
    """What becomes of one row; `nombre` is how a person knows the record."""

    hoja: str
    uuid: str
    nombre: str
    resultado: Resultado
    motivo: str | None = None
    campos: tuple[CampoCambiado, ...] = ()


@dataclass(frozen=True, slots=True)
class Propuesta:
    """A region's change of a published row that waits for an answer; `propia` is None where there is no such row."""

    hoja: str
    uuid: str
    propia: Fila | None
    propuesta: Fila
    campos: tuple[str, ...]
    pendiente: Mapping[str, Any] | None
    """The unanswered one of the same site about the same row, which this one replaces."""


@dataclass(slots=True)
class Comparacion:
    """What there is to say and to write about one package."""

    renglones: list[Renglon] = field(default_factory=list)
    guardar: list[dict[str, Guardado]] = field(default_factory=list)
    """Rows of `fila_recibida`."""
    sellar: list[str] = field(default_factory=list)
    """Identities (with their sheet) whose content is what is kept already, in a later package."""
    propuestas: list[Propuesta] = field(default_factory=list)
    caducas: list[Mapping[str, Any]] = field(default_factory=list)
    """Unanswered proposals that their site no longer makes."""
    plan: Plan = field(default_factory=Plan)


def comparar(
    lector: Lector,
    manifiesto: Manifiesto,
    paquete: PaqueteLeido,
    formato: Formato,
    *,
    alfabeto: Alfabeto,
    zona: str,
    ahora: datetime,
    progreso: Progreso | None = None,
    con_campos: bool = True,
) -> Comparacion:
    """Compare all rows of a package with what is here.

    `progreso` hears of rows done and in all; what it raises stops the work. Without `con_campos` no row tells which of
    its fields changed: for whoever only writes them.
    """
    clasificando, planeando = por_partes(progreso, 1, 1)
    ajenos = _nacidos_en_otro(paquete, manifiesto.sitio)
    clasificador = _Clasificador(lector, manifiesto, formato, ajenos, con_campos=con_campos)
    hechas, total = 0, sum(len(paquete.filas(hoja)) for hoja in TABLAS)
    for hoja in TABLAS:
        for cuantas in clasificador.hoja(hoja, paquete.filas(hoja)):
            hechas += cuantas
            clasificando(hechas, total)
    resultado = clasificador.comparacion
    nuevos = {c.clave for c in clasificador.candidatos}
    esperando = {(e.sitio, e.hoja, e.uuid): e for e in en_espera(lector)}
    esperaban = [
        Candidato(e.sitio, e.hoja, _efectiva(e.valores, retirada=e.retirada))
        for clave, e in esperando.items()
        if clave not in nuevos
    ]
    candidatos = [*clasificador.candidatos, *esperaban]
    resultado.plan = planear(lector, candidatos, alfabeto=alfabeto, zona=zona, ahora=ahora, progreso=planeando)
    resultado.plan.listos &= esperando.keys()  # the others never waited
    resultado.renglones = [_con_espera(r, manifiesto.sitio, resultado.plan) for r in resultado.renglones]
    return resultado


def comparables(fila: Fila, hoja: str) -> Fila:
    """Return the part of a row that its sender decides: what is derived or the authority's own says nothing of it."""
    fuera = AJENAS | ({"estado"} if hoja == "Acuerdos" else frozenset())
    if fuera.isdisjoint(fila):
        return fila
    return {columna: valor for columna, valor in fila.items() if columna not in fuera}


def filas_propias(crudas: Iterable[Mapping[str, Valor]], formato: Formato, hoja: str) -> dict[str, Fila]:
    """Return rows of this site by identity, in the same spelling as rows that arrive."""
    columnas = formato.hoja(hoja).columnas_de_huella
    filas: dict[str, Fila] = {}
    for cruda in crudas:
        valores = {c.nombre: canonico(c, cruda.get(c.nombre)) for c in columnas}
        filas[str(cruda["uuid"])] = comparables({n: v for n, v in valores.items() if v is not None}, hoja)
    return filas


def campos_distintos(antes: Fila, ahora: Fila, *, sin: frozenset[str] = frozenset()) -> tuple[CampoCambiado, ...]:
    """Return the fields in which two rows differ, in the order of their names in the rows."""
    columnas = [c for c in dict.fromkeys([*ahora, *antes]) if c not in sin]
    return tuple(CampoCambiado(c, antes.get(c), ahora.get(c)) for c in columnas if antes.get(c) != ahora.get(c))


def nombre_de_fila(fila: Fila) -> str:
    """Return how a person knows a row: its folio, its name or the like; empty where it has none."""
    return next((str(fila[c]) for c in _NOMBRES if c in fila), "")


def _nacidos_en_otro(paquete: PaqueteLeido, sitio: str) -> frozenset[str]:
    """The records that the package's own log says were made elsewhere: passed on, and not its sender's to tell."""
    return frozenset(
        str(f.get("uuid")) for f in paquete.filas("Bitacora") if f.get("accion") == "alta" and f.get("sitio") != sitio
    )


def _es_la_misma(hoja: str, fila: Fila, guardada: Fila) -> bool:
    """An entry of Seguimiento is the same also where the name of its author is withheld since, or no longer."""
    if hoja not in SOLO_SE_AGREGA:
        return fila == guardada
    return not campos_distintos(guardada, fila, sin=frozenset({"autor"}))


def _tapa_a(hoja: str, fila: Fila, guardada: Fila) -> bool:
    """Whether a row withholds its author's name, which the one that is kept still tells."""
    return hoja in SOLO_SE_AGREGA and fila.get("autor") == NOMBRE_RESERVADO != guardada.get("autor")


def _efectiva(fila: Fila, *, retirada: bool) -> Fila:
    return {**fila, "baja": "sí"} if retirada else fila


def _con_espera(renglon: Renglon, sitio: str, plan: Plan) -> Renglon:
    clave = (sitio, renglon.hoja, renglon.uuid)
    motivo = plan.esperas.get(clave) or (_EN_CERRADA if clave in plan.en_cerradas else None)
    if motivo is None or renglon.resultado not in {Resultado.NUEVO, Resultado.ACTUALIZADO}:
        return renglon
    if clave in plan.rechazos:
        return replace(renglon, resultado=Resultado.RECHAZADO, motivo=motivo)
    if clave in plan.fuera:
        return replace(renglon, resultado=Resultado.OBSERVADO, motivo=f"se guardó y {motivo}")
    return replace(renglon, motivo=motivo)


class _Clasificador:
    def __init__(
        self, lector: Lector, manifiesto: Manifiesto, formato: Formato, ajenos: frozenset[str], *, con_campos: bool
    ) -> None:
        self._lector = lector
        self._con_campos = con_campos
        self._ajenos = ajenos
        self._m = manifiesto
        self._formato = formato
        self.comparacion = Comparacion()
        self.candidatos: list[Candidato] = []

    def hoja(self, hoja: str, filas: Sequence[Fila]) -> Iterator[int]:
        """Sort out the rows of one sheet, some at a time, each time yielding how many they were."""
        vistas: set[str] = set()
        dudosas: list[tuple[Fila, FilaGuardada | None]] = []
        for desde in range(0, len(filas), FILAS_POR_AVISO):
            parte = [comparables(fila, hoja) for fila in filas[desde : desde + FILAS_POR_AVISO]]
            uuids = [uuid for fila in parte if isinstance(uuid := fila.get("uuid"), str)]
            guardadas = filas_guardadas(self._lector, sitio=self._m.sitio, hoja=hoja, uuids=uuids)
            suyas = [u for u in uuids if es_identidad(u) and es_publicado(u)]
            publicadas = identidades(self._lector, TABLAS[hoja], suyas)
            for fila in parte:
                guardada = guardadas.get(str(fila.get("uuid")))
                if self._es_de_catalogo(hoja, fila, guardada, vistas, publicadas):
                    dudosas.append((fila, guardada))
            yield len(parte)
        if dudosas:
            self._de_catalogo(hoja, dudosas)

    def _es_de_catalogo(
        self, hoja: str, fila: Fila, guardada: FilaGuardada | None, vistas: set[str], publicadas: frozenset[str]
    ) -> bool:
        """Sort out one row, or leave it for those of the catalogues."""
        uuid = str(fila.get("uuid"))
        if not es_identidad(uuid) or uuid in vistas:
            motivo = "su identidad está repetida" if uuid in vistas else "no tiene una identidad válida"
            self._decir(hoja, fila, Resultado.RECHAZADO, motivo)
            return False
        vistas.add(uuid)
        de_otro = uuid in self._ajenos or (hoja == "Actas" and fila.get("reunion") in self._ajenos)
        if de_otro and not es_publicado(uuid):
            self._decir(hoja, fila, Resultado.RECHAZADO, _DE_OTRO)
        elif guardada is not None and guardada.sello > self._m.sello:
            self._mas_vieja(hoja, fila, guardada)
        elif es_publicado(uuid) and hoja not in SOLO_SE_AGREGA and (uuid in publicadas or fila.get("rev") != 1):
            return True
        else:
            self._del_sitio(hoja, fila, guardada, publicada=uuid in publicadas)
        return False

    def _decir(
        self,
        hoja: str,
        fila: Fila,
        resultado: Resultado,
        motivo: str | None = None,
        campos: Iterable[CampoCambiado] = (),
    ) -> None:
        cambiados = tuple(campos) if self._con_campos else ()
        self.comparacion.renglones.append(
            Renglon(hoja, str(fila.get("uuid")), nombre_de_fila(fila), resultado, motivo, cambiados)
        )

    def _campos(self, antes: FilaGuardada, ahora: Fila) -> tuple[CampoCambiado, ...]:
        return campos_distintos(antes.valores, ahora) if self._con_campos else ()

    def _mas_vieja(self, hoja: str, fila: Fila, guardada: FilaGuardada) -> None:
        """An older row says nothing any more, but that its record was withdrawn, or its author's name withheld."""
        uuid = str(fila["uuid"])
        if fila.get("baja") == "sí" and not guardada.retirada and not es_publicado(uuid):
            self._guardar(hoja, guardada.valores, guardada.sello, guardada.recibido, retirada=True)
            self.candidatos.append(Candidato(self._m.sitio, hoja, _efectiva(guardada.valores, retirada=True)))
            cambio = CampoCambiado("baja", guardada.valores.get("baja"), "sí")
            self._decir(hoja, fila, Resultado.ACTUALIZADO, "se retiró en un paquete anterior", [cambio])
        elif _es_la_misma(hoja, fila, guardada.valores) and _tapa_a(hoja, fila, guardada.valores):
            self._tapar(hoja, {**guardada.valores, "autor": NOMBRE_RESERVADO}, guardada, guardada.sello)
        else:
            self._decir(hoja, fila, Resultado.IGUAL, None if fila == guardada.valores else _MAS_NUEVA)

    def _tapar(self, hoja: str, fila: Fila, guardada: FilaGuardada, sello: tuple[int, int]) -> None:
        """Withhold here, too, the name that its sender withheld in any package: whatever the order they came in."""
        recibido = guardada.recibido if sello == guardada.sello else None
        self._guardar(hoja, fila, sello, recibido, retirada=guardada.retirada)
        self.candidatos.append(Candidato(self._m.sitio, hoja, fila))
        self._decir(hoja, fila, Resultado.ACTUALIZADO, "quien lo envió reserva el nombre de su autor")

    def _del_sitio(self, hoja: str, fila: Fila, guardada: FilaGuardada | None, *, publicada: bool) -> None:
        """Sort out a row that its sender owns; a `publicada` one is here already, from the same published list."""
        if guardada is not None and _es_la_misma(hoja, fila, guardada.valores):
            if _tapa_a(hoja, fila, guardada.valores):
                self._tapar(hoja, fila, guardada, self._m.sello)
                return
            self.comparacion.sellar.append(f"{hoja}/{fila['uuid']}")
            vuelve = guardada.retirada and fila.get("baja") != "sí"
            self._decir(hoja, fila, Resultado.RECHAZADO if vuelve else Resultado.IGUAL, _RETIRADA if vuelve else None)
            return
        motivo = self._por_que_no_cambia(hoja, fila, guardada)
        if guardada is not None and motivo:
            self._decir(hoja, fila, Resultado.RECHAZADO, motivo, self._campos(guardada, fila))
            return
        retirada = fila.get("baja") == "sí" or (guardada is not None and guardada.retirada)
        self._guardar(hoja, fila, self._m.sello, None, retirada=retirada)
        self.candidatos.append(Candidato(self._m.sitio, hoja, _efectiva(fila, retirada=retirada)))
        if guardada is None:
            self._decir(hoja, fila, Resultado.IGUAL if publicada else Resultado.NUEVO)
        elif retirada and fila.get("baja") != "sí":
            self._decir(hoja, fila, Resultado.RECHAZADO, _RETIRADA, self._campos(guardada, fila))
        else:
            self._decir(hoja, fila, Resultado.ACTUALIZADO, None, self._campos(guardada, fila))

    @staticmethod
    def _por_que_no_cambia(hoja: str, fila: Fila, guardada: FilaGuardada | None) -> str | None:
        if guardada is None:
            return None
        if hoja == "Actas" and any(fila.get(c) != guardada.valores.get(c) for c in COLUMNAS_FIJAS_DE_ACTA):
            return "un acta cerrada no cambia, y ésta ya se había recibido con otro contenido"
        if hoja in SOLO_SE_AGREGA:
            return "un seguimiento no cambia; lo corrige otro posterior"
        return None

    def _guardar(self, hoja: str, fila: Fila, sello: tuple[int, int], recibido: str | None, *, retirada: bool) -> None:
        self.comparacion.guardar.append(
            {
                "sitio": self._m.sitio,
                "hoja": hoja,
                "uuid": str(fila["uuid"]),
                "epoca": sello[0],
                "secuencia": sello[1],
                "recibido": recibido,
                "retirada": retirada,
                "valores": _EN_JSON.encode(fila),
            }
        )

    def _de_catalogo(self, hoja: str, filas: Sequence[tuple[Fila, FilaGuardada | None]]) -> None:
        """Published rows: the region's change is told, and taken by nobody but a person here."""
        # A row that the region never changed says nothing new, however old it is: it need not even be looked at.
        cambiadas = [fila for fila, _ in filas if fila.get("rev") != 1]
        aqui = self._propias(hoja) if cambiadas else {}
        uuids = [str(fila["uuid"]) for fila, _ in filas]
        previas = propuestas.de_un_sitio(self._lector, sitio=self._m.sitio, registros=uuids)
        for fila, guardada in filas:
            uuid = str(fila["uuid"])
            if guardada is not None and fila == guardada.valores:
                self.comparacion.sellar.append(f"{hoja}/{uuid}")
            else:
                self._guardar(hoja, fila, self._m.sello, None, retirada=False)
            self._proponer(hoja, fila, aqui.get(uuid), previas.get(uuid, []))

    def _proponer(self, hoja: str, fila: Fila, propia: Fila | None, previas: Sequence[Mapping[str, Any]]) -> None:
        pendiente = next((p for p in previas if p["estado"] == EstadoDePropuesta.PENDIENTE), None)
        sin = frozenset({"rev"})
        distintos = campos_distintos(propia or {}, fila, sin=sin) if fila.get("rev") != 1 else ()
        respondida = next((p for p in previas if p["estado"] != EstadoDePropuesta.PENDIENTE), None)
        if respondida is not None and json.loads(respondida["valor_propuesto"]) != dict(fila):
            respondida = None
        if pendiente is not None and (respondida is not None or not distintos):
            self.comparacion.caducas.append(pendiente)
        if not distintos:
            self._decir(hoja, fila, Resultado.IGUAL)
            return
        if respondida is not None:
            tomada = respondida["estado"] == EstadoDePropuesta.TOMADA
            motivo = propuestas.respuesta_en_palabras(respondida)
            self._decir(hoja, fila, Resultado.IGUAL if tomada else Resultado.RECHAZADO, motivo, distintos)
            return
        propuesta = Propuesta(hoja, str(fila["uuid"]), propia, fila, tuple(c.columna for c in distintos), pendiente)
        self.comparacion.propuestas.append(propuesta)
        self._decir(hoja, fila, Resultado.PROPUESTO, propuestas.PENDIENTE_DE_RESPUESTA, distintos)

    def _propias(self, hoja: str) -> dict[str, Fila]:
        return filas_propias(propias.filas_de_hoja(self._lector, hoja), self._formato, hoja)
