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
from enlace_app.salida.verificacion.sin_datos import (
    ActaDicha,
    acta_dicha,
    dice_ser_publica,
    dice_ser_sellada,
    es_de_enlace,
)
from enlace_app.salida.verificacion.texto import hojas_de_texto

if TYPE_CHECKING:
    from enlace_app.salida.efirma.lectura import FirmaElectronica

ENTERO: Final = "Archivo entero"
FIRMAS: Final = "Firmas electrónicas"
DATOS: Final = "Datos adjuntos"
IMPRESO: Final = "Texto impreso"
_INICIO: Final = b"%PDF-"
_HOJAS_POR_LEER: Final = 2
"""Where an acta says which one it is."""
_DE_OTRO: Final = "es un PDF que hizo otro programa"


class Especie(StrEnum):
    """What the file is, as far as it can be told from it.

    What has no data attached is only what it says to be: ACTA_SIN_DATOS by its pages, the others by what
    anybody can write into the properties of a PDF.
    """

    ACTA = "acta"
    ACTA_SIN_DATOS = "acta sin sus datos"
    BORRADOR = "borrador"
    VERSION_PUBLICA = "versión pública"
    MAS_NUEVA = "de una versión más nueva del programa"
    OTRO_DOCUMENTO = "otro documento de este programa"
    AJENO = "ajeno"


@dataclass(frozen=True)
class Examen:
    """The findings; `impreso_sha256` is the hash of the document before its first signature.

    `por_que_no` says why the file is none of this program's, in Spanish, where `especie` is AJENO. `dicha` is which
    acta an ACTA_SIN_DATOS says to be.
    """

    especie: Especie
    comprobaciones: tuple[Comprobacion, ...] = ()
    adjunto: Adjunto | None = None
    firmas: "tuple[FirmaElectronica, ...]" = ()
    impreso_sha256: str | None = None
    cotejo: Cotejo | None = None
    por_que_no: str = ""
    dicha: ActaDicha | None = None

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
        hueco, vista = pasar(pdf), _mirar(pdf)
    except PuertaCerrada as error:
        return _cerrada(pdf, str(error))
    except AdjuntoMalo as error:
        return _mala(DATOS, str(error))
    except (FueraDeLimites, Ilegible) as error:
        return Examen(Especie.AJENO, por_que_no=f"el archivo no se puede examinar: {error}")
    if vista.adjunto is None and vista.dicha is None:
        return Examen(vista.especie, por_que_no=_DE_OTRO if vista.especie is Especie.AJENO else "")
    return _acta(pdf, hueco, vista, reimprimir, autoridades)


@dataclass(frozen=True)
class _Vista:
    """What was seen of the file: its data, or what it says to be without them."""

    especie: Especie
    adjunto: Adjunto | None = None
    dicha: ActaDicha | None = None


def _mirar(pdf: bytes) -> _Vista:
    medir(pdf)
    with abrir(pdf) as documento:
        try:
            adjunto = leer_adjunto(documento)
        except EsVersionPublica:
            return _Vista(Especie.VERSION_PUBLICA)
        except EsMasNueva:
            return _Vista(Especie.MAS_NUEVA)
        if adjunto is not None:
            return _Vista(Especie.ACTA, adjunto)
        nuestro, publica, sellada = es_de_enlace(documento), dice_ser_publica(documento), dice_ser_sellada(documento)
    return _sin_datos(pdf, nuestro=nuestro, publica=publica, sellada=sellada)


def _sin_datos(pdf: bytes, *, nuestro: bool, publica: bool, sellada: bool) -> _Vista:
    """By its words and properties; what another program wrote anew is told by its words as well."""
    try:
        hojas = hojas_de_texto(pdf, _HOJAS_POR_LEER)
    except (Ilegible, FueraDeLimites):
        if nuestro:
            raise
        return _Vista(Especie.AJENO)
    if dicha := acta_dicha(hojas, sellada=nuestro and sellada):
        return _Vista(Especie.ACTA_SIN_DATOS, dicha=dicha)
    if not nuestro:
        return _Vista(Especie.AJENO)
    if publica:
        return _Vista(Especie.VERSION_PUBLICA)
    if hojas and "borrador" in hojas[0].casefold():
        return _Vista(Especie.BORRADOR)
    return _Vista(Especie.OTRO_DOCUMENTO)


def _cerrada(pdf: bytes, motivo: str) -> Examen:
    """Signed once and no longer whole; of a stranger's file nothing more is said than that it is one."""
    try:
        vista = _mirar(pdf)
    except (FueraDeLimites, Ilegible, AdjuntoMalo):
        vista = _Vista(Especie.ACTA)  # broken by what was done to it, for all that can be known
    if vista.especie is Especie.AJENO:
        return Examen(Especie.AJENO, por_que_no=_DE_OTRO)
    return _mala(ENTERO, motivo)


def _mala(nombre: str, motivo: str) -> Examen:
    return Examen(Especie.ACTA, (Comprobacion(nombre, Juicio.MAL, _oracion(motivo)),))


def _acta(
    pdf: bytes,
    hueco: Hueco | None,
    vista: _Vista,
    reimprimir: Reimprimir | None,
    autoridades: Sequence[bytes],
) -> Examen:
    examen, adjunto = Examen(vista.especie, adjunto=vista.adjunto, dicha=vista.dicha), vista.adjunto
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
    examen = replace(examen, impreso_sha256=hashlib.sha256(impreso).hexdigest())
    if adjunto is None:
        return _con(examen, _sin_adjunto(vista), _no(IMPRESO, "Sin los datos no hay con qué compararlo."))
    examen = _con(
        examen,
        Comprobacion(
            DATOS, Juicio.BIEN, f"Trae adjunto acta.json, sin cambios de forma; su huella es {adjunto.sha256}."
        ),
    )
    if reimprimir is None:
        return _con(examen, _no(IMPRESO, "No se comparó."))
    cotejo = cotejar(impreso, adjunto, reimprimir, con_efirma=hueco is not None)
    return _con(replace(examen, cotejo=cotejo), _de_impresion(cotejo))


def _sin_adjunto(vista: _Vista) -> Comprobacion:
    if vista.dicha is not None and vista.dicha.sellada:
        return Comprobacion(
            DATOS,
            Juicio.MAL,
            "Se le quitaron los datos: este programa los adjunta a toda acta que imprime en esta forma.",
        )
    return _no(
        DATOS,
        "No trae adjuntos los datos del acta: es de la forma anterior, en que este programa no los adjuntaba, o se "
        "le quitaron. Por el archivo mismo no se distingue.",
    )


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
        + (f", bajo protesta: {firma.protesta}" if firma.protesta else "")
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
            "Al imprimir otra vez esos datos salen las mismas palabras en cada hoja, pero el archivo no es igual y no "
            "se sabe por qué. No se pudo comprobar cómo se ven, ni si algo las tapa; mire las hojas.",
        ),
        Parecido.OTRO_DIBUJO: (
            mal,
            "Las hojas no se ven como salen de esos datos: las palabras son las mismas, pero algo cambió su letra o "
            "su lugar, o las tapa.",
        ),
        Parecido.DATOS_PRESENTES: (
            no,
            "Se imprimió con otra plantilla. Lo que dicen los datos está en las hojas y en su orden, pero las palabras "
            "que lo rodean son de aquella plantilla y no se pudieron probar.",
        ),
        Parecido.CON_HOJA_DE_FIRMAS: (
            no,
            "Es la copia con hoja de firmas. Las palabras que están antes de las firmas al calce son las que salen de "
            "esos datos; lo que sigue no se pudo comprobar: cómo quedó cada firma lo sabe el registro del equipo que "
            "la imprimió.",
        ),
        Parecido.HOJA_SOLA: (
            no,
            "Dice ser sólo la hoja de firmas, que no dice lo que se acordó; cómo quedó cada firma lo sabe el registro "
            "del equipo que la imprimió. Pida el acta.",
        ),
        Parecido.OTRO_TEXTO: (mal, f"Las hojas no son las que salen de esos datos: {cotejo.detalle}."),
        Parecido.NO_COMPARADO: (no, f"No se comparó: {cotejo.detalle}."),
    }[cotejo.parecido]
    return Comprobacion(IMPRESO, juicio, explicacion)
