"""The remarks on the draft of an acta: noted in one line, resolved in place."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.observaciones import FilaObservacion, observaciones
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.observaciones import ResultadoDeObservacion
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonDePlegar, BotonSecundario
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.tema import Icono

_LINEAS_A_LA_VISTA = 8


def escribir_cuenta_de_observaciones(hechas: list[FilaObservacion]) -> str:
    """Say how many there are and how many are open."""
    abiertas = sum(o.abierta for o in hechas)
    if not hechas:
        return "Observaciones: ninguna"
    return f"Observaciones: {abiertas} abierta{'' if abiertas == 1 else 's'} de {len(hechas)}"


def escribir_observacion(observacion: FilaObservacion) -> str:
    """Say who remarked what, on which version where that is closed, and what became of it."""
    parte = f" ({observacion.seccion})" if observacion.seccion else ""
    version = f", versión {observacion.version}" if observacion.versiones_atras else ""
    dicho = f"{observacion.n}. {observacion.autor}{parte}{version}: {observacion.texto}"
    if observacion.abierta:
        return dicho
    respuesta = f": {observacion.respuesta}" if observacion.respuesta else ""
    return f"✓ {dicho} — {observacion.resultado}{respuesta}"


class _Renglon(QWidget):
    """One remark; while it is open, its answer, what became of it, and the button."""

    def __init__(self, entorno: Entorno, observacion: FilaObservacion, *, resoluble: bool) -> None:
        super().__init__()
        self._entorno, self._uuid = entorno, UUID(observacion.uuid)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 4)
        caja.setSpacing(2)
        rol = RolDeEtiqueta.NORMAL if observacion.abierta else RolDeEtiqueta.TENUE
        caja.addWidget(Etiqueta(escribir_observacion(observacion), rol, ajustar=True))
        self.respuesta = CampoDeTexto(sugerencia="Respuesta")
        self.resultado = QComboBox()
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        if not (observacion.abierta and resoluble):
            return
        self.respuesta.setAccessibleName(f"Respuesta a la observación {observacion.n}")
        self.respuesta.returnPressed.connect(self.resolver)
        self.resultado.addItems([str(r) for r in ResultadoDeObservacion])
        self.resultado.setAccessibleName(f"Cómo queda la observación {observacion.n}")
        boton = BotonSecundario("Resolver", con_icono=Icono.CUMPLIDO, al_pulsar=self.resolver)
        boton.setAccessibleName(f"Resolver la observación {observacion.n}")
        fila = QHBoxLayout()
        fila.addWidget(self.respuesta, 1)
        fila.addWidget(self.resultado)
        fila.addWidget(boton)
        caja.addLayout(fila)
        caja.addWidget(self.error)

    def resolver(self) -> None:
        """Say what became of it."""
        from enlace_app.servicios.observaciones import resolver_observacion

        almacen = self._entorno.contexto.almacen
        resultado, respuesta = self.resultado.currentText(), self.respuesta.valor()
        self.error.hide()
        self._entorno.operaciones.hacer(
            lambda: resolver_observacion(almacen, observacion=self._uuid, resultado=resultado, respuesta=respuesta),
            dicho=f"La observación quedó {resultado}.",
            al_rehusar=self._rehusar,
        )

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        self.error.setText(str(error))
        self.error.show()
        self.respuesta.setFocus(Qt.FocusReason.OtherFocusReason)


class ObservacionesDelActa(QWidget):
    """Shown in review, and later where there are any."""

    def __init__(self, entorno: Entorno) -> None:
        super().__init__()
        self._entorno = entorno
        self._registro: RegistroDeReunion | None = None
        self._renglones: dict[tuple[str, bool, bool], _Renglon] = {}
        self.encabezado = BotonDePlegar("Observaciones", con_icono=Icono.PLEGADO, al_pulsar=self._alternar)
        self.cuerpo = QWidget()
        self._hoja = QWidget()
        self._lista = QVBoxLayout(self._hoja)
        self._lista.setContentsMargins(0, 0, 0, 0)
        self.area = AreaDeFormulario(self._hoja)
        for fondo in (self.area.viewport(), self._hoja):
            fondo.setAutoFillBackground(False)
        self.autor = CampoConSugerencias(self._sugerir)
        self.seccion = CampoDeTexto(sugerencia="Parte del acta")
        self.texto = CampoDeTexto(sugerencia="Observación")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.error.hide()
        self.nueva = self._crear_nueva()
        interior = QVBoxLayout(self.cuerpo)
        interior.setContentsMargins(0, 0, 0, 4)
        for parte in (self.area, self.nueva, self.error):
            interior.addWidget(parte)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(0)
        caja.addWidget(self.encabezado)
        caja.addWidget(self.cuerpo)

    def _crear_nueva(self) -> QWidget:
        self.autor.setPlaceholderText("Quién observa")
        for campo, nombre in ((self.autor, "Quién observa"), (self.seccion, "Parte del acta")):
            campo.setAccessibleName(nombre)
        self.texto.setAccessibleName("Observación")
        for linea in (self.seccion, self.texto):
            linea.returnPressed.connect(self.anotar)
        nueva = QWidget()
        fila = QHBoxLayout(nueva)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(self.autor, 3)
        fila.addWidget(self.seccion, 2)
        fila.addWidget(self.texto, 5)
        fila.addWidget(BotonSecundario("Anotar", con_icono=Icono.MAS, al_pulsar=self.anotar))
        return nueva

    def poner(self, registro: RegistroDeReunion) -> None:
        """Read the remarks again; an answer that is being typed stays."""
        otra = self._registro is None or self._registro.uuid != registro.uuid
        cambio_de_estado = otra or (self._registro is not None and self._registro.estado != registro.estado)
        self._registro = registro
        estado = EstadoReunion(registro.estado)
        en_revision = estado is EstadoReunion.EN_REVISION and registro.propia
        hechas = observaciones(self._entorno.contexto.almacen.lectura, registro.uuid)
        self._dibujar(hechas, resoluble=registro.propia and estado not in CONGELADOS)
        self.encabezado.setText(escribir_cuenta_de_observaciones(hechas))
        self.encabezado.setAccessibleName(escribir_cuenta_de_observaciones(hechas))
        self.setVisible(en_revision or bool(hechas))
        self.nueva.setVisible(en_revision)
        if otra:
            for campo in (self.autor, self.seccion, self.texto):
                campo.poner_valor("")
            self.error.hide()
        if cambio_de_estado:
            self._desplegar(si=en_revision or any(o.abierta for o in hechas))

    def _dibujar(self, hechas: list[FilaObservacion], *, resoluble: bool) -> None:
        antes, self._renglones = self._renglones, {}
        while self._lista.takeAt(0) is not None:
            pass
        for hecha in hechas:
            clave = (hecha.uuid, hecha.abierta, resoluble)
            renglon = antes.pop(clave, None) or _Renglon(self._entorno, hecha, resoluble=resoluble)
            self._renglones[clave] = renglon
            self._lista.addWidget(renglon)
            renglon.show()  # at once: what is still hidden has no height
        for sobra in antes.values():
            sobra.hide()
            sobra.deleteLater()
        self._lista.addStretch(1)
        self.area.setVisible(bool(hechas))
        self._ajustar_alto()

    def _ajustar_alto(self) -> None:
        tope = round(self.fontMetrics().height() * 1.6 * _LINEAS_A_LA_VISTA)
        self.area.setFixedHeight(min(self._lista.totalHeightForWidth(max(self.width() - 20, 200)) + 4, tope))

    def resizeEvent(self, event: object) -> None:
        """Other widths wrap into other heights."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._ajustar_alto()

    def anotar(self) -> None:
        """Record the remark that was typed."""
        from enlace_app.servicios.observaciones import observar

        if self._registro is None:
            return
        almacen, reunion = self._entorno.contexto.almacen, UUID(self._registro.uuid)
        autor, seccion, texto = self.autor.valor(), self.seccion.valor(), self.texto.valor()
        self.error.hide()
        hecho = self._entorno.operaciones.hacer(
            lambda: observar(almacen, reunion=reunion, autor=autor, texto=texto, seccion=seccion),
            al_rehusar=self._rehusar,
        )
        if hecho is not None:  # the same person usually has more than one
            self.seccion.poner_valor("")
            self.texto.poner_valor("")
            self.texto.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rehusar(self, error: ErrorDeEnlace) -> None:
        self.error.setText(str(error))
        self.error.show()

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        presentes = self._registro.asistencias if self._registro is not None else ()
        return buscador_de([Sugerencia(a.persona, a.organizacion or "") for a in presentes if a.persona])(texto)

    def ir_a(self, uuid: str) -> bool:
        """Unfold and put the keyboard on the answer of that remark; False if it is not open here."""
        renglon = next((r for (cual, abierta, _), r in self._renglones.items() if cual == uuid and abierta), None)
        if renglon is None:
            return False
        self._desplegar(si=True)
        self.area.ensureWidgetVisible(renglon)
        renglon.respuesta.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _alternar(self) -> None:
        self._desplegar(si=self.cuerpo.isHidden())

    def _desplegar(self, *, si: bool) -> None:
        self.cuerpo.setVisible(si)
        self.encabezado.cambiar_icono(Icono.DESPLEGADO if si else Icono.PLEGADO)
        self.encabezado.setAccessibleDescription("abierta" if si else "plegada")
