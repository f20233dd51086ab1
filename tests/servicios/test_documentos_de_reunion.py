import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.ejercicios import ReglaDecision
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios import documentos_de_reunion as documentos
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.nombramientos import nombrar
from enlace_app.servicios.personas import agregar_persona
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import advertir_anticipacion, cambiar_datos, cancelar_reunion, retirar_reunion
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.salida.pdf.lectura_de_pdf import hojas, necesita_poppler, palabras
from tests.servicios.escenario import AVISO, ImprentaFalsa, cerrar, completa, nueva, principal, rev_de, volcado

AHORA = datetime(2017, 7, 10, 15, 30, tzinfo=UTC)
DIA = date(2017, 7, 18)


def _cambiar(almacen: Almacen, reunion: UUID, **datos: Any) -> None:
    cambiar_datos(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), **datos)


def _imprimir(contenido: dict[str, Any], carpeta: Path) -> str:
    imprenta = ImprentaDePlantillas(carpeta_plantillas())
    return palabras(imprenta.documento(contenido["clase"], contenido), carpeta)


def test_la_convocatoria_dice_lo_que_consta_y_lo_que_no(almacen: Almacen, tmp_path: Path) -> None:
    reunion = nueva(almacen, fecha=None)
    vacia = documentos.convocatoria(almacen, reunion, ahora=AHORA)
    assert (vacia["dia"], vacia["hora"], vacia["convocados"], vacia["orden_del_dia"]) == (None, None, [], [])
    texto = _imprimir(vacia, tmp_path)
    for falta in (
        "Quien convoca consta sin registro",
        "en fecha sin registro",
        "con hora sin registro",
        "sin registro",
    ):
        assert falta in texto
    _cambiar(
        almacen,
        reunion,
        programada=DIA,
        hora_programada="9:30",
        convocada_el=date(2017, 7, 10),
        convoca="Persona Jefa",
        sede="Sala Uno",
        modalidad="presencial",
    )
    agregar_punto(almacen, reunion=reunion, asunto="Avance <b>uno</b> & dos")
    registrar_asistencia(almacen, reunion=reunion, persona="Persona Uno", organizacion="Institución Uno")
    texto = _imprimir(documentos.convocatoria(almacen, reunion, ahora=AHORA), tmp_path)
    for dicho in (
        "Persona Jefa convoca al acto denominado Reunión de trabajo",
        "el día dieciocho de julio de dos mil diecisiete, a las nueve horas con treinta minutos",
        "en la sede Sala Uno",
        "1. Avance <b>uno</b> & dos",
        "1 Persona Uno Institución Uno",
        "Se convoca con ocho días de anticipación.",
        "Nombre, cargo y firma de quien convoca",
    ):
        assert dicho in texto, texto


def test_una_cancelada_lo_dice_en_su_convocatoria(almacen: Almacen, tmp_path: Path) -> None:
    reunion = nueva(almacen)
    cancelar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), motivo="Sin luz")
    assert "consta cancelada" in _imprimir(documentos.convocatoria(almacen, reunion), tmp_path)


def test_quien_tiene_un_puesto_ese_dia_se_convoca_y_nadie_dos_veces(almacen: Almacen) -> None:
    for nombre, desde, hasta, rol in (
        ("Persona Titular", date(2017, 1, 1), None, "representante"),
        ("Persona Anterior", date(2016, 1, 1), date(2016, 12, 31), "representante"),
        ("Persona Suplente", date(2017, 1, 1), None, "suplente"),
        ("Persona Testigo", date(2017, 1, 1), None, "testigo_honor"),
    ):
        persona = principal(agregar_persona(almacen, nombre=nombre))
        nombrar(almacen, persona=persona, rol=rol, parte="sociedad civil", desde=desde, hasta=hasta)
    sesion, mesa = (nueva(almacen, tipo) for tipo in ("sesion_ordinaria", "mesa_regional"))
    for reunion in (sesion, mesa):
        registrar_asistencia(almacen, reunion=reunion, persona="PERSONA TITULAR", organizacion="Institución Uno")
    convocados = documentos.convocatoria(almacen, sesion)["convocados"]
    assert sorted(c["nombre"] for c in convocados) == ["PERSONA TITULAR", "Persona Suplente"]
    assert [c["nombre"] for c in documentos.convocatoria(almacen, mesa)["convocados"]] == ["PERSONA TITULAR"]


@necesita_poppler
def test_la_lista_lleva_el_aviso_y_renglones_para_firmar_en_cada_hoja(almacen: Almacen, tmp_path: Path) -> None:
    reunion = nueva(almacen)
    for n in range(1, 13):
        registrar_asistencia(almacen, reunion=reunion, persona=f"Persona Número {n}", organizacion="Institución")
    contenido = documentos.lista_de_asistencia(almacen, reunion, aviso_privacidad=AVISO, ahora=AHORA)
    pdf = ImprentaDePlantillas(carpeta_plantillas()).documento("lista_de_asistencia", contenido)
    fojas = hojas(pdf, tmp_path)
    assert len(fojas) > 1
    assert AVISO.replace(" ", "") in fojas[0]
    assert all("HoraFirma" in foja for foja in fojas)
    texto = palabras(pdf, tmp_path)
    assert "12 Persona Número 12 Institución" in texto
    # Fifteen rows follow for who was not expected, with their number and nothing else.
    assert " 13 14" in texto
    assert " 24 25 26 27" in texto
    assert " 28" not in texto
    altos = [float(p) for p in _altos_de_renglon(pdf, tmp_path)]
    assert min(altos) > 11 / 25.4 * 72


def _altos_de_renglon(pdf: bytes, carpeta: Path) -> list[float]:
    """How far apart the numbers of two empty rows are printed, in points."""
    (carpeta / "lista.pdf").write_bytes(pdf)
    orden = ["pdftotext", "-bbox", str(carpeta / "lista.pdf"), "-"]
    salida = subprocess.run(orden, capture_output=True, check=True).stdout.decode()
    donde = {n: float(y) for y, n in re.findall(r'yMin="([\d.]+)"[^>]*>(2[0-4])</word>', salida)}
    return [abs(donde[str(n + 1)] - donde[str(n)]) for n in range(20, 24)]


def test_la_relacion_dice_el_estado_de_hoy_y_de_que_acta_es(almacen: Almacen, tmp_path: Path) -> None:
    c = completa(almacen)
    abierta = documentos.relacion_de_acuerdos(almacen, c.reunion, ahora=AHORA)
    assert abierta["acta"] is None
    cerrada = cerrar(almacen, c.reunion)
    dar_seguimiento(almacen, acuerdo=c.acuerdo, fecha=date(2017, 9, 1), estado="en_proceso", nota="Llegó la mitad.")
    contenido = documentos.relacion_de_acuerdos(almacen, c.reunion, ahora=datetime(2017, 12, 1, tzinfo=UTC))
    (acuerdo,) = contenido["acuerdos"]
    assert (acuerdo["folio"], acuerdo["estado"], acuerdo["vencido"]) == (f"{cerrada.folio}/01", "en_proceso", True)
    assert contenido["acta"]["sha256"] == cerrada.sha256
    texto = _imprimir(contenido, tmp_path)
    for dicho in ("CONAGUA Vecinos de Prueba", "31 de octubre de 2017", "En proceso, vencido", "Llegó la mitad."):
        assert dicho in texto, texto
    assert f"Acta: {cerrada.folio}, versión 1, cerrada; huella {cerrada.sha256[:8]}" in texto
    assert "Documento interno: no es versión pública" in texto


def test_el_extracto_certifica_folio_version_y_huella_del_acta(almacen: Almacen, tmp_path: Path) -> None:
    c = completa(almacen)
    sin_cerrar = _imprimir(documentos.extracto_de_acuerdo(almacen, c.acuerdo), tmp_path)
    assert "no hace las veces de extracto de un acta" in sin_cerrar
    assert "Documento interno: no es versión pública" in sin_cerrar
    assert "SINACTACERRADA" in sin_cerrar.replace(" ", "")
    cerrada = cerrar(almacen, c.reunion)
    dar_seguimiento(almacen, acuerdo=c.acuerdo, fecha=date(2017, 9, 1), estado="cumplido", nota="Se entregó.")
    texto = _imprimir(documentos.extracto_de_acuerdo(almacen, c.acuerdo), tmp_path)
    assert f"forma parte del acta con folio {cerrada.folio}, versión 1" in texto
    assert cerrada.sha256 in texto.replace(" ", "")
    assert "Entregar la relación de pozos." in texto
    assert "Se entregó." in texto
    assert "SINACTACERRADA" not in texto.replace(" ", "")


def test_de_lo_retirado_no_se_imprime_nada(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    retirar_reunion(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion))
    with pytest.raises(ErrorDeNegocio, match="se retiró"):
        documentos.convocatoria(almacen, reunion)
    with pytest.raises(ErrorDeNegocio, match="ya no existe"):
        documentos.extracto_de_acuerdo(almacen, reunion)


def test_exportar_sustituye_lo_nuestro_y_nada_mas_y_no_escribe_en_los_datos(almacen: Almacen, tmp_path: Path) -> None:
    contenido = documentos.convocatoria(almacen, nueva(almacen), ahora=AHORA)
    imprenta, antes = ImprentaDePlantillas(carpeta_plantillas()), volcado(almacen)
    destino = tmp_path / documentos.nombre_de_documento("convocatoria", contenido["folio"])
    for _ in range(2):
        documentos.exportar_documento(almacen, destino=destino, imprenta=imprenta, contenido=contenido)
    ajeno = tmp_path / "escaneo.pdf"
    ajeno.write_bytes(b"%PDF-1.4 de otro programa")
    for malo in (ajeno, tmp_path / "x.txt", tmp_path, almacen.carpeta.raiz / "x.pdf"):
        with pytest.raises(ErrorDeNegocio):
            documentos.exportar_documento(almacen, destino=malo, imprenta=ImprentaFalsa(), contenido=contenido)
    assert ajeno.read_bytes() == b"%PDF-1.4 de otro programa"
    assert volcado(almacen) == antes


def test_el_calendario_se_escribe_y_se_sustituye(almacen: Almacen, tmp_path: Path) -> None:
    reunion, destino = nueva(almacen, hora_programada="10:00", programada=DIA), tmp_path / "c.ics"
    for _ in range(2):
        contenido = documentos.convocatoria(almacen, reunion)
        documentos.exportar_calendario(almacen, destino=destino, contenido=contenido)
    evento = Calendar.from_ical(destino.read_bytes()).events[0]
    assert (str(evento["UID"]), evento.start.isoformat()) == (str(reunion), "2017-07-18T10:00:00-05:00")
    assert evento["SEQUENCE"] == rev_de(almacen, "reunion", reunion)
    (tmp_path / "ajeno.ics").write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:otro\r\n")
    with pytest.raises(ErrorDeNegocio):
        documentos.exportar_calendario(almacen, destino=tmp_path / "ajeno.ics", contenido=contenido)


@pytest.mark.parametrize(("convocada", "dice"), [(10, None), (13, None), (14, "con 4 días"), (18, "el mismo día")])
def test_convocar_tarde_se_advierte(almacen: Almacen, convocada: int, dice: str | None) -> None:
    reunion = nueva(almacen, programada=DIA, convocada_el=date(2017, 7, convocada))
    assert advertir_anticipacion(almacen, reunion=reunion) is None  # the rule of that ejercicio asks nothing
    with almacen.escribir("Regla de prueba") as u:
        regla = u.uno(ReglaDecision, uuid=u.traer(Reunion, reunion).ejercicio.regla.uuid)  # type: ignore[union-attr]
        assert regla is not None
        regla.dias_aviso = 5
        u.asentar()
    advertencia = advertir_anticipacion(almacen, reunion=reunion)
    assert (advertencia is None) == (dice is None)
    assert (dice or "") in (advertencia or "")
