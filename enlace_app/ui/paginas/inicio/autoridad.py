"""What the authority finds on the first page: regions that are late, packages that wait, proposals and receipts."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.consultas import propuestas, remitentes
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.remitentes import puntualidad
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.inicio.pintados import Contador, Noticia
from enlace_app.ui.tema import Icono, Rol


class LoQueLlega(QWidget):
    """A line of news, and the counter that takes the place of what an enlace has not sent."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self.atrasadas = Contador("Regiones atrasadas", Icono.VENCIDO, Rol.PELIGRO, self._ir)
        self.recibir = BotonSecundario("Recibir paquetes", con_icono=Icono.PAQUETES, al_pulsar=self._ir)
        self.retenidos = Noticia(self._ir)
        self.propuestas = Noticia(lambda: self._ir("propuestas"))
        self.acuses = Noticia(self._ir)
        linea = QHBoxLayout(self)
        linea.setContentsMargins(0, 0, 0, 0)
        for noticia in (self.retenidos, self.propuestas, self.acuses):
            linea.addWidget(noticia)
        linea.addStretch(1)

    def leer(self, hoy: date) -> None:
        """Read again, for that day."""
        lectura, cada = self._entorno.contexto.almacen.lectura, self._entorno.contexto.ajustes.dias_entre_paquetes
        zona = self._entorno.sitio.zona
        regiones = [r for r in remitentes.listar(lectura) if r.clave is not None]
        tarde = [r.nombre for r in regiones if puntualidad(r.cuando, hoy, zona, cada)[1]]
        self.atrasadas.poner(len(tarde), ", ".join(tarde) if tarde else f"de {len(regiones)}; todas al corriente")
        esperan = remitentes.contar_retenidos(lectura)
        espera = "paquete espera otro que falta" if esperan == 1 else "paquetes esperan otro que falta"
        self.retenidos.poner(Icono.PENDIENTE, f"{esperan:,} {espera}" if esperan else "", Rol.AVISO)
        hechas = len(propuestas.listar(lectura))
        propuesta = "propuesta de las regiones" if hechas == 1 else "propuestas de las regiones"
        self.propuestas.poner(Icono.EDITAR, f"{hechas:,} {propuesta} por responder" if hechas else "", Rol.AVISO)
        faltan = len(remitentes.sin_acuse(lectura))
        acuse = "Falta 1 acuse por hacer" if faltan == 1 else f"Faltan {faltan:,} acuses por hacer"
        self.acuses.poner(Icono.CORREO, acuse if faltan else "", Rol.AVISO)

    def _ir(self, campo: str | None = None) -> None:
        self._entorno.navegacion.ir(Destino(Seccion.PAQUETES, campo=campo))


def nada_recibido(entorno: Entorno) -> tuple[QWidget, QWidget]:
    """Return what an empty program says to the authority, and the button that it offers first."""
    ir = BotonPrimario(
        "Recibir paquetes",
        con_icono=Icono.PAQUETES,
        al_pulsar=lambda: entorno.navegacion.ir(Destino(Seccion.PAQUETES)),
    )
    vacio = EstadoVacio(
        Icono.PAQUETES,
        "Aquí verá lo que envían las regiones",
        "Todavía no se ha recibido nada. Guarde en una carpeta los paquetes que le envíen los enlaces y suéltelos en "
        "Paquetes: sus reuniones, acuerdos y documentos quedarán juntos aquí.",
        [ir],
    )
    return vacio, ir
