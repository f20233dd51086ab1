"""Taking in history in CSV and capture workbooks: idempotent, one transaction, every refusal with its place."""

from enlace_app.servicios.importacion.importacion import cargar_catalogos, importar
from enlace_app.servicios.importacion.informe import ConteoDeHoja, Informe

__all__ = ["ConteoDeHoja", "Informe", "cargar_catalogos", "importar"]
