"""The fields of a document, the same for a new one and for one that is registered."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from enlace_app.consultas import opciones_de_documento
from enlace_app.consultas.opciones import compromisos
from enlace_app.consultas.registro_de_documento import RegistroDeDocumento
from enlace_app.consultas.reuniones import FilaReunion
from enlace_app.dominio.documentos import Sentido, escribir_sentido
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.fechas import escribir_fecha as en_palabras
from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.elegir_varios import ElegirVarios
from enlace_app.ui.componentes.escritura import escribir_fecha
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.paginas.documentos.controles import CampoDeFojas, Desplegable, ElegirUno

if TYPE_CHECKING:
    from enlace_app.servicios.documentos import CambiosDeDocumento

_TEXTOS = ("remitente", "tipo", "medio", "formato", "receptor", "con_copia", "periodo", "descripcion", "clasificacion")
_UNOS = ("reunion", "acuerdo")


def como_sugerencia(fila: FilaReunion) -> Sugerencia:
    """A meeting as the field shows it."""
    return Sugerencia(
        f"{fila.folio} · {escribir_fecha(fila.fecha)}", f"{fila.tipo_nombre} {fila.lugar or ''}", fila.uuid
    )


class CamposDeDocumento(Formulario):
    """`dejado` names the field (a key of `CambiosDeDocumento`) that was left with another value than before."""

    dejado = Signal(str)
    intro = Signal()
    """Enter in a line, or Ctrl+Enter anywhere."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entorno = entorno
        self._puestos: dict[str, str] = {}
        self._solo_lectura = False
        self._usados = opciones_de_documento.usados(entorno.contexto.almacen.lectura)
        self.remitente = self.agregar("&Remitente", self._con_nombres("quién lo entrega"))
        self.tipo = self.agregar("&Qué es", self._con(lambda: self._usados.tipos, "oficio, estudio…"), obligatorio=True)
        self.fecha = self.agregar("&Fecha", CampoDeFecha(hoy=self._hoy, solo_dia=False))
        self.fojas = self.agregar("F&ojas", CampoDeFojas())
        self.medio = self.agregar("&Medio", self._con(lambda: self._usados.medios, "físico, CD, USB, correo…"))
        self.compromisos = self.agregar("&Compromisos", ElegirVarios(que="compromiso"))
        self.reunion = self.agregar("Re&unión", ElegirUno(self._reuniones, sugerencia="flecha ↓: las más recientes"))
        self.acuerdo = self.agregar(
            "&Acuerdo", ElegirUno(self._acuerdos, sugerencia="el que cumple; flecha ↓: abiertos")
        )
        self.descripcion = self.agregar("D&escripción", CampoLargo(minimo=2, maximo=8))
        opciones = [(sentido.etiqueta, sentido.value) for sentido in Sentido]
        self.sentido = self.agregar("&Sentido", Desplegable(opciones))
        self.formato = self.agregar("Forma&to", self._con(lambda: self._usados.formatos, "PDF, Excel, plano…"))
        self.receptor = self.agregar("Rece&ptor", self._con_nombres("quién lo recibe"))
        self.con_copia = self.agregar("Con cop&ia a", self._con_nombres(""))
        self.periodo = self.agregar("Perio&do", CampoDeTexto(sugerencia="el que cubre: 2015–2017"))
        self.clasificacion = self.agregar("C&lasificación", self._con(lambda: self._usados.clasificaciones, "pública…"))
        self._escuchar()
        self.releer()

    def _hoy(self) -> date:
        return self._entorno.ahora_en(None).date()

    def _con(self, opciones: Callable[[], tuple[str, ...]], sugerencia: str) -> CampoConSugerencias:
        return self._linea(lambda: [Sugerencia(opcion) for opcion in opciones()], sugerencia)

    def _con_nombres(self, sugerencia: str) -> CampoConSugerencias:
        return self._linea(lambda: [Sugerencia(nombre, otros) for nombre, otros in self._usados.nombres], sugerencia)

    def _linea(self, opciones: Callable[[], list[Sugerencia]], sugerencia: str) -> CampoConSugerencias:
        def sugerir(texto: str) -> list[Sugerencia]:
            return [] if self._solo_lectura else buscador_de(opciones())(texto)

        return CampoConSugerencias(sugerir, sugerencia=sugerencia)

    def _reuniones(self, texto: str) -> list[Sugerencia]:
        lectura = self._entorno.contexto.almacen.lectura
        filas = [] if self._solo_lectura else opciones_de_documento.reuniones_posibles(lectura, texto)
        return [como_sugerencia(fila) for fila in filas]

    def _acuerdos(self, texto: str) -> list[Sugerencia]:
        lectura = self._entorno.contexto.almacen.lectura
        if self._solo_lectura:
            return []
        filas = opciones_de_documento.acuerdos_posibles(lectura, texto, hoy=self._hoy())
        return [Sugerencia(f.folio, f"{'; '.join(f.responsables)}: {f.texto}", f.uuid) for f in filas]

    def campo(self, clave: str) -> QWidget:
        """The field of that name."""
        encontrado = getattr(self, "fojas" if clave == "es_minimo" else clave)
        assert isinstance(encontrado, QWidget)  # noqa: S101 - the names are those of the service
        return encontrado

    def _escuchar(self) -> None:
        for clave in _TEXTOS:
            campo = self.campo(clave)
            if isinstance(campo, CampoDeTexto | CampoLargo):
                campo.dejado.connect(lambda _, c=clave: self.dejado.emit(c))
            if isinstance(campo, CampoConSugerencias):
                campo.elegida.connect(lambda _, c=campo: c.confirmar())
        for clave in _UNOS:
            uno = self.campo(clave)
            assert isinstance(uno, ElegirUno)  # noqa: S101
            uno.cambiado.connect(lambda c=clave: self.dejado.emit(c))
        self.fecha.dejado.connect(lambda: self.dejado.emit("fecha"))
        self.fojas.dejado.connect(lambda: self.dejado.emit("fojas"))
        self.sentido.dejado.connect(lambda: self.dejado.emit("sentido"))
        self.sentido.intro.connect(self.intro)
        self.compromisos.cambiado.connect(lambda: self.dejado.emit("compromisos"))
        for linea in self.findChildren(QLineEdit):
            if isinstance(linea, CampoConSugerencias):
                linea.tecleada.connect(self._intro_tras_elegir)
            else:
                linea.returnPressed.connect(self.intro)
        for tecla in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(tecla), self.descripcion).activated.connect(self.intro)

    def _intro_tras_elegir(self, texto: str) -> None:
        # «C6» + Enter in the line of the compromisos adds one; only Enter on the empty line means «done».
        if self.sender() is not self.compromisos.linea or not texto:
            self.intro.emit()

    def releer(self) -> None:
        """Offer what exists by now."""
        lectura = self._entorno.contexto.almacen.lectura
        self._usados = opciones_de_documento.usados(lectura)
        self.compromisos.poner(compromisos(lectura), self.compromisos.elegidos())

    def problemas(self) -> dict[str, str]:
        """What cannot be stored as it is typed, by field."""
        dichos = {clave: campo.problema() for clave, campo in self._con_problema().items()}
        if not self.tipo.valor():
            dichos["tipo"] = "Escriba qué documento es."
        return {clave: texto for clave, texto in dichos.items() if texto}

    def _con_problema(self) -> dict[str, CampoDeFecha | CampoDeFojas | ElegirUno]:
        return {"fecha": self.fecha, "fojas": self.fojas, "reunion": self.reunion, "acuerdo": self.acuerdo}

    def datos(self, *claves: str) -> "CambiosDeDocumento":
        """Return what the service takes, of those fields or of all; only where `problemas` has none."""
        todos: dict[str, Any] = {clave: self._texto(clave) for clave in _TEXTOS}
        todos["sentido"] = self.sentido.valor()
        leida = self.fecha.fecha()
        if leida is None:
            todos["fecha"] = None
        else:
            todos["fecha"] = leida.fecha if leida.precision is Precision.dia else en_palabras(leida)
        todos["fojas"], todos["es_minimo"] = self.fojas.valores()
        for clave in _UNOS:
            uuid = self.campo(clave).uuid()  # type: ignore[attr-defined]  # an ElegirUno
            todos[clave] = UUID(uuid) if uuid else None
        todos["compromisos"] = tuple(UUID(uuid) for uuid in self.compromisos.elegidos())
        pedidos = set(claves) | ({"es_minimo"} if "fojas" in claves else set())
        return {c: v for c, v in todos.items() if not claves or c in pedidos}  # type: ignore[return-value]

    def _texto(self, clave: str) -> str:
        campo = self.campo(clave)
        return campo.valor() if isinstance(campo, CampoDeTexto | CampoLargo) else ""

    def textos(self) -> dict[str, str]:
        """Return what the fields hold, to be stored while it is typed and given back to `recuperar`."""
        textos = {clave: self._texto(clave) for clave in _TEXTOS}
        textos |= {f"{clave}.texto": self.campo(clave).text() for clave in _UNOS}  # type: ignore[attr-defined]
        textos |= {clave: self.campo(clave).uuid() or "" for clave in _UNOS}  # type: ignore[attr-defined]
        textos["fecha"] = self.fecha.linea.text()
        textos["fojas"] = self.fojas.linea.text()
        textos["es_minimo"] = "sí" if self.fojas.casilla.isChecked() else ""
        textos["sentido"] = "" if self.sentido.valor() == Sentido.ENTREGA else self.sentido.valor()
        textos["compromisos"] = " ".join(self.compromisos.elegidos())
        return textos

    def recuperar(self, textos: Mapping[str, str]) -> None:
        """Show what `textos` gave; what it does not name becomes empty."""
        for clave in _TEXTOS:
            self._poner_texto(clave, textos.get(clave, ""))
        for clave in _UNOS:
            uno = self.campo(clave)
            assert isinstance(uno, ElegirUno)  # noqa: S101
            uno.poner(textos.get(clave) or None, textos.get(f"{clave}.texto", ""))
            uno.setText(textos.get(f"{clave}.texto", ""))
        self.fecha.linea.poner_valor(textos.get("fecha", ""))
        self.fojas.poner(None, es_minimo=False)
        self.fojas.linea.setText(textos.get("fojas", ""))
        self.fojas.casilla.setChecked(bool(textos.get("es_minimo")))
        sentido = textos.get("sentido") or Sentido.ENTREGA.value
        self.sentido.poner(sentido, escribir_sentido(sentido))
        lectura = self._entorno.contexto.almacen.lectura
        self.compromisos.poner(compromisos(lectura), textos.get("compromisos", "").split())
        self.limpiar_errores()

    def poner(self, registro: RegistroDeDocumento, *, otro: bool) -> None:
        """Show what is stored; of the same document as before (`otro` False) what is being typed stays."""
        antes, ahora = self._puestos, self.textos()
        escritos = set() if otro else {c for c, texto in ahora.items() if c in antes and texto != antes[c]}
        if otro:
            self.limpiar_errores()
        for clave in _TEXTOS:
            if clave not in escritos:
                self._poner_texto(clave, getattr(registro, clave) or "")
        for clave, opcion in (("reunion", registro.reunion), ("acuerdo", registro.acuerdo)):
            uno = self.campo(clave)
            if f"{clave}.texto" not in escritos and isinstance(uno, ElegirUno):
                detalle = f" · {opcion.detalle}" if opcion and opcion.detalle else ""
                uno.poner(opcion.uuid if opcion else None, f"{opcion.nombre}{detalle}" if opcion else "")
        if "fecha" not in escritos:
            self.fecha.poner_fecha(registro.fecha if registro.fecha.fecha else None)
        if not escritos & {"fojas", "es_minimo"}:
            self.fojas.poner(registro.fojas, es_minimo=registro.es_minimo)
        self.sentido.poner(registro.sentido, escribir_sentido(registro.sentido))
        lectura = self._entorno.contexto.almacen.lectura
        self.compromisos.poner(compromisos(lectura), [c.uuid for c in registro.compromisos])
        puestos = self.textos()
        self._puestos = {c: antes[c] if c in escritos else texto for c, texto in puestos.items()}

    def _poner_texto(self, clave: str, texto: str) -> None:
        campo = self.campo(clave)
        if isinstance(campo, CampoDeTexto | CampoLargo):
            campo.poner_valor(texto)

    def solo_lectura(self, *, si: bool) -> None:
        """Show without letting change; what is shown can still be copied."""
        self._solo_lectura = si
        for linea in self.findChildren(QLineEdit):
            linea.setReadOnly(si)
        self.descripcion.setReadOnly(si)
        self.fojas.solo_lectura(si=si)
        self.sentido.setEnabled(not si)
        self.fecha.setEnabled(not si)
        self.compromisos.solo_lectura(si=si)

    def confirmar(self) -> None:
        """Tell now what was typed in the field that has the keyboard."""
        for campo in self.findChildren(CampoDeTexto):
            campo.confirmar()
        self.descripcion.confirmar()
