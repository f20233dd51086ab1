"""A child process that prints what Python does while an acta of malicious texts is captured, closed, printed, signed.

Run as `python -m tests.salida.pdf.acta_vigilada CARPETA`. A first acta, of harmless texts, loads what is loaded once:
libraries, fonts, templates. Then an audit hook, which no code can take away again, notes everything that opens,
connects, runs or compiles while the same is done with each of `TEXTOS` in every field. The last line is JSON: for each
class what was noted, and for `SIN_ESCAPAR` what is noted when the program forgets to escape, the control.
"""

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock
from uuid import UUID

from markupsafe import Markup

from enlace_app.arranque import abrir_contexto
from enlace_app.rutas import CarpetaDatos
from enlace_app.salida.pdf import marcado, redaccion
from enlace_app.servicios.actas import cerrar_acta, imprimir_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.documentos_de_reunion import (
    convocatoria,
    exportar_calendario,
    exportar_documento,
    extracto_de_acuerdo,
    lista_de_asistencia,
    relacion_de_acuerdos,
)
from enlace_app.servicios.firmas import firmar_simple
from enlace_app.servicios.intervenciones import agregar_intervencion
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import anotar_receso, cambiar_datos, dar_paso
from enlace_app.servicios.sitios import iniciar
from enlace_app.servicios.votaciones import registrar_votacion
from tests.servicios.escenario import nueva, principal, rev_de

SIN_ESCAPAR: Final = "sin_escapar"
TEXTOS: Final[Mapping[str, str]] = {
    "archivos": (
        '<img src="file://{carpeta}/cebo.png"/><img src="{carpeta}/cebo.png" width="9" height="9"/> {carpeta}/cebo.png '
        '<!DOCTYPE x [<!ENTITY y SYSTEM "file://{carpeta}/cebo.png">]> &y; <?x href="{carpeta}/cebo.png"?> '
        "file://{carpeta}/cebo.png \\\\127.0.0.1\\cebo\\x ../../../../etc/passwd C:\\CON"
    ),
    "red": '<img src="http://127.0.0.1:9/a.png"/><a href="http://127.0.0.1:9/">x</a> http://127.0.0.1:9/b ftp://127.0.0.1/',
    "reportlab": '<para><font face="{carpeta}/cebo.ttf">x</font></para><onDraw name="cebo" label="x"/><seq id="x"/>',
    "jinja": (
        "{{ ''.__class__.__mro__[1].__subclasses__() }} {% include '{carpeta}/cebo.png' %} {{ self._x }} "
        "{{ cycler.__init__.__globals__.os.popen('touch {carpeta}/corrio') }}{% import 'os' as os %}"
    ),
    "ordenes": (
        "=CMD() | =cmd|'/C calc'!A0 `touch {carpeta}/corrio` $(touch {carpeta}/corrio); touch {carpeta}/corrio "
        ") Tj ET /AA << /S /Launch /F ({carpeta}/cebo.png) >> << /S /JavaScript /JS (app.alert(1)) >> endobj"
        "\nATTACH:file://{carpeta}/cebo.png\nBEGIN:VALARM\nACTION:PROCEDURE\nURL:http://127.0.0.1:9/"
    ),
}
"""By class, each with `{carpeta}` where the bait lies."""

_VIGILADOS: Final = (
    "open", "os.", "subprocess.", "socket.", "urllib.", "http.", "ftplib.", "smtplib.", "exec", "compile", "import",
    "ctypes.", "pty.", "webbrowser.", "shutil.", "winreg.", "_winapi.", "marshal.", "pickle.", "code.", "function.",
)  # fmt: skip


class Vigia:
    """Notes audit events while something is done."""

    def __init__(self) -> None:
        self._sucesos: list[tuple[str, str]] = []
        self._despierto = False
        sys.addaudithook(self._oir)

    def durante(self, trabajo: Callable[[], None]) -> list[tuple[str, str]]:
        """Do it and return what happened, each event with its first two arguments."""
        self._sucesos = []
        self._despierto = True
        trabajo()
        self._despierto = False
        return self._sucesos

    def _oir(self, suceso: str, argumentos: tuple[Any, ...]) -> None:
        if self._despierto and suceso.startswith(_VIGILADOS):
            self._despierto = False  # what the note itself does is nobody's doing
            self._sucesos.append((suceso, " ".join(str(a) for a in argumentos[:2])))
            self._despierto = True


def trabajar(contexto: Contexto, texto: str) -> None:
    """Capture, close, print and sign an acta with this text wherever a person writes."""
    almacen, imprenta, aviso = contexto.almacen, contexto.imprenta, contexto.aviso_privacidad
    reunion = _captura(contexto, texto)
    imprimir_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=aviso)
    _documentos(contexto, reunion)
    cerrar_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=aviso)
    firmar_simple(almacen, reunion=reunion, nombre="Persona Inesperada", imprenta=imprenta)
    for nombre in (texto, f"Otra {texto}", f"Preside {texto}", f"Facilita {texto}"):
        firmar_simple(almacen, reunion=reunion, nombre=nombre, imprenta=imprenta)
    imprimir_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=aviso)


def _documentos(contexto: Contexto, reunion: UUID) -> None:
    """Every other document of the meeting, and its calendar file."""
    almacen, imprenta = contexto.almacen, contexto.imprenta
    salida = almacen.carpeta.raiz.parent / "salida"
    acuerdo = almacen.lectura.fila("SELECT uuid FROM acuerdo WHERE reunion = :reunion", {"reunion": str(reunion)})
    assert acuerdo is not None
    llamada = convocatoria(almacen, reunion)
    contenidos = (
        llamada,
        lista_de_asistencia(almacen, reunion, aviso_privacidad=contexto.aviso_privacidad),
        relacion_de_acuerdos(almacen, reunion),
        extracto_de_acuerdo(almacen, UUID(acuerdo["uuid"])),
    )
    for contenido in contenidos:
        exportar_documento(almacen, destino=salida / "documento.pdf", imprenta=imprenta, contenido=contenido)
    exportar_calendario(almacen, destino=salida / "reunion.ics", contenido=llamada)


def _captura(contexto: Contexto, texto: str) -> UUID:
    almacen = contexto.almacen
    reunion = nueva(almacen, ciudad=texto, sede=texto, modalidad=texto, convoca=texto, resumen=texto)
    con: dict[str, Any] = {"almacen": almacen, "reunion": reunion}
    personas: dict[str, Any] = {"preside": f"Preside {texto}", "facilitador": f"Facilita {texto}"}
    otros: dict[str, Any] = {"presentes_nota": texto, "asuntos_generales": texto}
    cambiar_datos(**con, rev=rev_de(almacen, "reunion", reunion), presentes_n=9, **personas, **otros)
    anotar_receso(**con, rev=rev_de(almacen, "reunion", reunion), inicio="11:00", fin=None, motivo=texto)
    suyos: dict[str, Any] = dict.fromkeys(("organizacion", "cargo", "parte", "calidad", "suple_a"), texto)
    registrar_asistencia(**con, persona=texto, **suyos)
    registrar_asistencia(**con, persona=f"Otra {texto}", **suyos)
    registrar_asistencia(**con, persona=f"Ausente {texto}", ausente=True)
    punto = principal(agregar_punto(**con, asunto=texto, desarrollo=texto))
    voto: dict[str, Any] = {"modalidad": "mayoria", "resultado": "aprobado", "punto": punto}
    registrar_votacion(**con, **voto, disenso=texto, sentido_por_parte={texto: "a favor"})
    agregar_intervencion(**con, persona=texto, texto=texto, punto=punto)
    agregar_acuerdo(**con, texto=texto, responsables=[texto], plazo=f"sin plazo: se verá {texto}", punto=punto)
    nombres: dict[str, Any] = dict.fromkeys(
        ("remitente", "receptor", "con_copia", "turnado_a", "medio", "descripcion"), texto
    )
    registrar_documento(**con, sentido=texto, tipo=texto, **nombres)
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    return reunion


def _trabajar_sin_escapar(contexto: Contexto, texto: str) -> None:
    """Let markup of a text through to ReportLab, as no version of the program may."""
    with suppress(Exception), ExitStack() as pila:
        pila.enter_context(mock.patch.object(redaccion, "marcar", Markup))
        for modulo in (redaccion, marcado):
            pila.enter_context(mock.patch.object(modulo, "exigir_etiquetas"))
        trabajar(contexto, texto)


def main() -> None:
    """Do it once to load everything, then watched with each text."""
    carpeta = Path(sys.argv[1])
    textos = {clase: texto.replace("{carpeta}", carpeta.as_posix()) for clase, texto in TEXTOS.items()}
    (carpeta / "salida").mkdir()
    vigia = Vigia()
    sucesos = {}
    with abrir_contexto(CarpetaDatos(carpeta / "datos")) as contexto:
        iniciar(contexto.almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        trabajar(contexto, "Texto inofensivo")
        for clase, texto in textos.items():
            sucesos[clase] = vigia.durante(partial(trabajar, contexto, texto))
        imagen = textos["archivos"]
        sucesos[SIN_ESCAPAR] = vigia.durante(partial(_trabajar_sin_escapar, contexto, imagen))
    sys.stdout.write(json.dumps(sucesos) + "\n")


if __name__ == "__main__":
    main()
