"""Which document of an acta is on show: the draft, a closed version, or what mends the signed one."""

from datetime import datetime

from PySide6.QtWidgets import QComboBox

from enlace_app.consultas.actas import FilaActa, correcciones
from enlace_app.consultas.registro_de_reunion import RegistroDeReunion
from enlace_app.consultas.versiones_de_acta import versiones_de_acta
from enlace_app.dominio.actas import ClaseDeActa
from enlace_app.dominio.correcciones import nombre_de_documento
from enlace_app.dominio.reuniones import CONGELADOS, EstadoReunion
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.entorno import Entorno


class ElegirVersion(QComboBox):
    """Hidden while there is nothing to choose; the first one is the draft or the version in force."""

    def __init__(self, entorno: Entorno) -> None:
        super().__init__()
        self._entorno = entorno
        self._correcciones: dict[str, FilaActa] = {}
        self.setAccessibleName("Versión del acta")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)

    def poner(self, registro: RegistroDeReunion, *, conservar: bool) -> None:
        """Offer what there is of that meeting; `conservar` keeps what was chosen while it is still there."""
        elegida = self.currentData() if conservar else None
        lectura = self._entorno.contexto.almacen.lectura
        cerradas = versiones_de_acta(lectura, registro.uuid)
        self._correcciones = {c.uuid: c for c in correcciones(lectura, reunion=registro.uuid)}
        self.clear()
        congelada = EstadoReunion(registro.estado) in CONGELADOS
        if not congelada:
            siguiente = cerradas[-1].version + 1 if cerradas else 1
            self.addItem(f"Borrador de la versión {siguiente}", None)
        for cual in reversed(cerradas):
            vigente = congelada and cual is cerradas[-1]
            texto = f"Versión {cual.version}, cerrada el {escribir_instante(datetime.fromisoformat(cual.cerrada))}"
            if cual.reabierta:
                texto += f" · reabierta: {' '.join(cual.reabierta.split())}"
            self.addItem(texto, None if vigente else cual.version)
        for correccion in self._correcciones.values():
            nombre = nombre_de_documento(ClaseDeActa(correccion.clase)).capitalize()
            hecha = "firmada" if correccion.firmada else "por firmar"
            self.addItem(f"{nombre} {correccion.folio.rsplit('/', 1)[1]}, {hecha}", correccion.uuid)
        self.elegir(elegida)
        self.setVisible(self.count() > 1)

    def elegir(self, cual: object) -> bool:
        """Choose a version by its number or a correction by its uuid; the first one where there is none such."""
        lugar = self.findData(cual) if cual is not None else 0
        self.setCurrentIndex(max(lugar, 0))
        return lugar >= 0

    @property
    def version(self) -> int | None:
        """The older version that was chosen; None for the one in force, the draft, or a correction."""
        elegida = self.currentData()
        return elegida if isinstance(elegida, int) else None

    @property
    def correccion(self) -> FilaActa | None:
        """The document that mends the acta, where that was chosen."""
        elegida = self.currentData()
        return self._correcciones.get(elegida) if isinstance(elegida, str) else None
