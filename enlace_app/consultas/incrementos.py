"""What changed after a package that the authority acknowledged: what the next one must hold."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.paquetes import BORRADORES, FilaPaquete, listar
from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.recepcion import Resultado

_ACUSES = "SELECT uuid, paquete, contenido_sha256 FROM acuse ORDER BY numero, uuid"
_ENTRADAS = "SELECT uuid FROM bitacora WHERE secuencia > :desde AND NOT recibido"
_CAMBIADOS = f"""
{_ENTRADAS}
UNION SELECT acta FROM firma WHERE uuid IN ({_ENTRADAS} AND tabla = 'firma')
UNION SELECT acta FROM rendicion WHERE uuid IN ({_ENTRADAS} AND tabla = 'rendicion')
UNION SELECT acuerdo FROM seguimiento WHERE uuid IN ({_ENTRADAS} AND tabla = 'seguimiento')
"""
"""An acta's row tells when it was signed and printed, an acuerdo's how its follow-up left it."""

_ESTADOS_ANTERIORES = """
SELECT uuid, antes FROM bitacora
WHERE secuencia > :desde AND tabla = 'reunion' AND antes LIKE '%"estado"%' ORDER BY secuencia
"""
_DESDE_LA_BASE = """
SELECT DISTINCT bitacora_hasta FROM paquete
WHERE origen = (SELECT uuid FROM sitio) AND epoca = :epoca AND secuencia >= :secuencia
"""
_HUELLAS = "SELECT uuid, contenido_sha256 FROM paquete"
_RECHAZADOS = "SELECT registro FROM resultado_de_acuse WHERE acuse = :acuse AND resultado = :resultado"


@dataclass(frozen=True, slots=True)
class Incremento:
    """Which rows go in a package that starts from `base`.

    `cambiados` are uuids of rows; `reuniones` the meetings that stayed here when `base` was made, as drafts, with all
    that is theirs: of that nothing was sent, whenever it was written. `acuerdos` are those of such meetings.
    `renombradas` are the meetings in which other names are withheld since: any row of theirs may read differently.
    """

    base: FilaPaquete
    cambiados: frozenset[str]
    reuniones: frozenset[str]
    acuerdos: frozenset[str]
    renombradas: frozenset[str]

    def lleva(self, fila: FilaDePaquete) -> bool:
        """Whether a row goes."""
        movida = self.renombradas.intersection((fila["uuid"], fila.get("reunion")))
        return bool(movida) or fila["uuid"] in self.cambiados or self.es_nueva(fila)

    def es_nueva(self, fila: FilaDePaquete) -> bool:
        """Whether nothing of a row could have been sent before, because its meeting was a draft."""
        return (
            fila["uuid"] in self.reuniones
            or fila.get("reunion") in self.reuniones
            or fila.get("acuerdo") in self.acuerdos
        )


def base_de_incremento(lectura: Lectura, *, sitio: str, epoca: int) -> FilaPaquete | None:
    """Return the latest package of this época that the authority acknowledged, None if there is none.

    After a restored backup the época is another and what came later is unknown: then everything goes once.
    """
    con_acuse = acusados(lectura)
    return next((p for p in listar(lectura, sitio=sitio) if p.epoca == epoca and p.uuid in con_acuse), None)


def acusados(lectura: Lectura) -> frozenset[str]:
    """Return the uuids of the packages of whose very content a receipt came."""
    propios = {fila["uuid"]: fila["contenido_sha256"] for fila in lectura.filas(_HUELLAS)}
    return frozenset(
        acuse["paquete"]
        for acuse in lectura.filas(_ACUSES)
        if propios.get(acuse["paquete"]) == acuse["contenido_sha256"]
    )


def leer_incremento(lectura: Lectura, base: FilaPaquete) -> Incremento:
    """Return what changed here since `base`, and what its latest receipt rejected: that is offered again."""
    desde = {"desde": base.bitacora_hasta}
    cambiados = {fila["uuid"] for fila in lectura.filas(_CAMBIADOS, desde)}
    acuses = [a["uuid"] for a in lectura.filas(_ACUSES) if a["paquete"] == base.uuid]
    if acuses:
        rechazados = {"acuse": acuses[-1], "resultado": str(Resultado.RECHAZADO)}
        cambiados |= {fila["registro"] for fila in lectura.filas(_RECHAZADOS, rechazados)}
    reuniones = _eran_borradores(lectura, base.bitacora_hasta)
    return Incremento(
        base=base,
        cambiados=frozenset(cambiados),
        reuniones=reuniones,
        acuerdos=_acuerdos_de(lectura, reuniones),
        renombradas=_renombradas(lectura, base),
    )


def _eran_borradores(lectura: Lectura, desde: int) -> frozenset[str]:
    """Return the meetings whose state was one that stays here right after that entry of the log."""
    entonces: dict[str, str] = {}
    for fila in lectura.filas(_ESTADOS_ANTERIORES, {"desde": desde}):
        entonces.setdefault(fila["uuid"], json.loads(fila["antes"])["estado"])
    return frozenset(uuid for uuid, estado in entonces.items() if estado in BORRADORES)


def _renombradas(lectura: Lectura, base: FilaPaquete) -> frozenset[str]:
    """Return the meetings that withhold other names now than they did in `base` or in any package since.

    What became as it was in `base` must go, too: one in between, not acknowledged yet, may have told otherwise.
    """
    ahora = leer_nombres_reservados(lectura).por_reunion or {}
    renombradas: set[str] = set()
    for enviado in lectura.filas(_DESDE_LA_BASE, {"epoca": base.epoca, "secuencia": base.secuencia}):
        antes = leer_nombres_reservados(lectura, hasta=enviado["bitacora_hasta"]).por_reunion or {}
        renombradas.update(uuid for uuid, nombres in ahora.items() if nombres != antes.get(uuid, nombres))
    return frozenset(renombradas)


def _acuerdos_de(lectura: Lectura, reuniones: Collection[str]) -> frozenset[str]:
    filas = lectura.filas("SELECT uuid, reunion FROM acuerdo")
    return frozenset(fila["uuid"] for fila in filas if fila["reunion"] in reuniones)
