"""The main job in chapters: each is what a person presses, and what she then sees."""

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


def dar_la_bienvenida(t: Teclado) -> None:
    assert t.foco == "Su nombre"
    t.renglon("Persona Uno")
    t.pulsar("Enter", "Espacio", "Enter")
    t.espera("Inicio — Enlace", "Carbonífera · Persona Uno", "Todavía no hay nada registrado.")


def empezar_una_sesion(t: Teclado) -> None:
    t.pulsar("Ctrl+N")
    t.espera("Nueva reunión")
    t.escribir("Ses")
    t.pulsar("Abajo")
    assert t.escrito == "Sesión ordinaria"
    t.pulsar("Enter")
    t.espera("PRESENTES 0")


def pasar_lista(t: Teclado) -> None:
    t.espera_foco("Anotar asistencia")
    t.contar()
    for n, letras in enumerate(("con", "ica", "sef"), start=1):
        t.renglon(letras)
        assert t.contar() == UNA_ASISTENCIA
        t.espera(f"PRESENTES {n}")
    t.renglon("Persona Dos, Comité Vecinal")
    t.espera("PRESENTES 4", "presente, Persona Dos, Comité Vecinal, 10:30")


def anotar_una_salida(t: Teclado) -> None:
    t.pulsar("Ctrl+H")
    t.espera_foco("Hora con la que se anota")
    t.renglon("12:05")
    t.pulsar("F3")
    t.contar()
    t.renglon("sef")
    assert t.contar() == UNA_ASISTENCIA
    t.espera("PRESENTES 3", "salió, SEFIR, salió 12:05")


def tomar_notas(t: Teclado) -> None:
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


def acordar(t: Teclado) -> None:
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


def votar(t: Teclado) -> None:
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


def recibir_un_documento(t: Teclado) -> None:
    t.contar()
    t.pulsar("F6")
    oficio = ("oficio 123 de @sef", "más de 12 fojas")
    t.escribir(oficio[0])
    t.pulsar("Enter")
    t.escribir(oficio[1])
    t.pulsar("Enter")
    assert t.contar() == len("".join(oficio)) + FUERA_DEL_TEXTO_DE_UN_DOCUMENTO
    t.espera("DOCUMENTOS DE LA REUNIÓN 1: oficio 123 de SEFIR")


def terminar(t: Teclado) -> None:
    t.pulsar("F10")
    t.espera("Acuerdos sin responsable: 1.", "Sin notas ni acuerdos: Lista de asistencia.")
    t.pulsar("Enter")
    t.espera("Reuniones — Enlace", "Lo que falta para cerrar el acta: 4")


def ir_al_faltante(t: Teclado, quedan: int, falta: str, campo: str) -> None:
    """Follow the first line of what is missing to its field."""
    t.pulsar("Alt+7")
    t.espera(f"Lo que falta para cerrar el acta: {quedan}", f"Falta: {falta}")
    t.pulsar("Home", "Enter")
    t.espera_foco(campo)


def completar(t: Teclado) -> None:
    ir_al_faltante(t, 4, "Falta el número", "Número")
    t.escribir("4")
    ir_al_faltante(t, 3, "El punto 1 «Lista de asistencia» no tiene desarrollo", "Desarrollo del punto 1")
    t.escribir("Se pasó lista.")
    ir_al_faltante(t, 2, "El acuerdo ", "Responsables del acuerdo")
    t.renglon("ica")
    ir_al_faltante(t, 1, "El acuerdo ", "Plazo del acuerdo")
    t.renglon("en dos semanas")
    t.pulsar("Alt+7")
    t.espera("Nada impide cerrar el acta")


def cerrar_y_firmar(t: Teclado) -> None:
    t.ir_con_tab("Enviar a revisión", tecla="Shift+Tab")
    t.pulsar("Enter")
    t.espera_foco("Cerrar acta…")
    t.pulsar("Enter", "Enter")
    t.espera("El acta quedó cerrada con el folio STGA/ORD-04/2017")
    t.espera_foco("Firmar…")
    t.pulsar("Enter")
    t.espera("Persona Dos — falta")
    t.ir_con_tab("Firma simple")
    t.renglon("ica")
    t.espera("«ica» no está entre quienes deben firmar", "Persona Dos — falta")
    t.pulsar("Ctrl+A")
    t.renglon("per")
    assert t.escrito == "Persona Dos"
    t.pulsar("Enter")
    t.espera("El acta STGA/ORD-04/2017 quedó firmada.")


def exportar_el_acta(t: Teclado) -> None:
    t.espera_foco("Exportar acta PDF…")
    t.pulsar("Enter")
    t.espera("Se escribió «")


def dar_seguimiento(t: Teclado) -> None:
    t.pulsar("Ctrl+3")
    assert t.lee("Acuerdos — Enlace"), "quien teclea rápido no debe seguir en la página anterior"
    t.espera("Vence mañana | entregar la delimitación | CONAGO")
    t.contar()
    t.pulsar("Enter")
    t.espera_foco("Seguimiento en una línea")
    t.renglon("cumplido: entregaron el plano")
    assert t.contar() == len("cumplido: entregaron el plano") + FUERA_DEL_TEXTO_DE_UN_SEGUIMIENTO
    t.espera("Se agregó el seguimiento de STGA/ORD-04/2017/01.")


def registrar_otro_documento(t: Teclado) -> None:
    t.pulsar("Ctrl+D")
    t.espera_foco("Remitente")
    t.renglon("ica")
    assert t.escrito == "Instituto Coahuilense de Acceso a la Información Pública"
    t.pulsar("Tab")
    t.espera_foco("Qué es")
    t.renglon("informe")
    t.espera("Se registró")


def crear_el_paquete(t: Teclado) -> None:
    t.pulsar("Ctrl+7")
    t.espera("Lo que irá en el paquete 1", "2 acuerdos, 1 seguimiento, 2 documentos")
    t.espera_foco("Crear paquete…")
    t.pulsar("Enter")
    t.espera("El paquete 1 está hecho")


def buscar(t: Teclado, palabra: str, hallado: str) -> None:
    t.pulsar("Ctrl+K")
    t.escribir(palabra)
    t.espera(hallado)
    t.pulsar("Enter")
