"""The fields of a meeting's data: what each is called, what helps to fill it in, and how it looks when closed."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from enlace_app.ui.componentes.campo_de_fecha import CampoDeFecha, CampoDeHora
from enlace_app.ui.componentes.campos import CampoDeTexto, CampoLargo
from enlace_app.ui.componentes.completado import CampoConSugerencias, Sugerencia
from enlace_app.ui.componentes.elegir_varios import ElegirVarios
from enlace_app.ui.componentes.etiquetas import Etiqueta, RolDeEtiqueta
from enlace_app.ui.componentes.fechas_escritas import Sentido
from enlace_app.ui.componentes.formulario import Formulario
from enlace_app.ui.paginas.reuniones.combos import combo_angosto

MODALIDADES = ("presencial", "videoconferencia", "mixta")
"""What the published data and the package know; nothing said is its own choice."""

Linea = CampoDeTexto | CampoLargo
Sugerir = Callable[[str], Callable[[str], list[Sugerencia]]]
"""Gives the suggestions of a field by its name."""


class FormularioDeDatos(Formulario):
    """In the order in which one fills them in; `textos` and `horas` are saved as they stand."""

    def __init__(self, *, hoy: Callable[[], date], sugerir: Sugerir) -> None:
        super().__init__()
        self._hoy, self._sugerir = hoy, sugerir
        self._editable = True
        self.textos: dict[str, Linea] = {}
        self.horas: dict[str, CampoDeHora] = {}
        self.dias: dict[str, CampoDeFecha] = {}
        self._crear_campos()

    def _crear_campos(self) -> None:
        self.tipo = self.agregar("Tipo", combo_angosto())
        self.numero = self._texto(
            "numero", "Número", CampoDeTexto(), ayuda="El que el Secretariado da a la sesión; lo demás se numera solo."
        )
        self.ejercicio = self.agregar("Ejercicio", combo_angosto())
        self.fecha = self.agregar("Fecha", CampoDeFecha(hoy=self._hoy, sentido=Sentido.PASADO, solo_dia=False))
        self.programada = self._dia("programada", "Programada para", Sentido.FUTURO)
        self.horas["hora_programada"] = self.agregar("Hora programada", CampoDeHora())
        self.convocada_el = self._dia("convocada_el", "Convocada el", Sentido.PASADO)
        self._crear_horas()
        self.municipio = self.agregar("Municipio", CampoConSugerencias(self._sugerir("municipio")))
        self.ciudad = self._texto("ciudad", "Ciudad o localidad", CampoConSugerencias(self._sugerir("ciudad")))
        self.sede = self._texto("sede", "Sede", CampoConSugerencias(self._sugerir("sede")))
        self.modalidad = self.agregar("Modalidad", combo_angosto())
        self.modalidad.addItem("Sin anotar", None)
        for modalidad in MODALIDADES:
            self.modalidad.addItem(modalidad.capitalize(), modalidad)
        self.convoca = self._texto("convoca", "Convoca", CampoConSugerencias(self._sugerir("convoca")))
        self.preside = self._texto("preside", "Preside", CampoConSugerencias(self._sugerir("preside")))
        self.facilitador = self._texto(
            "facilitador",
            "Facilita",
            CampoConSugerencias(self._sugerir("facilitador")),
            ayuda="Quien facilita no vota.",
        )
        self.regiones = self.agregar("Regiones", ElegirVarios(que="región"))
        self.compromisos = self.agregar("Compromisos", ElegirVarios(que="compromiso"))
        self.resumen = self._texto("resumen", "Resumen", CampoLargo(minimo=2))
        self.asuntos_generales = self._texto("asuntos_generales", "Asuntos generales", CampoLargo(minimo=2))
        self.parte_de = self.agregar(
            "Comparte acta con",
            CampoConSugerencias(self._sugerir("parte_de")),
            ayuda="Para una visita de sitio cuya acta es la de su reunión.",
        )

    def _texto(self, nombre: str, titulo: str, campo: Linea, *, ayuda: str = "") -> Linea:
        self.agregar(titulo, campo, ayuda=ayuda)
        self.textos[nombre] = campo
        return campo

    def _dia(self, nombre: str, titulo: str, sentido: Sentido) -> CampoDeFecha:
        self.dias[nombre] = self.agregar(titulo, CampoDeFecha(hoy=self._hoy, sentido=sentido))
        return self.dias[nombre]

    def _crear_horas(self) -> None:
        self.zona = Etiqueta("", RolDeEtiqueta.DETALLE)
        renglon, fila = _renglon()
        for nombre, dicho in (("hora_inicio", "Hora de inicio"), ("hora_fin", "Hora de término")):
            hora = CampoDeHora()
            self.horas[nombre] = hora
            if nombre == "hora_fin":
                fila.addWidget(Etiqueta("a"))
            fila.addWidget(hora)
            hora.setAccessibleName(dicho)
        fila.addWidget(self.zona, 1)
        renglon.setFocusProxy(self.horas["hora_inicio"])
        self.renglon_de_horas = self.agregar("Horas", renglon)
        self.horas["hora_inicio"].setAccessibleName("Hora de inicio")

    def por_nombre(self) -> dict[str, QWidget]:
        """The fields by the names that a review gives them."""
        return {
            **self.textos,
            **self.horas,
            "tipo": self.tipo,
            "ejercicio": self.ejercicio,
            "fecha": self.fecha,
            **self.dias,
            "municipio": self.municipio,
            "zona": self.municipio,
            "modalidad": self.modalidad,
            "regiones": self.regiones,
            "compromisos": self.compromisos,
            "parte_de": self.parte_de,
        }

    def lineas(self) -> list[Linea]:
        """Everything in which one types, dates included."""
        sueltas: list[Linea] = [self.municipio, self.parte_de]
        dias = (dia.linea for dia in (self.fecha, *self.dias.values()))
        return [*self.textos.values(), *self.horas.values(), *sueltas, *dias]

    def permitir(self, *, editar: bool, cambiar_tipo: bool) -> None:
        """Let change, or only read and copy; the kind is held fast by a folio that was given out."""
        self.tipo.setEnabled(editar and cambiar_tipo)
        if editar is self._editable:
            return
        self._editable = editar
        for linea in self.lineas():
            linea.setReadOnly(not editar)
            self._callar_ejemplo(linea, callar=not editar)
            linea.style().unpolish(linea)
            linea.style().polish(linea)
        for fecha in (self.fecha, *self.dias.values()):
            fecha.boton.setVisible(editar)
            fecha.entendida.setVisible(editar)
        for control in (self.ejercicio, self.modalidad):
            control.setEnabled(editar)
        for varios in (self.regiones, self.compromisos):
            varios.solo_lectura(si=not editar)

    @staticmethod
    def _callar_ejemplo(linea: Linea, *, callar: bool) -> None:
        """A hint such as «9:30» in a field that cannot be filled in would pass for what was recorded."""
        if callar:
            linea.setProperty("ejemplo", linea.placeholderText())
            linea.setPlaceholderText("")
        else:
            linea.setPlaceholderText(str(linea.property("ejemplo") or ""))


def _renglon() -> tuple[QWidget, QHBoxLayout]:
    renglon = QWidget()
    fila = QHBoxLayout(renglon)
    fila.setContentsMargins(0, 0, 0, 0)
    return renglon, fila
