"""All keys of the window, in one place: the chapter of the manual that lists them is made from here.

A test compares it with the shortcuts that the pages really have.
"""

from dataclasses import dataclass

TITULO = "Teclas"


@dataclass(frozen=True)
class TeclaExplicada:
    """Keys as Qt writes them (with Ctrl, Alt and Shift), and what they do."""

    teclas: tuple[str, ...]
    que_hace: str


TECLAS: dict[str, tuple[TeclaExplicada, ...]] = {
    "En todas partes": (
        TeclaExplicada(("Ctrl+1", "Ctrl+9"), "abre la primera, segunda… novena sección de la izquierda"),
        TeclaExplicada(("Ctrl+K",), "busca en todo"),
        TeclaExplicada(("Ctrl+N",), "comienza una reunión nueva"),
        TeclaExplicada(("Ctrl+D",), "registra un documento"),
        TeclaExplicada(("Ctrl+Z",), "deshace el último cambio; la barra de abajo dice cuál"),
        TeclaExplicada(("Ctrl+Shift+Z",), "rehace lo deshecho"),
        TeclaExplicada(("Alt+Left",), "vuelve a lo anterior"),
        TeclaExplicada(("F1",), "abre este manual en el capítulo de lo que se está viendo"),
        TeclaExplicada(("Tab", "Shift+Tab"), "va al control siguiente o al anterior"),
    ),
    "En Inicio": (
        TeclaExplicada(("Up", "Down"), "elige un acuerdo"),
        TeclaExplicada(("Return",), "abre el acuerdo"),
        TeclaExplicada(("Right",), "pasa al botón «Dar seguimiento» de ese acuerdo; Enter lo pulsa"),
    ),
    "En las listas": (
        TeclaExplicada(("Ctrl+F",), "filtra la lista, o busca en el texto"),
        TeclaExplicada(("Return",), "abre el renglón elegido"),
    ),
    "En Paquetes, para quien recibe": (
        TeclaExplicada(("Ctrl+O",), "elige los archivos que llegaron"),
        TeclaExplicada(("Ctrl+V",), "lee los archivos copiados en la carpeta"),
    ),
    "En Verificar": (
        TeclaExplicada(("Ctrl+O",), "elige el PDF que se quiere verificar"),
        TeclaExplicada(("Ctrl+V",), "verifica el archivo copiado en la carpeta"),
    ),
    "En una reunión": (
        TeclaExplicada(("Alt+1", "Alt+6"), "abre la primera, segunda… sexta pestaña"),
        TeclaExplicada(("Ctrl+PgUp", "Ctrl+PgDown"), "pestaña anterior o siguiente"),
        TeclaExplicada(("Alt+7",), "va a lo que falta; Enter lleva al campo de cada renglón"),
        TeclaExplicada(("Alt+8",), "pulsa el botón que lleva al paso siguiente: enviar a revisión, cerrar, firmar…"),
        TeclaExplicada(("Alt+0",), "vuelve a la lista; en un documento nuevo, propone la reunión reciente"),
        TeclaExplicada(("F9",), "abre el modo sesión"),
        TeclaExplicada(("F4",), "en Acuerdos, escribe uno"),
        TeclaExplicada(("Ctrl+Up", "Ctrl+Down"), "en el orden del día, sube o baja el punto"),
        TeclaExplicada(("Ctrl+P", "Ctrl+S", "F5"), "en el acta, la imprime, la guarda en PDF o la compone otra vez"),
        TeclaExplicada(("Ctrl++", "Ctrl+-", "Ctrl+0"), "en el acta, acerca, aleja o ajusta la hoja"),
    ),
    "En el modo sesión": (
        TeclaExplicada(("F2", "Shift+F2"), "punto siguiente o anterior"),
        TeclaExplicada(("F3",), "asistencia: tres letras y Enter; otra vez Enter anota la salida"),
        TeclaExplicada(("Shift+F3",), "va a la lista de quienes están"),
        TeclaExplicada(("F4",), "acuerdo en una línea; @ propone al responsable"),
        TeclaExplicada(
            ("F5",), "votación; en ella, P pregunta a cada parte, E mayoría evidente sin conteo, X quién se excusa"
        ),
        TeclaExplicada(("Shift+F5",), "voto particular, manifestación o intervención; otra vez cambia la clase"),
        TeclaExplicada(("F6",), "documento en una línea"),
        TeclaExplicada(("F7",), "escribe la hora en las notas"),
        TeclaExplicada(("F8",), "empieza o termina un receso"),
        TeclaExplicada(("F10",), "termina la sesión"),
        TeclaExplicada(("Esc",), "deja lo que se está haciendo; al final, sale del modo sesión"),
    ),
    "Al escribir": (
        TeclaExplicada(("Ctrl+Return",), "en un texto de varias líneas, sigue adelante como Enter en los demás"),
        TeclaExplicada(("Ctrl+V",), "donde se reciben archivos, pega el archivo o la imagen copiada"),
        TeclaExplicada(("Alt+Down",), "en una fecha, abre el calendario"),
    ),
}
_NOMBRES = {
    "Shift": "Mayús",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "PgUp": "Re Pág",
    "PgDown": "Av Pág",
    "Return": "Enter",
}


def escribir(tecla: str) -> str:
    """Write a key as it stands on a Spanish keyboard."""
    if tecla.endswith("++"):
        return tecla
    return "+".join(_NOMBRES.get(parte, parte) for parte in tecla.split("+")) if tecla != "Ctrl+-" else tecla


def en_markdown() -> str:
    """The chapter, as text for the manual's reader."""
    partes = [f"## {TITULO}"]
    for donde, explicadas in TECLAS.items():
        renglones = [f"| {', '.join(map(escribir, e.teclas))} | {e.que_hace} |" for e in explicadas]
        partes.append("\n".join([f"### {donde}", "", "| tecla | qué hace |", "|---|---|", *renglones]))
    return "\n\n".join(partes) + "\n"
