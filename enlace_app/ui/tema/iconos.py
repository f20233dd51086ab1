"""Our own line icons: drawn when a widget first paints them, in the colours of the theme that is then on."""

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication

from enlace_app.rutas import carpeta_recursos
from enlace_app.ui.tema.colores import Rol
from enlace_app.ui.tema.gestion import actual


class Icono(StrEnum):
    """Each is the name of its file in `recursos/iconos`."""

    INICIO = "inicio"
    REUNIONES = "reuniones"
    ACUERDOS = "acuerdos"
    DOCUMENTOS = "documentos"
    COMPROMISOS = "compromisos"
    DIRECTORIO = "directorio"
    PAQUETES = "paquetes"
    INFORMES = "informes"
    BUSCAR = "buscar"
    MAS = "mas"
    QUITAR = "quitar"
    EDITAR = "editar"
    DESHACER = "deshacer"
    REHACER = "rehacer"
    IMPRIMIR = "imprimir"
    EXPORTAR = "exportar"
    IMPORTAR = "importar"
    ADJUNTAR = "adjuntar"
    FOTO = "foto"
    ABRIR = "abrir"
    CARPETA = "carpeta"
    RELOJ = "reloj"
    CALENDARIO = "calendario"
    VENCIDO = "vencido"
    POR_VENCER = "por_vencer"
    CUMPLIDO = "cumplido"
    PARCIAL = "parcial"
    EN_PROCESO = "en_proceso"
    PENDIENTE = "pendiente"
    NO_PROCEDE = "no_procede"
    ALERTA = "alerta"
    ERROR = "error"
    INFORMACION = "informacion"
    EXITO = "exito"
    CERRAR = "cerrar"
    CANDADO = "candado"
    FIRMA = "firma"
    PRESENTE = "presente"
    SALIDA = "salida"
    RECESO = "receso"
    VOTAR = "votar"
    DOCUMENTO_NUEVO = "documento_nuevo"
    CORREO = "correo"
    AYUDA = "ayuda"
    AJUSTES = "ajustes"
    FLECHA_ARRIBA = "flecha_arriba"
    FLECHA_ABAJO = "flecha_abajo"
    FLECHA_IZQUIERDA = "flecha_izquierda"
    FLECHA_DERECHA = "flecha_derecha"
    PLEGADO = "plegado"
    DESPLEGADO = "desplegado"
    COLUMNAS = "columnas"
    FILTRO = "filtro"
    COPIAR = "copiar"
    USUARIO = "usuario"
    INSTITUCION = "institucion"
    RESPALDO = "respaldo"
    ARRASTRAR = "arrastrar"
    VERIFICAR = "verificar"


def icono(nombre: Icono, rol: Rol = Rol.TEXTO) -> QIcon:
    """An icon that costs nothing until it is painted and changes its colour with the theme by itself."""
    return QIcon(_MotorDeIcono(nombre, rol))


def dibujo(nombre: Icono, color: str, lado: int, escala: float = 1.0) -> QPixmap:
    """The icon as a picture of `lado` logical pixels a side, sharp on a screen of that scale."""
    return _dibujo(nombre, color, max(round(lado * escala), 1), escala)


def lado_de_icono(factor: float = 1.25) -> int:
    """Side of an icon that stands beside text of the application's font, in logical pixels."""
    return round(QFontMetrics(QApplication.font()).ascent() * factor) + 2


class _MotorDeIcono(QIconEngine):
    def __init__(self, nombre: Icono, rol: Rol) -> None:
        super().__init__()
        self._nombre = nombre
        self._rol = rol

    def _color(self, modo: QIcon.Mode) -> str:
        return actual().valor(Rol.TEXTO_TENUE if modo is QIcon.Mode.Disabled else self._rol)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        lado = min(rect.width(), rect.height())
        escala = painter.device().devicePixelRatio()
        izquierda = rect.x() + (rect.width() - lado) // 2
        arriba = rect.y() + (rect.height() - lado) // 2
        painter.drawPixmap(izquierda, arriba, dibujo(self._nombre, self._color(mode), lado, escala))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return dibujo(self._nombre, self._color(mode), min(size.width(), size.height()), scale)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        lado = min(size.width(), size.height())
        return QSize(lado, lado)

    def isNull(self) -> bool:
        return False

    def clone(self) -> QIconEngine:
        return _MotorDeIcono(self._nombre, self._rol)


def _dibujo(nombre: Icono, color: str, puntos: int, escala: float) -> QPixmap:
    llave = f"enlace/{nombre}/{color}/{puntos}/{escala}"
    hecho = QPixmap()
    if QPixmapCache.find(llave, hecho):
        return hecho
    from PySide6.QtSvg import QSvgRenderer  # 2 ms to load and 2 for the first drawing, once text has been painted

    figura = _figura(nombre).replace("currentColor", color)
    hecho = QPixmap(puntos, puntos)
    hecho.fill(Qt.GlobalColor.transparent)
    pintor = QPainter(hecho)
    QSvgRenderer(figura.encode()).render(pintor, QRectF(0, 0, puntos, puntos))
    pintor.end()
    hecho.setDevicePixelRatio(escala)
    QPixmapCache.insert(llave, hecho)
    return hecho


@lru_cache(maxsize=len(Icono))
def _figura(nombre: Icono) -> str:
    return (carpeta_recursos() / "iconos" / f"{nombre}.svg").read_text(encoding="utf-8")
