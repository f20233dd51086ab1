"""The room at the right: who is present since when, who left, whether there is a quorum; F3 notes one more."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from enlace_app.consultas.candidatos import Candidato
from enlace_app.consultas.partes_de_reunion import AsistenciaDeReunion
from enlace_app.dominio.cantidades import escribir_minimo
from enlace_app.dominio.organizaciones import plegar
from enlace_app.ui.componentes.botones import Enlace
from enlace_app.ui.componentes.campo_de_asistente import CampoDeAsistente
from enlace_app.ui.componentes.etiquetas import Etiqueta, EtiquetaElidida, RolDeEtiqueta
from enlace_app.ui.paginas.sesion.conocidos import Conocidos
from enlace_app.ui.paginas.sesion.conteo import FranjaDeConteo
from enlace_app.ui.paginas.sesion.renglones import ListaDeRenglones, Renglon
from enlace_app.ui.paginas.sesion.sala import Sala
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta
from enlace_app.ui.tema import Icono, Rol

_INVITA = "F3 · tres letras y Enter"
_SUPLE = "¿A quién suple? Escriba y Enter"
_TECLAS = "Mayús+F3 · Enter: sale o vuelve · S: suple a · Supr: quitar"


class PanelDeAsistencia(QWidget):
    """Enter on a candidate notes the arrival; on somebody present the departure; on who left, the return."""

    abandonado = Signal()
    """Esc in the field with nothing to give up."""

    def __init__(self, sesion: SesionAbierta, conocidos: Conocidos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sesion, self._conocidos = sesion, conocidos
        self._sala = Sala(sesion, self)
        self._suplente: str | None = None
        self._a_medias = ""
        self._propuesta: tuple[str, str] | None = None
        self.presentes = Etiqueta("", RolDeEtiqueta.SUBTITULO)
        self.quorum = Enlace("quórum", al_activar=self._explicar)
        self.explicacion = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.explicacion.hide()
        self.quorum.hide()
        self.campo = CampoDeAsistente(conocidos.candidatos, senalar=self._senalar, sugerencia=_INVITA)
        self.campo.setAccessibleName("Anotar asistencia")
        self.suplencia = Etiqueta("", RolDeEtiqueta.TENUE, ajustar=True)
        self.suplencia.hide()
        self.lista = ListaDeRenglones("Asistencia", ajustar=False, teclas="s")
        self.conteo = Enlace("", al_activar=self.contar)
        self.franja = FranjaDeConteo(sesion)
        self._armar()
        self._conectar()
        self.refrescar(frozenset({"asistencia"}))

    def _armar(self) -> None:
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.presentes)
        cabeza.addStretch(1)
        cabeza.addWidget(self.quorum)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.setSpacing(4)
        caja.addLayout(cabeza)
        for control in (self.explicacion, self.campo, self.suplencia):
            caja.addWidget(control)
        caja.addWidget(self.lista, 1)
        caja.addWidget(EtiquetaElidida(_TECLAS, RolDeEtiqueta.DETALLE))
        caja.addWidget(self.conteo)
        caja.addWidget(self.franja)

    def _conectar(self) -> None:
        self.campo.anotado.connect(self._anotar)
        self.campo.aceptada.connect(self._aceptar_suplencia)
        self.campo.abandonado.connect(self._abandonar)
        self.lista.activado.connect(self._alternar)
        self.lista.retirado.connect(self._retirar)
        self.lista.tecleado.connect(lambda clave, _: self.suplir(clave))
        self.franja.cerrada.connect(lambda: self.campo.setFocus(Qt.FocusReason.OtherFocusReason))
        self._sala.juzgada.connect(self._mostrar_sala)

    def refrescar(self, tablas: frozenset[str]) -> None:
        """Show the attendance as it was read last; rights and quorum follow in a moment."""
        r = self._sesion.registro
        self.lista.poner([self._renglon(a) for a in r.asistencias], al_final=True)
        self.campo.poner_listados(r.asistencias)
        presentes = sum(1 for a in r.asistencias if a.presente)
        self.presentes.setText(f"PRESENTES {presentes}")
        if r.presentes_n is not None:
            contadas = escribir_minimo(r.presentes_n, es_minimo=r.presentes_es_minimo)
            self.conteo.poner_texto(f"{contadas} personas contadas")
        else:
            self.conteo.poner_texto("Contar, con foto de la lista…")
        self.franja.refrescar()
        if tablas & Sala.TABLAS:
            self._sala.juzgar_pronto()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        return {"asistencia": self._a_medias if self._suplente else self.campo.text(), **self.franja.capturas()}

    def recuperar(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        self.campo.setText(capturas.get("asistencia", ""))
        self.franja.recuperar(capturas)

    def tomar_teclado(self) -> None:
        """Take the keyboard for somebody who comes, leaves or returns."""
        self.campo.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def contar(self) -> None:
        """Ask how many there are."""
        self.franja.abrir()

    def suplir(self, asistencia: str) -> None:
        """Ask in the field whom this one substitutes."""
        if self._suplente is None:
            self._a_medias = self.campo.text()
        self._suplente = asistencia
        self.campo.clear()
        quien = self._fila(asistencia)
        self.campo.setPlaceholderText(_SUPLE)
        self.campo.setAccessibleName(f"A quién suple {quien.quien}" if quien else _SUPLE)
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renglon(self, a: AsistenciaDeReunion) -> Renglon:
        detalles = [self._sala.dicho_de(a.uuid), f"suple a {a.suple_a}" if a.suple_a else None]
        detalles += [a.organizacion if a.persona else a.cargo, a.calidad]
        detalle = " · ".join(d for d in detalles if d)
        if a.ausente:
            return Renglon(a.uuid, a.quien, detalle, "ausente", Icono.NO_PROCEDE, Rol.NEUTRO, "ausente", tenue=True)
        if a.salida is not None:
            return Renglon(
                a.uuid, a.quien, detalle, f"salió {a.salida}", Icono.FLECHA_IZQUIERDA, Rol.AVISO, "salió", tenue=True
            )
        return Renglon(a.uuid, a.quien, detalle, a.llegada or "", Icono.PRESENTE, Rol.BIEN, "presente")

    def _fila(self, uuid: str | None) -> AsistenciaDeReunion | None:
        return next((a for a in self._sesion.registro.asistencias if a.uuid == uuid), None)

    def _senalar(self, fila: AsistenciaDeReunion) -> str:
        if self._suplente is not None or fila.ausente:
            return ""
        if fila.salida is not None:
            return f"salió {fila.salida}: Enter anota su regreso"
        return f"presente desde {fila.llegada or 'el inicio'}: Enter anota su salida"

    def _anotar(self, candidato: Candidato) -> None:
        if self._suplente is not None:
            self._poner_suplencia(self._suplente, candidato.persona or candidato.organizacion or "")
        elif candidato.asistencia is not None:
            self._alternar(candidato.asistencia)
        else:
            self._registrar(candidato)

    def _registrar(self, candidato: Candidato) -> None:
        sesion = self._sesion

        def registrar() -> UUID | None:
            from enlace_app.servicios.asistencias import registrar_asistencia

            return registrar_asistencia(
                sesion.almacen,
                reunion=sesion.uuid,
                persona=candidato.persona,
                organizacion=candidato.organizacion,
                cargo=candidato.cargo,
                calidad=candidato.calidad,
                parte=candidato.parte,
                llegada=sesion.reloj.hora,
            ).principal

        nueva = sesion.hacer(registrar)
        if nueva is None:
            self.campo.reponer(candidato.etiqueta)
            return
        self.lista.marcar(str(nueva))
        sesion.asentar_capturas()
        self._proponer_suplencia(str(nueva), candidato)

    def _alternar(self, clave: str) -> None:
        fila, sesion = self._fila(clave), self._sesion
        hora = sesion.exigir_hora()
        if fila is None or hora is None:
            return
        from enlace_app.servicios import asistencias as servicio

        nota = servicio.registrar_salida
        dicho = f"{fila.quien} salió a las {hora}. Ctrl+Z lo deshace."
        if fila.ausente:
            nota, dicho = servicio.anotar_llegada, f"{fila.quien} llegó a las {hora}."
        elif fila.salida is not None:
            nota, dicho = servicio.anotar_regreso, f"{fila.quien} volvió a las {hora}."
        uuid, rev = UUID(fila.uuid), fila.rev
        if sesion.hacer(lambda: nota(sesion.almacen, asistencia=uuid, rev=rev, hora=hora), dicho=dicho) is not None:
            sesion.asentar_capturas()

    def _retirar(self, clave: str) -> None:
        fila, sesion = self._fila(clave), self._sesion
        if fila is None:
            return
        from enlace_app.servicios.asistencias import retirar_asistencia

        sesion.hacer(
            lambda: retirar_asistencia(sesion.almacen, asistencia=UUID(fila.uuid), rev=fila.rev),
            dicho=f"Se quitó a {fila.quien} de la asistencia. Ctrl+Z lo devuelve.",
        )

    def _proponer_suplencia(self, asistencia: str, candidato: Candidato) -> None:
        """Offer the titulares of a suplente's party who are not here, the likeliest on Ctrl+Enter."""
        suplido = self._suplido_probable(candidato)
        self._propuesta = (asistencia, suplido) if suplido else None
        self.suplencia.setText(f"¿Suple a {suplido}? Ctrl+Enter: sí. Siga tecleando: no." if suplido else "")
        self.suplencia.setVisible(bool(suplido))

    def _suplido_probable(self, candidato: Candidato) -> str | None:
        if "suplente" not in plegar(candidato.calidad or ""):
            return None
        for otro in self._conocidos.candidatos():
            titular = otro.persona and otro.calidad and "suplente" not in plegar(otro.calidad)
            misma = otro.parte and candidato.parte and plegar(otro.parte) == plegar(candidato.parte)
            if titular and misma and self.campo.listado(otro) is None:
                return otro.persona
        return None

    def _aceptar_suplencia(self) -> None:
        if self._propuesta is not None:
            self._poner_suplencia(*self._propuesta)

    def _poner_suplencia(self, asistencia: str, suplido: str) -> None:
        fila, sesion = self._fila(asistencia), self._sesion
        if fila is not None:
            from enlace_app.servicios.asistencias import corregir_asistencia

            sesion.hacer(
                lambda: corregir_asistencia(sesion.almacen, asistencia=UUID(fila.uuid), rev=fila.rev, suple_a=suplido),
                dicho=f"{fila.quien} suple a {suplido}.",
            )
        self._dejar_de_suplir()

    def _dejar_de_suplir(self) -> None:
        self._propuesta = None
        self.suplencia.hide()
        if self._suplente is not None:
            self._suplente = None
            self.campo.setPlaceholderText(_INVITA)
            self.campo.setAccessibleName("Anotar asistencia")
            self.campo.setText(self._a_medias)

    def _abandonar(self) -> None:
        if self._suplente is not None or self._propuesta is not None:
            self._dejar_de_suplir()
        else:
            self.abandonado.emit()

    def _mostrar_sala(self) -> None:
        hay = self._sala.hay_quorum
        self.quorum.setVisible(hay is not None)
        self.quorum.poner_texto("quórum ✓" if hay else "sin quórum ✗")
        self.explicacion.setText(self._sala.explicacion)
        self.explicacion.setVisible(not self.explicacion.isHidden() and hay is not None)
        self.lista.poner([self._renglon(a) for a in self._sesion.registro.asistencias])

    def _explicar(self) -> None:
        self.explicacion.setVisible(self.explicacion.isHidden())
