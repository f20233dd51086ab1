"""The agreements of the meeting and its votes: corrected in place, and a line at the foot for the next one."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas import acuerdos as consulta
from enlace_app.consultas.candidatos import nombres_conocidos
from enlace_app.consultas.folios import buscar_folio
from enlace_app.consultas.listado import Pedido
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.renglon_de_acuerdo import RenglonDeAcuerdo
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.completado import Sugerencia
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.renglon_de_acuerdo import LineaDeAcuerdo
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.pestanas.intervenciones import Intervenciones
from enlace_app.ui.paginas.reuniones.pestanas.tarjeta_de_acuerdo import TarjetaDeAcuerdo, Vecindad
from enlace_app.ui.paginas.reuniones.pestanas.tarjeta_de_votacion import TarjetaDeVotacion, nombrar_punto
from enlace_app.ui.paginas.reuniones.solo_lectura import ESTILO_DE_SOLO_LECTURA, explicar_cierre
from enlace_app.ui.tema import Icono

if TYPE_CHECKING:
    from enlace_app.servicios.votaciones_explicadas import ExplicacionDeVotacion

_PROPUESTOS = 8


class PestanaDeAcuerdos(Pestana):
    """F4 leads to the line at the foot; Enter there adds, and stays for the next one."""

    titulo = "Acuerdos"
    tabla = "acuerdo"

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self.tarjetas: dict[str, TarjetaDeAcuerdo] = {}
        self.votaciones: dict[str, TarjetaDeVotacion] = {}
        self._a_medias: dict[str, str] = {}
        """What stands in the line of each meeting and was not added yet."""
        self._conocidos: Mapping[str, str] | None = None
        self._vecindad = Vecindad(self._referencia, self._nombres, self._anteriores, self._buscar)
        self.aviso = Etiqueta("", ajustar=True)
        self.cuenta = Etiqueta("", RolDeEtiqueta.SUBTITULO)
        self.copiar = BotonSecundario("&Copiar como texto", con_icono=Icono.COPIAR, al_pulsar=self.copiar_como_texto)
        self.titulo_de_votaciones = Etiqueta("", RolDeEtiqueta.SUBTITULO)
        self.intervenciones = Intervenciones(entorno)
        self.linea = LineaDeAcuerdo(self._nombres, self._referencia)
        self.linea.escrito.connect(self.agregar)
        self.punto = QComboBox()
        self.punto.setAccessibleName("Punto del acuerdo nuevo")
        self.punto.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.punto.setMinimumContentsLength(12)
        self.linea.poner_delante(self.punto)
        self._armar()
        QShortcut(QKeySequence("F4"), self).activated.connect(self._ir_a_la_linea)

    def _armar(self) -> None:
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.cuenta, 1)
        cabeza.addWidget(self.copiar)
        hoja = QWidget()
        hoja.setStyleSheet(ESTILO_DE_SOLO_LECTURA)
        self._hoja = QVBoxLayout(hoja)
        self._hoja.setContentsMargins(0, 0, 8, 8)
        self._hoja.addWidget(self.titulo_de_votaciones)
        self._hoja.addWidget(self.intervenciones)
        self._hoja.addStretch(1)
        self.area = AreaDeFormulario(hoja)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addWidget(self.aviso)
        caja.addLayout(cabeza)
        caja.addWidget(self.area, 1)
        caja.addWidget(self.linea)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the agreements and votes; cards that stay keep what is being typed in them."""
        anterior, otra = self.registro, self.registro is None or self.registro.uuid != registro.uuid
        super().poner(registro)
        self._conocidos = None
        if otra:
            self._quitar_tarjetas()
            self._cambiar_linea(anterior, registro)
            self.area.verticalScrollBar().setValue(0)
        explicacion = explicar_cierre(registro)
        self.aviso.setText(explicacion)
        self.aviso.setVisible(bool(explicacion))
        self._poner_acuerdos(registro)
        self._poner_votaciones(registro)
        self.intervenciones.poner(registro)
        self._poner_puntos(registro, otra=otra)
        self.linea.setVisible(registro.editable)
        total = len(registro.acuerdos)
        self.cuenta.setText(
            "1 acuerdo" if total == 1 else (f"{total:,} acuerdos" if total else "Todavía no hay acuerdos")
        )
        self.copiar.setEnabled(total > 0)

    def _cambiar_linea(self, anterior: RegistroDeReunion | None, registro: RegistroDeReunion) -> None:
        """Each meeting has its own line; a half one is stored like all typing, and waits there for who comes back."""
        autoguardado = self.entorno.autoguardado
        if anterior is not None and (escrito := self.linea.campo.text()):
            self._a_medias[anterior.uuid] = escrito
        elif anterior is not None:
            autoguardado.soltar(_pantalla(anterior.uuid))
        self.linea.limpiar()
        if registro.uuid in self._a_medias:
            self.linea.campo.setText(self._a_medias.pop(registro.uuid))
        elif registro.editable:
            uuid = registro.uuid
            dejado = autoguardado.vigilar(_pantalla(uuid), lambda: {"acuerdo": self._escrito_en(uuid)})
            self.linea.recuperar(dejado.get("acuerdo", ""), [a.texto for a in registro.acuerdos[-1:]])

    def _escrito_en(self, reunion: str) -> str:
        suya = self.registro is not None and self.registro.uuid == reunion
        return self.linea.campo.text() if suya else self._a_medias.get(reunion, "")

    def _poner_acuerdos(self, registro: RegistroDeReunion) -> None:
        hoy = self.entorno.ahora_en(registro.zona).date()
        self._soltar(self.tarjetas, {a.uuid for a in registro.acuerdos})
        for n, acuerdo in enumerate(registro.acuerdos):
            tarjeta = self.tarjetas.get(acuerdo.uuid)
            if tarjeta is None:
                tarjeta = self.tarjetas[acuerdo.uuid] = TarjetaDeAcuerdo(self.entorno, acuerdo, self._vecindad)
            if self._hoja.indexOf(tarjeta) != n:
                self._hoja.insertWidget(n, tarjeta)
                tarjeta.show()  # now, not when Qt gets to it: the keyboard may go there at once
            punto = nombrar_punto(registro.puntos, acuerdo.punto) if acuerdo.punto else ""
            tarjeta.poner(acuerdo, punto=punto, hoy=hoy, editable=registro.editable)

    def _poner_votaciones(self, registro: RegistroDeReunion) -> None:
        self._soltar(self.votaciones, {v.uuid for v in registro.votaciones})
        desde, explicadas = len(registro.acuerdos) + 1, self._explicar(registro)
        for n, votacion in enumerate(registro.votaciones, start=desde):
            tarjeta = self.votaciones.get(votacion.uuid)
            if tarjeta is None:
                tarjeta = self.votaciones[votacion.uuid] = TarjetaDeVotacion(self.entorno, votacion)
            if self._hoja.indexOf(tarjeta) != n:
                self._hoja.insertWidget(n, tarjeta)
                tarjeta.show()
            tarjeta.poner(
                votacion,
                registro.puntos,
                editable=registro.editable,
                explicada=explicadas.get(votacion.uuid),
                presentes=tuple(a.quien for a in registro.asistencias),
            )
        total = len(registro.votaciones)
        self.titulo_de_votaciones.setText("1 votación" if total == 1 else f"{total:,} votaciones")
        self.titulo_de_votaciones.setVisible(total > 0)

    def _explicar(self, registro: RegistroDeReunion) -> "Mapping[str, ExplicacionDeVotacion]":
        if not registro.votaciones:
            return {}
        from enlace_app.servicios.votaciones_explicadas import explicar_votaciones

        return explicar_votaciones(self.entorno.contexto.almacen, reunion=UUID(registro.uuid))

    def _poner_puntos(self, registro: RegistroDeReunion, *, otra: bool) -> None:
        elegido = None if otra else self.punto.currentData()
        self.punto.clear()
        self.punto.addItem("Sin punto", None)
        for punto in registro.puntos:
            self.punto.addItem(f"{punto.n}. {' '.join(punto.asunto.split())}"[:120], punto.uuid)
        self.punto.setCurrentIndex(max(self.punto.findData(elegido), 0))
        self.punto.setVisible(bool(registro.puntos))

    def _soltar(self, tarjetas: dict[str, TarjetaDeAcuerdo] | dict[str, TarjetaDeVotacion], quedan: set[str]) -> None:
        for uuid in [uuid for uuid in tarjetas if uuid not in quedan]:
            tarjeta = tarjetas.pop(uuid)
            tenia_el_teclado = tarjeta.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._hoja.removeWidget(tarjeta)
            tarjeta.hide()
            tarjeta.deleteLater()
            if tenia_el_teclado:
                self._ir_a_la_linea()

    def _quitar_tarjetas(self) -> None:
        self._soltar(self.tarjetas, set())
        self._soltar(self.votaciones, set())

    def _referencia(self) -> date | None:
        return self.registro.fecha.fecha if self.registro is not None else None

    def _nombres(self) -> Mapping[str, str]:
        if self._conocidos is None:
            lectura = self.entorno.contexto.almacen.lectura
            self._conocidos = nombres_conocidos(lectura, self.registro.uuid) if self.registro is not None else {}
        return self._conocidos

    def _anteriores(self, texto: str) -> list[Sugerencia]:
        """Agreements that the words may mean; those of this meeting are left out, for it continues earlier ones."""
        lectura, esta = self.entorno.contexto.almacen.lectura, self.registro.uuid if self.registro else ""
        hoy = self.entorno.ahora_en(self.registro.zona if self.registro else None).date()
        filas = consulta.listado(hoy=hoy).pagina(lectura, Pedido(texto=texto), 0, _PROPUESTOS * 2)
        ajenas = [fila for fila in filas if fila.reunion != esta][:_PROPUESTOS]
        return [Sugerencia(fila.folio, " ".join(fila.texto.split()), fila.uuid) for fila in ajenas]

    def _buscar(self, folio: str) -> str | None:
        hallado = buscar_folio(self.entorno.contexto.almacen.lectura, folio)
        return hallado.uuid if hallado is not None and hallado.tabla == "acuerdo" else None

    def agregar(self, leido: RenglonDeAcuerdo) -> None:
        """Add what was typed in the line; a refusal stays under it."""
        from enlace_app.servicios.acuerdos import agregar_acuerdo

        if self.registro is None:
            return
        almacen, reunion, punto = self.entorno.contexto.almacen, UUID(self.registro.uuid), self.punto.currentData()
        hecho = self.entorno.operaciones.hacer(
            lambda: agregar_acuerdo(
                almacen,
                reunion=reunion,
                texto=leido.texto,
                responsables=leido.responsables,
                plazo=leido.plazo_literal,
                punto=UUID(punto) if punto else None,
            ),
            al_rehusar=self.linea.mostrar_error,
        )
        if hecho is not None:
            self.linea.limpiar()
            self.entorno.autoguardado.guardar()
            if (nueva := self.tarjetas.get(str(hecho.principal))) is not None:
                self._ver(nueva)

    def copiar_como_texto(self) -> None:
        """Put the agreements on the clipboard, for a message."""
        from enlace_app.consultas.mensaje_de_acuerdos import texto_para_mensaje

        if self.registro is None or not self.dejar():
            return
        QGuiApplication.clipboard().setText(texto_para_mensaje(self.entorno.contexto.almacen.lectura, self.registro))
        self.entorno.avisos.hecho("Los acuerdos se copiaron; péguelos en el mensaje con Ctrl+V.")

    def _ir_a_la_linea(self) -> None:
        if not self.linea.isHidden():
            self.linea.tomar_teclado()

    def _ver(self, tarjeta: QWidget) -> None:
        # A card that was just made has no place until its sheet was laid out, which Qt does when the event is over.
        QTimer.singleShot(0, tarjeta, lambda: self.area.ensureWidgetVisible(tarjeta, 0, tarjeta.height()))

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard on an agreement or a vote of the meeting, or on the line for a new one."""
        if uuid is None:
            if campo not in {None, "acuerdos"}:
                return False
            (self.linea.campo if not self.linea.isHidden() else self.copiar).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if (votada := self.votaciones.get(uuid)) is not None:
            self._ver(votada)
            votada.corregir.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if (dicha := self.intervenciones.ir_a(uuid)) is not None:
            self._ver(dicha)
            return True
        tarjeta = self.tarjetas.get(uuid)
        if tarjeta is None:
            return False
        self._ver(tarjeta)
        tarjeta.campos.get(campo or "", tarjeta.texto).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def dejar(self) -> bool:
        """Save the field that is being typed in; False while one is refused."""
        for tarjeta in list(self.tarjetas.values()):
            tarjeta.confirmar()
        erroneos = [campo for tarjeta in self.tarjetas.values() for campo in tarjeta.con_errores()]
        if not erroneos:
            return True
        erroneos[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.entorno.avisos.error(f"Antes de seguir corrija: {erroneos[0].accessibleName()}. Esc lo deja como estaba.")
        return False


def _pantalla(reunion: str) -> str:
    return f"acuerdos:{reunion}"
