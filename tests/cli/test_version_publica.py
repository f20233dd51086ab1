"""The proposal of a public version from the command line: look at it, mark, keep, write."""

from collections.abc import Callable

from tests.cli.captura import LibroDeCaptura
from tests.cli.programa import Programa


def test_se_revisa_se_testa_se_conserva_y_se_exporta(
    iniciado: Programa, libro: LibroDeCaptura, importar_libro: Callable[[LibroDeCaptura], str]
) -> None:
    libro.hojas["Asistencia"].append({"ref": "A3", "reunion": "R1", "persona": "Rosa Ejemplo", "calidad": "particular"})
    libro.hojas["OrdenDelDia"][1]["desarrollo"] = "Habló ROSA EJEMPLO de Calle Inventada 5, teléfono 8441234567."
    provisional = importar_libro(libro)
    folio = iniciado("acta", "cerrar", provisional, "--json").json()["folio"]

    dicho = iniciado("acta", "testar", folio, "--texto", "calle inventada 5", "--causal", "domicilio")
    assert "Testado: 1 pasaje." in dicho.salida
    vistos = {t["dato"]: t for t in iniciado("acta", "testados", folio, "--json").json()["testados"]}
    assert vistos["Calle Inventada 5"]["cómo"] == "a mano"
    assert vistos["ROSA EJEMPLO"]["cómo"] == "automático"

    telefono, domicilio = vistos["8441234567"]["n"], vistos["Calle Inventada 5"]["n"]
    assert domicilio < telefono  # so that the telephone moves up one place
    orden = ("--quitar", domicilio, "--conservar", telefono - 1, "--motivo", "Es de una oficina")
    conservado = iniciado("acta", "testados", folio, *orden).salida
    assert "Se conserva «8441234567» (Punto 2, desarrollo): Es de una oficina" in conservado
    assert "Calle" not in conservado
    assert "no busca domicilios" in conservado

    escrito = iniciado("acta", "exportar", folio, "-o", "publica.pdf", "--publica").salida
    assert "La aprueba el Comité de Transparencia" in escrito
    assert "no busca domicilios" in escrito
    assert (iniciado.lugar / "publica.pdf").read_bytes().startswith(b"%PDF-")
