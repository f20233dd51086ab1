"""F4: the line for agreements, which also takes one of this meeting to correct it."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from enlace_app.consultas.partes_de_reunion import AcuerdoDeReunion
from enlace_app.dominio.renglon_de_acuerdo import RenglonDeAcuerdo
from enlace_app.ui.componentes.renglon_de_acuerdo import ACUERDO_NUEVO, Conocidos, LineaDeAcuerdo
from enlace_app.ui.paginas.sesion.sesion_abierta import SesionAbierta


class AcuerdoEnLinea(LineaDeAcuerdo):
    """Enter adds and stays for the next one. `corregir` puts an agreement into the line, Esc takes it out again."""

    def __init__(self, sesion: SesionAbierta, conocidos: Conocidos, parent: QWidget | None = None) -> None:
        super().__init__(conocidos, lambda: sesion.registro.fecha.fecha, parent=parent)
        self._sesion = sesion
        self._corregido: AcuerdoDeReunion | None = None
        self._compuesto = ""
        self._a_medias = ""
        self.escrito.connect(self._anotar)

    def refrescar(self) -> None:
        """The agreement in the line may have another revision, or be gone."""
        if self._corregido is not None:
            self._corregido = self._acuerdo(self._corregido.uuid)
            if self._corregido is None:
                self._terminar()

    def capturas(self) -> dict[str, str]:
        """What a power cut must not take."""
        if self._corregido is None:
            return {"acuerdo": self.campo.text()}
        return {
            "acuerdo": self._a_medias,
            "acuerdo_corregido": self._corregido.uuid,
            "acuerdo_correccion": self.campo.text(),
        }

    def recuperar_capturas(self, capturas: dict[str, str]) -> None:
        """Put back what an earlier run was typing."""
        self.recuperar(capturas.get("acuerdo", ""), [a.texto for a in self._sesion.registro.acuerdos[-1:]])
        self.corregir(capturas.get("acuerdo_corregido", ""))
        if self._corregido is not None:
            self.campo.setText(capturas.get("acuerdo_correccion", self.campo.text()))

    def corregir(self, uuid: str) -> None:
        """Put an agreement of this meeting into the line."""
        acuerdo = self._acuerdo(uuid)
        if acuerdo is None:
            return
        if self._corregido is None:
            self._a_medias = self.campo.text()
        self._corregido = acuerdo
        self.rotulo.setText(f"Corrige {cola_de_folio(acuerdo.folio)}")
        self.campo.setAccessibleName(f"Corregir el acuerdo {cola_de_folio(acuerdo.folio)}")
        self.campo.setText(_componer(acuerdo))
        self._compuesto = self.campo.valor()
        self.tomar_teclado()

    def _terminar(self) -> None:
        self._corregido = None
        self.rotulo.setText("F4")
        self.campo.setAccessibleName(ACUERDO_NUEVO)
        self.campo.setText(self._a_medias)
        self._a_medias = ""

    def _abandonar(self) -> None:
        if self._corregido is not None:
            self._terminar()
        else:
            super()._abandonar()

    def _acuerdo(self, uuid: str) -> AcuerdoDeReunion | None:
        return next((a for a in self._sesion.registro.acuerdos if a.uuid == uuid), None)

    def _anotar(self, leido: RenglonDeAcuerdo) -> None:
        if self._corregido is not None:
            self._cambiar(self._corregido, leido)
            return
        sesion = self._sesion

        def agregar() -> object:
            from enlace_app.servicios.acuerdos import agregar_acuerdo

            return agregar_acuerdo(
                sesion.almacen,
                reunion=sesion.uuid,
                texto=leido.texto,
                responsables=leido.responsables,
                plazo=leido.plazo_literal,
                punto=sesion.uuid_de_punto,
            )

        if sesion.hacer(agregar, al_rehusar=self.mostrar_error) is not None:
            self.limpiar()
            sesion.asentar_capturas()

    def _cambiar(self, acuerdo: AcuerdoDeReunion, leido: RenglonDeAcuerdo) -> None:
        """Write only what became another; an untouched line changes nothing, however it would be read."""
        from enlace_app.servicios.acuerdos import DatosDeAcuerdo, corregir_acuerdo

        sesion, datos = self._sesion, DatosDeAcuerdo()
        if self.campo.valor() != self._compuesto:
            if leido.texto != acuerdo.texto:
                datos["texto"] = leido.texto
            if leido.responsables != acuerdo.responsables:
                datos["responsables"] = leido.responsables
            if leido.plazo_literal != acuerdo.plazo_literal:
                datos["plazo"] = leido.plazo_literal
        if datos:
            hecho = sesion.hacer(
                lambda: corregir_acuerdo(sesion.almacen, acuerdo=UUID(acuerdo.uuid), rev=acuerdo.rev, **datos),
                al_rehusar=self.mostrar_error,
            )
            if hecho is None:
                return
        self._terminar()
        sesion.asentar_capturas()


def cola_de_folio(folio: str) -> str:
    """The part of an agreement's folio that tells it from others of the meeting: «/01»."""
    return f"/{folio.rpartition('/')[2]}"


def _componer(acuerdo: AcuerdoDeReunion) -> str:
    nombres = [f'@"{nombre}"' if '"' not in nombre else f"@«{nombre}»" for nombre in acuerdo.responsables]
    return " ".join([acuerdo.texto, *nombres, *([acuerdo.plazo_literal] if acuerdo.plazo_literal else [])])
