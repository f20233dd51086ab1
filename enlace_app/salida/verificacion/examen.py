"""What the bytes of a file say by themselves, without any record: kind, wholeness, signatures, data, printed text."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.verificacion import Comprobacion, Juicio, hay_mal
from enlace_app.salida.efirma.lectura import Cadena
from enlace_app.salida.verificacion.adjunto import Adjunto, AdjuntoMalo, EsMasNueva, EsVersionPublica, leer_adjunto
from enlace_app.salida.verificacion.impresion import Cotejo, Parecido, Reimprimir, cotejar
from enlace_app.salida.verificacion.incrementos import Incrementos, IncrementosMalos, separar
from enlace_app.salida.verificacion.limites import FueraDeLimites, Ilegible, abrir, medir
from enlace_app.salida.verificacion.puerta import Hueco, PuertaCerrada, pasar
from enlace_app.salida.verificacion.texto import hojas_de_texto

if TYPE_CHECKING:
    from pikepdf import Pdf

    from enlace_app.salida.efirma.lectura import FirmaElectronica

ENTERO: Final = "Archivo entero"
FIRMAS: Final = "Firmas electrónicas"
DATOS: Final = "Datos adjuntos"
IMPRESO: Final = "Texto impreso"
_CREADOR: Final = "Enlace"
_INICIO: Final = b"%PDF-"


class Especie(StrEnum):
    """What the file is, as far as it can be told from it."""

    ACTA = "acta"
    BORRADOR = "borrador"
    VERSION_PUBLICA = "versión pública"
    MAS_NUEVA = "de una versión más nueva del programa"
    OTRO_DOCUMENTO = "otro documento de este programa"
    AJENO = "ajeno"


@dataclass(frozen=True)
class Examen:
    """The findings; `impreso_sha256` is the hash of the document before its first signature.

    `por_que_no` says why the file is none of this program's, in Spanish, where `especie` is AJENO.
    """

    especie: Especie
    comprobaciones: tuple[Comprobacion, ...] = ()
    adjunto: Adjunto | None = None
    firmas: "tuple[FirmaElectronica, ...]" = ()
    impreso_sha256: str | None = None
    cotejo: Cotejo | None = None
    por_que_no: str = ""

    @property
    def alterado(self) -> bool:
        """Whether a check failed that the bytes alone answer."""
        return hay_mal(self.comprobaciones)


def examinar(pdf: bytes, reimprimir: Reimprimir | None, autoridades: Sequence[bytes] = ()) -> Examen:
    """Examine a file of unknown origin; raises nothing that its content could provoke.

    Without `reimprimir` the printed text is not compared. `autoridades` are the certificates (DER) that are trusted.
    """
    if not pdf.startswith(_INICIO):
        return Examen(Especie.AJENO, por_que_no="no es un archivo PDF")
    try:
        hueco = pasar(pdf)
        especie, adjunto = _mirar(pdf)
    except PuertaCerrada as error:
        return _cerrada(pdf, str(error))
    except AdjuntoMalo as error:
        return _mala(DATOS, str(error))
    except (FueraDeLimites, Ilegible) as error:
        return Examen(Especie.AJENO, por_que_no=f"el archivo no se puede examinar: {error}")
    if adjunto is None:
        return _sin_datos(especie, pdf, hueco)
    return _acta(pdf, hueco, adjunto, reimprimir, autoridades)


def _mirar(pdf: bytes) -> tuple[Especie, Adjunto | None]:
    medir(pdf)
    with abrir(pdf) as documento:
        try:
            adjunto = leer_adjunto(documento)
        except EsVersionPublica:
            return Especie.VERSION_PUBLICA, None
        except EsMasNueva:
            return Especie.MAS_NUEVA, None
        return (Especie.ACTA if adjunto else _especie_sin_datos(documento)), adjunto


def _cerrada(pdf: bytes, motivo: str) -> Examen:
    """Signed once and no longer whole; of a stranger's file nothing more is said than that it is one."""
    try:
        ajeno = _mirar(pdf)[0] is Especie.AJENO
    except (FueraDeLimites, Ilegible, AdjuntoMalo):
        ajeno = False  # broken by what was done to it, for all that can be known
    if ajeno:
        return Examen(Especie.AJENO, por_que_no="es un PDF que hizo otro programa")
    return _mala(ENTERO, motivo)


def _mala(nombre: str, motivo: str) -> Examen:
    return Examen(Especie.ACTA, (Comprobacion(nombre, Juicio.MAL, _oracion(motivo)),))


def _acta(
    pdf: bytes,
    hueco: Hueco | None,
    adjunto: Adjunto,
    reimprimir: Reimprimir | None,
    autoridades: Sequence[bytes],
) -> Examen:
    examen = Examen(Especie.ACTA, adjunto=adjunto)
    impreso = pdf
    if hueco is None:
        examen = _con(
            examen,
            _no(ENTERO, "No lleva firma electrónica: el archivo por sí mismo no puede probar que nadie lo cambió."),
            _no(FIRMAS, "No lleva firmas electrónicas. Las de puño y letra se ven en el papel o en su escaneo."),
        )
    else:
        try:
            incrementos = separar(pdf, hueco, autoridades)
        except IncrementosMalos as error:
            return _con(examen, Comprobacion(FIRMAS, Juicio.MAL, _oracion(str(error))))
        impreso = incrementos.impreso
        examen = _con(replace(examen, firmas=incrementos.firmas), *_de_firmas(incrementos))
    examen = _con(
        examen,
        Comprobacion(
            DATOS, Juicio.BIEN, f"Trae adjunto acta.json, sin cambios de forma; su huella es {adjunto.sha256}."
        ),
    )
    examen = replace(examen, impreso_sha256=hashlib.sha256(impreso).hexdigest())
    if reimprimir is None:
        return _con(examen, _no(IMPRESO, "No se comparó."))
    cotejo = cotejar(impreso, adjunto, reimprimir, con_efirma=hueco is not None)
    return _con(replace(examen, cotejo=cotejo), _de_impresion(cotejo))


def _con(examen: Examen, *otras: Comprobacion) -> Examen:
    return replace(examen, comprobaciones=(*examen.comprobaciones, *otras))


def _no(nombre: str, explicacion: str) -> Comprobacion:
    return Comprobacion(nombre, Juicio.NO_COMPROBADO, explicacion)


def _oracion(texto: str) -> str:
    return f"{texto[:1].upper()}{texto[1:]}."


def _de_firmas(incrementos: Incrementos) -> tuple[Comprobacion, ...]:
    quienes = "; ".join(
        f"{firma.nombre}, certificado {firma.numero}"
        + (f", {firma.instante:%d/%m/%Y %H:%M} según el equipo en que firmó" if firma.instante else ", sin hora")
        + ("" if firma.vigente else " (el certificado no estaba vigente a esa hora)")
        for firma in incrementos.firmas
    )
    sigue = "" if incrementos.cerrado else " El archivo aún admite más firmas."
    vencidas = [f for f in incrementos.firmas if not f.vigente]
    return (
        Comprobacion(
            ENTERO,
            Juicio.BIEN,
            "La última firma abarca el archivo entero y después de cada una sólo se agregaron otras firmas." + sigue,
        ),
        Comprobacion(
            FIRMAS,
            Juicio.NO_COMPROBADO if vencidas else Juicio.BIEN,
            f"Firmaron: {quienes}. {_emision(incrementos)} No se consultó si se revocó algún certificado: eso no se "
            "puede saber sin internet.",
        ),
    )


def _emision(incrementos: Incrementos) -> str:
    sin_comprobar = [firma.nombre for firma in incrementos.firmas if firma.cadena is not Cadena.COMPROBADA]
    if not sin_comprobar:
        return "Los certificados los emitió una autoridad de las que este equipo tiene por confiables."
    if len(sin_comprobar) < len(incrementos.firmas):
        return f"No se comprobó que el SAT emitiera el certificado de {enumerar(sin_comprobar)}."
    return "No se comprobó que el SAT emitiera los certificados."


def _de_impresion(cotejo: Cotejo) -> Comprobacion:
    bien, mal, no = Juicio.BIEN, Juicio.MAL, Juicio.NO_COMPROBADO
    juicio, explicacion = {
        Parecido.MISMOS_BYTES: (bien, "Al imprimir otra vez esos datos sale el mismo archivo, byte por byte."),
        Parecido.MISMO_DOCUMENTO: (
            bien,
            "Al imprimir otra vez esos datos salen las mismas hojas; sólo cambia cómo están comprimidas.",
        ),
        Parecido.MISMAS_PALABRAS: (
            no,
            "Al imprimir otra vez esos datos salen las mismas palabras en cada hoja. Cómo se ven (letra, lugar, "
            "dibujos) es de otra versión del programa: si algo las tapa no se pudo comprobar; mire las hojas.",
        ),
        Parecido.DATOS_PRESENTES: (
            no,
            "Se imprimió con otra plantilla. Lo que dicen los datos está en las hojas y en su orden, pero las palabras "
            "que lo rodean son de aquella plantilla y no se pudieron probar.",
        ),
        Parecido.CON_HOJA_DE_FIRMAS: (
            no,
            "Es la copia con hoja de firmas, o la hoja sola: cómo quedó cada firma lo sabe el registro del equipo que "
            "la imprimió, no los datos adjuntos.",
        ),
        Parecido.OTRO_TEXTO: (mal, f"Las hojas no son las que salen de esos datos: {cotejo.detalle}."),
        Parecido.NO_COMPARADO: (no, f"No se comparó: {cotejo.detalle}."),
    }[cotejo.parecido]
    return Comprobacion(IMPRESO, juicio, explicacion)


def _especie_sin_datos(documento: "Pdf") -> Especie:
    if str(documento.docinfo.get("/Creator", "")) != _CREADOR:
        return Especie.AJENO
    titulo = str(documento.docinfo.get("/Title", "")).casefold()
    return Especie.VERSION_PUBLICA if "versión pública" in titulo else Especie.OTRO_DOCUMENTO


def _sin_datos(especie: Especie, pdf: bytes, hueco: Hueco | None) -> Examen:
    if especie is Especie.AJENO:
        return Examen(Especie.AJENO, por_que_no="es un PDF que hizo otro programa")
    if especie is Especie.OTRO_DOCUMENTO and hueco is None:
        try:
            if "borrador" in hojas_de_texto(pdf)[0].casefold():
                especie = Especie.BORRADOR
        except (Ilegible, FueraDeLimites, IndexError):
            return Examen(Especie.AJENO, por_que_no="el archivo no se puede leer como PDF")
    return Examen(especie)
