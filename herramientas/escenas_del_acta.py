"""Scenes of one acta, in their order: party votes, remarks, closing, signing, its public version, and verifying it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt

from enlace_app.consultas.firmas import firmantes
from enlace_app.servicios.actas import exportar_acta
from enlace_app.servicios.firma_electronica import firmar_con_efirma
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.reuniones.firma import PanelDeFirma
from enlace_app.ui.paginas.reuniones.pagina import PaginaDeReuniones
from enlace_app.ui.paginas.reuniones.pestanas.observaciones_del_acta import ObservacionesDelActa
from enlace_app.ui.paginas.reuniones.version_publica import RevisionDeVersionPublica
from enlace_app.ui.paginas.verificar.pagina import PaginaDeVerificar
from herramientas.estudio import Estudio

_ENTER, _TAB, _ALT = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.KeyboardModifier.AltModifier
_ASUNTOS_GENERALES = (
    "Persona Siete, vecina del puente, pide que se le avise del siguiente recorrido y deja su correo, "
    "persona.siete@example.org, y su teléfono, 878 000 0000."
)
_OBSERVACIONES = (
    ("Persona Dos", "Punto 2", "Decir de qué tramos se trata."),
    ("Persona Tres", "Asistencia", "Mi cargo es titular, no representante."),
)
_CONTRASENA = "ejemplo-sin-validez"
"""Of keys that are made for one run and thrown away with it."""


def votar_por_parte(e: Estudio) -> None:
    """P asks each party; one abstains."""
    e.tecla(Qt.Key.Key_P, Qt.Key.Key_F, Qt.Key.Key_A, Qt.Key.Key_F)


def pedir_que_conste(e: Estudio) -> None:
    """The vote is noted, and right after it who abstained says why."""
    e.tecla(_ENTER)
    e.tecla(Qt.Key.Key_F5, con=Qt.KeyboardModifier.ShiftModifier)
    e.escribir("persona tres: se abstiene porque falta conocer el plano de los tres tramos.")


def observaciones(e: Estudio) -> None:
    """What was missing is written, the acta goes to review, and two remarks come; one is resolved."""
    for renglon, escrito in ((Qt.Key.Key_Down, _ASUNTOS_GENERALES), (Qt.Key.Key_Home, "12")):
        e.tecla(Qt.Key.Key_7, con=_ALT)
        e.tecla(renglon, _ENTER)
        e.esperar()
        e.escribir(escrito)
        e.tecla(_TAB)
        e.esperar()
    e.tecla(Qt.Key.Key_8, con=_ALT)
    e.esperar()
    e.tecla(Qt.Key.Key_6, con=_ALT)
    parte = e.unico(ObservacionesDelActa)
    for autor, seccion, texto in _OBSERVACIONES:
        e.pulsar(parte.autor)
        parte.autor.clear()
        for linea in (autor, seccion, texto):
            e.escribir(linea)
            e.tecla(_TAB if linea != texto else _ENTER)
        e.esperar()
    _resolver(e, parte, "Se agregó: del puente al molino.")


def firmar(e: Estudio) -> None:
    """The second remark is resolved, the acta is closed, and its signatures are collected."""
    _resolver(e, e.unico(ObservacionesDelActa), "Se corrigió en la asistencia.")
    e.tecla(Qt.Key.Key_8, con=_ALT)
    e.tecla(_ENTER)
    e.esperar()
    e.callar()
    e.tecla(Qt.Key.Key_8, con=_ALT)
    e.esperar()


def efirma(e: Estudio) -> None:
    """The form of an e.firma, its two files dropped."""
    panel = e.unico(PanelDeFirma)
    e.pulsar(panel.con_efirma)
    for archivo in ("persona_dos.cer", "persona_dos.key"):
        panel.efirma.tomar(Path(archivo))
    e.pulsar(panel.efirma.contrasena)
    e.escribir(_CONTRASENA)


def version_publica(e: Estudio) -> None:
    """What the program proposes to leave out, and one passage of it."""
    e.tecla(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    _reuniones(e).registro.ordenes.proponer_version_publica()
    e.esperar()
    e.pulsar(e.unico(RevisionDeVersionPublica).tabla)
    e.tecla(Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down)


def verificar(e: Estudio) -> None:
    """Everybody signs with an example of an e.firma, and the PDF is dropped on the page."""
    registro = _reuniones(e).registro.registro
    if registro is None:
        raise RuntimeError("no hay reunión a la vista")
    e.tecla(Qt.Key.Key_Escape)
    ruta = _firmada(e, UUID(registro.uuid))
    e.ir(Destino(Seccion.VERIFICAR, archivos=(ruta,)))
    e.esperar(lambda: e.unico(PaginaDeVerificar).dictamen is not None)


def _resolver(e: Estudio, parte: ObservacionesDelActa, respuesta: str) -> None:
    respuestas = (c for c in parte.findChildren(CampoDeTexto) if c.accessibleName().startswith("Respuesta"))
    e.pulsar(next(c for c in respuestas if c.isVisible()))
    e.escribir(respuesta)
    e.tecla(_ENTER)
    e.esperar()


def _firmada(e: Estudio, reunion: UUID) -> Path:
    from enlace_app.salida.efirma.ejemplo import AutoridadDeEjemplo, efirma_de_ejemplo

    contexto = e.programa.entorno.contexto
    desde = datetime.now(UTC) - timedelta(days=1)
    autoridad = AutoridadDeEjemplo.crear(desde)
    for n, firmante in enumerate(firmantes(contexto.almacen.lectura, str(reunion)), start=1):
        suya = efirma_de_ejemplo(autoridad, firmante.nombre, consecutivo=n, desde=desde, contrasena=_CONTRASENA)
        firmar_con_efirma(
            contexto.almacen, reunion=reunion, cer=suya.cer, key=suya.key, contrasena=bytearray(_CONTRASENA.encode()),
            imprenta=contexto.imprenta,
        )  # fmt: skip
    destino = contexto.almacen.carpeta.raiz.parent / "acta-firmada.pdf"
    exportar_acta(
        contexto.almacen, reunion=reunion, destino=destino, imprenta=contexto.imprenta,
        aviso_privacidad=contexto.aviso_privacidad,
    )  # fmt: skip
    return destino


def _reuniones(e: Estudio) -> PaginaDeReuniones:
    return e.unico(PaginaDeReuniones)
