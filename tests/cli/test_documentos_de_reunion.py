"""`enlace reunion`, `enlace acuerdo` and `enlace plantillas`, as a user gives them."""

from pathlib import Path

from tests.cli.programa import Programa
from tests.salida.pdf.lectura_de_pdf import necesita_poppler, palabras


@necesita_poppler
def test_los_documentos_y_una_plantilla_propia(publicado: Programa, tmp_path: Path) -> None:
    lugar = publicado.lugar
    publicado("reunion", "convocatoria", "PAL1-R060", "-o", "c.pdf", "--ics", "c.ics")
    assert (lugar / "c.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    publicado("acuerdo", "relacion", "PAL1-R062", "-o", "r.pdf")
    publicado("acuerdo", "extracto", "PAL1-A044", "-o", "x.pdf")
    for nombre, dice in (("c", "Convocatoria"), ("r", "Entregada a SEMA"), ("x", "Extracto de acuerdo")):
        assert dice in palabras((lugar / f"{nombre}.pdf").read_bytes(), tmp_path)

    publicado("plantillas", "copiar", "lista_de_asistencia")
    propia = publicado.datos / "plantillas" / "lista_de_asistencia.toml"
    fuente = propia.read_text(encoding="utf-8")
    propia.write_text(fuente.replace("filas_en_blanco = 15", "filas_en_blanco = 2"), encoding="utf-8")
    (revisada,) = publicado("plantillas", "revisar", "--json").json()
    assert (revisada["nombre"], revisada["problema"]) == ("lista_de_asistencia", None)

    propia.write_text(fuente.replace("{{ folio }}", "{{ folios }}", 1), encoding="utf-8")
    mala = publicado("plantillas", "revisar", codigo=3)
    assert "lista_de_asistencia.toml, línea " in mala.error
    hecha = publicado("reunion", "asistencia", "PAL1-R062", "-o", "a.pdf")
    assert "Escrito:" in hecha.salida
    assert "«folios»" in hecha.error
    assert "Lista de asistencia" in palabras((lugar / "a.pdf").read_bytes(), tmp_path)
    assert "No hay un documento «otra»" in publicado.rechazo(3, "plantillas", "copiar", "otra")
