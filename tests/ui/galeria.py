"""Every component in one window, to be looked at: `python tests/ui/galeria.py [claro|oscuro|…] [picture.png]`."""

import sys
from datetime import date

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.ui.componentes.acordeon import SeccionPlegable
from enlace_app.ui.componentes.botones import (
    BotonDeIcono,
    BotonDePeligro,
    BotonPrimario,
    BotonSecundario,
    Enlace,
)
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha, CampoDeHora
from enlace_app.ui.componentes.campos import CampoDeNumero, CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.componentes.senales import (
    POR_VENCER,
    VENCIDO,
    PintorDeSenal,
    Senal,
    aspecto_de_acuerdo,
    aspecto_de_reunion,
)
from enlace_app.ui.tema import Icono, Preferencia, Rol, aplicar, icono, lado_de_icono

HOSTIL = "<b>negrita</b> & <img src=x> «dicho»"
HOY = date(2017, 7, 18)


class Galeria(QWidget):
    """Two columns: what one reads, and what one types into."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Componentes")
        self.resize(1366, 768)
        columnas = QHBoxLayout(self)
        for columna in (self._lectura(), self._captura()):
            columnas.addWidget(columna, 1)

    def _lectura(self) -> QWidget:
        hoja = QWidget()
        caja = QVBoxLayout(hoja)
        caja.addWidget(Etiqueta("Reuniones de la región", RolDeEtiqueta.TITULO))
        caja.addWidget(Etiqueta("Acuerdos de este punto", RolDeEtiqueta.SUBTITULO))
        caja.addWidget(Etiqueta(HOSTIL))
        caja.addWidget(Etiqueta("Una explicación que acompaña y no pesa.", RolDeEtiqueta.TENUE))
        caja.addWidget(Etiqueta("No se guardó: falta la fecha.", RolDeEtiqueta.ERROR))
        caja.addWidget(EtiquetaElidida("Un texto muy largo que no cabe en el renglón. " * 5))
        senales = QGridLayout()
        aspectos = [VENCIDO, POR_VENCER, *map(aspecto_de_acuerdo, EstadoAcuerdo)]
        aspectos += map(aspecto_de_reunion, EstadoReunion)
        for i, aspecto in enumerate(aspectos):
            senales.addWidget(Senal(aspecto, "hace 12 días" if aspecto is VENCIDO else ""), i // 4, i % 4)
        caja.addLayout(senales)
        self.tabla = _tabla()
        caja.addWidget(self.tabla, 1)
        caja.addWidget(SeccionPlegable("Figuras", _figuras()))
        return hoja

    def _captura(self) -> QWidget:
        hoja = QWidget()
        caja = QVBoxLayout(hoja)
        self.formulario = Formulario()
        self.texto = self.formulario.agregar("&Lugar", CampoDeTexto("Sala de cabildo"), obligatorio=True)
        self.fecha = self.formulario.agregar("&Fecha", CampoDeFecha(hoy=lambda: HOY))
        self.fecha.poner_fecha(HOY)
        self.hora = self.formulario.agregar("&Hora", CampoDeHora("09:30"))
        self.numero = self.formulario.agregar("F&ojas", CampoDeNumero(2737), ayuda="Las hojas que llegaron.")
        self.largo = self.formulario.agregar("&Desarrollo", CampoLargo("Se expuso que…\nSegundo renglón."))
        self.combo = self.formulario.agregar("&Medio", QComboBox())
        self.combo.addItems(["Oficio", "Correo", "Disco"])
        self.formulario.mostrar_error(self.hora, "La hora 25:00 no existe: el día va de 00:00 a 23:59.")
        personas = [Sugerencia("Persona Uno", "Comisión Estatal"), Sugerencia("Pérsona Dós", HOSTIL)]
        self.sugerencias = CampoConSugerencias(buscador_de(personas), sugerencia="Tres letras y Enter")
        self.formulario.agregar("&Presente", self.sugerencias)
        caja.addWidget(self.formulario)
        caja.addWidget(QCheckBox("más de"))
        botones = QHBoxLayout()
        botones.addWidget(BotonPrimario("Nueva &reunión", con_icono=Icono.MAS))
        botones.addWidget(BotonSecundario("Exportar", con_icono=Icono.EXPORTAR))
        botones.addWidget(BotonDePeligro("Cancelar la reunión", con_icono=Icono.NO_PROCEDE))
        apagado = BotonSecundario("Apagado", con_icono=Icono.IMPRIMIR)
        apagado.setEnabled(False)
        botones.addWidget(apagado)
        botones.addWidget(BotonDeIcono(Icono.COLUMNAS, "Elegir columnas"))
        botones.addWidget(Enlace("Falta el lugar & la hora"))
        botones.addStretch(1)
        caja.addLayout(botones)
        pestanas = QTabWidget()
        vacio = EstadoVacio(
            Icono.REUNIONES,
            "Aún no hay reuniones",
            "Registre la primera, o traiga lo que ya tiene en una hoja de cálculo.",
            [BotonPrimario("Registrar una reunión"), BotonSecundario("Traer de Excel")],
        )
        pestanas.addTab(vacio, icono(Icono.REUNIONES), "Datos")
        pestanas.addTab(QWidget(), icono(Icono.PRESENTE), "Asistencia")
        caja.addWidget(pestanas, 1)
        return hoja


def _tabla() -> QTableView:
    tabla = QTableView()
    tabla.setAccessibleName("Acuerdos")
    modelo = QStandardItemModel(0, 3, tabla)
    modelo.setHorizontalHeaderLabels(["Folio", "Acuerdo", "Estado"])
    aspectos = [VENCIDO, POR_VENCER, *map(aspecto_de_acuerdo, EstadoAcuerdo)]
    for n, aspecto in enumerate(aspectos, 1):
        celdas = (f"CAR-{n:02d}", HOSTIL, aspecto.palabra)
        modelo.appendRow([QStandardItem(texto) for texto in celdas])
    tabla.setModel(modelo)
    tabla.setItemDelegateForColumn(2, PintorDeSenal(lambda indice: aspectos[indice.row()], tabla))
    tabla.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    tabla.setAlternatingRowColors(True)
    tabla.setShowGrid(False)
    tabla.verticalHeader().hide()
    tabla.verticalHeader().setDefaultSectionSize(round(tabla.fontMetrics().height() * 1.6))
    tabla.resizeColumnsToContents()
    tabla.horizontalHeader().setSortIndicatorShown(True)
    tabla.selectRow(0)
    return tabla


def _figuras() -> QWidget:
    hoja = QWidget()
    rejilla = QGridLayout(hoja)
    rejilla.setSpacing(4)
    for i, figura in enumerate(Icono):
        etiqueta = Etiqueta()
        etiqueta.setPixmap(icono(figura, Rol.TEXTO).pixmap(lado_de_icono(), lado_de_icono()))
        etiqueta.setToolTip(figura.value)
        rejilla.addWidget(etiqueta, i // 20, i % 20)
    return hoja


def main() -> None:
    app = QApplication(sys.argv[:1])
    aplicar(app, Preferencia(sys.argv[1] if len(sys.argv) > 1 else "sistema"))
    ventana = Galeria()
    ventana.show()
    if len(sys.argv) > 2:
        ventana.activateWindow()
        ventana.sugerencias.setFocus()
        for _ in range(3):
            app.processEvents()
        ventana.sugerencias.insert("per")
        ventana.sugerencias.textEdited.emit("per")
        app.processEvents()
        ventana.grab().save(sys.argv[2])
        return
    app.exec()


if __name__ == "__main__":
    main()
