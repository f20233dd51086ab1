"""The data of the meeting itself, each field saved as it is left."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas import opciones
from enlace_app.consultas.opciones import CampoUsado
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.calendario import plegar
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.tipos_reunion import QuienNumera
from enlace_app.errores import ErrorDeEnlace
from enlace_app.ui.componentes.area import AreaDeFormulario
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha, CampoDeHora
from enlace_app.ui.componentes.campos import CampoLargo
from enlace_app.ui.componentes.completado import Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.reuniones.combos import llenar_combo
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.pestanas.formulario_de_datos import FormularioDeDatos, Linea
from enlace_app.ui.paginas.reuniones.solo_lectura import ESTILO_DE_SOLO_LECTURA, explicar_cierre

if TYPE_CHECKING:
    from enlace_app.servicios.reuniones import DatosDeReunion

_OTRO_LUGAR = "No hay un municipio con ese nombre; elija uno de la lista, o escriba el lugar en «Ciudad o localidad»."


class PestanaDeDatos(Pestana):
    """All fields of the meeting in the order in which one fills them in."""

    titulo = "Datos"
    tabla = "reunion"

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self.aviso = Etiqueta("", ajustar=True)
        self.formulario = FormularioDeDatos(hoy=self._hoy, sugerir=self._de)
        self._campos = self.formulario.por_nombre()
        self._sugerencias: dict[str, list[Sugerencia]] = {}
        self._municipios: dict[str, str] = {}
        self._pantalla: str | None = None
        self._armar()
        self._conectar()

    def _armar(self) -> None:
        hoja = QWidget()
        hoja.setStyleSheet(ESTILO_DE_SOLO_LECTURA)
        caja = QVBoxLayout(hoja)
        caja.setContentsMargins(0, 0, 8, 8)
        caja.addWidget(self.aviso)
        caja.addWidget(self.formulario)
        caja.addStretch(1)
        self.area = AreaDeFormulario(hoja)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(self.area)

    def _conectar(self) -> None:
        f = self.formulario
        for nombre, campo in f.textos.items():
            campo.dejado.connect(lambda valor, c=campo, n=nombre: self._guardar_dato(c, n, valor))
        for nombre, hora in f.horas.items():
            hora.dejado.connect(lambda valor, h=hora, n=nombre: self._guardar_hora(h, n, valor))
        f.tipo.activated.connect(lambda _: self._guardar_tipo())
        f.ejercicio.activated.connect(lambda _: self._guardar_ejercicio())
        f.modalidad.activated.connect(lambda _: self._guardar_dato(f.modalidad, "modalidad", f.modalidad.currentData()))
        f.fecha.dejado.connect(self._guardar_fecha)
        for nombre, dia in f.dias.items():
            dia.dejado.connect(lambda d=dia, n=nombre: self._guardar_dia(d, n))
        for campo, guardar in ((f.municipio, self._guardar_municipio), (f.parte_de, self._guardar_parte_de)):
            campo.dejado.connect(lambda _, g=guardar: g())
            campo.elegida.connect(lambda _, c=campo: c.confirmar())
        f.regiones.cambiado.connect(self._guardar_regiones)
        f.compromisos.cambiado.connect(self._guardar_compromisos)

    def _hoy(self) -> date:
        return self.entorno.ahora_en(self.registro.zona if self.registro else None).date()

    def _de(self, cual: str) -> Callable[[str], list[Sugerencia]]:
        def sugerir(texto: str) -> list[Sugerencia]:
            if cual not in self._sugerencias:
                self._sugerencias[cual] = self._leer_sugerencias(cual)
            return buscador_de(self._sugerencias[cual])(texto)

        return sugerir

    def _leer_sugerencias(self, cual: str) -> list[Sugerencia]:
        lectura = self.entorno.contexto.almacen.lectura
        if cual == "municipio":
            return [Sugerencia(m.nombre, m.detalle or "", m.uuid) for m in opciones.municipios(lectura)]
        if cual == "parte_de":
            reunion = self.registro.uuid if self.registro else ""
            return [Sugerencia(r.nombre, r.detalle or "", r.uuid) for r in opciones.que_llevan_acta(lectura, reunion)]
        textos = opciones.usados(lectura, CampoUsado(cual))
        if cual in {CampoUsado.FACILITADOR, CampoUsado.PRESIDE}:
            textos += [persona.nombre for persona in opciones.personas(lectura)]
        return [Sugerencia(texto) for texto in dict.fromkeys(textos)]

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the meeting; a field in which somebody is typing keeps what was typed."""
        otra = self.registro is None or self.registro.uuid != registro.uuid
        super().poner(registro)
        f = self.formulario
        if otra:
            f.limpiar_errores()
            self.area.verticalScrollBar().setValue(0)
        self._leer_opciones(registro)
        valores = {nombre: getattr(registro, nombre) or "" for nombre in (*f.textos, *f.horas)}
        for nombre, linea in {**f.textos, **f.horas}.items():
            self._poner_texto(linea, valores[nombre], otra=otra)
        self._poner_texto(f.municipio, registro.municipio_nombre or "", otra=otra)
        self._poner_texto(f.parte_de, registro.folio_anfitriona or "", otra=otra)
        self._poner_fechas(registro, otra=otra)
        for combo, dato in (
            (f.tipo, registro.tipo),
            (f.ejercicio, registro.ejercicio),
            (f.modalidad, registro.modalidad),
        ):
            combo.setCurrentIndex(max(combo.findData(dato), 0))
        self._poner_zona(registro)
        explicacion = explicar_cierre(registro)
        self.aviso.setText(explicacion)
        self.aviso.setVisible(bool(explicacion))
        f.permitir(editar=registro.editable, cambiar_tipo=registro.folio == registro.folio_provisional)
        if registro.editable:
            se_teclea = registro.numera == QuienNumera.STGA
            f.numero.setPlaceholderText("" if se_teclea else "Lo da el programa al cerrar el acta")
        if otra or registro.editable is not (self._pantalla is not None):
            self._vigilar(registro)

    def _vigilar(self, registro: RegistroDeReunion) -> None:
        """Store what is being typed every few seconds; what a power cut interrupted comes back as it was."""
        autoguardado, f = self.entorno.autoguardado, self.formulario
        if self._pantalla is not None:
            autoguardado.soltar(self._pantalla)
        for linea in f.textos.values():
            linea.setProperty("recuperado", False)
        self._pantalla = f"reunion:{registro.uuid}" if registro.editable else None
        if self._pantalla is None:
            return
        escritos = autoguardado.vigilar(self._pantalla, self._sin_guardar)
        recuperados = [n for n, texto in escritos.items() if n in f.textos and texto != (getattr(registro, n) or "")]
        for nombre in recuperados:
            linea = f.textos[nombre]
            linea.setProperty("recuperado", True)
            if isinstance(linea, CampoLargo):
                linea.setPlainText(escritos[nombre])
            else:
                linea.setText(escritos[nombre])
        if recuperados:
            cuales = ", ".join(f.textos[nombre].accessibleName() for nombre in recuperados)
            self.entorno.avisos.aviso(f"Se recuperó lo que se estaba escribiendo en: {cuales}. Revíselo.")

    def _sin_guardar(self) -> dict[str, str]:
        if not isValid(self):  # the window was closed, which saved everything first
            return {}
        textos = self.formulario.textos.items()
        return {n: linea.valor() for n, linea in textos if linea.valor() != str(linea.property("puesto") or "")}

    def _leer_opciones(self, registro: RegistroDeReunion) -> None:
        lectura, f = self.entorno.contexto.almacen.lectura, self.formulario
        self._sugerencias.clear()
        if not f.tipo.count():
            self._municipios = {plegar(m.nombre): m.uuid for m in opciones.municipios(lectura)}
            llenar_combo(f.tipo, opciones.tipos_de_reunion(lectura))
            llenar_combo(f.ejercicio, opciones.ejercicios(lectura), vacia="Sin ejercicio")
        f.regiones.poner(opciones.regiones(lectura), [r.uuid for r in registro.regiones])
        f.compromisos.poner(opciones.compromisos(lectura), [c.uuid for c in registro.compromisos])

    def _poner_texto(self, campo: Linea, valor: str, *, otra: bool) -> None:
        anterior = str(campo.property("puesto") or "")
        campo.setProperty("puesto", valor)
        escribiendo = (campo.hasFocus() and campo.valor() != anterior) or campo.property("recuperado")
        con_error = bool(campo.property("erroneo"))
        if otra or not (escribiendo or con_error):
            campo.poner_valor(valor)

    def _poner_fechas(self, registro: RegistroDeReunion, *, otra: bool) -> None:
        for campo, fecha in (
            (self.formulario.fecha, registro.fecha),
            *((dia, getattr(registro, nombre)) for nombre, dia in self.formulario.dias.items()),
        ):
            linea = campo.linea
            escribiendo = linea.hasFocus() and linea.valor() != str(linea.property("puesto") or "")
            if otra or not (escribiendo or linea.property("erroneo")):
                sin_dia = fecha is None or (fecha == registro.fecha and registro.fecha.fecha is None)
                campo.poner_fecha(None if sin_dia else fecha)
                linea.setProperty("puesto", linea.valor())

    def _poner_zona(self, registro: RegistroDeReunion) -> None:
        ciudad = registro.zona.rpartition("/")[2].replace("_", " ")
        supuesta = " (supuesta: anote el municipio)" if registro.zona_supuesta else ""
        self.formulario.zona.setText(f"hora de {ciudad}{supuesta}")

    def _guardar(self, campo: QWidget, accion: Callable[[UUID, int], object]) -> None:
        """Run one service on the meeting as it was last read; a refusal stays under its field."""
        registro = self.registro
        if registro is None or not registro.editable:
            return
        self.formulario.mostrar_error(campo, "")
        self.entorno.operaciones.hacer(
            lambda: accion(UUID(registro.uuid), registro.rev),
            al_rehusar=lambda error: self._rehusar(campo, error),
        )

    def _rehusar(self, campo: QWidget, error: ErrorDeEnlace | str) -> None:
        self.formulario.mostrar_error(campo, str(error))

    def _guardar_dato(self, campo: QWidget, nombre: str, valor: object) -> None:
        from enlace_app.servicios.reuniones import cambiar_datos

        campo.setProperty("recuperado", False)
        almacen = self.entorno.contexto.almacen
        limpio = valor or None if isinstance(valor, str) else valor
        datos = cast("DatosDeReunion", {nombre: limpio})
        self._guardar(campo, lambda uuid, rev: cambiar_datos(almacen, reunion=uuid, rev=rev, **datos))

    def _guardar_hora(self, campo: CampoDeHora, nombre: str, valor: str) -> None:
        renglon: QWidget = campo if nombre == "hora_programada" else self.formulario.renglon_de_horas
        if problema := campo.problema():
            self._rehusar(renglon, problema)
            return
        self._guardar_dato(renglon, nombre, valor)

    def _guardar_fecha(self) -> None:
        from enlace_app.servicios.reuniones import cambiar_fecha

        f = self.formulario
        leida = f.fecha.fecha()
        if leida is None or leida.fecha is None or leida.precision is not Precision.dia:
            self._rehusar(
                f.fecha,
                f.fecha.problema() or "Escriba el día en que se celebró, con su mes y su año.",
            )
            return
        dia, almacen = leida.fecha, self.entorno.contexto.almacen
        self._guardar(f.fecha, lambda uuid, rev: cambiar_fecha(almacen, reunion=uuid, rev=rev, fecha=dia))

    def _guardar_dia(self, campo: CampoDeFecha, nombre: str) -> None:
        if problema := campo.problema():
            self._rehusar(campo, problema)
            return
        self._guardar_dato(campo, nombre, campo.dia())

    def _guardar_municipio(self) -> None:
        from enlace_app.servicios.reuniones import situar_reunion

        f = self.formulario
        escrito, almacen = f.municipio.valor(), self.entorno.contexto.almacen
        municipio = self._municipios.get(plegar(escrito))
        if escrito and municipio is None:
            self._rehusar(f.municipio, _OTRO_LUGAR)
            return
        elegido = UUID(municipio) if municipio else None
        self._guardar(
            f.municipio,
            lambda uuid, rev: situar_reunion(almacen, reunion=uuid, rev=rev, municipio=elegido),
        )

    def _guardar_parte_de(self) -> None:
        from enlace_app.servicios.reuniones import compartir_acta

        f = self.formulario
        escrito, almacen = f.parte_de.valor(), self.entorno.contexto.almacen
        lectura, esta = almacen.lectura, self.registro.uuid if self.registro else ""
        folios = {plegar(r.nombre): r.uuid for r in opciones.que_llevan_acta(lectura, esta)}
        con = folios.get(plegar(escrito))
        if escrito and con is None:
            self._rehusar(f.parte_de, "No hay una reunión abierta con ese folio; elija una de la lista.")
            return
        elegida = UUID(con) if con else None
        self._guardar(f.parte_de, lambda uuid, rev: compartir_acta(almacen, reunion=uuid, rev=rev, con=elegida))

    def _guardar_tipo(self) -> None:
        from enlace_app.servicios.reuniones import cambiar_clase

        f = self.formulario
        almacen, tipo = self.entorno.contexto.almacen, UUID(f.tipo.currentData())
        self._guardar(f.tipo, lambda uuid, rev: cambiar_clase(almacen, reunion=uuid, rev=rev, tipo=tipo))

    def _guardar_ejercicio(self) -> None:
        from enlace_app.servicios.reuniones import cambiar_ejercicio

        f = self.formulario
        almacen, elegido = self.entorno.contexto.almacen, f.ejercicio.currentData()
        ejercicio = UUID(elegido) if elegido else None
        self._guardar(
            f.ejercicio,
            lambda uuid, rev: cambiar_ejercicio(almacen, reunion=uuid, rev=rev, ejercicio=ejercicio),
        )

    def _guardar_regiones(self) -> None:
        from enlace_app.servicios.reuniones import vincular_regiones

        f = self.formulario
        almacen, elegidas = self.entorno.contexto.almacen, [UUID(uuid) for uuid in f.regiones.elegidos()]
        self._guardar(
            f.regiones,
            lambda uuid, rev: vincular_regiones(almacen, reunion=uuid, rev=rev, regiones=elegidas),
        )

    def _guardar_compromisos(self) -> None:
        from enlace_app.servicios.reuniones import vincular_compromisos

        f = self.formulario
        almacen, elegidos = (
            self.entorno.contexto.almacen,
            [UUID(uuid) for uuid in f.compromisos.elegidos()],
        )
        self._guardar(
            f.compromisos,
            lambda uuid, rev: vincular_compromisos(almacen, reunion=uuid, rev=rev, compromisos=elegidos),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives back what is stored, and takes the errors away."""
        if event.key() == Qt.Key.Key_Escape and self.registro is not None:
            self.formulario.limpiar_errores()
            registro, self.registro = self.registro, None
            self.poner(registro)
        else:
            super().keyPressEvent(event)

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Put the keyboard on a field, scrolled into sight."""
        destino = self._campos.get(campo or "")
        if destino is None:
            return False
        self.area.ensureWidgetVisible(destino, 0, self.fontMetrics().height() * 4)
        destino.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def dejar(self) -> bool:
        """Save the field that is being typed in; False while one is refused."""
        for linea in self.formulario.lineas():
            linea.confirmar()
        if errores := self.formulario.errores():
            self.formulario.ir_al_primer_error()
            self.entorno.avisos.error(f"Antes de seguir corrija: {', '.join(errores)}.")
            return False
        return True
