"""Names that somebody wrote and the directory does not know: linked here, one by one, with a way back."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from enlace_app.consultas import opciones
from enlace_app.consultas.deshacer import ultimo_deshacible
from enlace_app.consultas.nombres_sueltos import Aparicion, ClaseDeNombre, NombreSuelto, decir_donde, nombres_sueltos
from enlace_app.consultas.parecidos import Sugerencia as Parecido
from enlace_app.consultas.registro_de_organizacion import organizaciones
from enlace_app.errores import ErrorDeEnlace
from enlace_app.servicios import deshacer
from enlace_app.servicios.nombres_sueltos import vincular_nombre
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.personas import agregar_persona
from enlace_app.ui.componentes.botones import BotonPrimario, BotonSecundario, Enlace
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia, buscador_de
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.lista_corta import ListaCorta
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.nombres_sueltos import CLASES, COLUMNAS_DE_NOMBRES_SUELTOS
from enlace_app.ui.paginas.directorio.panel import Panel, area_de, parrafo, poner, vaciar
from enlace_app.ui.tema import Icono

_DONDE = {
    "asistencia": "Asistencia de {}",
    "acuerdo": "Acuerdo {}",
    "documento": "Documento {}",
    "compromiso": "Compromiso {}",
    "reunion": "Reunión {}",
    "nombramiento": "Nombramiento: {}",
}
_LARGO_DE_CITA = 80


class PanelDeNombresSueltos(Panel):
    """The list is read beside the window; nothing is ever linked by itself."""

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self.nombre: NombreSuelto | None = None
        self._vincular_con: BotonPrimario | None = None
        """The button of the likeliest suggestion."""
        self._leyendo = self._otra_vez = False
        self.nota = Etiqueta(
            "Nombres escritos que no están en el directorio. Vincular no cambia lo que se escribió ni las actas "
            "cerradas: sólo dice de quién se trata.",
            RolDeEtiqueta.TENUE,
            ajustar=True,
        )
        self.lista: ListaCorta[NombreSuelto] = ListaCorta(
            entorno,
            nombre="nombres_sueltos",
            que="nombres sueltos",
            columnas=COLUMNAS_DE_NOMBRES_SUELTOS,
            vacio=EstadoVacio(
                Icono.DIRECTORIO,
                "No hay nombres sueltos",
                "Todo nombre escrito está en el directorio, o todavía no se ha escrito ninguno.",
            ),
        )
        self.literal = parrafo("", RolDeEtiqueta.SUBTITULO)
        self.veces = parrafo("", RolDeEtiqueta.TENUE)
        self._ejemplos, self._sugeridas = QVBoxLayout(), QVBoxLayout()
        self.buscador = CampoConSugerencias(self._sugerir, sugerencia="Otro del directorio: unas letras y Enter")
        self.buscador.setAccessibleName("Vincular con otro del directorio")
        self.error = Etiqueta("", RolDeEtiqueta.ERROR, ajustar=True)
        self.crear_persona = BotonSecundario(
            "Crear la persona y vincular", con_icono=Icono.USUARIO, al_pulsar=lambda: self._crear(persona=True)
        )
        self.crear_institucion = BotonSecundario(
            "Crear la institución y vincular", con_icono=Icono.INSTITUCION, al_pulsar=lambda: self._crear(persona=False)
        )
        self._lado = self._armar()
        self.lista.elegida.connect(self._elegir)
        self.lista.abierta.connect(self._abrir)
        self.buscador.elegida.connect(self._vincular_sugerencia)
        self.refrescar()

    def _armar(self) -> QStackedWidget:
        dentro = QWidget()
        caja = QVBoxLayout(dentro)
        caja.setContentsMargins(0, 0, 8, 0)
        caja.addWidget(self.literal)
        caja.addWidget(self.veces)
        caja.addLayout(self._ejemplos)
        caja.addWidget(Etiqueta("¿De quién se trata?", RolDeEtiqueta.SUBTITULO))
        caja.addLayout(self._sugeridas)
        caja.addWidget(self.buscador)
        caja.addWidget(self.error)
        caja.addWidget(Etiqueta("No está en el directorio:", RolDeEtiqueta.TENUE))
        caja.addWidget(self.crear_institucion, 0, Qt.AlignmentFlag.AlignLeft)
        caja.addWidget(self.crear_persona, 0, Qt.AlignmentFlag.AlignLeft)
        caja.addStretch(1)
        lado = QStackedWidget()
        lado.addWidget(
            EstadoVacio(
                Icono.DIRECTORIO,
                "Elija un nombre",
                "Aquí se ve dónde se escribió y de quién puede tratarse. Enter lleva a vincularlo.",
            )
        )
        lado.addWidget(area_de(dentro))
        todo = QVBoxLayout(self)
        todo.setContentsMargins(0, 0, 0, 0)
        todo.addWidget(self.nota)
        memoria = self.entorno.memoria
        todo.addWidget(ListaYRegistro(memoria, "nombres_sueltos", self.lista, lado, reparto=(1, 1)), 1)
        return lado

    def refrescar(self) -> None:
        """Read again; a change while it is being read asks for one more reading."""
        if self._leyendo:
            self._otra_vez = True
            return
        self._leyendo, self._otra_vez = True, False
        almacen = self.entorno.contexto.almacen
        self.entorno.tareas.lanzar(
            "Buscando nombres sueltos",
            lambda _: nombres_sueltos(almacen.lectura),
            al_terminar=self._poner,
            callada=True,
        )

    def _poner(self, nombres: list[NombreSuelto]) -> None:
        if not isValid(self):  # the window was closed meanwhile
            return
        self._leyendo = False
        self.lista.poner(nombres)
        if self.nombre is not None and self.nombre not in nombres:
            mismo = next((n for n in nombres if n.literal == self.nombre.literal), None)
            self._mostrar(mismo)
        if self._otra_vez:
            self.refrescar()

    def enfocar(self) -> None:
        """Put the keyboard on the list."""
        self.lista.enfocar()

    def _elegir(self, nombre: NombreSuelto) -> None:
        if nombre != self.nombre:
            self._mostrar(nombre)

    def _abrir(self, nombre: NombreSuelto) -> None:
        self._elegir(nombre)
        (self._vincular_con or self.buscador).setFocus(Qt.FocusReason.OtherFocusReason)

    def _mostrar(self, nombre: NombreSuelto | None) -> None:
        self.nombre, self._vincular_con = nombre, None
        self._lado.setCurrentIndex(0 if nombre is None else 1)
        for caja in (self._ejemplos, self._sugeridas):
            vaciar(caja)
        self.buscador.poner_valor("")
        self._decir("")
        if nombre is None:
            return
        veces = "una vez" if nombre.veces == 1 else f"{nombre.veces:,} veces"
        self.literal.setText(f"«{nombre.literal[:400]}»")
        self.veces.setText(f"Se escribió {veces}; puede ser {CLASES[nombre.clase]}. Por ejemplo:")
        for aparicion in nombre.donde:
            poner(self._ejemplos, self._ejemplo(aparicion))
        for sugerencia in nombre.sugerencias:
            poner(self._sugeridas, self._renglon(sugerencia))
        if not nombre.sugerencias:
            poner(self._sugeridas, parrafo("Nadie del directorio se llama parecido.", RolDeEtiqueta.TENUE))
        self.crear_institucion.setVisible(nombre.clase is not ClaseDeNombre.PERSONA)
        self.crear_persona.setVisible(nombre.clase is not ClaseDeNombre.ORGANIZACION)

    def _renglon(self, sugerencia: Parecido) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        fila.addWidget(parrafo(f"{sugerencia.nombre}\n{sugerencia.porque}"), 1)
        vincular = BotonPrimario(
            "Vincular", al_pulsar=lambda: self._vincular(sugerencia.tabla, sugerencia.uuid, sugerencia.nombre)
        )
        vincular.setAccessibleName(f"Vincular con {sugerencia.nombre[:90]}")
        fila.addWidget(vincular, 0, Qt.AlignmentFlag.AlignTop)
        self._vincular_con = self._vincular_con or vincular
        return renglon

    def _ejemplo(self, aparicion: Aparicion) -> QWidget:
        renglon = QWidget()
        fila = QHBoxLayout(renglon)
        fila.setContentsMargins(0, 0, 0, 0)
        donde = decir_donde(self.entorno.contexto.almacen.lectura, aparicion)[:_LARGO_DE_CITA]
        texto = _DONDE.get(aparicion.tabla, "{}").format(donde)
        fila.addWidget(Enlace(texto, al_activar=lambda: self.entorno.navegacion.abrir(aparicion.tabla, aparicion.uuid)))
        fila.addStretch(1)
        return renglon

    def _sugerir(self, texto: str) -> list[Sugerencia]:
        return buscador_de(self._directorio())(texto)

    def _directorio(self) -> list[Sugerencia]:
        lectura, nombre = self.entorno.contexto.almacen.lectura, self.nombre
        clase = nombre.clase if nombre else ClaseDeNombre.CUALQUIERA
        halladas = []
        if clase is not ClaseDeNombre.PERSONA:
            halladas += [
                Sugerencia(o.nombre, o.detalle or "institución", ("organizacion", o.uuid))
                for o in organizaciones(lectura)
            ]
        if clase is not ClaseDeNombre.ORGANIZACION:
            halladas += [Sugerencia(p.nombre, "persona", ("persona", p.uuid)) for p in opciones.personas(lectura)]
        return halladas

    def _vincular_sugerencia(self, sugerencia: Sugerencia) -> None:
        if isinstance(sugerencia.dato, tuple):
            tabla, uuid = sugerencia.dato
            self._vincular(tabla, uuid, sugerencia.texto)

    def _decir(self, texto: ErrorDeEnlace | str) -> None:
        self.error.setText(str(texto))
        self.error.setVisible(bool(str(texto)))

    def _vincular(self, tabla: str, uuid: str, con: str) -> bool:
        if self.nombre is None:
            return False
        almacen, literal = self.entorno.contexto.almacen, self.nombre.literal
        hecho = self.entorno.operaciones.hacer(
            lambda: vincular_nombre(
                almacen,
                literal=literal,
                organizacion=UUID(uuid) if tabla == "organizacion" else None,
                persona=UUID(uuid) if tabla == "persona" else None,
            ),
            al_rehusar=self._decir,
        )
        if hecho is None:
            return False
        self._ofrecer_vuelta(f"«{literal[:60]}» se vinculó con {con[:80]}.", 1)
        self.lista.enfocar()
        return True

    def _crear(self, *, persona: bool) -> None:
        if self.nombre is None:
            return
        almacen, literal = self.entorno.contexto.almacen, self.nombre.literal
        creado = self.entorno.operaciones.hacer(
            lambda: (
                agregar_persona(almacen, nombre=literal) if persona else agregar_organizacion(almacen, nombre=literal)
            ),
            al_rehusar=self._decir,
        )
        if creado is None or creado.principal is None:
            return
        tabla = "persona" if persona else "organizacion"
        vinculados = self.entorno.operaciones.hacer(
            lambda: vincular_nombre(
                almacen,
                literal=literal,
                organizacion=None if persona else creado.principal,
                persona=creado.principal if persona else None,
            ),
            al_rehusar=lambda error: self.entorno.avisos.aviso(f"Se agregó al directorio. {error}"),
        )
        if vinculados is not None:
            nuevo = "persona nueva" if tabla == "persona" else "institución nueva"
            self._ofrecer_vuelta(f"«{literal[:60]}» se agregó al directorio como {nuevo} y se vinculó.", 2)
        self.lista.enfocar()

    def _ofrecer_vuelta(self, dicho: str, pasos: int) -> None:
        """The last `pasos` operations are taken back together, the latest first."""
        primera = ultimo_deshacible(self.entorno.contexto.almacen.lectura)
        if primera is None:
            self.entorno.avisos.hecho(dicho)
            return
        esperada = primera.operacion

        def volver() -> None:
            almacen = self.entorno.contexto.almacen
            ultima = ultimo_deshacible(almacen.lectura)
            if ultima is None or ultima.operacion != esperada:
                self.entorno.avisos.aviso("Después se cambió algo más: deshágalo paso a paso con Ctrl+Z.")
                return
            for _ in range(pasos):
                self._deshacer_la_ultima()
            self.entorno.avisos.hecho("Se deshizo: vincular el nombre.")

        self.entorno.avisos.hecho(dicho, opcion="Deshacer", accion=volver)

    def _deshacer_la_ultima(self) -> None:
        almacen = self.entorno.contexto.almacen
        ultima = ultimo_deshacible(almacen.lectura)
        if ultima is not None:
            operacion = ultima.operacion
            self.entorno.operaciones.hacer(lambda: deshacer.deshacer(almacen, operacion=operacion))
