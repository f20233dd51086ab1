"""One package looked into: who, when, signed by whom, what it changes; and what can be done with it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from enlace_app.consultas.historial_de_recibidos import FilaRecibida, Paso
from enlace_app.dominio.adjuntos import nombre_seguro
from enlace_app.dominio.recepcion import EstadoDeRecepcion
from enlace_app.servicios.recibidos import Contenido
from enlace_app.sincronizacion.llegada import Destino
from enlace_app.sincronizacion.problemas import Problema
from enlace_app.ui.componentes.botones import BotonDeIcono, BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.hallazgos import COLUMNAS_DE_HALLAZGOS
from enlace_app.ui.modelos_tabla.historial_de_recibidos import ASPECTOS
from enlace_app.ui.modelos_tabla.remitentes import cuando, numero
from enlace_app.ui.paginas.paquetes.recibidos import palabras
from enlace_app.ui.paginas.paquetes.recibidos.archivos import aspecto
from enlace_app.ui.paginas.paquetes.recibidos.bandeja import Llegado, Situacion
from enlace_app.ui.paginas.paquetes.recibidos.renglones import RenglonesDePaquete
from enlace_app.ui.paginas.paquetes.tabla_de_filas import TablaDeFilas
from enlace_app.ui.tema import Icono, Rol

_RECIBIR = {
    Destino.APLICAR: "Recibir",
    Destino.RETENER: "Recibir y dejar en espera",
    Destino.CONFLICTO: "Guardar sin aplicar",
}


class RevisionDePaquete(QWidget):
    """Shows a file that came in, or a package of the history; the signals carry what is shown."""

    pide_recibir = Signal(object)
    pide_leer = Signal(object, str)
    """A `Llegado` to be read again, and the password typed for it (empty: none)."""
    pide_clave = Signal(object)
    pide_quitar = Signal(object)
    pide_acuse = Signal(str)
    """The uuid of a received package."""
    pide_carpeta = Signal(str)

    def __init__(
        self, entorno: Entorno, nombre_de_region: Callable[[str | None], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._zona = entorno.sitio.zona
        self._nombre_de_region = nombre_de_region
        self._llegado: Llegado | None = None
        self._recibido = ""
        self._abriendo: Llegado | None = None
        self.acuses_guardados: dict[str, Path] = {}
        """Where receipts were saved since the page was opened, by received package."""
        self.titulo = EtiquetaElidida("", RolDeEtiqueta.SUBTITULO)
        self.senal = Senal(Aspecto("", Icono.INFORMACION, Rol.NEUTRO))
        self.encabezado = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.clave = Etiqueta("", ajustar=True)
        self.clave.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.motivo = Etiqueta("", ajustar=True)
        self.recibir = BotonPrimario("Recibir", con_icono=Icono.IMPORTAR, al_pulsar=self._recibir)
        self.comparar = BotonPrimario("Comparar la clave…", con_icono=Icono.CANDADO, al_pulsar=self._comparar)
        self.acuse = BotonSecundario(
            "Guardar acuse…", con_icono=Icono.CORREO, al_pulsar=lambda: self.pide_acuse.emit(self._recibido)
        )
        self.carpeta = BotonSecundario(
            "Abrir carpeta", con_icono=Icono.CARPETA, al_pulsar=lambda: self.pide_carpeta.emit(self._recibido)
        )
        self.otra_vez = BotonSecundario("Leer otra vez", con_icono=Icono.REHACER, al_pulsar=lambda: self._leer(""))
        self.quitar = BotonDeIcono(Icono.CERRAR, "Quitar de la lista", al_pulsar=self._quitar)
        self.contrasena = QLineEdit()
        self.contrasena.setEchoMode(QLineEdit.EchoMode.Password)
        self.contrasena.setAccessibleName("Contraseña del libro")
        self.contrasena.setPlaceholderText("Contraseña que le dio quien lo envió")
        self.contrasena.returnPressed.connect(self._abrir)
        self.abrir = BotonPrimario("Abrir", con_icono=Icono.CANDADO, al_pulsar=self._abrir)
        self.renglones = RenglonesDePaquete(entorno)
        self.problemas: TablaDeFilas[Problema] = TablaDeFilas(
            entorno, que="problemas", columnas=COLUMNAS_DE_HALLAZGOS, con_detalle=True
        )
        self._armar()
        self.vaciar()

    def _armar(self) -> None:
        arriba = QHBoxLayout()
        arriba.addWidget(self.titulo, 1)
        arriba.addWidget(self.senal)
        for boton in (self.recibir, self.comparar, self.acuse, self.carpeta, self.otra_vez, self.quitar):
            arriba.addWidget(boton)
        con_clave = QHBoxLayout()
        con_clave.addWidget(self.contrasena, 1)
        con_clave.addWidget(self.abrir)
        self._pestanas = QTabWidget()
        self._pestanas.setDocumentMode(True)
        self._pestanas.tabBar().setAccessibleName("Qué se ve del paquete")
        self._pestanas.addTab(self.renglones, "Renglones")
        self._pestanas.addTab(self.problemas, "Problemas")
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(self.fontMetrics().height() // 4)
        caja.addLayout(arriba)
        for etiqueta in (self.encabezado, self.clave, self.motivo):
            caja.addWidget(etiqueta)
        caja.addLayout(con_clave)
        caja.addWidget(self._pestanas, 1)
        caja.addStretch(0)

    def vaciar(self) -> None:
        """Show nothing."""
        self._llegado, self._recibido = None, ""
        self._poner("", None, "Elija un paquete para ver qué trae.", "", "")
        self._poner_botones()
        self._poner_contenido(Contenido((), {}), ())

    def mostrar_llegado(self, llegado: Llegado, clave_de_antes: tuple[str, ...]) -> None:
        """Show a file as it stands now; what is being typed as its password stays."""
        if llegado is not self._llegado:
            self.contrasena.clear()
        self._llegado, revision = llegado, llegado.revision
        self._recibido = self._uuid_de(llegado)
        if revision is None:
            self._poner(nombre_seguro(llegado.ruta.name), aspecto(llegado), "", "", llegado.motivo)
        else:
            m = revision.manifiesto
            self._poner(
                f"Paquete {m.secuencia} de {m.remitente}",
                aspecto(llegado),
                palabras.encabezado(revision, self._nombre_de_region(m.region), self._zona),
                palabras.clave(revision, clave_de_antes),
                self._motivo(llegado),
            )
        self._poner_botones(acusable=self._es_acusable(llegado))
        problemas = llegado.paquete.problemas if llegado.paquete is not None else ()
        self._poner_contenido(llegado.contenido, problemas)
        if llegado is self._abriendo and llegado.situacion is not Situacion.LEYENDO:
            self._abriendo = None
            sigue = self.contrasena if llegado.situacion is Situacion.CON_CONTRASENA else self.recibir
            sigue.setFocus(Qt.FocusReason.OtherFocusReason)  # else a password typed again presses a button

    def mostrar_recibido(
        self, fila: FilaRecibida, pasos: Sequence[Paso], acuses: Sequence[str], contenido: Contenido | None
    ) -> None:
        """Show a package of the history; `acuses` are the instants of its receipts; no `contenido` while it is read."""
        self._llegado, self._recibido = None, fila.uuid
        hecho, llego = (escribir_instante(cuando(i, self._zona)) for i in (fila.generado, fila.llegada))
        region = self._nombre_de_region(fila.region)
        self._poner(
            f"Paquete {numero(fila.epoca, fila.secuencia)} de {fila.remitente}",
            ASPECTOS[EstadoDeRecepcion(fila.estado)],
            f"{region} · hecho el {hecho} · llegó el {llego} · trae {palabras.tipo(fila.tipo)} · {fila.archivo}",
            palabras.pasos(pasos, self._zona),
            palabras.acuses_hechos(acuses, self._zona),
        )
        self._poner_botones(acusable=fila.estado == EstadoDeRecepcion.APLICADO)
        if contenido is not None:
            self._poner_contenido(contenido, ())

    def _motivo(self, llegado: Llegado) -> str:
        if llegado.recepcion is not None:
            partes = [palabras.lo_que_paso(llegado.recepcion), *llegado.recepcion.avisos]
            partes.append(str(llegado.recepcion.adjuntos or ""))
        elif llegado.situacion is Situacion.REVISADO and llegado.revision is not None:
            partes = [palabras.por_que_no(llegado.revision), *llegado.revision.llegada.avisos]
            partes.append(str(llegado.revision.adjuntos or ""))
        else:
            partes = [llegado.motivo]
        return "\n".join(parte for parte in partes if parte)

    @staticmethod
    def _uuid_de(llegado: Llegado) -> str:
        if llegado.recepcion is not None:
            return llegado.recepcion.recibido
        previo = llegado.revision.llegada.previo if llegado.revision is not None else None
        return previo.uuid if previo is not None else ""

    @staticmethod
    def _es_acusable(llegado: Llegado) -> bool:
        if llegado.recepcion is not None:
            return llegado.recepcion.estado is EstadoDeRecepcion.APLICADO
        previo = llegado.revision.llegada.previo if llegado.revision is not None else None
        return previo is not None and previo.estado == EstadoDeRecepcion.APLICADO

    def _poner(self, titulo: str, como: Aspecto | None, encabezado: str, clave: str, motivo: str) -> None:
        self.titulo.setText(titulo)
        self.senal.setVisible(como is not None)
        if como is not None:
            self.senal.poner(como)
        for etiqueta, texto in ((self.encabezado, encabezado), (self.clave, clave), (self.motivo, motivo)):
            etiqueta.setText(texto)
            etiqueta.setVisible(bool(texto))

    def _poner_botones(self, *, acusable: bool = False) -> None:
        llegado = self._llegado
        destino = llegado.destino if llegado is not None else None
        recibir = self._que_se_recibe(llegado) if llegado is not None else ""
        self.recibir.setText(recibir)
        self.recibir.setAccessibleName(recibir or "Recibir")
        self.recibir.setVisible(bool(recibir))
        con_clave = llegado is not None and llegado.revision is not None and llegado.revision.clave is not None
        self.comparar.setVisible(destino is Destino.CLAVE_DISTINTA and con_clave)
        self.acuse.setVisible(acusable)
        self.acuse.setText("Guardar acuse…" if llegado is not None else "Hacer acuse…")
        self.acuse.setAccessibleName(self.acuse.text())
        self.carpeta.setVisible(self._recibido in self.acuses_guardados)
        self.otra_vez.setVisible(llegado is not None and llegado.situacion is Situacion.RECHAZADO)
        self.quitar.setVisible(llegado is not None and llegado.situacion is not Situacion.LEYENDO)
        pide = llegado is not None and llegado.situacion is Situacion.CON_CONTRASENA
        self.contrasena.setVisible(pide)
        self.abrir.setVisible(pide)

    def _que_se_recibe(self, llegado: Llegado) -> str:
        """What the button says that takes it in; empty where there is nothing to take."""
        if llegado.destino is Destino.REPETIDO:
            return "Agregar sus adjuntos" if llegado.por_agregar else ""
        if llegado.destino is None or (llegado.destino is Destino.CONFLICTO and self._recibido):
            return ""
        return _RECIBIR.get(llegado.destino, "")

    def _poner_contenido(self, contenido: Contenido, problemas: Sequence[Problema]) -> None:
        self.renglones.poner(contenido)
        self.problemas.poner(sorted(problemas, key=lambda problema: not problema.grave))
        self._pestanas.setVisible(bool(contenido.renglones or problemas))
        self._pestanas.setTabVisible(0, bool(contenido.renglones))
        self._pestanas.setTabVisible(1, bool(problemas))
        self._pestanas.tabBar().setVisible(bool(contenido.renglones and problemas))
        self._pestanas.setTabText(1, f"Problemas ({len(problemas):,})")

    def _recibir(self) -> None:
        if self._llegado is not None:
            self.pide_recibir.emit(self._llegado)

    def _comparar(self) -> None:
        if self._llegado is not None:
            self.pide_clave.emit(self._llegado)

    def _quitar(self) -> None:
        if self._llegado is not None:
            self.pide_quitar.emit(self._llegado)

    def _leer(self, contrasena: str) -> None:
        if self._llegado is not None:
            self.pide_leer.emit(self._llegado, contrasena)

    def _abrir(self) -> None:
        if contrasena := self.contrasena.text():
            self.contrasena.clear()
            self._abriendo = self._llegado
            self._leer(contrasena)
