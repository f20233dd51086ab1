"""Any document as PDF: content and template in, the same bytes out for the same content, template and fonts."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.pdf.bloques import historia
from enlace_app.salida.pdf.estilos import hacer_estilos
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.marcado import llano
from enlace_app.salida.pdf.pagina import IDIOMA, CadaHoja, componer
from enlace_app.salida.pdf.parrafos import Compositor
from enlace_app.salida.pdf.plantilla import Plantilla
from enlace_app.salida.pdf.sellado import NOMBRE_DE_FUENTE, sellar

Dichos = Iterable[tuple[str, bool]]
"""What a template has to print on each page, and whether it does."""


def documento_en_pdf(
    contenido: Mapping[str, Any], plantilla: Plantilla, fuentes: Fuentes, *, fuente: bytes | None = None
) -> bytes:
    """Render any template, sealed as PDF/A-3b, with `fuente` (the canonical JSON it comes from) attached.

    The content says when the document was made: `cerrada`, or else `emitida`, an ISO instant with offset.

    Raises:
        ErrorDeNegocio: the template does not fit the content, or a character has no glyph.
        ErrorDeEntorno: the printed document does not pass as PDF/A.
    """
    hoja = cada_hoja(contenido, plantilla, fuentes)
    exigir_dichos(dichos_de_todos(hoja, contenido), plantilla)
    fecha = datetime.fromisoformat(contenido.get("cerrada") or contenido["emitida"])
    return imprimir_sellado(contenido, hoja, plantilla, fuentes, fecha=fecha, fuente=fuente)


def imprimir(
    contexto: Mapping[str, Any],
    hoja: CadaHoja,
    plantilla: Plantilla,
    fuentes: Fuentes,
    *,
    fecha: datetime | None,
    comprimir: bool = True,
) -> bytes:
    """Lay out the blocks of the template and return the PDF: tagged, but neither prepared nor judged as PDF/A."""
    estilos = hacer_estilos(plantilla.letra)
    flujo, arbol = historia(plantilla, contexto, Compositor(estilos, fuentes))
    return componer(flujo, arbol, hoja, plantilla.pagina, estilos, fecha=fecha, comprimir=comprimir)


def imprimir_sellado(
    contexto: Mapping[str, Any],
    hoja: CadaHoja,
    plantilla: Plantilla,
    fuentes: Fuentes,
    *,
    fecha: datetime,
    fuente: bytes | None,
    nombre_fuente: str = NOMBRE_DE_FUENTE,
) -> bytes:
    """Print and seal; raise what `imprimir` and `sellar` raise."""
    pdf = imprimir(contexto, hoja, plantilla, fuentes, fecha=fecha, comprimir=False)
    return sellar(
        pdf,
        fuente=fuente,
        nombre_fuente=nombre_fuente,
        descripcion=_descripcion(fuente, plantilla) if fuente is not None else "",
        titulo=hoja.titulo,
        idioma=IDIOMA,
        fecha=fecha,
    )


def _descripcion(fuente: bytes, plantilla: Plantilla) -> str:
    moldes = "; ".join(f"{nombre}: {sha256}" for nombre, sha256 in plantilla.archivos)
    return (
        f"Contenido de este documento. SHA-256 del contenido: {hashlib.sha256(fuente).hexdigest()}. "
        f"SHA-256 de la plantilla con que se imprimió: {moldes}."
    )


def cada_hoja(contexto: Mapping[str, Any], plantilla: Plantilla, fuentes: Fuentes) -> CadaHoja:
    """Render what every page bears; raise `ErrorDeNegocio` for a character without glyph."""
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
    fuentes.exigir(en_cada_hoja(hoja))
    return hoja


def en_cada_hoja(hoja: CadaHoja) -> str:
    """Return all the text of the furniture, without markup."""
    return " ".join(
        (
            llano(hoja.encabezado),
            llano(hoja.pie),
            hoja.pie_derecho,
            hoja.aviso,
            hoja.marca_de_agua,
            hoja.franja,
            hoja.foja(8, 9),
        )
    )


def dichos_de_todos(hoja: CadaHoja, contexto: Mapping[str, Any]) -> Dichos:
    """Return what every document owes its reader: a title, how many pages there are, and that an example is one."""
    return (
        ("el título", bool(hoja.titulo.strip())),
        ("«foja n de m»", all(n in hoja.foja(8, 9) for n in "89")),
        ("el aviso de ejemplo", not contexto.get("ejemplo") or "ejemplo" in hoja.aviso.casefold()),
    )


def exigir_dichos(dichos: Dichos, plantilla: Plantilla) -> None:
    """Refuse a template whose pages could pass for another document's, or an example for a valid document."""
    faltan = [nombre for nombre, presente in dichos if not presente]
    if faltan:
        lugar = plantilla.mobiliario.encabezado.lugar
        raise ErrorDeNegocio(f"{lugar}: la plantilla debe imprimir {', '.join(faltan)}.")
