"""What an import would do or did: rows by sheet, every finding, and the way to what came in."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from enlace_app.servicios.importacion.informe import ConteoDeHoja, Informe
from enlace_app.sincronizacion.problemas import Problema
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.hallazgos import COLUMNAS_DE_CONTEOS, COLUMNAS_DE_HALLAZGOS
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.paquetes.palabras import resumen_de
from enlace_app.ui.paginas.paquetes.tabla_de_filas import TablaDeFilas

_SECCIONES = {
    "Reuniones": Seccion.REUNIONES,
    "Acuerdos": Seccion.ACUERDOS,
    "Documentos": Seccion.DOCUMENTOS,
    "Compromisos": Seccion.COMPROMISOS,
    "Organizaciones": Seccion.DIRECTORIO,
    "Nombramientos": Seccion.DIRECTORIO,
}


class InformeDeImportacion(QWidget):
    """The findings stay away where there are none."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.informe: Informe | None = None
        self.conteos: TablaDeFilas[ConteoDeHoja] = TablaDeFilas(
            entorno, que="hojas leídas", columnas=COLUMNAS_DE_CONTEOS
        )
        self.hallazgos: TablaDeFilas[Problema] = TablaDeFilas(
            entorno, que="hallazgos", columnas=COLUMNAS_DE_HALLAZGOS, con_detalle=True
        )
        self.omitidos = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.enlaces: list[Enlace] = []
        self._caja_de_enlaces = QHBoxLayout()
        self._caja_de_enlaces.addStretch(1)
        partes = QSplitter(Qt.Orientation.Horizontal)
        partes.setChildrenCollapsible(False)
        partes.addWidget(self.conteos)
        partes.addWidget(self.hallazgos)
        partes.setStretchFactor(0, 0)
        partes.setStretchFactor(1, 1)
        partes.setSizes([500, 700])
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(self._caja_de_enlaces)
        caja.addWidget(self.omitidos)
        caja.addWidget(partes, 1)

    def mostrar(self, informe: Informe) -> None:
        """Show the report of one import call; what keeps rows out stands first."""
        self.informe = informe
        self.conteos.poner(informe.hojas)
        self.conteos.setVisible(bool(informe.hojas))
        self.hallazgos.filtro.clear()
        self.hallazgos.poner(sorted(informe.problemas, key=lambda problema: not problema.grave))
        self.hallazgos.setVisible(bool(informe.problemas))
        self.omitidos.setText(f"Estos archivos no se importan: {', '.join(informe.omitidos)}.")
        self.omitidos.setVisible(bool(informe.omitidos))
        self._poner_enlaces(informe)

    def resumen(self) -> str:
        """Return it in one sentence."""
        return resumen_de(self.informe) if self.informe is not None else ""

    def _poner_enlaces(self, informe: Informe) -> None:
        for enlace in self.enlaces:
            self._caja_de_enlaces.removeWidget(enlace)
            enlace.hide()
            enlace.deleteLater()
        self.enlaces = []
        if informe.solo_revisar:
            return
        secciones = {_SECCIONES[h.hoja] for h in informe.hojas if h.hoja in _SECCIONES and (h.nuevas or h.cambiadas)}
        for seccion in (s for s in Seccion if s in secciones):
            enlace = Enlace(f"Ver {seccion.value}", al_activar=partial(self._ir, seccion))
            self.enlaces.append(enlace)
            self._caja_de_enlaces.insertWidget(len(self.enlaces) - 1, enlace)

    def _ir(self, seccion: Seccion) -> None:
        self._entorno.navegacion.ir(Destino(seccion))
