"""Whether a package can be taken now: known or not, on what it builds, whose key it bears."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from enlace_app.consultas.expedientes import Lector
from enlace_app.consultas.filas_recibidas import sin_retirar
from enlace_app.consultas.paquetes_recibidos import Conocido, Recibido
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.dominio.recepcion import NOMBRABLES, EstadoDeRecepcion, ausentes
from enlace_app.sincronizacion.manifiesto import Manifiesto
from enlace_app.sincronizacion.paquete import PaqueteLeido


class Destino(StrEnum):
    """What is to be done with a package that arrived."""

    APLICAR = "se aplica"
    RETENER = "se retiene"
    REPETIDO = "ya se había recibido"
    CONFLICTO = "en conflicto"
    CLAVE_DISTINTA = "viene firmado con otra clave"


@dataclass(frozen=True, slots=True)
class Llegada:
    """What is to be done, why, and what to know besides; `previo` is the same package as it arrived before."""

    destino: Destino
    motivo: str | None = None
    avisos: tuple[str, ...] = ()
    previo: Recibido | None = None


@dataclass(slots=True)
class Historia:
    """The packages of one site that arrived before, and those with the identity of the new one."""

    del_sitio: Sequence[Recibido] = field(default_factory=list)
    con_identidad: Sequence[Recibido] = field(default_factory=list)

    @property
    def aplicados(self) -> list[Recibido]:
        """Those that were taken."""
        return [r for r in self.del_sitio if r.estado == EstadoDeRecepcion.APLICADO]


def juzgar(manifiesto: Manifiesto, historia: Historia, conocido: Conocido | None, clave: str | None) -> Llegada:
    """Return what is to be done with a package; `clave` is the key that it is signed with, if it is."""
    for previo in historia.con_identidad:
        if _es_el_mismo(manifiesto, previo):
            if previo.estado == EstadoDeRecepcion.EN_CONFLICTO:
                return Llegada(Destino.CONFLICTO, previo.motivo, previo=previo)
            return Llegada(Destino.REPETIDO, previo.motivo, previo=previo)
    if motivo := por_la_clave(conocido, clave):
        return Llegada(Destino.CLAVE_DISTINTA, motivo)
    avisos = [] if clave else ["El paquete no viene firmado: no se puede comprobar quién lo hizo."]
    if motivo := _en_conflicto(manifiesto, historia):
        return Llegada(Destino.CONFLICTO, motivo, tuple(avisos))
    avisos += _de_otra_epoca(manifiesto, historia)
    faltan = numeros_que_faltan(manifiesto, historia.del_sitio)
    if se_puede_aplicar(manifiesto.tipo, manifiesto.sello, manifiesto.anterior_sha256, historia.aplicados):
        if faltan:
            avisos.append(f"No ha llegado {_paquetes(faltan)}; lo que decía viene también en éste.")
        return Llegada(Destino.APLICAR, None, tuple(avisos))
    cual = f" No ha llegado {_paquetes(faltan)}." if faltan else ""
    motivo = (
        f"Este paquete sólo trae lo que cambió desde otro que no ha llegado (huella "
        f"{(manifiesto.anterior_sha256 or '')[:8]}…).{cual} Se guarda y se aplicará solo cuando llegue; si se perdió, "
        "pida a quien lo envió un paquete completo."
    )
    return Llegada(Destino.RETENER, motivo, tuple(avisos))


def con_ausencias(lector: Lector, manifiesto: Manifiesto, paquete: PaqueteLeido, llegada: Llegada) -> Llegada:
    """Add to it what a complete package does not bring of what its site sent before: lost there perhaps, kept here."""
    if llegada.destino is not Destino.APLICAR or manifiesto.tipo is not TipoPaquete.COMPLETO:
        return llegada
    traidas = {(hoja, fila.get("uuid")) for hoja, filas in paquete.hojas.items() for fila in filas}
    antes = sin_retirar(lector, sitio=manifiesto.sitio, antes_de=manifiesto.sello)
    faltan = Counter(hoja for hoja, uuid in antes if (hoja, uuid) not in traidas)
    if not faltan:
        return llegada
    cuantas = "; ".join(f"{hoja}: {n}" for hoja, n in sorted(faltan.items()))
    aviso = (
        f"Es completo y no trae registros que ya habían llegado de ese equipo y que nadie retiró ({cuantas}). Se "
        "conservan aquí; pregunte a quien lo envió si los perdió."
    )
    return replace(llegada, avisos=(*llegada.avisos, aviso))


def se_puede_aplicar(
    tipo: str, sello: tuple[int, int], anterior_sha256: str | None, aplicados: Iterable[Recibido]
) -> bool:
    """Whether nothing that it builds on is missing.

    An increment may be taken once what it starts from was, or a complete package made after it, which holds all of it.
    """
    if tipo == TipoPaquete.COMPLETO:
        return True
    return any(
        r.contenido_sha256 == anterior_sha256 or (r.tipo == TipoPaquete.COMPLETO and r.sello > sello) for r in aplicados
    )


def numeros_que_faltan(manifiesto: Manifiesto, del_sitio: Iterable[Recibido]) -> tuple[int, ...]:
    """Return the sequence numbers of the same época before this one that never came: as many as can be told."""
    llegados = {
        r.secuencia for r in del_sitio if r.epoca == manifiesto.epoca and r.estado != EstadoDeRecepcion.EN_CONFLICTO
    }
    # Before the first that ever came there is nothing to miss if that one was complete, and no telling if it was not.
    return ausentes(llegados, manifiesto.secuencia)


def _de_otra_epoca(manifiesto: Manifiesto, historia: Historia) -> list[str]:
    """What to ask the sender: his data went back to a backup, or there are two copies of them at work."""
    ultima = max((r.epoca for r in historia.aplicados), default=manifiesto.epoca)
    if manifiesto.epoca == ultima:
        return []
    if manifiesto.epoca > ultima:
        return [
            "Quien lo envió recuperó un respaldo: lo que hizo después de ese respaldo y ya había llegado se conserva "
            "aquí, y quizá allá ya no esté. Pregúntele qué falta."
        ]
    return [
        "Se hizo antes de que quien lo envió recuperara un respaldo, o hay dos equipos con los mismos datos: de lo que "
        "ya llegó después no cambia nada. Pregúntele cuál equipo usa."
    ]


def por_la_clave(conocido: Conocido | None, clave: str | None) -> str | None:
    """Return why a key is not that of a known site, None if it may be taken."""
    if conocido is None or conocido.clave_publica is None or conocido.clave_publica == clave:
        return None
    como = "no viene firmado" if clave is None else "viene firmado con otra clave que la de sus envíos anteriores"
    return (
        f"Lo que llegó a nombre de {conocido.nombre} {como}. No se recibió nada. Llame por teléfono a quien lo envió y "
        "comparen las palabras de su clave; si son las mismas, acéptela con: enlace paquete aceptar-clave ARCHIVO"
    )


def _es_el_mismo(manifiesto: Manifiesto, previo: Recibido) -> bool:
    return (
        previo.contenido_sha256 == manifiesto.contenido_sha256
        and previo.sitio == manifiesto.sitio
        and previo.sello == manifiesto.sello
        and previo.tipo == manifiesto.tipo
        and previo.anterior_sha256 == manifiesto.anterior_sha256
    )


def _en_conflicto(manifiesto: Manifiesto, historia: Historia) -> str | None:
    if historia.con_identidad:
        return (
            "Ya se recibió otro paquete con la misma identidad y distinto contenido. No se aplicó; los dos quedan "
            "guardados para revisarlos. Pregunte a quien lo envió cuál es el suyo y pida uno nuevo."
        )
    for otro in historia.del_sitio:
        if otro.sello == manifiesto.sello and otro.estado != EstadoDeRecepcion.EN_CONFLICTO:
            return (
                f"Ya se recibió otro paquete {manifiesto.secuencia} de {manifiesto.remitente}, con otro contenido: "
                "quizá hay dos copias de sus datos. No se aplicó; los dos quedan guardados para revisarlos."
            )
    return None


def _paquetes(numeros: Sequence[int]) -> str:
    if len(numeros) == 1:
        return f"el paquete {numeros[0]}"
    mas = "…" if len(numeros) > NOMBRABLES else ""
    return f"ninguno de los paquetes {', '.join(map(str, numeros[:NOMBRABLES]))}{mas}"
