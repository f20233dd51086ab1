"""Why a workbook is not read; the reading process says it by a word, this one in a sentence."""

from collections.abc import Mapping

_PEDIR = (
    "No se recibió ni se cambió nada. Pida a quien lo envió que exporte el paquete otra vez y lo envíe sin abrirlo."
)
_CONFIRMAR = "No se recibió ni se cambió nada. No lo abra en Excel. Confirme con quien lo envió que el archivo es suyo."

_PEDIR_ENVIO = "No se recibió ni se cambió nada. Pida a quien lo envió que haga el envío otra vez."
_NO_CAMBIO = "No se recibió ni se cambió nada."
_COMO_SALE = "Pida el paquete tal como lo hace el programa, sin guardarlo con otro formato."

MOTIVOS: Mapping[str, str] = {
    "vacio": f"está vacío (0 bytes). {_NO_CAMBIO} Vuelva a copiarlo o pida que lo envíen otra vez.",
    "tamano": f"mide {{mb}} MB y el máximo es {{maximo}} MB. {_NO_CAMBIO} {_COMO_SALE}",
    "no_es_libro": (
        f"no es un libro de Excel ni un .zip que traiga uno. {_NO_CAMBIO} Busque el archivo que termina en .xlsx o "
        ".zip, tal como lo envió el enlace."
    ),
    "xls": f"es un libro del formato antiguo (.xls) o binario. {_NO_CAMBIO} {_COMO_SALE}",
    "ods": (
        f"es un documento de LibreOffice (.ods). {_NO_CAMBIO} Pida el paquete tal como lo hace el programa; o abra "
        "éste en LibreOffice, guárdelo como libro de Excel (.xlsx) y reciba ése."
    ),
    "otro_documento": f"es otro documento, no un libro de Excel. {_NO_CAMBIO} Busque el archivo que termina en .xlsx.",
    "zip_ajeno": (
        f"trae, junto al libro, algo que un envío no lleva ({{detalle}}), y no se leyó. {_NO_CAMBIO} Pida el envío tal "
        "como lo hace el programa, sin volver a comprimirlo ni agregarle nada."
    ),
    "zip_con_contrasena": (
        f"es un .zip con contraseña, y así no se puede leer. {_NO_CAMBIO} Pida el envío tal como lo hace el programa."
    ),
    "adjunto": (f"trae un archivo adjunto que no es el que dice ser (huella {{detalle}}…). {_PEDIR_ENVIO}"),
    "contrasena": (
        f"está protegido con contraseña. {_NO_CAMBIO} Pida la contraseña a quien lo envió, o el paquete sin ella."
    ),
    "no_abre": (
        f"no se abre con esa contraseña. {_NO_CAMBIO} Escríbala tal como se la dieron, con sus mayúsculas y acentos."
    ),
    "danado": f"está dañado o incompleto y no se puede leer{{detalle}}. {_PEDIR}",
    "crece": f"crece demasiado al abrirse y no se leyó{{detalle}}. Un paquete no es así. {_CONFIRMAR}",
    "tarda": f"tarda demasiado en leerse y se dejó. Un paquete no es así. {_CONFIRMAR}",
    "macros": f"lleva macros (programas), y un paquete no las lleva. {_CONFIRMAR}",
    "ajeno": f"lleva algo que un paquete no lleva ({{detalle}}), y no se leyó. {_CONFIRMAR}",
    "enganoso": (
        f"está armado de un modo que engaña a los programas que lo abren ({{detalle}}), y no se leyó. {_CONFIRMAR}"
    ),
    "instrucciones": f"contiene instrucciones que un libro de Excel no lleva, y no se leyó. {_CONFIRMAR}",
    "lejos": f"tiene datos fuera de lo que ocupa un paquete (hoja «{{hoja}}», celda {{celda}}), y no se leyó. {_PEDIR}",
    "combinada": f"tiene celdas combinadas en la hoja «{{hoja}}» ({{celda}}), y no se leyó. {_PEDIR}",
}


class Rechazo(Exception):
    """The workbook is refused: a key of `MOTIVOS` and what its sentence names."""

    def __init__(self, clave: str, **datos: str | int) -> None:
        super().__init__(clave)
        self.clave = clave
        self.datos = datos


def explicar(nombre: str, clave: object, datos: object) -> str:
    """Return the sentence for a refusal as it came from the reading process; any other word means damage."""
    plantilla = MOTIVOS.get(str(clave), MOTIVOS["danado"])
    valores = {"detalle": "", "hoja": "", "celda": "", "mb": "", "maximo": ""}
    if isinstance(datos, dict):
        valores |= {str(campo): _corto(valor) for campo, valor in datos.items()}
    return f"{nombre} {plantilla.format_map(valores)}"


def _corto(valor: object) -> str:
    """Return something of the file as it may stand in a sentence: one short line that can be printed."""
    texto = "".join(c if c.isprintable() else " " for c in str(valor))
    return texto if len(texto) <= 80 else f"{texto[:79]}…"
