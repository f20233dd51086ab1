"""Packages that arrived and what became of each: what receiving another one has to know."""

from dataclasses import dataclass

from enlace_app.consultas.expedientes import Lector
from enlace_app.dominio.recepcion import EstadoDeRecepcion

_RECIBIDOS = """
SELECT paquete.uuid, paquete.paquete, paquete.sitio, paquete.remitente, paquete.region, paquete.epoca,
  paquete.secuencia, paquete.tipo, paquete.anterior_sha256, paquete.generado, paquete.contenido_sha256,
  paquete.archivo, paquete.archivo_sha256, paquete.filas, paquete.creado AS llegada, paso.estado, paso.motivo,
  paso.creado AS desde
FROM paquete_recibido AS paquete
JOIN paso_de_paquete AS paso ON paso.uuid = (
  SELECT ultimo.uuid FROM paso_de_paquete AS ultimo WHERE ultimo.recibido = paquete.uuid
  ORDER BY ultimo.creado DESC, ultimo.uuid DESC LIMIT 1
)
"""


@dataclass(frozen=True, slots=True)
class Recibido:
    """A package as it arrived, and how it stands; instants are UTC, ISO text."""

    uuid: str
    paquete: str
    sitio: str
    remitente: str
    region: str | None
    epoca: int
    secuencia: int
    tipo: str
    anterior_sha256: str | None
    generado: str
    contenido_sha256: str
    archivo: str
    archivo_sha256: str | None
    filas: int
    llegada: str
    estado: str
    motivo: str | None
    desde: str

    @property
    def sello(self) -> tuple[int, int]:
        """Its place among the packages of its site."""
        return self.epoca, self.secuencia


@dataclass(frozen=True, slots=True)
class Conocido:
    """A site that sent something before; `clave_publica` is the one that it signs with."""

    sitio: str
    nombre: str
    region: str | None
    clave_publica: str | None
    conocida: str
    aceptada_por: str | None


def listar(lector: Lector, *, sitio: str | None = None) -> list[Recibido]:
    """Return all packages that arrived, or those of one site, in the order in which they were made."""
    donde, parametros = ("WHERE paquete.sitio = :sitio", {"sitio": sitio}) if sitio else ("", {})
    orden = "ORDER BY paquete.sitio, paquete.epoca, paquete.secuencia, paquete.creado, paquete.uuid"
    return [Recibido(**fila) for fila in lector.filas(f"{_RECIBIDOS} {donde} {orden}", parametros)]


def traer(lector: Lector, recibido: str) -> Recibido | None:
    """Return one of them, None if there is no such package."""
    filas = lector.filas(f"{_RECIBIDOS} WHERE paquete.uuid = :uuid", {"uuid": recibido})
    return Recibido(**filas[0]) if filas else None


def con_identidad(lector: Lector, paquete: str) -> list[Recibido]:
    """Return what arrived under the identity of one package, the one that was not refused first."""
    filas = lector.filas(
        f"{_RECIBIDOS} WHERE paquete.paquete = :paquete ORDER BY paquete.creado, paquete.uuid", {"paquete": paquete}
    )
    recibidos = [Recibido(**fila) for fila in filas]
    return sorted(recibidos, key=lambda r: r.estado == EstadoDeRecepcion.EN_CONFLICTO)


def conocido(lector: Lector, sitio: str) -> Conocido | None:
    """Return what is known of a site, None if it never sent anything."""
    filas = lector.filas(
        "SELECT sitio, nombre, region, clave_publica, conocida, aceptada_por FROM remitente WHERE sitio = :sitio",
        {"sitio": sitio},
    )
    return Conocido(**filas[0]) if filas else None


def contenido_en_espera(lector: Lector, recibido: str) -> str:
    """Return the JSON of a package that is held or in conflict; raises `KeyError` if it is not kept."""
    filas = lector.filas("SELECT contenido FROM contenido_en_espera WHERE recibido = :uuid", {"uuid": recibido})
    if not filas:
        raise KeyError(recibido)
    return str(filas[0]["contenido"])


def resultados(lector: Lector, recibido: str) -> str | None:
    """Return the JSON of what became of the rows of a package, None while it is not applied."""
    filas = lector.filas("SELECT resultados FROM resultado_de_paquete WHERE recibido = :uuid", {"uuid": recibido})
    return str(filas[0]["resultados"]) if filas else None
