"""Session mode: a meeting recorded while it is held, by keyboard, with nothing that blocks and nothing that is lost."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from enlace_app.errores import ErrorDeNegocio
from enlace_app.ui.componentes.zona_de_archivos import ReceptorDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.pagina import Pagina
from enlace_app.ui.paginas.sesion.asistencia import PanelDeAsistencia
from enlace_app.ui.paginas.sesion.conocidos import Conocidos
from enlace_app.ui.paginas.sesion.encabezado import Encabezado
from enlace_app.ui.paginas.sesion.orden_del_dia import OrdenDelDia
from enlace_app.ui.paginas.sesion.ordenes import OrdenesDeSesion
from enlace_app.ui.paginas.sesion.punto_en_curso import PuntoEnCurso
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta
from enlace_app.ui.paginas.sesion.teclas import Tecla, TiraDeTeclas

_DE_LA_SALA = frozenset({"asistencia", "reunion", "persona", "organizacion", "nombramiento"})
_DEL_PUNTO = frozenset(
    {"punto_orden_dia", "acuerdo", "votacion", "intervencion", "documento", "reunion", "seguimiento"}
)

_DONDE = frozenset({"punto", "tratados", "hora", "foco"})
"""What is stored of where one is; the rest is typing."""


class PaginaDeSesion(Pagina):
    """Takes the whole window. What is typed is stored every few seconds and found again by the next start."""

    titulo = "Sesión"
    tablas = _DE_LA_SALA | _DEL_PUNTO

    def __init__(self, entorno: Entorno, reunion: str) -> None:
        super().__init__(entorno)
        self._uuid = reunion
        self._pantalla = f"sesion:{reunion}"
        self._terminada = False
        self._por_recuperar: dict[str, str] | None = None
        self.sesion: SesionAbierta | None = None
        try:
            sesion = SesionAbierta(entorno, reunion, self)
        except ErrorDeNegocio as error:
            self._rehusa = str(error)
            return
        self._rehusa = self._motivo_para_no_abrir(sesion)
        if self._rehusa:
            return
        self.sesion = sesion
        self.titulo = f"Sesión {sesion.registro.folio}"
        self.ordenes = OrdenesDeSesion(sesion, self)
        conocidos = Conocidos(sesion, self)
        self.encabezado = Encabezado(sesion)
        self.orden = OrdenDelDia(sesion)
        self.medio = PuntoEnCurso(sesion, conocidos)
        self.asistencia = PanelDeAsistencia(sesion, conocidos)
        self.teclas = TiraDeTeclas(self._teclas(), self)
        self._armar()
        self._conectar(sesion)

    def _motivo_para_no_abrir(self, sesion: SesionAbierta) -> str:
        r = sesion.registro
        if r.editable:
            return ""
        if not r.propia:
            return "Esa reunión la registra otra región; aquí sólo se consulta. Éste es su registro."
        return f"La reunión {r.folio} está {r.estado.replace('_', ' ')} y ya no se modifica. Éste es su registro."

    def _armar(self) -> None:
        columnas = QHBoxLayout()
        columnas.setContentsMargins(10, 4, 10, 2)
        columnas.setSpacing(10)
        letra = self.fontMetrics().averageCharWidth()
        for panel, partes, minimo in ((self.orden, 4, 22), (self.medio, 9, 40), (self.asistencia, 6, 30)):
            panel.setMinimumWidth(letra * minimo)
            columnas.addWidget(panel, partes)
        raya = QFrame()
        raya.setFrameShape(QFrame.Shape.HLine)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.setSpacing(0)
        todo.addWidget(self.encabezado)
        todo.addLayout(columnas, 1)
        todo.addWidget(raya)
        todo.addWidget(self.teclas)

    def _teclas(self) -> tuple[Tecla, ...]:
        medio = self.medio
        return (
            Tecla("F1", "Ayuda", self._ayudar, "Las teclas de esta pantalla, en el manual", atajo=False),
            Tecla("F2", "Punto", lambda: self._avanzar(1), "Punto siguiente; con Mayús, el anterior"),
            Tecla("Shift+F2", "", lambda: self._avanzar(-1)),
            Tecla("F3", "Asistencia", self.asistencia.tomar_teclado, "Anotar quién llega, sale o vuelve"),
            Tecla("Shift+F3", "", self.asistencia.lista.tomar_teclado),
            Tecla("F4", "Acuerdo", medio.escribir_acuerdo, "Escribir un acuerdo en una línea"),
            Tecla(
                "F5",
                "Votar",
                lambda: medio.abrir_franja(medio.votacion, medio.votacion.abrir),
                "Anotar una votación; con Mayús, voto particular o manifestación",
            ),
            Tecla("Shift+F5", "", medio.abrir_intervencion),
            Tecla(
                "F6",
                "Documento",
                lambda: medio.abrir_franja(medio.documento, medio.documento.abrir),
                "Registrar un documento que se recibe",
            ),
            Tecla("F7", "Hora", self._anotar_hora, "Escribir la hora en las notas"),
            Tecla("F8", "Receso", self.ordenes.receso, "Empezar o terminar un receso"),
            Tecla("F10", "Terminar", self.terminar, "Terminar la sesión"),
            Tecla("F11", "", self.salir),
            Tecla("Ctrl+P", "", self.orden.agregar),
            Tecla("Ctrl+R", "", self.orden.renombrar),
            Tecla("Ctrl+H", "", self.encabezado.hora.alternar),
        )

    def _conectar(self, sesion: SesionAbierta) -> None:
        self.encabezado.terminar.connect(self.terminar)
        self.encabezado.volver.connect(self.salir)
        self.orden.elegido.connect(self._ir_al_punto)
        self.medio.acuerdo.abandonado.connect(self._soltar_linea)
        self.asistencia.abandonado.connect(self._soltar_linea)
        self.medio.cierre.terminada.connect(self._cerrar)
        sesion.punto_cambiado.connect(self._mostrar_punto)
        # Where one is must not wait for the next beat: the next start returns there.
        sesion.punto_cambiado.connect(sesion.asentar_capturas)
        sesion.reloj.cambiado.connect(self.ordenes.comenzar_al_fijar)
        for panel, tomar in ((self.asistencia, self._recibir_foto), (self.medio, self._recibir_documento)):
            receptor = ReceptorDeArchivos(panel)
            receptor.recibidos.connect(tomar)
            receptor.rechazado.connect(self.entorno.avisos.aviso)

    def mostrar(self, destino: Destino) -> None:
        """Begin the session if it has not begun, put back what an earlier run was typing, and take the keyboard."""
        sesion = self.sesion
        if sesion is None:
            # After the window has shown this page: it is on its way here just now.
            QTimer.singleShot(0, self, self._remitir)
            return
        self.entorno.autoguardado.esperar()
        # While the fields are being filled again, a saving must not find them empty.
        self._por_recuperar = capturas = self.entorno.autoguardado.vigilar(self._pantalla, self.capturas)
        self.ordenes.comenzar()
        self._recuperar(sesion, capturas)
        self._por_recuperar = None
        if destino.campo and destino.campo.startswith("puntos:"):
            self._ir_al_punto(destino.campo.removeprefix("puntos:"))
        self.ordenes.avisar_de_otro_dia()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read the meeting again; only the parts that show what was written change."""
        if self.sesion is None or self._terminada:
            return
        tablas = frozenset(tabla for tabla, _ in tocados)
        self.sesion.releer(tablas)
        if not tablas or tablas & _DE_LA_SALA:
            self.asistencia.refrescar(tablas or _DE_LA_SALA)
        if not tablas or tablas & _DEL_PUNTO:
            self.orden.refrescar()
            self.medio.refrescar()

    def dejar(self) -> bool:
        """Notes become an operation; half lines stay stored until one comes back to this session."""
        sesion = self.sesion
        if sesion is None:
            return True
        self.medio.notas.confirmar()
        autoguardado = self.entorno.autoguardado
        # The fields go with the page: what they held is handed over as it stands now.
        quedan = {campo: texto for campo, texto in self.capturas().items() if texto}
        if self._terminada and quedan.keys() <= _DONDE:
            autoguardado.soltar(self._pantalla)
            return True
        autoguardado.vigilar(self._pantalla, lambda: quedan)
        autoguardado.guardar()
        return True

    def capturas(self) -> dict[str, str]:
        """All that is being typed, by field, and where."""
        sesion = self.sesion
        if sesion is None:
            return {}
        if self._por_recuperar is not None:
            return self._por_recuperar
        return {
            "punto": sesion.punto.uuid if sesion.punto else "",
            "tratados": " ".join(sorted(sesion.tratados)),
            "hora": sesion.reloj.fijada or "",
            "foco": next((nombre for nombre, campo in self._campos().items() if campo.hasFocus()), ""),
            **self.orden.capturas(),
            **self.medio.capturas(),
            **self.asistencia.capturas(),
        }

    def salir(self) -> None:
        """Back to the record; the session goes on."""
        self.entorno.navegacion.abrir("reunion", self._uuid)

    def terminar(self) -> None:
        """Show what is still open, and ask for the hour."""
        self.medio.notas.confirmar()
        campos: dict[str, QLineEdit] = {"un acuerdo": self.medio.acuerdo.campo, "una asistencia": self.asistencia.campo}
        campos |= {
            "lo que alguien pide que conste": self.medio.intervencion.campo,
            "un documento": self.medio.documento.campo,
            "un punto": self.orden.campo,
        }
        a_medias = [nombre for nombre, campo in campos.items() if campo.text().strip()]
        self.medio.abrir_franja(self.medio.cierre, lambda: self.medio.cierre.abrir(a_medias))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up the innermost thing, at last the page; F1 explains."""
        if event.key() == Qt.Key.Key_F1:
            self._ayudar()
        elif event.key() == Qt.Key.Key_Escape and self.sesion is not None:
            self._escapar()
        else:
            super().keyPressEvent(event)

    def _escapar(self) -> None:
        franja = self.medio.franja_abierta()
        escribe = self.window().focusWidget() in (self.orden.campo, self.asistencia.lista, self.orden.lista)
        if franja is not None:
            franja.cerrar()
        elif escribe and self.medio.notas.isEnabled():
            self.medio.tomar_teclado()
        else:
            self.salir()

    def _soltar_linea(self) -> None:
        if self.medio.notas.isEnabled():
            self.medio.tomar_teclado()
        else:
            self.salir()

    def _campos(self) -> dict[str, QWidget]:
        return {
            "notas": self.medio.notas,
            "acuerdo": self.medio.acuerdo.campo,
            "asistencia": self.asistencia.campo,
            "punto_nuevo": self.orden.campo,
            "voto": self.medio.votacion.lados[0],
            "intervencion": self.medio.intervencion.campo,
            "documento": self.medio.documento.campo,
            "conteo": self.asistencia.franja.campo,
        }

    def _recuperar(self, sesion: SesionAbierta, capturas: dict[str, str]) -> None:
        sesion.tratados.update(capturas.get("tratados", "").split())
        claves = [p.uuid for p in sesion.registro.puntos]
        notas_de = capturas.get("notas_de") or capturas.get("punto")
        if notas_de in claves:
            sesion.ir_a(notas_de)
        self._mostrar_punto()
        self.orden.recuperar(capturas)
        self.medio.recuperar(capturas)
        self.asistencia.recuperar(capturas)
        if capturas.get("hora"):
            sesion.reloj.fijar(capturas["hora"])
        campo = self._campos().get(capturas.get("foco", ""))
        if campo is not None and campo.isEnabled() and not campo.isHidden():
            campo.setFocus(Qt.FocusReason.OtherFocusReason)
        elif sesion.registro.puntos and sesion.registro.asistencias:
            self.medio.tomar_teclado()
        else:
            self.asistencia.campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remitir(self) -> None:
        self.entorno.avisos.aviso(self._rehusa)
        self.salir()

    def _cerrar(self) -> None:
        self._terminada = True
        self.salir()

    def _ayudar(self) -> None:
        self.entorno.navegacion.ir(Destino(Seccion.AYUDA, campo="sesion"))

    def _avanzar(self, pasos: int) -> None:
        if self.sesion is None:
            return
        siguiente = self.sesion.avanzar(pasos)
        if siguiente is not None:
            self._ir_al_punto(siguiente)
            self.medio.tomar_teclado()
        else:
            self.orden.refrescar()
            self.entorno.avisos.hecho("Es el último punto. Ctrl+P agrega otro." if pasos > 0 else "Es el primer punto.")

    def _ir_al_punto(self, punto: str | None) -> None:
        if self.sesion is None:
            return
        self.medio.notas.confirmar()
        if self.medio.notas.pendiente:
            return  # refused, and told: nothing may take the place of what was typed
        self.sesion.ir_a(punto)

    def _mostrar_punto(self) -> None:
        self.orden.refrescar()
        self.medio.refrescar()

    def _anotar_hora(self) -> None:
        hora = self.sesion.exigir_hora() if self.sesion else None
        if hora is not None and self.medio.notas.isEnabled():
            self.medio.notas.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.medio.notas.insertar_hora(hora)

    def _recibir_foto(self, archivos: list[Path]) -> None:
        self.asistencia.franja.abrir(archivos[0])

    def _recibir_documento(self, archivos: list[Path]) -> None:
        documento = self.medio.documento
        self.medio.abrir_franja(documento, lambda: documento.abrir(archivos[0]))
