"""What the history of packages shows of each, and what the authority answered to one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enlace_app.consultas.paquetes import FilaPaquete
from enlace_app.consultas.respuesta_a_un_envio import ClaseDeRespuesta, RenglonDeRespuesta, decir_acuse
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.ui.componentes.escritura import escribir_dia, escribir_instante
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna
from enlace_app.ui.tema import Icono, Rol

_SIN_ACUSE = Aspecto("sin acuse", Icono.PENDIENTE, Rol.NEUTRO)
_LLEGO = Aspecto("acuse", Icono.CUMPLIDO, Rol.BIEN)
_POR_REVISAR = Aspecto("por revisar", Icono.ALERTA, Rol.AVISO)
_DE_CLASE = {
    ClaseDeRespuesta.RECHAZADO: (Icono.ERROR, Rol.PELIGRO),
    ClaseDeRespuesta.OBSERVACION: (Icono.ALERTA, Rol.AVISO),
    ClaseDeRespuesta.POR_REVISAR: (Icono.EN_PROCESO, Rol.ACENTO),
    ClaseDeRespuesta.RESPONDIDO: (Icono.CUMPLIDO, Rol.BIEN),
    ClaseDeRespuesta.FOLIO: (Icono.FIRMA, Rol.NEUTRO),
}


def aspecto_de_envio(fila: FilaPaquete) -> Aspecto:
    """The look of a package: without receipt, arrived, or with something that one has to look at."""
    if fila.acuse is None:
        return _SIN_ACUSE
    return _POR_REVISAR if fila.acuse.por_revisar else _LLEGO


def escribir_hecho(fila: FilaPaquete, zona: str) -> str:
    """Write when a package was made."""
    return escribir_instante(_instante(fila, zona))


def _instante(fila: FilaPaquete, zona: str) -> datetime:
    instante = datetime.fromisoformat(fila.generado)
    en_utc = instante if instante.tzinfo else instante.replace(tzinfo=UTC)
    return en_utc.astimezone(ZoneInfo(zona))


def columnas_de_paquetes(zona: str) -> tuple[Columna[FilaPaquete], ...]:
    """Return the columns; moments are written in that time zone."""
    return (
        Columna("secuencia", "Núm.", lambda f: f"{f.secuencia}", ancho=5, alineacion=DERECHA),
        Columna("generado", "Hecho el", lambda f: escribir_dia(_instante(f, zona)), ancho=11),
        Columna("tipo", "Lleva", lambda f: "todo" if f.tipo == TipoPaquete.COMPLETO else "lo nuevo", ancho=8),
        Columna("filas", "Registros", lambda f: "" if f.filas is None else f"{f.filas:,}", ancho=8, alineacion=DERECHA),
        Columna(
            "acuse",
            "Acuse",
            lambda f: decir_acuse(f.acuse, zona=zona, dia=escribir_dia),
            ancho=30,
            senal=aspecto_de_envio,
            estira=True,
        ),
        Columna("huella", "Huella del contenido", lambda f: f.contenido_sha256, ancho=14, visible=False),
        Columna("archivo", "Archivo", lambda f: f.archivo, ancho=30, visible=False),
        Columna("epoca", "Época", lambda f: f"{f.epoca}", ancho=6, alineacion=DERECHA, visible=False),
    )


def _clase(renglon: RenglonDeRespuesta) -> Aspecto:
    return Aspecto(str(renglon.clase), *_DE_CLASE[renglon.clase])


COLUMNAS_DE_RESPUESTA: tuple[Columna[RenglonDeRespuesta], ...] = (
    Columna("clase", "Respuesta", lambda r: str(r.clase), ancho=14, senal=_clase),
    Columna("registro", "De", lambda r: r.nombre, ancho=26),
    Columna("texto", "Qué dice", lambda r: " ".join(r.texto.split()), ancho=40, estira=True),
)
