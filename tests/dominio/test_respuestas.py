"""Who answers «quién» and who only fills the cell."""

import pytest

from enlace_app.dominio.respuestas import dice_quien


@pytest.mark.parametrize(
    "texto",
    [
        None, "", "  ", "-", "—", "...", "¿?", "N/A", "n.a.", "NA", "s/d", "No precisado", "(no publicada)",
        "no indicados", "los mismos", "Las  Mismas", "ídem", "Por definir", "por definirse.", "quien corresponda",
        "A quien corresponda", "Pendiente", "ninguno", "xxx", "No aplica", "SIN RESPONSABLE", "El responsable",
    ],
)  # fmt: skip
def test_lo_que_no_responde(texto: str | None) -> None:
    assert not dice_quien(texto)


@pytest.mark.parametrize(
    "texto",
    [
        "CEAS", "Vecinos de Prueba", "Los mismos vecinos", "Ana", "Todos", "SEP", "Pendientes de Pago, A. C.",
        "No a la Mina", "Comité por definir el rumbo", "ICAI", "3",
    ],
)  # fmt: skip
def test_lo_que_si_nombra_a_alguien(texto: str) -> None:
    assert dice_quien(texto)
