"""The main job by keyboard alone, from the first start to the acta and the workbook, read back from outside."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli import papel
from tests.ui.conftest import AHORA
from tests.ui.trabajo_principal.capitulos import (
    acordar,
    anotar_una_salida,
    buscar,
    cerrar_y_firmar,
    completar,
    crear_el_paquete,
    dar_la_bienvenida,
    dar_seguimiento,
    empezar_una_sesion,
    exportar_el_acta,
    ir_al_faltante,
    pasar_lista,
    recibir_un_documento,
    registrar_otro_documento,
    terminar,
    tomar_notas,
    votar,
)
from tests.ui.trabajo_principal.conftest import Encender
from tests.ui.trabajo_principal.libro import filas
from tests.ui.trabajo_principal.teclado import Teclado


def _revisar_el_acta(acta: Path) -> None:
    for dicho in (
        "Folio: STGA/ORD-04/2017",
        "siendo las diez horas con treinta minutos del día veintiuno de noviembre de dos mil diecisiete",
        "El acto concluyó siendo las doce horas con cinco minutos",
        "Se retiró a las 12:05 h.",
        "Persona Dos Comité Vecinal",
        "La señora Ñúñez preguntó por qué; se explicó. [10:30] Se revisó el plano.",
        "Votación 1 (consenso), a las 10:30 h: aprobado por consenso.",
        "Votación 2 (mayoría), a las 10:30 h: aprobado: 3 votos a favor, 1 en contra, 0 abstenciones.",
        "Acuerdo 1 (folio STGA/ORD-04/2017/01; punto 2). entregar la delimitación",
        "Responsables: CONAGO. Plazo: «22 nov»; a más tardar el veintidós de noviembre de dos mil diecisiete.",
        "Responsables: ICAI. Plazo: «en dos semanas»; a más tardar el cinco de diciembre de dos mil diecisiete.",
        "oficio 123",
        "no equivale a la autógrafa",
    ):
        assert papel.contiene(acta, dicho), f"«{dicho}» no está en: {papel.renglones(acta)}"


def _columnas(libro: Path, hoja: str, *columnas: str) -> list[tuple[object, ...]]:
    return [tuple(fila[columna] for columna in columnas) for fila in filas(libro, hoja)]


def _revisar_el_libro(libro: Path) -> None:
    (reunion,) = filas(libro, "Reuniones")
    assert (reunion["folio"], reunion["tipo"], reunion["numero"]) == ("STGA/ORD-04/2017", "sesion_ordinaria", "4")
    assert (reunion["fecha"].date(), reunion["hora_inicio"], reunion["hora_fin"]) == (AHORA.date(), "10:30", "12:05")
    assert (reunion["cvegeo"], reunion["regiones"], reunion["estado"]) == ("05028", "CAR", "firmada")
    # Who came on her own account is not named to others.
    assert _columnas(libro, "Asistencia", "persona", "organizacion", "salida") == [
        (None, "CONAGO", None),
        (None, "ICAI", None),
        (None, "SEFIR", "12:05"),
        ("particular", "Comité Vecinal", None),
    ]
    assert _columnas(libro, "OrdenDelDia", "n", "asunto") == [
        (1, "Lista de asistencia"),
        (2, "Concesiones en el cauce"),
    ]
    assert _columnas(libro, "Votaciones", "modalidad", "a_favor", "en_contra") == [
        ("consenso", None, None),
        ("mayoria", 3, 1),
    ]
    assert _columnas(libro, "Acuerdos", "folio", "responsables", "plazo_literal", "estado") == [
        ("STGA/ORD-04/2017/01", "CONAGO", "22 nov", "cumplido"),
        ("STGA/ORD-04/2017/02", "ICAI", "en dos semanas", "pendiente"),
    ]
    assert [fila["plazo"].date() for fila in filas(libro, "Acuerdos")] == [date(2017, 11, 22), date(2017, 12, 5)]
    assert _columnas(libro, "Seguimiento", "estado", "nota") == [("cumplido", "entregaron el plano")]
    assert _columnas(libro, "Documentos", "tipo", "remitente", "fojas", "es_minimo") == [
        ("oficio", "SEFIR", 12, "sí"),
        ("informe", "Instituto Coahuilense de Acceso a la Información Pública", None, None),
    ]
    ((version, sha256),) = _columnas(libro, "Actas", "version", "sha256")
    assert version == 1
    assert isinstance(sha256, str)
    assert len(sha256) == 64


def _comprobar_que_sigue_ahi(t: Teclado) -> None:
    """Two days after the second plazo."""
    t.espera("Vencidos", "ICAI: publicar la relación de concesiones. venció hace 2 días")
    t.pulsar("Ctrl+2")
    t.espera("21 nov 2017 | Sesión ordinaria | Sabinas | Firmada | STGA/ORD-04/2017")
    t.pulsar("Ctrl+3")
    t.espera("Venció hace 2 días | publicar la relación de concesiones | ICAI")
    t.pulsar("Ctrl+4")
    t.espera("SEFIR | oficio | entrega | más de 12", "informe | entrega")
    t.pulsar("Ctrl+7")
    t.espera("No ha cambiado nada desde el paquete 1")


@papel.necesita_poppler
def test_del_primer_arranque_al_acta_y_al_libro(encender: Encender, tmp_path: Path, guardar_en: Path) -> None:
    datos = tmp_path / "datos"
    with encender(datos) as t:
        for capitulo in (dar_la_bienvenida, empezar_una_sesion, pasar_lista, tomar_notas, acordar, votar):
            capitulo(t)
        for capitulo in (recibir_un_documento, anotar_una_salida, terminar, completar, cerrar_y_firmar):
            capitulo(t)
        for capitulo in (exportar_el_acta, dar_seguimiento, registrar_otro_documento, crear_el_paquete):
            capitulo(t)
        buscar(t, "delimitacion", "STGA/ORD-04/2017/01 · entregar la delimitación")
        t.espera("Acuerdos — Enlace", "Cumplido | entregar la delimitación | CONAGO")
    (acta,), (libro,) = guardar_en.glob("*.pdf"), guardar_en.glob("*.xlsx")
    _revisar_el_acta(acta)
    _revisar_el_libro(libro)
    with encender(datos, ahora=AHORA + timedelta(days=16)) as t:
        _comprobar_que_sigue_ahi(t)


@papel.necesita_poppler
def test_una_reunion_publicada_se_completa_y_se_cierra(
    encender: Encender, carpeta_real: Path, guardar_en: Path
) -> None:
    """The published meeting has agreements, but no agenda: what it lacked is written, and says that it is a test."""
    with encender(carpeta_real) as t:
        buscar(t, "PAL1-R062", "Reuniones: PAL1-R062")
        t.espera("Reunión de trabajo · PAL1-R062")
        ir_al_faltante(t, 1, "El orden del día está vacío", "Asunto del punto nuevo")
        t.renglon("Punto escrito por una prueba")
        ir_al_faltante(t, 1, "El punto 1 «Punto escrito por una prueba» no tiene desarrollo", "Desarrollo del punto 1")
        t.escribir("Texto escrito por una prueba, sin validez.")
        t.pulsar("Alt+7")
        t.espera("Nada impide cerrar el acta")
        t.ir_con_tab("Enviar a revisión", tecla="Shift+Tab")
        t.pulsar("Enter")
        t.espera_foco("Cerrar acta…")
        t.pulsar("Enter", "Enter")
        t.espera("El acta quedó cerrada con el folio RT/")
        t.pulsar("Alt+6")
        t.espera("Cerrada, para firma")
        t.pulsar("Ctrl+S")
        t.espera("Se escribió «")
    (acta,) = guardar_en.glob("*.pdf")
    for dicho in ("Punto escrito por una prueba", "día veinticuatro de octubre de dos mil diecisiete", "Folio: RT/"):
        assert papel.contiene(acta, dicho), papel.renglones(acta)
    with encender(carpeta_real) as t:
        t.pulsar("Ctrl+2")
        t.espera("24 oct 2017 | Reunión de trabajo | Piedras Negras | Cerrada | RT/")
