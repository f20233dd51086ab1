"""«Llegó un CD»: registering documents one after the other without leaving the keyboard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas.adjuntos import Duplicado
from enlace_app.consultas.cumplimientos import Sugerencia
from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.opciones_de_documento import reuniones_posibles
from enlace_app.consultas.registro_de_documento import traer
from enlace_app.dominio.adjuntos import nombre_seguro
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonPrimario, BotonSecundario, Enlace
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.zona_de_archivos import ZonaDeArchivos
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.documentos.campos import CamposDeDocumento, como_sugerencia
from enlace_app.ui.paginas.documentos.cumplimientos import Cumplimientos, nombrar
from enlace_app.ui.paginas.documentos.repetidos import Repetidos
from enlace_app.ui.paginas.documentos.seguimiento import marcar_cumplido
from enlace_app.ui.tareas import Progreso
from enlace_app.ui.tema import Icono

_ARCHIVOS = "archivos"
_SE_QUEDAN = ("remitente", "fecha")
_DE_LA_REUNION = ("reunion", "reunion.texto")
_SE_QUEDAN_CON_LA_ENTREGA = ("medio", "receptor", "compromisos", *_DE_LA_REUNION)
"""Files that were dropped together came together."""


class DocumentoNuevo(QWidget):
    """The form; Enter registers and makes it ready for the next one, with sender and date kept."""

    registrado = Signal(str)
    """The uuid of what was registered."""
    cerrado = Signal()

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._cola: list[Path] = []
        self._hechos = 0
        self._conservado: dict[str, str] = {}
        self._ocupado = False
        self.campos = CamposDeDocumento(entorno)
        self.zona = ZonaDeArchivos(varios=False, invitacion="o suéltelo en la página, o Ctrl+V", recibe=False)
        self.repetidos = Repetidos(entorno)
        self.cumplimientos = Cumplimientos(entorno, al_momento=False)
        self.aviso = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.reciente = Enlace("Es de la reunión más reciente", al_activar=self._tomar_reciente)
        self._reciente: tuple[str, str] | None = None
        self.boton = BotonPrimario("Registrar  (Enter)", al_pulsar=self.registrar)
        self.vaciar = BotonSecundario("Vaciar", al_pulsar=self.descartar)
        self.saltar = BotonSecundario("Saltar", al_pulsar=self._saltar)
        self.saltar.setAccessibleName("Saltar este archivo")
        self.saltar.setToolTip("Seguir con el próximo archivo sin registrar este")
        self._armar()
        self.campos.intro.connect(self.registrar)
        self.campos.dejado.connect(self._revisar)
        self.campos.reunion.textChanged.connect(self._ofrecer_reciente)
        self.zona.cambiados.connect(self._examinar)
        self.cumplimientos.marcado.connect(self._marcado)
        self.limpiar()

    def _armar(self) -> None:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 0, 8, 0)
        caja.addWidget(self.zona)
        caja.addWidget(self.repetidos)
        caja.addWidget(self.campos)
        caja.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(dentro)
        area.setMinimumWidth(dentro.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        self.area = area
        botones = QHBoxLayout()
        for boton in (self.boton, self.saltar, self.vaciar):
            botones.addWidget(boton)
        botones.addStretch(1)
        todo = QVBoxLayout(self)
        cabeza = QHBoxLayout()
        cabeza.addWidget(Etiqueta("Registrar documento", RolDeEtiqueta.SUBTITULO), 1)
        cabeza.addWidget(BotonDeIcono(Icono.CERRAR, "Cerrar el registro (Esc)", al_pulsar=self.cerrado.emit))
        todo.addLayout(cabeza)
        for parte in (self.aviso, area, self.cumplimientos, self.reciente, self.error):
            todo.addWidget(parte, 1 if parte is area else 0)
        todo.addLayout(botones)

    def abrir(self) -> None:
        """Get ready to be typed into."""
        self.campos.releer()
        hoy = self._entorno.ahora_en(None).date()
        posibles = reuniones_posibles(self._entorno.contexto.almacen.lectura, "")
        pasadas = [fila for fila in posibles if fila.fecha.fecha is not None and fila.fecha.fecha <= hoy]
        sugerencia = como_sugerencia(pasadas[0]) if pasadas else None
        self._reciente = (str(sugerencia.dato), sugerencia.texto) if sugerencia else None
        self._ofrecer_reciente()
        self.enfocar()

    def enfocar(self) -> None:
        """Put the keyboard on the first field that is empty."""
        primero = self.campos.tipo if self.campos.remitente.valor() else self.campos.remitente
        primero.setFocus(Qt.FocusReason.OtherFocusReason)

    def recibir(self, archivos: list[Path]) -> None:
        """Take files that were dropped or pasted: the first one now, the others after it."""
        if self.zona.archivos() or self._ocupado:
            self._cola += archivos
            self._contar()
            return
        self._cola = archivos[1:]
        self._hechos = 0
        self.zona.poner(archivos[:1])
        self._contar()

    def para_la_reunion(self, reunion: Opcion) -> bool:
        """Set the meeting; False while the document of another one is half typed, which stays as it is."""
        campo = self.campos.reunion
        self._mostrar_error("")
        if campo.uuid() == reunion.uuid:
            return True
        if campo.valor() and self._empezado():
            self._mostrar_error(
                "Hay un documento a medio escribir de otra reunión. Regístrelo o vacíelo, y vuelva a la reunión "
                f"{reunion.nombre} para registrar los suyos."
            )
            return False
        campo.elegir(reunion.uuid, f"{reunion.nombre} · {reunion.detalle}" if reunion.detalle else reunion.nombre)
        return True

    def _empezado(self) -> bool:
        """Whether anything besides the meeting is typed and not yet registered."""
        escritos = {clave: texto for clave, texto in self.textos().items() if clave not in _DE_LA_REUNION}
        return any(texto != self._conservado.get(clave, "") for clave, texto in escritos.items())

    def textos(self) -> dict[str, str]:
        """Return what is typed and not yet registered, for `recuperar`; nothing where only what is kept stands."""
        textos = self.campos.textos()
        archivos = [str(archivo) for archivo in (*self.zona.archivos(), *self._cola)]
        if self._ocupado or (textos == self._conservado and not archivos):
            return {}
        return textos | {_ARCHIVOS: "\n".join(archivos)}

    def recuperar(self, textos: Mapping[str, str]) -> None:
        """Show what an earlier run left."""
        self.campos.recuperar(textos)
        self._conservado = {}
        if archivos := textos.get(_ARCHIVOS, "").splitlines():
            self.recibir([Path(archivo) for archivo in archivos])
        self._decir("Se recuperó lo que estaba escribiendo cuando se cerró el programa.")
        self._revisar("remitente")

    def limpiar(self, *, conservar: tuple[str, ...] = ()) -> None:
        """Empty the form, except for the fields named."""
        antes = self.campos.textos()
        self.campos.recuperar({clave: antes[clave] for clave in conservar})
        if not self.campos.textos().get("fecha"):
            # Most are registered on the day they come; «sin fecha» should be somebody's choice.
            hoy = self._entorno.ahora_en(None).date()
            self.campos.fecha.poner_fecha(FechaImprecisa(hoy, Precision.dia))
        self._conservado = self.campos.textos()
        self.zona.poner([])
        self.repetidos.poner([])
        self.cumplimientos.limpiar()
        self._decir("")
        self._mostrar_error("")
        self._contar()

    def descartar(self) -> None:
        """Empty everything; the files themselves are not touched."""
        self._cola = []
        self.limpiar()
        self.enfocar()

    def _saltar(self) -> None:
        self.zona.poner([])
        self._siguiente()

    def _siguiente(self) -> None:
        if self._cola:
            self._hechos += 1
            self.zona.poner([self._cola.pop(0)])
        self._contar()

    def _contar(self) -> None:
        total = self._hechos + 1 + len(self._cola)
        if self._cola or (self._hechos and self.zona.archivos()):
            sigue = " Al registrar sigue el próximo." if self._cola else ""
            self._decir(f"Archivo {self._hechos + 1:,} de {total:,}.{sigue}")
        self.saltar.setVisible(bool(self._cola))

    def _decir(self, texto: str) -> None:
        self.aviso.setText(texto)
        self.aviso.setVisible(bool(texto))

    def _mostrar_error(self, texto: str) -> None:
        self.error.setText(texto)
        self.error.setVisible(bool(texto))

    def _revisar(self, clave: str) -> None:
        problema = self.campos.problemas().get(clave, "") if clave != "tipo" else ""
        self.campos.mostrar_error(self.campos.campo(clave), problema)
        if clave in {"remitente", "reunion", "compromisos"}:
            self.cumplimientos.buscar(
                self.campos.remitente.valor(), self.campos.reunion.uuid(), self.campos.compromisos.elegidos()
            )

    def _marcado(self, sugerencia: Sugerencia | None) -> None:
        self.campos.acuerdo.poner(*((sugerencia.acuerdo, sugerencia.folio) if sugerencia else (None, "")))

    def _ofrecer_reciente(self) -> None:
        hay = self._reciente is not None and not self.campos.reunion.valor()
        if self._reciente is not None:
            self.reciente.poner_texto(f"Es de la reunión {self._reciente[1]}  (Alt+0)")
            self.reciente.setShortcut("Alt+0")
        self.reciente.setVisible(hay)

    def _tomar_reciente(self) -> None:
        if self._reciente is not None:
            self.campos.reunion.elegir(*self._reciente)

    def _examinar(self) -> None:
        """Look at the file beside the window: whether it can be taken, and whether it came before."""
        self.repetidos.poner([])
        archivos, almacen = self.zona.archivos(), self._entorno.contexto.almacen
        if not archivos:
            return

        def examinar(_progreso: Progreso) -> list[Duplicado]:
            from enlace_app.servicios.adjuntos import lo_mismo_que

            return lo_mismo_que(almacen, archivos[0])

        def terminar(hallados: list[Duplicado]) -> None:
            if self.zona.archivos() == archivos:
                self.repetidos.poner(hallados)

        def fallar(error: ErrorDeEnlace) -> None:
            if self.zona.archivos() == archivos:
                self._rechazar_archivo(error)

        self._entorno.tareas.lanzar(
            "Revisando el archivo", examinar, al_terminar=terminar, al_fallar=fallar, para=self, callada=True
        )

    def _rechazar_archivo(self, error: ErrorDeEnlace) -> None:
        """A file that cannot be taken is put down again, so that the rest can be registered without it."""
        self.zona.poner([])
        if self._cola:
            self._entorno.avisos.error(str(error))
            self._siguiente()
        else:
            self.zona.mostrar_error(str(error))

    def registrar(self) -> None:
        """Register what is typed; what is wrong is said under its field."""
        if self._ocupado:
            return
        self._mostrar_error("")
        self.campos.limpiar_errores()
        for clave, texto in self.campos.problemas().items():
            self.campos.mostrar_error(self.campos.campo(clave), texto)
        if self.campos.ir_al_primer_error():
            return
        almacen, archivos = self._entorno.contexto.almacen, self.zona.archivos()
        datos: Any = self.campos.datos()
        cumple = self.cumplimientos.elegida()

        def guardar() -> str:
            from enlace_app.servicios.documentos import registrar_documento

            cambios = registrar_documento(almacen, archivo=archivos[0] if archivos else None, **datos)
            return str(cambios.principal)

        if not archivos:
            uuid = self._entorno.operaciones.hacer(guardar, al_rehusar=self._rehusar)
            if uuid is not None:
                self._terminar(uuid, cumple)
            return
        self._ocupar(si=True)
        self._entorno.operaciones.en_tarea(
            f"Guardando {nombre_seguro(archivos[0].name)}",
            lambda _: guardar(),
            al_terminar=lambda uuid: self._terminar(uuid, cumple),
            al_rehusar=self._rehusar,
        )

    def _ocupar(self, *, si: bool) -> None:
        self._ocupado = si
        for parte in (self.area, self.boton, self.vaciar, self.saltar, self.cumplimientos):
            parte.setEnabled(not si)

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        if not isValid(self):
            self._entorno.avisos.error(str(error))
            return
        self._ocupar(si=False)
        self._mostrar_error(str(error))

    def _terminar(self, uuid: str, cumple: Sugerencia | None) -> None:
        self._avisar(uuid, cumple)
        if not isValid(self):
            return
        self._ocupar(si=False)
        con_la_entrega = _SE_QUEDAN_CON_LA_ENTREGA if self._cola else ()
        self.limpiar(conservar=(*_SE_QUEDAN, *con_la_entrega))
        self._siguiente()
        self._entorno.autoguardado.guardar()
        self._revisar("remitente")
        self.enfocar()
        self.registrado.emit(uuid)

    def _avisar(self, uuid: str, cumple: Sugerencia | None) -> None:
        documento = traer(self._entorno.contexto.almacen.lectura, uuid)
        if documento is None:
            return
        dicho = f"Se registró {documento.folio}."
        if cumple is not None and marcar_cumplido(self._entorno, acuerdo=cumple.acuerdo, documento=uuid):
            self._entorno.avisos.hecho(f"{dicho} Se marcó cumplido {nombrar(cumple.folio, '')}.")
        elif cumple is None and documento.acuerdo is not None and not documento.acuerdo_concluido:
            acuerdo = documento.acuerdo.uuid
            self._entorno.avisos.hecho(
                dicho,
                opcion="Marcar cumplido el acuerdo",
                accion=lambda: marcar_cumplido(self._entorno, acuerdo=acuerdo, documento=uuid),
            )
        elif cumple is None:
            abrir = self._entorno.navegacion.abrir
            self._entorno.avisos.hecho(dicho, opcion="Abrirlo", accion=lambda: abrir("documento", uuid))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the form away; what is typed stays in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.cerrado.emit()
        else:
            super().keyPressEvent(event)
