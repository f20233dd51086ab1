"""One institution: its names, its days, whom it succeeded and where it is used."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.opciones import Opcion
from enlace_app.consultas.registro_de_organizacion import RegistroDeOrganizacion, organizaciones, sectores, traer
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios import organizaciones as servicio
from enlace_app.servicios.organizaciones import DatosDeOrganizacion
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonDePeligro, Enlace
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.componentes.la_misma_que import LaMismaQue
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.directorio.panel import VIAJA, area_de, parrafo, poner, vaciar
from enlace_app.ui.tema import Icono

_TEXTOS = (("nombre", "Nombre"), ("sigla", "Sigla"), ("sector", "Sector"), ("ambito", "Ámbito"), ("papel", "Papel"))
_LARGO = 90


class RegistroDeInstitucion(QWidget):
    """Each field is saved when one leaves it; `retirada` is emitted when the institution was withdrawn."""

    retirada = Signal()

    def __init__(self, entorno: Entorno, hoy: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.registro: RegistroDeOrganizacion | None = None
        lectura = entorno.contexto.almacen.lectura
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.la_misma_que = LaMismaQue(entorno)
        self.nota = parrafo("", RolDeEtiqueta.DETALLE)
        self.formulario = Formulario()
        sugerir = {"sector": buscador_de(Sugerencia(s) for s in sectores(lectura))}
        self.campos: dict[str, CampoDeTexto] = {}
        for clave, titulo in _TEXTOS:
            campo = CampoConSugerencias(sugerir[clave]) if clave in sugerir else CampoDeTexto()
            self.campos[clave] = self.formulario.agregar(titulo, campo)
            campo.dejado.connect(lambda texto, c=clave: self._cambiar_texto(c, texto))
        self.dias: dict[str, CampoDeFecha] = {}
        for clave, titulo in (("desde", "Existe desde"), ("hasta", "Existió hasta")):
            dia = self.formulario.agregar(titulo, CampoDeFecha(hoy=hoy))
            self.dias[clave] = dia
            dia.dejado.connect(lambda c=clave: self._cambiar_dia(c))
        self.alias = CampoDeTexto(sugerencia="Agregar otro nombre y Enter")
        self.alias.setAccessibleName("Agregar otro nombre")
        self.alias.returnPressed.connect(self._agregar_alias)
        self.error_de_alias = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.anterior = CampoConSugerencias(self._sugerir_otras, sugerencia="Sucede a: unas letras y Enter")
        self.anterior.setAccessibleName("Sucede a")
        self.anterior.elegida.connect(lambda sugerencia: self._suceder(str(sugerencia.dato)))
        self._alias, self._sucesion, self._usos = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.retirar = BotonDePeligro("Retirar del directorio", al_pulsar=self._retirar)
        self._armar()
        self._decir_alias("")

    def _armar(self) -> None:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 0, 8, 0)
        caja.addWidget(self.la_misma_que)
        caja.addWidget(self.nota)
        caja.addWidget(self.formulario)
        caja.addWidget(Etiqueta("Otros nombres", RolDeEtiqueta.SUBTITULO))
        caja.addLayout(self._alias)
        caja.addWidget(self.alias)
        caja.addWidget(self.error_de_alias)
        caja.addWidget(Etiqueta("Sucesión", RolDeEtiqueta.SUBTITULO))
        caja.addLayout(self._sucesion)
        caja.addWidget(self.anterior)
        caja.addWidget(Etiqueta("Dónde se usa", RolDeEtiqueta.SUBTITULO))
        caja.addLayout(self._usos)
        caja.addWidget(self.retirar, 0, Qt.AlignmentFlag.AlignLeft)
        caja.addStretch(1)
        for renglones in (self._alias, self._sucesion, self._usos):
            renglones.setSpacing(2)
        self._area = area_de(dentro)
        todo = QVBoxLayout(self)
        todo.setContentsMargins(8, 0, 0, 0)
        todo.addWidget(self.titulo)
        todo.addWidget(self._area, 1)

    def mostrar(self, uuid: str) -> bool:
        """Show an institution; False if there is none such."""
        registro = traer(self._entorno.contexto.almacen.lectura, uuid)
        if registro is None:
            return False
        antes, self.registro = self.registro, registro
        otra = antes is None or antes.uuid != uuid
        self.titulo.setText(registro.nombre)
        self.la_misma_que.mostrar(uuid)
        if otra:
            self.formulario.limpiar_errores()
            self._decir_alias("")
            self.alias.poner_valor("")
            self._area.verticalScrollBar().setValue(0)
        for clave, campo in self.campos.items():
            if antes is None or otra or campo.valor() == (getattr(antes, clave) or ""):
                campo.poner_valor(getattr(registro, clave) or "")
        for clave, dia in self.dias.items():
            if antes is None or otra or dia.dia() == getattr(antes, clave):
                dia.poner_fecha(getattr(registro, clave))
        self.anterior.poner_valor("")
        self._permitir(registro)
        if registro != antes:
            self._escribir(registro)
        return True

    def _permitir(self, registro: RegistroDeOrganizacion) -> None:
        editable = registro.impedimento is None
        self.nota.setText(registro.impedimento or (VIAJA if registro.publicada else ""))
        self.nota.setVisible(bool(self.nota.text()))
        for control in (self.formulario, self.alias, self.anterior, self.retirar):
            control.setEnabled(editable)

    def _escribir(self, registro: RegistroDeOrganizacion) -> None:
        for caja in (self._alias, self._sucesion, self._usos):
            vaciar(caja)
        for nombre in registro.alias:
            poner(self._alias, self._renglon_de_alias(nombre, editable=registro.impedimento is None))
        for n, opcion in enumerate(registro.cadena):
            poner(self._sucesion, self._eslabon("Sucede a" if n == 0 else "que sucedió a", opcion, quitar=n == 0))
        for opcion in registro.sucesoras:
            poner(self._sucesion, self._eslabon("Le sucede", opcion))
        usos, nombre = registro.usos, registro.nombre
        acuerdos = Destino(Seccion.ACUERDOS, filtro=("responsable", nombre))
        documentos = Destino(Seccion.DOCUMENTOS, filtro=("remitente", registro.sigla or nombre))
        for uno, varios, cuantos, destino in (
            ("acuerdo del que responde", "acuerdos de los que responde", usos.acuerdos, acuerdos),
            ("documento que envió", "documentos que envió", usos.documentos_enviados, documentos),
            ("reunión en que estuvo", "reuniones en que estuvo", usos.reuniones, None),
            ("documento que recibió", "documentos que recibió", usos.documentos_recibidos, None),
        ):
            if cuantos:
                poner(self._usos, self._uso(f"{cuantos:,} {uno if cuantos == 1 else varios}", destino))
        for opcion in registro.compromisos:
            poner(self._usos, self._eslabon("Compromiso", opcion, tabla="compromiso"))
        if not self._usos.count():
            poner(self._usos, parrafo("Todavía en ningún registro.", RolDeEtiqueta.TENUE))

    def _renglon_de_alias(self, nombre: str, *, editable: bool) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(EtiquetaElidida(nombre), 1)
        if editable:
            fila.addWidget(
                BotonDeIcono(Icono.QUITAR, f"Quitar {nombre[:_LARGO]}", al_pulsar=lambda: self._quitar_alias(nombre))
            )
        return renglon

    def _eslabon(self, antes: str, opcion: Opcion, *, tabla: str = "organizacion", quitar: bool = False) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(Etiqueta(antes, RolDeEtiqueta.TENUE))
        corto = opcion.nombre if len(opcion.nombre) <= _LARGO else f"{opcion.nombre[:_LARGO]}…"
        fila.addWidget(Enlace(corto, al_activar=lambda: self._entorno.navegacion.abrir(tabla, opcion.uuid)))
        fila.addStretch(1)
        if quitar:
            nombre = f"Quitar que sucede a {corto}"
            fila.addWidget(BotonDeIcono(Icono.QUITAR, nombre, al_pulsar=lambda: self._suceder(None)))
        return renglon

    def _uso(self, texto: str, destino: Destino | None) -> QWidget:
        if destino is None:
            return parrafo(texto)
        return Enlace(texto, al_activar=lambda: self._entorno.navegacion.ir(destino))

    def enfocar(self) -> None:
        """Put the keyboard on its name."""
        self.campos["nombre"].setFocus(Qt.FocusReason.OtherFocusReason)

    def dejar(self) -> bool:
        """Save what is being edited; False if something was refused."""
        for campo in self.campos.values():
            campo.confirmar()
        for dia in self.dias.values():
            dia.confirmar()
        return not self.formulario.errores()

    def _sugerir_otras(self, texto: str) -> list[Sugerencia]:
        """Whom it may succeed: the directory changes while the window is open, so it is read each time."""
        return buscador_de(self._otras())(texto)

    def _otras(self) -> list[Sugerencia]:
        propia = self.registro.uuid if self.registro else ""
        todas = organizaciones(self._entorno.contexto.almacen.lectura)
        return [Sugerencia(o.nombre, o.detalle or "", o.uuid) for o in todas if o.uuid != propia]

    def _cambiar_texto(self, clave: str, texto: str) -> None:
        self._cambiar(self.campos[clave], {clave: texto})  # type: ignore[misc] # the keys are those of _TEXTOS

    def _cambiar_dia(self, clave: str) -> None:
        campo = self.dias[clave]
        problema = campo.problema()
        if problema:
            self.formulario.mostrar_error(campo, problema)
        else:
            self._cambiar(campo, {clave: campo.dia()})  # type: ignore[misc]

    def _cambiar(self, campo: QWidget, datos: DatosDeOrganizacion) -> None:
        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is None or registro.impedimento is not None:
            return
        self.formulario.mostrar_error(campo, "")
        self._entorno.operaciones.hacer(
            lambda: servicio.cambiar_organizacion(almacen, organizacion=UUID(registro.uuid), rev=registro.rev, **datos),
            al_rehusar=lambda error: self.formulario.mostrar_error(campo, str(error)),
        )

    def _decir_alias(self, texto: ErrorDeEnlace | str) -> None:
        self.error_de_alias.setText(str(texto))
        self.error_de_alias.setVisible(bool(str(texto)))

    def _agregar_alias(self) -> None:
        registro, almacen, nombre = self.registro, self._entorno.contexto.almacen, self.alias.valor()
        self._decir_alias("")
        if registro is None or not nombre:
            return
        hecho = self._entorno.operaciones.hacer(
            lambda: servicio.agregar_alias(almacen, organizacion=UUID(registro.uuid), rev=registro.rev, alias=nombre),
            al_rehusar=self._decir_alias,
        )
        if hecho is not None:
            self.alias.poner_valor("")

    def _quitar_alias(self, nombre: str) -> None:
        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is not None:
            self._entorno.operaciones.hacer(
                lambda: servicio.quitar_alias(
                    almacen, organizacion=UUID(registro.uuid), rev=registro.rev, alias=nombre
                ),
                dicho=f"Se quitó «{nombre[:_LARGO]}». Ctrl+Z lo devuelve.",
            )
            self.alias.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suceder(self, anterior: str | None) -> None:
        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is not None:
            self._entorno.operaciones.hacer(
                lambda: servicio.sucede_a(
                    almacen,
                    organizacion=UUID(registro.uuid),
                    rev=registro.rev,
                    anterior=UUID(anterior) if anterior else None,
                )
            )
            self.anterior.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retirar(self) -> None:
        registro, almacen = self.registro, self._entorno.contexto.almacen
        if registro is None:
            return
        hecho = self._entorno.operaciones.hacer(
            lambda: servicio.retirar_organizacion(almacen, organizacion=UUID(registro.uuid), rev=registro.rev),
            dicho=f"Se retiró {registro.nombre[:_LARGO]} del directorio. Ctrl+Z la devuelve.",
        )
        if hecho is not None:
            self.registro = None
            self.retirada.emit()
