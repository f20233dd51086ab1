"""The weak comparison: which words are on the pages, when another template printed them."""

import hashlib
import shutil
from pathlib import Path

import pytest

from enlace_app.dominio.actas import canonico, huella
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.salida.verificacion import impresion
from enlace_app.salida.verificacion.adjunto import Adjunto
from enlace_app.salida.verificacion.examen import examinar
from enlace_app.salida.verificacion.impresion import Parecido
from enlace_app.salida.verificacion.texto import falta_en, sin_blancos
from tests.salida.verificacion import muestras
from tests.salida.verificacion.muestras import con_pikepdf

LARGO = "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce."


def _hojas(*textos: str) -> list[str]:
    return [sin_blancos(texto) for texto in textos]


def test_un_texto_que_pasa_de_una_hoja_a_otra_esta() -> None:
    contenido = {"acuerdos": [{"texto": LARGO}]}
    entero = _hojas(f"Folio {LARGO} foja 1")
    partido = _hojas("Folio Uno dos tres cuatro cinco foja 1", "Folio seis siete ocho nueve diez once doce. foja 2")
    assert falta_en(partido, contenido, entero) is None
    sin_medio = _hojas("Folio Uno dos tres cuatro foja 1", "Folio seis siete ocho nueve diez once doce. foja 2")
    falta = falta_en(sin_medio, contenido, entero)
    assert falta is not None
    assert falta.donde == "acuerdos 1.texto"


def test_el_orden_de_una_lista_cuenta() -> None:
    contenido = {"acuerdos": [{"texto": "Primero se hace."}, {"texto": "Después se dice."}]}
    derecho, reves = _hojas("Primero se hace. Después se dice."), _hojas("Después se dice. Primero se hace.")
    assert falta_en(derecho, contenido, derecho) is None
    falta = falta_en(reves, contenido, derecho)
    assert falta is not None
    assert falta.donde == "acuerdos"


def test_lo_que_no_se_imprime_no_se_pide() -> None:
    contenido = {"reunion": {"uuid": "01890000"}, "folio": "RT/1"}
    assert falta_en(_hojas("RT/1"), contenido, _hojas("RT/1 en nuestra plantilla")) is None


def test_una_clave_ajena_no_escribe_en_la_pantalla() -> None:
    clave = "\x1b[2J\u202e" + "x" * 200
    falta = falta_en(_hojas("nada"), {clave: "se dijo"}, _hojas("se dijo"))
    assert falta is not None
    assert falta.donde == ("[2J" + "x" * 200)[:60]


def test_un_texto_que_nadie_pudo_capturar_no_se_imprime() -> None:
    """The engine would take minutes over it."""
    enorme = muestras.contenido("palabra " * 20_000)
    pdf = con_pikepdf(muestras.para_firma(), muestras.cambiar_json(canonico(enorme)))
    hecho = examinar(pdf, lambda *_: pytest.fail("se imprimió"))
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.NO_COMPARADO


@pytest.fixture
def otra_plantilla(tmp_path: Path) -> ImprentaDePlantillas:
    """The printer of an institution that worded its acta otherwise."""
    propia = Path(shutil.copytree(carpeta_plantillas(), tmp_path / "plantillas"))
    acta = propia / "acta.toml"
    original = acta.read_text(encoding="utf-8")
    cambiada = original.replace("<b>Huella SHA-256:</b>", "<b>Su huella SHA-256:</b>")
    assert cambiada != original
    acta.write_text(cambiada, encoding="utf-8")
    return ImprentaDePlantillas(propia)


def test_de_otra_plantilla_se_dice_lo_que_no_se_probo(otra_plantilla: ImprentaDePlantillas) -> None:
    pdf = otra_plantilla.para_firma(muestras.contenido(), huella(muestras.contenido()))
    hecho = examinar(pdf, muestras.imprenta().para_firma)
    assert hecho.cotejo is not None
    assert hecho.cotejo.parecido is Parecido.DATOS_PRESENTES
    assert not hecho.alterado


def test_de_otra_plantilla_con_un_acuerdo_cambiado(otra_plantilla: ImprentaDePlantillas) -> None:
    """The pages of one text with the data of another, both well made: the data are not on the pages."""
    otro = muestras.contenido("Otro texto del acuerdo que nadie tomó.")
    pdf = otra_plantilla.para_firma(otro, huella(otro))
    # Its pages bear their own hash: only who looks at the words as well can tell.
    datos = muestras.json_de(muestras.TEXTO)
    descripcion = examinar(pdf, None).adjunto
    assert descripcion is not None
    falso = Adjunto(muestras.contenido(), datos, huella(otro), descripcion.descripcion)
    cotejo = impresion.cotejar(pdf, falso, lambda *_: muestras.para_firma(), con_efirma=True)
    assert cotejo.parecido is Parecido.OTRO_TEXTO
    assert hashlib.sha256(datos).hexdigest() == huella(muestras.contenido())
