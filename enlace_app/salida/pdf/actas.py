"""The acta as PDF: canonical content in, the same bytes out for the same content, template and fonts."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.bloques import historia
from enlace_app.salida.pdf.estilos import hacer_estilos
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.marcado import llano
from enlace_app.salida.pdf.pagina import CadaHoja, componer
from enlace_app.salida.pdf.parrafos import Compositor
from enlace_app.salida.pdf.plantilla import Plantilla


@dataclass(frozen=True)
class FirmaImpresa:
    """A settled signature; `instante` is ISO 8601 with offset, `clase` is escaneo or simple."""

    nombre: str
    clase: str
    resultado: str
    instante: str
    adjunto_nombre: str | None = None
    adjunto_sha256: str | None = None
    nota: str | None = None


@dataclass(frozen=True)
class Estampa:
    """What hangs on an acta from outside: its stage, the hash of its canonical bytes (None in a draft), signatures."""

    etapa: Literal["borrador", "para_firma", "firmada"]
    sha256: str | None
    firmas: tuple[FirmaImpresa, ...] = ()

    @property
    def huella(self) -> str | None:
        """The first eight characters of the hash, as every page bears them."""
        return self.sha256[:8] if self.sha256 else None


def acta_en_pdf(contenido: Mapping[str, Any], estampa: Estampa, plantilla: Plantilla, fuentes: Fuentes) -> bytes:
    """Render an acta ("enlace-acta/1").

    Raises:
        ErrorDeNegocio: the stage and the hash contradict each other, the template does not fit the content, or a
            character has no glyph.
    """
    if (estampa.etapa == "borrador") != (estampa.sha256 is None):
        raise ErrorDeNegocio("Un borrador no tiene huella y un acta cerrada siempre la tiene; cierre el acta primero.")
    contexto = _contexto(contenido, estampa)
    estilos = hacer_estilos(plantilla.letra)
    flujo = historia(plantilla.bloques, contexto, Compositor(estilos, fuentes), plantilla.pagina.ancho_util)
    hoja = _cada_hoja(contexto, plantilla, fuentes)
    return componer(flujo, hoja, plantilla.pagina, estilos, _fecha_pdf(contenido["cerrada"]))


def _contexto(contenido: Mapping[str, Any], estampa: Estampa) -> dict[str, Any]:
    firmas = [asdict(firma) for firma in estampa.firmas]
    return {
        **contenido,
        "etapa": estampa.etapa,
        "sha256": estampa.sha256,
        "huella": estampa.huella,
        "firmas": firmas,
        "calce": _calce(contenido["firmantes"], firmas),
    }


def _calce(firmantes: list[dict[str, Any]], firmas: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pair each expected signatory with her settled signature; signatures of nobody expected follow."""
    pendientes = list(firmas)
    calce: list[dict[str, Any]] = []
    for firmante in firmantes:
        firma = next((f for f in pendientes if f["nombre"] == firmante["nombre"]), None)
        if firma is not None:
            pendientes.remove(firma)
        calce.append({"firmante": firmante, "firma": firma})
    nadie = {"organizacion": None, "cargo": None, "calidad": None}
    return calce + [{"firmante": {**nadie, "nombre": firma["nombre"]}, "firma": firma} for firma in pendientes]


def _cada_hoja(contexto: Mapping[str, Any], plantilla: Plantilla, fuentes: Fuentes) -> CadaHoja:
    textos = plantilla.mobiliario

    def foja(numero: int, total: int) -> str:
        return textos.foja.rendir_llano({**contexto, "foja": numero, "fojas": total})

    hoja = CadaHoja(
        titulo=textos.titulo.rendir_llano(contexto),
        encabezado=textos.encabezado.rendir_linea(contexto),
        pie=textos.pie.rendir_linea(contexto),
        pie_derecho=textos.pie_derecho.rendir_llano(contexto),
        aviso=textos.aviso.rendir_llano(contexto),
        marca_de_agua=textos.marca_de_agua.rendir_llano(contexto),
        franja=textos.franja.rendir_llano(contexto),
        foja=foja,
    )
    impreso = " ".join(
        (
            llano(hoja.encabezado),
            llano(hoja.pie),
            hoja.pie_derecho,
            hoja.aviso,
            hoja.marca_de_agua,
            hoja.franja,
            foja(8, 9),
        )
    )
    fuentes.exigir(impreso)
    _exigir_identidad(hoja, impreso, contexto, plantilla)
    return hoja


def _exigir_identidad(hoja: CadaHoja, impreso: str, contexto: Mapping[str, Any], plantilla: Plantilla) -> None:
    """Refuse a template whose pages could pass for another document's, or a draft or example for a valid acta."""
    faltan = [
        nombre
        for nombre, presente in (
            ("el folio", contexto["folio"] in impreso),
            ("la versión", str(contexto["version"]) in llano(hoja.pie) + llano(hoja.encabezado)),
            ("la huella", (contexto["huella"] or "") in impreso),
            ("«foja n de m»", all(n in hoja.foja(8, 9) for n in "89")),
            ("la marca de borrador", contexto["etapa"] != "borrador" or "borrador" in hoja.marca_de_agua.casefold()),
            ("el aviso de ejemplo", not contexto["ejemplo"] or "ejemplo" in hoja.aviso.casefold()),
        )
        if not presente
    ]
    if faltan:
        raise ErrorDeNegocio(f"{plantilla.ruta.name}, cada_hoja: la plantilla debe imprimir {', '.join(faltan)}.")


def _fecha_pdf(cerrada: str | None) -> tuple[int, ...] | None:
    if cerrada is None:
        return None
    instante = datetime.fromisoformat(cerrada)
    desfase = instante.utcoffset()
    minutos = int(desfase.total_seconds() // 60) if desfase is not None else 0
    return (*instante.timetuple()[:6], minutos)
