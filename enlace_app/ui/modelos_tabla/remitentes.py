"""What the table of regions shows: one row for a region, and below it one for each computer where it has several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from enlace_app.consultas.remitentes import RegionQueEnvia, SitioQueEnvia
from enlace_app.ui.componentes.escritura import escribir_dia, hace_dias
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.tema import Icono, Rol

AL_CORRIENTE = Aspecto("Al corriente", Icono.EXITO, Rol.BIEN)
ATRASADA = Aspecto("Atrasada", Icono.VENCIDO, Rol.PELIGRO)
CON_HUECO = Aspecto("Falta", Icono.ALERTA, Rol.AVISO)
CONFLICTO = Aspecto("En conflicto", Icono.ERROR, Rol.PELIGRO)
FALTA_ACUSE = Aspecto("Falta", Icono.CORREO, Rol.AVISO)


@dataclass(frozen=True)
class RenglonDeRegion:
    """A region as a whole (`sitio` is its only computer, or None), or one of its several computers."""

    region: RegionQueEnvia
    sitio: SitioQueEnvia | None
    es_region: bool

    @property
    def a_la_vista(self) -> SitioQueEnvia | None:
        """The computer whose package the row tells: its own, or the one of the region that sent last."""
        return self.sitio or (self.region.sitios[0] if self.region.sitios else None)


def cuando(instante: str, zona: str) -> datetime:
    """Return an instant of the database in the time zone of this computer."""
    return datetime.fromisoformat(instante).astimezone(ZoneInfo(zona))


def numero(epoca: int, secuencia: int, *, epocas: int = 1) -> str:
    """The number of a package; the época is told only where there is more than one."""
    return f"{secuencia}, época {epoca}" if epoca > 1 or epocas > 1 else f"{secuencia}"


def puntualidad(ultimo: str | None, hoy: date, zona: str, cada: int) -> tuple[str, bool]:
    """Say how a region keeps its rhythm, and whether it is late; `ultimo` is None if it never sent anything."""
    if ultimo is None:
        return "no ha enviado nada", True
    dias = (hoy - cuando(ultimo, zona).date()).days
    if dias > cada:
        return f"{hace_dias(dias)}, se esperaba a los {cada}", True
    return "al corriente", False


def huecos(sitio: SitioQueEnvia) -> str:
    """Name what is missing, what waits for what, and what contradicts itself; empty where all is in order."""
    partes = []
    if sitio.faltan:
        partes.append(f"falta {_los(sitio.faltan)}")
    for retenido in sitio.retenidos:
        espera = _los(retenido.espera, junta="o") if retenido.espera else "otro anterior"
        partes.append(f"el {retenido.secuencia} espera {espera}")
    if sitio.en_conflicto:
        conflictos = tuple(sorted(set(sitio.en_conflicto)))
        partes.append(f"{_los(conflictos)} en conflicto")
    if sitio.sin_llegar:
        no_llego = "no llegó" if len(sitio.sin_llegar) == 1 else "no llegaron"
        partes.append(f"{no_llego} {_los(sitio.sin_llegar)} (lo suyo vino después)")
    return "; ".join(partes)


def _los(numeros: Sequence[int], junta: str = "y") -> str:
    if len(numeros) > 4:
        return f"{len(numeros)} números, del {numeros[0]} al {numeros[-1]}"
    escritos = [f"el {n}" for n in numeros]
    return f"{', '.join(escritos[:-1])} {junta} {escritos[-1]}" if len(escritos) > 1 else escritos[0]


def renglones_de_regiones(regiones: Sequence[RegionQueEnvia]) -> list[RenglonDeRegion]:
    """Return the rows: all regions in their order, the computers of one under it where there are several."""
    renglones = []
    for region in regiones:
        solo = region.sitios[0] if len(region.sitios) == 1 else None
        renglones.append(RenglonDeRegion(region, solo, es_region=True))
        if solo is None:
            renglones += [RenglonDeRegion(region, sitio, es_region=False) for sitio in region.sitios]
    return renglones


def columnas_de_regiones(
    zona: str, hoy: Callable[[], date], cada: Callable[[], int]
) -> tuple[ColumnaDeFilas[RenglonDeRegion], ...]:
    """Return the columns; `cada` gives in how many days a package is expected.

    What a region with several computers has of each is told in their rows alone.
    """

    def puntual(r: RenglonDeRegion) -> tuple[str, bool]:
        return puntualidad(r.region.cuando, hoy(), zona, cada())

    def senal_de_puntual(r: RenglonDeRegion) -> Aspecto | None:
        return (ATRASADA if puntual(r)[1] else AL_CORRIENTE) if r.es_region else None

    def fecha(r: RenglonDeRegion) -> str:
        return escribir_dia(cuando(r.a_la_vista.cuando, zona).date()) if r.a_la_vista else ""

    def acuse(r: RenglonDeRegion) -> str:
        return _acuse(r.sitio, zona) if r.sitio is not None else ""

    return (
        ColumnaDeFilas("region", "Región", lambda r: r.region.nombre if r.es_region else "", ancho=12),
        ColumnaDeFilas("quien", "Quién envía", _quien, ancho=22),
        ColumnaDeFilas("ultimo", "Último paquete", _ultimo, ancho=14),
        ColumnaDeFilas("fecha", "Hecho el", fecha, ancho=11),
        ColumnaDeFilas(
            "estado", "Cómo va", lambda r: puntual(r)[0] if r.es_region else "", ancho=36, senal=senal_de_puntual
        ),
        ColumnaDeFilas(
            "huecos",
            "Huecos",
            lambda r: huecos(r.sitio) if r.sitio is not None else "",
            ancho=28,
            senal=_senal_de_huecos,
            estira=True,
        ),
        ColumnaDeFilas("acuse", "Último acuse", acuse, ancho=20, senal=_senal_de_acuse),
    )


def _quien(r: RenglonDeRegion) -> str:
    if r.sitio is not None:
        return " ".join(r.sitio.nombre.split())
    return f"{len(r.region.sitios)} equipos" if r.region.sitios else "nadie todavía"


def _ultimo(r: RenglonDeRegion) -> str:
    sitio = r.a_la_vista
    return numero(sitio.epoca, sitio.secuencia, epocas=sitio.epocas) if sitio else ""


def _acuse(sitio: SitioQueEnvia, zona: str) -> str:
    if sitio.sin_acuse:
        cuantos = len(sitio.sin_acuse)
        return f"falta el del {sitio.sin_acuse[0]}" if cuantos == 1 else f"faltan {cuantos}"
    if sitio.acuse is None:
        return ""
    return f"del {sitio.acuse_de}, {escribir_dia(cuando(sitio.acuse, zona).date())}"


def _senal_de_huecos(r: RenglonDeRegion) -> Aspecto | None:
    if r.sitio is None:
        return None
    if r.sitio.en_conflicto:
        return CONFLICTO
    return CON_HUECO if r.sitio.faltan or r.sitio.retenidos else None


def _senal_de_acuse(r: RenglonDeRegion) -> Aspecto | None:
    return FALTA_ACUSE if r.sitio is not None and r.sitio.sin_acuse else None
