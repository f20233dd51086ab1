"""What a file says by itself: genuine ones pass, and every way of changing one that we could think of is told."""

import json
import random
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest
from pyhanko.pdf_utils import generic as pyhanko_generic

from enlace_app.dominio.actas import canonico
from enlace_app.dominio.verificacion import Juicio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.verificacion.examen import ENTERO, FIRMAS, IMPRESO, Especie, Examen, examinar
from enlace_app.salida.verificacion.impresion import Parecido
from enlace_app.salida.verificacion.puerta import pasar
from tests.efirmas import TRES, UNO
from tests.salida.verificacion import muestras
from tests.salida.verificacion.muestras import (
    cambiar_json,
    con_pikepdf,
    con_revision,
    dos_firmas,
    examen,
    firmado,
    juicios,
    para_firma,
    una_firma,
)

VOLTEOS = 2_000


def pasa(hecho: Examen) -> bool:
    """Whether it would be taken for an acta that nobody changed."""
    return hecho.especie is Especie.ACTA and not hecho.alterado


@pytest.mark.parametrize("pdf", [una_firma, dos_firmas])
def test_la_firmada_pasa_entera(pdf: Callable[[], bytes]) -> None:
    hecho = examen(pdf())
    assert set(juicios(hecho).values()) == {Juicio.BIEN}, hecho.comprobaciones
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.MISMOS_BYTES
    assert hecho.adjunto is not None
    assert hecho.adjunto.datos == muestras.json_de(muestras.TEXTO)


def test_la_que_no_lleva_efirma_no_se_da_por_probada() -> None:
    hecho = examen(para_firma())
    assert (hecho.especie, hecho.alterado) == (Especie.ACTA, False)
    assert juicios(hecho)[ENTERO] is Juicio.NO_COMPROBADO
    assert juicios(hecho)[FIRMAS] is Juicio.NO_COMPROBADO
    assert juicios(hecho)[IMPRESO] is Juicio.BIEN


def test_dos_mil_bits_volteados_y_ninguno_pasa() -> None:
    """Anywhere but in the last signature's own digits, which nobody but the signer can make."""
    pdf, azar, desenlaces = dos_firmas(), random.Random(20171121), Counter[str]()
    hueco = pasar(pdf)
    assert hueco is not None
    while desenlaces.total() < VOLTEOS:
        lugar = azar.randrange(len(pdf))
        if hueco.desde < lugar < hueco.hasta - 1:
            continue
        volteado = bytearray(pdf)
        volteado[lugar] ^= 1 << azar.randrange(8)
        hecho = examen(bytes(volteado))
        desenlaces["pasa" if pasa(hecho) else "rechazada"] += 1
    assert desenlaces == {"rechazada": VOLTEOS}
    assert pasa(examen(pdf)), "control"


def test_bits_de_la_propia_firma() -> None:
    """A changed digit breaks it, or stands where the message only repeats itself: nothing that is told may differ."""
    pdf, azar = dos_firmas(), random.Random(1)
    hueco = pasar(pdf)
    assert hueco is not None
    for _ in range(150):
        lugar = azar.randrange(hueco.desde + 1, hueco.hasta - 1)
        cambiado = bytearray(pdf)
        cambiado[lugar] = ord("1") if cambiado[lugar] != ord("1") else ord("2")
        hecho = examen(bytes(cambiado))
        assert hecho.alterado or hecho == examen(pdf), lugar


def _incremento_de_texto(escritor: Any) -> None:
    """The page shows one line more; nothing that was signed is touched."""
    generic: Any = pyhanko_generic

    referencia, _ = escritor.find_page_for_modification(0)
    hoja = referencia.get_object()
    flujo = generic.StreamObject(stream_data=b"BT /F1 40 Tf 72 400 Td (AGREGADO) Tj ET")
    hoja["/Contents"] = generic.ArrayObject([hoja.raw_get("/Contents"), escritor.add_object(flujo)])
    escritor.update_container(hoja)


def _intercambiadas() -> bytes:
    """The increment of the second signature directly on the print, then that of the first one."""
    base, una, dos = para_firma(), una_firma(), dos_firmas()
    return base + dos[len(una) :] + una[len(base) :]


def _firmar_a_la_fuerza(pdf: bytes) -> bytes:
    """With a program that does not look at what it signs."""
    with patch("enlace_app.salida.efirma.firma._exigir_firmable"):
        return firmado(pdf, TRES)


def _firmar_encima(pdf: bytes) -> bytes:
    return firmado(pdf, TRES)


ALTERADAS: dict[str, Callable[[], bytes]] = {
    "un byte más": lambda: dos_firmas() + b"\n",
    "un byte menos": lambda: dos_firmas()[:-1],
    "un byte antes": lambda: dos_firmas()[:9] + b" " + dos_firmas()[9:],
    "basura larga al final": lambda: dos_firmas() + b"% comentario\n" * 500,
    "otra revisión con texto": lambda: con_revision(dos_firmas(), _incremento_de_texto),
    "otra revisión con texto entre dos firmas": lambda: _firmar_a_la_fuerza(
        con_revision(una_firma(), _incremento_de_texto)
    ),
    "texto junto con la primera firma": lambda: _firmar_encima(con_revision(para_firma(), _incremento_de_texto)),
    "escrita de nuevo sin cambiar nada": lambda: con_pikepdf(dos_firmas(), lambda _: None),
    "hoja editada, firma rota": lambda: con_pikepdf(dos_firmas(), muestras.editar_hoja),
    "hoja editada y firmada por otro": lambda: _firmar_encima(con_pikepdf(para_firma(), muestras.editar_hoja)),
    "hoja editada sin firma": lambda: con_pikepdf(para_firma(), muestras.editar_hoja),
    "hoja de menos y firmada por otro": lambda: _firmar_encima(
        con_pikepdf(para_firma(), lambda d: d.pages.__delitem__(0))
    ),
    "json cambiado, firma rota": lambda: con_pikepdf(dos_firmas(), cambiar_json(muestras.json_de("Otro."))),
    "json cambiado y firmado por otro": lambda: _firmar_encima(
        con_pikepdf(para_firma(), cambiar_json(muestras.json_de("Otro texto del acuerdo.")))
    ),
    "json cambiado sin firma": lambda: con_pikepdf(para_firma(), cambiar_json(muestras.json_de("Otro texto."))),
    "json sin forma canónica": lambda: con_pikepdf(para_firma(), cambiar_json(muestras.desordenado())),
    "json cortado": lambda: con_pikepdf(para_firma(), cambiar_json(muestras.json_de("x")[:-9])),
    "json que no lo es": lambda: con_pikepdf(para_firma(), cambiar_json(b"\xff\xfe")),
    "json de números": lambda: con_pikepdf(para_firma(), cambiar_json(b"1e999")),
    "json hondo": lambda: con_pikepdf(para_firma(), cambiar_json(b"[" * 200_000 + b"]" * 200_000)),
    "json de otro formato": lambda: con_pikepdf(para_firma(), cambiar_json(b'{"formato":"acta"}')),
    "dos adjuntos": lambda: con_pikepdf(para_firma(), muestras.otro_adjunto),
    "dos adjuntos y firmada": lambda: _firmar_encima(con_pikepdf(para_firma(), muestras.otro_adjunto)),
    "firmas en otro orden": _intercambiadas,
    "sin el nombre del rango": lambda: dos_firmas().replace(b"/ByteRange", b"/ByteRangf"),
    "un rango que no empieza en cero": lambda: dos_firmas().replace(b"/ByteRange [0 ", b"/ByteRange [1 "),
    "acta de otra con la misma firma": lambda: para_firma("Otro texto.") + dos_firmas()[len(para_firma()) :],
    "bloque visible sobre el texto": lambda: firmado(para_firma(), TRES, casilla=_casilla_sobre_el_texto()),
    "anotación sobre la hoja y firmada": lambda: _firmar_encima(con_revision(para_firma(), _nota_encima)),
}


def _casilla_sobre_el_texto() -> Any:
    from enlace_app.salida.efirma.casillas import Casilla

    return Casilla("inventada", 0, (72.0, 300.0, 500.0, 700.0))


def _nota_encima(escritor: Any) -> None:
    generic: Any = pyhanko_generic

    referencia, _ = escritor.find_page_for_modification(0)
    hoja = referencia.get_object()
    nombre, numero = generic.NameObject, generic.NumberObject
    nota = generic.DictionaryObject(
        {
            nombre("/Type"): nombre("/Annot"),
            nombre("/Subtype"): nombre("/Square"),
            nombre("/Rect"): generic.ArrayObject([numero(n) for n in (72, 300, 500, 700)]),
            nombre("/IC"): generic.ArrayObject([numero(1)] * 3),
        }
    )
    hoja["/Annots"] = generic.ArrayObject([escritor.add_object(nota)])
    escritor.update_container(hoja)


@pytest.mark.parametrize("como", ALTERADAS)
def test_toda_alteracion_se_dice(como: str) -> None:
    hecho = examen(ALTERADAS[como]())
    assert hecho.especie is Especie.ACTA, hecho.por_que_no
    assert hecho.alterado, hecho.comprobaciones


def test_lo_que_se_tapa_con_un_rectangulo_se_dice() -> None:
    """Every word is in the file and none can be read: the words alone prove nothing about what one sees."""
    hecho = examen(_firmar_encima(con_pikepdf(para_firma(), muestras.tapar_hoja)))
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.OTRO_DIBUJO
    assert juicios(hecho)[IMPRESO] is Juicio.MAL


def test_de_un_dibujo_que_hizo_otra_biblioteca_no_se_nombra_una_causa() -> None:
    """It says so itself, and may be right: neither is the file called altered nor is a cause made up."""

    def de_otra(documento: pikepdf.Pdf) -> None:
        muestras.tapar_hoja(documento)
        documento.docinfo["/Producer"] = "pikepdf 8.0.0"

    hecho = examen(con_pikepdf(para_firma(), de_otra))
    dicho = next(c for c in hecho.comprobaciones if c.nombre == IMPRESO)
    assert dicho.resultado is Juicio.NO_COMPROBADO
    assert "otra versión" not in dicho.explicacion
    assert "mire las hojas" in dicho.explicacion


def test_lo_que_solo_cambia_fuera_de_las_hojas_no_es_otro_dibujo() -> None:
    def retitular(documento: pikepdf.Pdf) -> None:
        documento.docinfo["/Subject"] = "Otro"

    hecho = examen(con_pikepdf(para_firma(), retitular))
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.MISMAS_PALABRAS


def test_sin_la_ultima_firma_queda_la_copia_anterior() -> None:
    """Cut back to an earlier revision it is that revision: genuine by itself, and the record tells that it is older."""
    assert dos_firmas()[: len(una_firma())] == una_firma()
    hecho = examen(una_firma())
    assert [f.nombre for f in hecho.firmas] == [UNO]
    assert not hecho.firmas[0].bloquea


def _ajeno() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    memoria = BytesIO()
    lienzo = Canvas(memoria, invariant=1)
    lienzo.drawString(72, 700, "Oficio de otro programa")
    lienzo.save()
    return memoria.getvalue()


@pytest.mark.parametrize(
    ("pdf", "dice"),
    [
        pytest.param(lambda: b"", "no es un archivo PDF", id="vacío"),
        pytest.param(lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF", "no es un archivo PDF", id="foto"),
        pytest.param(_ajeno, "otro programa", id="de otro programa"),
        pytest.param(lambda: firmado(con_pikepdf(_ajeno(), lambda _: None), TRES), "otro programa", id="ajeno firmado"),
        pytest.param(
            lambda: firmado(con_pikepdf(_ajeno(), lambda _: None), TRES) + b" ", "otro programa", id="ajeno+1"
        ),
        pytest.param(lambda: muestras.cifrado(para_firma(), "x"), "cifrado", id="cifrado"),
        pytest.param(lambda: muestras.cifrado(para_firma(), ""), "cifrado", id="cifrado sin clave"),
        pytest.param(lambda: para_firma()[: len(para_firma()) // 2], "dañada", id="cortado"),
        pytest.param(lambda: b"%PDF-1.7\n" + b"\x00" * 5000, "dañada", id="ceros"),
    ],
)
def test_lo_que_no_es_nuestro(pdf: Callable[[], bytes], dice: str) -> None:
    hecho = examen(pdf())
    assert hecho.especie is Especie.AJENO
    assert dice in hecho.por_que_no


def test_un_borrador_se_reconoce() -> None:
    borrador = muestras.imprenta().borrador(muestras.contenido() | {"cerrada": None})
    assert examen(borrador).especie is Especie.BORRADOR


@pytest.mark.parametrize(
    ("nombre", "especie"),
    [("convocatoria", Especie.OTRO_DOCUMENTO), ("relacion_de_acuerdos", Especie.OTRO_DOCUMENTO)],
)
def test_otros_documentos_nuestros_se_reconocen(nombre: str, especie: Especie) -> None:
    contenido = json.loads((carpeta_plantillas() / "ejemplos" / f"{nombre}.json").read_text(encoding="utf-8"))
    assert examen(muestras.imprenta().documento(nombre, contenido)).especie is especie


def test_una_version_publica_se_reconoce_y_no_se_hace_pasar_por_el_acta() -> None:
    contenido = json.loads((carpeta_plantillas() / "ejemplos" / "version_publica.json").read_text(encoding="utf-8"))
    publica = muestras.imprenta().version_publica(contenido, contenido.pop("portada"))
    assert examen(publica).especie is Especie.VERSION_PUBLICA
    assert examen(con_pikepdf(publica, muestras.otro_adjunto)).alterado


def test_la_de_un_programa_mas_nuevo_no_se_da_por_alterada() -> None:
    nueva = con_pikepdf(para_firma(), cambiar_json(b'{"formato":"enlace-acta/99"}'))
    assert examen(nueva).especie is Especie.MAS_NUEVA
    assert examen(firmado(nueva, TRES) + b" ").alterado


def test_otra_compresion_es_el_mismo_documento() -> None:
    """Another zlib packs the same page otherwise: no reason to call it altered, and told apart from equal bytes."""

    def reempacar(documento: pikepdf.Pdf) -> None:
        for hoja in documento.pages:
            hoja.Contents.write(hoja.Contents.read_bytes())

    hecho = examen(firmado(con_pikepdf(para_firma(), reempacar), TRES))
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.MISMO_DOCUMENTO


def _cotejada(pdf: bytes) -> Parecido:
    hecho = examen(pdf)
    assert hecho.cotejo is not None
    assert (hecho.cotejo.parecido is Parecido.OTRO_TEXTO) == hecho.alterado
    return hecho.cotejo.parecido


def test_la_copia_con_hoja_de_firmas_y_la_hoja_sola_se_reconocen() -> None:
    assert _cotejada(muestras.con_hoja_de_firmas()) is Parecido.CON_HOJA_DE_FIRMAS
    assert _cotejada(muestras.hoja_sola()) is Parecido.HOJA_SOLA


def _de_otra_acta(documento: pikepdf.Pdf) -> None:
    """The first page of an acta that agreed otherwise, made to bear the hash of this one."""
    otra = muestras.con_hoja_de_firmas("La institución de ejemplo no entregará nada.")
    with pikepdf.open(BytesIO(otra)) as suya:
        documento.pages[0] = suya.pages[0]
    muestras.con_palabras(documento, 0, f"{muestras.HUELLA} Hoja de firmas")


EXCUSAS: dict[str, tuple[Callable[[], bytes], Callable[[pikepdf.Pdf], object]]] = {
    "las palabras en la primera hoja": (
        para_firma,
        lambda d: muestras.con_palabras(d, 0, f"Hoja de firmas {muestras.HUELLA}"),
    ),
    "las palabras en la última hoja": (
        para_firma,
        lambda d: muestras.con_palabras(d, -1, f"Hoja de firmas {muestras.HUELLA}"),
    ),
    "un renglón más antes de la hoja": (
        muestras.con_hoja_de_firmas,
        lambda d: muestras.con_palabras(d, 0, "Acuerdo 3. Se paga."),
    ),
    "la hoja de otra acta": (muestras.con_hoja_de_firmas, _de_otra_acta),
    "sin la primera hoja": (muestras.con_hoja_de_firmas, lambda d: d.pages.__delitem__(0)),
}


@pytest.mark.parametrize("como", EXCUSAS)
def test_la_hoja_de_firmas_no_excusa_lo_que_dicen_las_demas(como: str) -> None:
    """Nobody has to believe a page because «hoja de firmas» is written on it."""
    pdf, cambiar = EXCUSAS[como]
    assert _cotejada(con_pikepdf(pdf(), cambiar)) is Parecido.OTRO_TEXTO


def test_una_hoja_de_mas_antes_de_las_firmas_no_se_da_por_comparada() -> None:
    def intercalar(documento: pikepdf.Pdf) -> None:
        documento.pages.insert(2, documento.pages[1])

    hecho = examen(con_pikepdf(muestras.con_hoja_de_firmas(), intercalar))
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.NO_COMPARADO
    assert "más hojas" in hecho.cotejo.detalle


def test_un_json_enorme_no_se_imprime() -> None:
    """Many short rows cost as much as a long text; the engine is not even asked."""

    def reimprimir(*_: object) -> bytes:
        pytest.fail("se imprimió")

    muchas = muestras.contenido() | {"firmantes": [{"nombre": f"P {n}"} for n in range(8_001)]}
    largas = muestras.contenido() | {"acuerdos": [{"n": n, "texto": "é x " * 5_000} for n in range(50)]}
    for contenido in (muchas, largas):
        hecho = examinar(con_pikepdf(para_firma(), cambiar_json(canonico(contenido))), reimprimir)
        assert hecho.cotejo is not None
        assert hecho.cotejo.parecido is Parecido.NO_COMPARADO


@pytest.mark.parametrize("falla", [ValueError("x"), RecursionError(), MemoryError()])
def test_lo_que_la_imprenta_no_aguanta_no_tumba_nada(falla: Exception) -> None:
    def reimprimir(*_: object) -> bytes:
        raise falla

    hecho = examinar(dos_firmas(), reimprimir)
    assert juicios(hecho)[IMPRESO] is Juicio.NO_COMPROBADO
    assert not hecho.alterado
