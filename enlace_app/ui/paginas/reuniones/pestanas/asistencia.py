"""Who came, as what, between which hours, and who of them may vote."""

from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from enlace_app.consultas.candidatos import Candidato, candidatos_de_asistencia
from enlace_app.consultas.derechos import leer_sala
from enlace_app.consultas.partes_de_reunion import AsistenciaDeReunion
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.dominio.calendario import plegar
from enlace_app.ui.componentes.botones import BotonSecundario
from enlace_app.ui.componentes.campo_de_asistente import CampoDeAsistente
from enlace_app.ui.componentes.campo_de_fecha import CampoDeHora
from enlace_app.ui.componentes.completado import Sugerencia, buscador_de
from enlace_app.ui.componentes.conteo_de_asistentes import ConteoDeAsistentes
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.componentes.senales import Aspecto, Senal
from enlace_app.ui.componentes.tabla_editable import TablaEditable
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla import asistencias as columnas
from enlace_app.ui.modelos_tabla.asistencias import FilaDeAsistencia, columnas_de_asistencia
from enlace_app.ui.modelos_tabla.modelo_de_partes import ModeloDePartes
from enlace_app.ui.paginas.reuniones.pestana import Pestana
from enlace_app.ui.paginas.reuniones.pestanas.quorum import FranjaDeQuorum
from enlace_app.ui.paginas.reuniones.pestanas.rehusados import Rehusados
from enlace_app.ui.paginas.reuniones.solo_lectura import ESTILO_DE_SOLO_LECTURA, explicar_cierre
from enlace_app.ui.tema import Icono, Rol

if TYPE_CHECKING:
    from enlace_app.servicios.asistencias import DatosDeAsistencia

_INVITACION = "Quién llega: tres letras y Enter"
_EXPLICACION = (
    "Escriba tres letras y elija con Enter. Quien no está en el directorio cabe en un renglón: Nombre, cargo, "
    "institución. Ctrl+Enter lo toma tal como se escribió."
)
_RESERVADOS = Aspecto("Nombres reservados", Icono.CANDADO, Rol.AVISO)
_LOGICOS: dict[str, bool | None] = {"": None, "sí": True, "no": False}


class PestanaDeAsistencia(Pestana):
    """The list with its cells to type in, one line to add to it, and the quorum above."""

    titulo = "Asistencia"
    tabla = "asistencia"

    def __init__(self, entorno: Entorno) -> None:
        super().__init__(entorno)
        self.setStyleSheet(ESTILO_DE_SOLO_LECTURA)
        self.modelo: ModeloDePartes[FilaDeAsistencia] = ModeloDePartes(
            columnas_de_asistencia(
                personas=lambda texto: self._proponer_nombres(texto, "persona"),
                instituciones=lambda texto: self._proponer_nombres(texto, "organizacion"),
                calidades=self._proponer_calidades,
                partes=self._proponer_partes,
                suplidos=lambda texto: self._proponer_nombres(texto, "persona"),
                avisos=self._proponer_avisos,
            ),
            self._guardar,
            nombrar=lambda fila: fila.asistencia.quien,
            parent=self,
        )
        self._candidatos: list[Candidato] | None = None
        self._partes: tuple[str, ...] = ()
        self._con_nombres: bool | None = None
        self.aviso = Etiqueta("", ajustar=True)
        self.quorum = FranjaDeQuorum()
        self.senal_de_reserva = Senal(_RESERVADOS)
        self.reserva = Etiqueta("", ajustar=True)
        self.campo = CampoDeAsistente(self._leer_candidatos, sugerencia=_INVITACION)
        self.campo.setAccessibleName("Agregar a la asistencia")
        self.campo.setAccessibleDescription(_EXPLICACION)
        self.campo.setToolTip(_EXPLICACION)
        self.rejilla = TablaEditable(self.modelo, "Asistencia")
        self.detalle = EtiquetaElidida("", RolDeEtiqueta.TENUE)
        self.rehusados = Rehusados(self.modelo, self.rejilla)
        self.hora_de_regreso = CampoDeHora()
        self.hora_de_regreso.setAccessibleName("Hora de regreso")
        self.conteo = ConteoDeAsistentes(entorno, entorno.operaciones.hacer, al_dejar=True)
        self._crear_botones()
        self._armar()
        self._conectar()

    def _crear_botones(self) -> None:
        self.agregar = BotonSecundario("Agregar", con_icono=Icono.MAS, al_pulsar=self.campo.anotar)
        self.salida = BotonSecundario("Salió…", con_icono=Icono.SALIDA, al_pulsar=self._anotar_salida)
        self.regreso = BotonSecundario("Regresó…", con_icono=Icono.PRESENTE, al_pulsar=self._pedir_regreso)
        self.retirar = BotonSecundario("Retirar", con_icono=Icono.QUITAR, al_pulsar=self._retirar)
        self.retirar.setToolTip("Quita a esta persona de la lista (Supr). Ctrl+Z la recupera.")

    def _armar(self) -> None:
        self._linea_de_alta = QWidget()
        alta = _en_fila(self._linea_de_alta)
        alta.addWidget(self.campo, 1)
        for boton in (self.agregar, self.salida, self.regreso, self.retirar):
            alta.addWidget(boton)
        self.fila_de_regreso = QWidget()
        regreso = _en_fila(self.fila_de_regreso)
        regreso.addStretch(1)
        self._quien_regresa = Etiqueta("")
        anotar = BotonSecundario("Anotar regreso", al_pulsar=self._anotar_regreso)
        regreso.addWidget(self._quien_regresa)
        regreso.addWidget(self.hora_de_regreso)
        regreso.addWidget(anotar)
        self.fila_de_regreso.hide()
        reserva = QHBoxLayout()
        reserva.addWidget(self.senal_de_reserva)
        reserva.addWidget(self.reserva, 1)
        self.vacio = EstadoVacio(
            Icono.PRESENTE,
            "Todavía no hay nadie en la lista",
            "Escriba arriba tres letras de la persona o de la institución y presione Enter. Si nadie hizo lista, anote "
            "abajo cuántos asistieron y agregue la foto de la lista que firmaron.",
        )
        lugar = QWidget()
        self._pila = QStackedLayout(lugar)
        self._pila.addWidget(self.rejilla)
        self._pila.addWidget(self.vacio)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addWidget(self.aviso)
        caja.addWidget(self.quorum)
        caja.addLayout(reserva)
        caja.addWidget(self._linea_de_alta)
        caja.addWidget(self.fila_de_regreso)
        caja.addWidget(lugar, 1)
        caja.addWidget(self.detalle)
        caja.addWidget(self.rehusados)
        caja.addWidget(self.conteo)

    def _conectar(self) -> None:
        self.campo.anotado.connect(self._agregar)
        self.rejilla.actual.connect(lambda _: self._mostrar_detalle())
        self.rejilla.suprimir.connect(self._retirar)
        self.hora_de_regreso.returnPressed.connect(self._anotar_regreso)

    def poner(self, registro: RegistroDeReunion) -> None:
        """Show the attendance; open cells and lines keep what is being typed."""
        otra = self.registro is None or self.registro.uuid != registro.uuid
        super().poner(registro)
        if otra:
            self.rejilla.confirmar()
            self.modelo.olvidar()
            self.campo.poner_valor("")
            self.fila_de_regreso.hide()
            self._candidatos = None
        from enlace_app.servicios.derechos import derechos_de_la_sesion

        juicio, hora = derechos_de_la_sesion(self.entorno.contexto.almacen, reunion=UUID(registro.uuid))
        self._partes = juicio.partes
        self.quorum.poner(juicio, hora, con_quorum=registro.con_quorum)
        self.modelo.poner(
            [FilaDeAsistencia(a, juicio.de(a.uuid)) for a in registro.asistencias], editable=registro.editable
        )
        self.campo.poner_listados(registro.asistencias)
        self._mostrar_columnas(registro)
        self._mostrar_reserva(registro)
        self.conteo.poner(registro)
        explicacion = explicar_cierre(registro)
        self.aviso.setText(explicacion)
        self.aviso.setVisible(bool(explicacion))
        self._linea_de_alta.setVisible(registro.editable)
        self.vacio.explicacion.setVisible(registro.editable)
        self._pila.setCurrentWidget(self.rejilla if registro.asistencias else self.vacio)
        if otra and registro.asistencias:
            self.rejilla.elegir(registro.asistencias[0].uuid)
        self._mostrar_detalle()

    def _mostrar_columnas(self, registro: RegistroDeReunion) -> None:
        """Leave out what says nothing here: votes where none are taken."""
        con_votos = self._con_votos()
        for clave in columnas.DE_VOTO:
            usada = any(getattr(a, clave) not in {None, ""} for a in registro.asistencias)
            self._mostrar_columna(clave, visible=con_votos or usada)
        self._mostrar_columna("derecho", visible=con_votos)
        # Where institutions are listed, as in most lists, their names get the room that nobody's needs.
        letra, con_nombres = self.fontMetrics().averageCharWidth(), any(a.persona for a in registro.asistencias)
        for clave, letras in (("persona", 24 if con_nombres else 10), ("organizacion", 20 if con_nombres else 34)):
            columna = self.modelo.columna(clave)
            if columna is not None and self._con_nombres is not con_nombres:
                self.rejilla.setColumnWidth(columna, letra * letras)
        self._con_nombres = con_nombres

    def _con_votos(self) -> bool:
        return self.registro is not None and (self.registro.con_quorum or self.registro.con_votacion)

    def _mostrar_columna(self, clave: str, *, visible: bool) -> None:
        columna = self.modelo.columna(clave)
        if columna is not None and columna != self.rejilla.currentIndex().column():
            self.rejilla.setColumnHidden(columna, not visible)

    def _mostrar_reserva(self, registro: RegistroDeReunion) -> None:
        from enlace_app.consultas.nombres_reservados import Calidades

        calidades = Calidades.leer(self.entorno.contexto.almacen.lectura)
        consienten = {plegar(a.persona) for a in registro.asistencias if a.persona and a.consiente_publicar}
        reservadas = [a for a in registro.asistencias if a.persona and calidades.reserva(asdict(a))]
        cuantas = len({plegar(a.persona or "") for a in reservadas} - consienten)
        self.reserva.setText(
            "Una persona sin institución no ha consentido: lo que se envía dirá «particular» en vez de su nombre."
            if cuantas == 1
            else f"{cuantas} personas sin institución no han consentido: lo que se envía dirá «particular» en vez de "
            "sus nombres."
        )
        self.reserva.setVisible(cuantas > 0)
        self.senal_de_reserva.setVisible(cuantas > 0)

    def _mostrar_detalle(self) -> None:
        fila = self._fila_actual()
        hay = fila is not None and self.registro is not None and self.registro.editable
        for boton in (self.salida, self.regreso, self.retirar):
            boton.setEnabled(hay)
        if fila is None:
            self.detalle.setText("")
            return
        a = fila.asistencia
        quien = " · ".join(p for p in (a.persona, a.cargo, a.organizacion) if p) or a.quien
        razon = columnas.razon_del_derecho(fila) if self._con_votos() else ""
        que = columnas.aspecto_del_derecho(fila).palabra
        # What one may do comes first: a long name is cut, the reason never is.
        self.detalle.setText(f"{que}: {razon} — {quien}" if razon else quien)
        self.salida.setEnabled(hay and not a.ausente)
        self.regreso.setEnabled(hay and not a.ausente and a.salida is not None)

    def _fila_actual(self) -> FilaDeAsistencia | None:
        renglon = self.modelo.renglon(self.rejilla.uuid_actual)
        return self.modelo.filas[renglon] if renglon is not None else None

    def _leer_candidatos(self) -> list[Candidato]:
        if self._candidatos is None and self.registro is not None:
            lectura = self.entorno.contexto.almacen.lectura
            self._candidatos = candidatos_de_asistencia(lectura, self.registro.uuid)
        return self._candidatos or []

    def _proponer_nombres(self, texto: str, campo: str) -> list[Sugerencia]:
        aqui = [getattr(a, campo) for a in self.registro.asistencias] if self.registro else []
        conocidos = [getattr(c, campo) for c in self._leer_candidatos()]
        return buscador_de([Sugerencia(n) for n in dict.fromkeys([*aqui, *conocidos]) if n])(texto)[:8]

    def _proponer_calidades(self, texto: str) -> list[Sugerencia]:
        if self.registro is None:
            return []
        _, directorio = leer_sala(self.entorno.contexto.almacen.lectura, self.registro.uuid)
        return buscador_de([Sugerencia(rol.clave, rol.nombre) for rol in directorio.roles])(texto)

    def _proponer_partes(self, texto: str) -> list[Sugerencia]:
        escritas = [a.parte for a in self.registro.asistencias if a.parte] if self.registro else []
        return buscador_de([Sugerencia(p) for p in dict.fromkeys([*self._partes, *escritas])])(texto)

    def _proponer_avisos(self, texto: str) -> list[Sugerencia]:
        escritos = [a.aviso_version for a in self.registro.asistencias if a.aviso_version] if self.registro else []
        return buscador_de([Sugerencia(version) for version in dict.fromkeys(escritos)])(texto)

    def _agregar(self, candidato: Candidato, *, otra_vez: bool = False) -> None:
        registro = self.registro
        if registro is None or not registro.editable:
            return
        if candidato.asistencia is not None and not otra_vez and self.rejilla.elegir(candidato.asistencia):
            quien = candidato.persona or candidato.organizacion
            self.entorno.avisos.aviso(
                f"{quien} ya está en la lista: es el renglón señalado.",
                opcion="Agregar otra vez",
                accion=lambda: self._agregar(candidato, otra_vez=True),
            )
            return
        from enlace_app.servicios.asistencias import registrar_asistencia

        almacen = self.entorno.contexto.almacen
        cambios = self.entorno.operaciones.hacer(
            lambda: registrar_asistencia(
                almacen,
                reunion=UUID(registro.uuid),
                persona=candidato.persona,
                organizacion=candidato.organizacion,
                cargo=candidato.cargo,
                calidad=candidato.calidad,
                parte=candidato.parte,
            )
        )
        if cambios is None:
            self.campo.reponer(candidato.etiqueta)
        elif cambios.principal is not None:
            self.rejilla.elegir(str(cambios.principal))

    def _guardar(self, fila: FilaDeAsistencia, clave: str, texto: str) -> str | None:
        from enlace_app.servicios.asistencias import anotar_llegada, corregir_asistencia

        a, almacen, problemas = fila.asistencia, self.entorno.contexto.almacen, list[str]()
        uuid, rev = UUID(a.uuid), a.rev

        def guardar() -> object:
            if clave == "llegada" and a.ausente and texto:
                return anotar_llegada(almacen, asistencia=uuid, rev=rev, hora=texto)
            return corregir_asistencia(almacen, asistencia=uuid, rev=rev, **_datos(clave, texto))

        self.entorno.operaciones.hacer(guardar, al_rehusar=lambda error: problemas.append(str(error)))
        return problemas[0] if problemas else None

    def _anotar_salida(self) -> None:
        fila = self._fila_actual()
        if fila is None or not self.rejilla.abrir(fila.uuid, "salida"):
            return
        editor = self.rejilla.editor_abierto()
        if isinstance(editor, CampoDeHora) and not editor.text() and (hora := self._hora_de_hoy()):
            editor.setText(hora)
            editor.selectAll()

    def _hora_de_hoy(self) -> str:
        """The hour there now, while the meeting is held; of another day's nobody knows it."""
        if self.registro is None:
            return ""
        ahora = self.entorno.ahora_en(self.registro.zona)
        return f"{ahora:%H:%M}" if self.registro.fecha.fecha == ahora.date() else ""

    def _pedir_regreso(self) -> None:
        fila = self._fila_actual()
        if fila is None:
            return
        self._regresa: AsistenciaDeReunion = fila.asistencia
        self._quien_regresa.setText(f"{fila.asistencia.quien} regresó a las")
        self.hora_de_regreso.poner_valor(self._hora_de_hoy())
        self.fila_de_regreso.show()
        self.hora_de_regreso.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hora_de_regreso.selectAll()

    def _anotar_regreso(self) -> None:
        from enlace_app.servicios.asistencias import anotar_regreso

        hora = self.hora_de_regreso.hora() or self.hora_de_regreso.valor()
        a, almacen = self._regresa, self.entorno.contexto.almacen
        hecho = self.entorno.operaciones.hacer(
            lambda: anotar_regreso(almacen, asistencia=UUID(a.uuid), rev=a.rev, hora=hora)
        )
        if hecho is not None:
            self.fila_de_regreso.hide()
            self.rejilla.setFocus()

    def _retirar(self) -> None:
        from enlace_app.servicios.asistencias import retirar_asistencia

        fila = self._fila_actual()
        if fila is None or not self.modelo.editable:
            return
        a, almacen = fila.asistencia, self.entorno.contexto.almacen
        self.entorno.operaciones.hacer(
            lambda: retirar_asistencia(almacen, asistencia=UUID(a.uuid), rev=a.rev),
            dicho=f"Se retiró de la lista a {a.quien}. Ctrl+Z lo recupera.",
        )

    def ir_a(self, campo: str | None, uuid: str | None) -> bool:
        """Open the cell of that field in somebody's row; without a row, the line in which one adds."""
        if uuid is not None:
            if campo and self.modelo.columna(campo) is not None:
                return self.rejilla.abrir(uuid, campo)
            if self.rejilla.elegir(uuid):
                self.rejilla.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            return False
        if campo == "presentes_n":
            self.conteo.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if campo in {None, "asistencias", "asistencia"}:
            (self.campo if self.modelo.editable else self.rejilla).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def dejar(self) -> bool:
        """Save the cell that is open; False while something is refused."""
        self.rejilla.confirmar()
        if self.modelo.rehusados():
            self.rehusados.ir()
            self.entorno.avisos.error(f"Antes de seguir corrija o descarte: {self.rehusados.texto.text()}")
            return False
        return self.conteo.dejar()


def _datos(clave: str, texto: str) -> "DatosDeAsistencia":
    if clave == "ausente":
        justificada = {columnas.JUSTIFICADA: True, columnas.SIN_JUSTIFICAR: False}.get(texto)
        return {"ausente": texto != columnas.PRESENTE, "justificada": justificada}
    if clave == "consiente_publicar":
        return {"consiente_publicar": texto == "sí"}
    datos: dict[str, object] = {clave: _LOGICOS[texto] if clave in {"voz", "voto"} else texto or None}
    return datos  # type: ignore[return-value]


def _en_fila(donde: QWidget) -> QHBoxLayout:
    fila = QHBoxLayout(donde)
    fila.setContentsMargins(0, 0, 0, 0)
    return fila
