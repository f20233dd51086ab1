"""The main job by keyboard alone, from the first start to the acta and the workbook, read back from outside."""

from datetime import date, timedelta
from pathlib import Path

from tests.cli import papel
from tests.ui.conftest import AHORA
from tests.ui.trabajo_principal.conftest import Encender
from tests.ui.trabajo_principal.libro import filas
from tests.ui.trabajo_principal.teclado import Teclado

UNA_ASISTENCIA = 4
"""Keys: three letters and Enter, for who arrives as for who leaves."""
UN_VOTO = 2
"""Keys: F5 and Enter, for a decision by consensus."""
UN_VOTO_DIVIDIDO = 5
"""Keys: F5, a digit, Tab, a digit, Enter."""
FUERA_DEL_TEXTO_DE_UN_ACUERDO = 3
"""Keys besides the letters: F4, Enter on the responsible, Enter."""
FUERA_DEL_TEXTO_DE_UN_DOCUMENTO = 3
"""Keys besides the letters: F6, Enter on the sender, Enter."""
FUERA_DEL_TEXTO_DE_UN_SEGUIMIENTO = 2
"""Keys besides the letters, from the list of agreements: Enter on the agreement, Enter."""

def _dar_la_bienvenida(t: Teclado) -> None:
    assert t.foco == "Su nombre"
    t.renglon("Persona Uno")
    t.pulsar("Enter", "Espacio", "Enter")
    t.espera("Inicio — Enlace", "Carbonífera · Persona Uno", "Todavía no hay nada registrado.")


def _empezar_una_sesion(t: Teclado) -> None:
    t.pulsar("Ctrl+N")
    t.espera("Nueva reunión")
    t.escribir("Ses")
    t.pulsar("Abajo")
    assert t.escrito == "Sesión ordinaria"
    t.pulsar("Enter")
    t.espera("PRESENTES 0")


def _pasar_lista(t: Teclado) -> None:
    t.espera_foco("Anotar asistencia")
    t.contar()
    for n, letras in enumerate(("con", "ica", "sef"), start=1):
        t.renglon(letras)
        assert t.contar() == UNA_ASISTENCIA
        t.espera(f"PRESENTES {n}")
    t.renglon("Persona Dos, Comité Vecinal")
    t.espera("PRESENTES 4", "presente, Persona Dos, Comité Vecinal, 10:30")


def _anotar_una_salida(t: Teclado) -> None:
    t.pulsar("Ctrl+H")
    t.espera_foco("Hora con la que se anota")
    t.renglon("12:05")
    t.pulsar("F3")
    t.contar()
    t.renglon("sef")
    assert t.contar() == UNA_ASISTENCIA
    t.espera("PRESENTES 3", "salió, SEFIR, salió 12:05")


def _tomar_notas(t: Teclado) -> None:
    t.pulsar("Ctrl+P")
    t.renglon("Lista de asistencia")
    t.renglon("Concesiones en el cauce")
    t.pulsar("Esc", "F2")
    t.espera("punto actual, 2 Concesiones en el cauce")
    t.espera_foco("Notas del punto")
    t.escribir("La señora Ñúñez preguntó por qué; se explicó.")
    t.pulsar("F7")
    t.escribir("Se revisó el plano.")
    assert t.escrito == "La señora Ñúñez preguntó por qué; se explicó.\n[10:30] Se revisó el plano."


def _acordar(t: Teclado) -> None:
    t.contar()
    t.pulsar("F4")
    uno = ("entregar la delimitación @con", "22 nov")
    t.escribir(uno[0])
    t.pulsar("Enter")
    t.escribir(uno[1])
    t.espera("Se anota: entregar la delimitación", "A cargo de CONAGO", "Plazo: 22 nov 2017")
    t.pulsar("Enter")
    assert t.contar() == len("".join(uno)) + FUERA_DEL_TEXTO_DE_UN_ACUERDO
    t.espera("acuerdo, /01 entregar la delimitación, CONAGO · 22 nov 2017")
    t.renglon("publicar la relación de concesiones")
    t.espera("ACUERDOS DE ESTE PUNTO 2")


def _votar(t: Teclado) -> None:
    t.contar()
    t.pulsar("F5", "Enter")
    assert t.contar() == UN_VOTO
    t.espera("votación, Aprobado por consenso")
    t.pulsar("F5")
    t.escribir("3")
    t.pulsar("Tab")
    t.escribir("1")
    t.pulsar("Enter")
    assert t.contar() == UN_VOTO_DIVIDIDO
    t.espera("Se contaron 4 votos y según la asistencia pueden votar 0")
    t.pulsar("Enter")
    t.espera("votación, Aprobado: 3 votos a favor, 1 en contra, 0 abstenciones")


def _recibir_un_documento(t: Teclado) -> None:
    t.contar()
    t.pulsar("F6")
    oficio = ("oficio 123 de @sef", "más de 12 fojas")
    t.escribir(oficio[0])
    t.pulsar("Enter")
    t.escribir(oficio[1])
    t.pulsar("Enter")
    assert t.contar() == len("".join(oficio)) + FUERA_DEL_TEXTO_DE_UN_DOCUMENTO
    t.espera("DOCUMENTOS DE LA REUNIÓN 1: oficio 123 de SEFIR")


def _terminar(t: Teclado) -> None:
    t.pulsar("F10")
    t.espera("Acuerdos sin responsable: 1.", "Sin notas ni acuerdos: Lista de asistencia.")
    t.pulsar("Enter")
    t.espera("Reuniones — Enlace", "Lo que falta para cerrar el acta: 4")


def _ir_al_faltante(t: Teclado, quedan: int, falta: str, campo: str) -> None:
    """Follow the first line of what is missing to its field."""
    t.pulsar("Alt+7")
    t.espera(f"Lo que falta para cerrar el acta: {quedan}", f"Falta: {falta}")
    t.pulsar("Home", "Enter")
    t.espera_foco(campo)


def _completar(t: Teclado) -> None:
    _ir_al_faltante(t, 4, "Falta el número", "Número")
    t.escribir("4")
    _ir_al_faltante(t, 3, "El punto 1 «Lista de asistencia» no tiene desarrollo", "Desarrollo del punto 1")
    t.escribir("Se pasó lista.")
    _ir_al_faltante(t, 2, "El acuerdo ", "Responsables del acuerdo")
    t.renglon("ica")
    _ir_al_faltante(t, 1, "El acuerdo ", "Plazo del acuerdo")
    t.renglon("en dos semanas")
    t.pulsar("Alt+7")
    t.espera("Nada impide cerrar el acta")


def _cerrar_y_firmar(t: Teclado) -> None:
    t.ir_con_tab("Enviar a revisión", tecla="Shift+Tab")
    t.pulsar("Enter")
    t.espera_foco("Cerrar acta…")
    t.pulsar("Enter", "Enter")
    t.espera("El acta quedó cerrada con el folio STGA/ORD-04/2017")
    t.espera_foco("Firmar…")
    t.pulsar("Enter")
    t.espera("Persona Dos — falta")
    t.ir_con_tab("Firma simple")
    t.renglon("per")
    assert t.escrito == "Persona Dos"
    t.pulsar("Enter")
    t.espera("El acta STGA/ORD-04/2017 quedó firmada por todos.")


def _exportar_el_acta(t: Teclado) -> None:
    t.espera_foco("Exportar acta PDF…")
    t.pulsar("Enter")
    t.espera("Se escribió «")


def _dar_seguimiento(t: Teclado) -> None:
    t.pulsar("Ctrl+3")
    t.espera("Vence mañana | entregar la delimitación | CONAGO")
    t.contar()
    t.pulsar("Enter")
    t.espera_foco("Seguimiento en una línea")
    t.renglon("cumplido: entregaron el plano")
    assert t.contar() == len("cumplido: entregaron el plano") + FUERA_DEL_TEXTO_DE_UN_SEGUIMIENTO
    t.espera("Se agregó el seguimiento de STGA/ORD-04/2017/01.")


def _registrar_otro_documento(t: Teclado) -> None:
    t.pulsar("Ctrl+D")
    t.espera_foco("Remitente")
    t.renglon("ica")
    assert t.escrito == "Instituto Coahuilense de Acceso a la Información Pública"
    t.pulsar("Tab")
    t.espera_foco("Qué es")
    t.renglon("informe")
    t.espera("Se registró")


def _crear_el_paquete(t: Teclado) -> None:
    t.pulsar("Ctrl+7")
    t.espera("Lo que irá en el paquete 1", "2 acuerdos, 1 seguimiento, 2 documentos")
    t.espera_foco("Crear paquete…")
    t.pulsar("Enter")
    t.espera("El paquete 1 está hecho")


def _buscar(t: Teclado, palabra: str, hallado: str) -> None:
    t.pulsar("Ctrl+K")
    t.escribir(palabra)
    t.espera(hallado)
    t.pulsar("Enter")


def _revisar_el_acta(acta: Path) -> None:
    for dicho in (
        "Folio: STGA/ORD-04/2017",
        "siendo las diez horas con treinta minutos del día veintiuno de noviembre de dos mil diecisiete",
        "El acto concluyó siendo las doce horas con cinco minutos",
        "Se retiró a las 12:05 h.",
        "Persona Dos Comité Vecinal",
        "La señora Ñúñez preguntó por qué; se explicó. [10:30] Se revisó el plano.",
        "Votación 1 (consenso): aprobado por consenso.",
        "Votación 2 (mayoría): aprobado: 3 votos a favor, 1 en contra, 0 abstenciones.",
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
    assert _columnas(libro, "OrdenDelDia", "n", "asunto") == [(1, "Lista de asistencia"), (2, "Concesiones en el cauce")]
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
        for capitulo in (_dar_la_bienvenida, _empezar_una_sesion, _pasar_lista, _tomar_notas, _acordar, _votar):
            capitulo(t)
        for capitulo in (_recibir_un_documento, _anotar_una_salida, _terminar, _completar, _cerrar_y_firmar):
            capitulo(t)
        for capitulo in (_exportar_el_acta, _dar_seguimiento, _registrar_otro_documento, _crear_el_paquete):
            capitulo(t)
        _buscar(t, "delimitacion", "STGA/ORD-04/2017/01 · entregar la delimitación")
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
        _buscar(t, "PAL1-R062", "Reuniones: PAL1-R062")
        t.espera("Reunión de trabajo · PAL1-R062")
        _ir_al_faltante(t, 1, "El orden del día está vacío", "Asunto del punto nuevo")
        t.renglon("Punto escrito por una prueba")
        _ir_al_faltante(t, 1, "El punto 1 «Punto escrito por una prueba» no tiene desarrollo", "Desarrollo del punto 1")
        t.escribir("Texto escrito por una prueba, sin validez.")
        t.pulsar("Alt+7")
        t.espera("Nada impide cerrar el acta")
        t.ir_con_tab("Enviar a revisión", tecla="Shift+Tab")
        t.pulsar("Enter")
        t.espera_foco("Cerrar acta…")
        t.pulsar("Enter", "Enter")
        t.espera("El acta quedó cerrada con el folio RT/")
        t.pulsar("Alt+6")
        t.espera("Acta cerrada, para firma")
        t.pulsar("Ctrl+S")
        t.espera("Se escribió «")
    (acta,) = guardar_en.glob("*.pdf")
    for dicho in ("Punto escrito por una prueba", "día veinticuatro de octubre de dos mil diecisiete", "Folio: RT/"):
        assert papel.contiene(acta, dicho), papel.renglones(acta)
    with encender(carpeta_real) as t:
        t.pulsar("Ctrl+2")
        t.espera("24 oct 2017 | Reunión de trabajo | Piedras Negras | Cerrada | RT/")
