from pathlib import Path

from enlace_app.dominio.textos import Alfabeto
from enlace_app.salida.pdf.caracteres import caracteres_imprimibles, rangos
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla
from tests.salida.pdf import muestra
from tests.salida.pdf.lectura_de_pdf import cuerpo, necesita_poppler

ARCHIVO = Path(__file__).parents[3] / "recursos" / "caracteres.txt"


def test_el_archivo_dice_lo_que_las_letras_tienen(fuentes: Fuentes) -> None:
    lineas = ARCHIVO.read_text(encoding="ascii").splitlines()
    assert lineas == list(rangos(caracteres_imprimibles(fuentes)))
    assert Alfabeto.de_lineas(lineas).imprimibles == caracteres_imprimibles(fuentes)


def test_lo_que_no_imprime_nada_no_es_imprimible(fuentes: Fuentes) -> None:
    assert not caracteres_imprimibles(fuentes) & {0x0A, 0xAD, 0x200B, 0x202E, 0x2028, 0xFEFF}
    assert {ord(c) for c in "áñÑ«»€—µ"} <= caracteres_imprimibles(fuentes)


def test_los_rangos_son_compactos() -> None:
    assert list(rangos({0x41, 0x42, 0x43, 0x61})) == ["0041-0043", "0061"]
    assert list(rangos(())) == []


@necesita_poppler
def test_cada_caracter_imprimible_se_imprime(plantilla: Plantilla, fuentes: Fuentes, tmp_path: Path) -> None:
    signos = [chr(p) for p in sorted(caracteres_imprimibles(fuentes)) if not chr(p).isspace()]
    contenido = muestra.acta_rica() | {"ejemplo": False}
    contenido["reunion"]["resumen"] = " ".join(f"{signo}x" for signo in signos)
    impreso = "".join(
        cuerpo(muestra.imprimir(contenido, muestra.PARA_FIRMA, plantilla, fuentes), tmp_path, plantilla.pagina)
    )
    assert [signo for signo in signos if signo not in impreso] == []
