"""Capture workbooks as someone without the program fills them in, made with openpyxl alone."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook

Celda = str | int | date | None

TEXTO_ENTRE_ANGULOS = "Ana <ana@x.mx>"
TEXTO_CON_SIGNOS = "5 < 7 & «ñ»"
MAXIMO_UTF16 = 32_767


def texto_largo() -> str:
    """The longest text that a cell holds, each line numbered so that a missing one shows."""
    lineas = "".join(f"Renglón {n:04} de la exposición, con ñ, «comillas» y 5 < 7 & más.\n" for n in range(1, 600))
    relleno = MAXIMO_UTF16 - len("FIN")
    return lineas[:relleno] + "FIN"


@dataclass
class LibroDeCaptura:
    """Rows by sheet; `escribir` makes the file as it stands now."""

    ruta: Path
    hojas: dict[str, list[dict[str, Celda]]] = field(default_factory=dict)

    def escribir(self) -> Path:
        libro = Workbook()
        del libro[libro.sheetnames[0]]
        for nombre, filas in self.hojas.items():
            hoja = libro.create_sheet(nombre)
            columnas = list(dict.fromkeys(columna for fila in filas for columna in fila))
            hoja.append(columnas)
            for n, fila in enumerate(filas, start=2):
                hoja.append([fila.get(columna) for columna in columnas])
                for celda in hoja[n]:
                    if celda.data_type == "f":  # a text that begins with = stays a text, as one typed with ' before it
                        celda.data_type = "s"
        libro.save(self.ruta)
        return self.ruta


def jornada_propia(ruta: Path, *, desarrollo: str = "Se expuso con ñ, «comillas» y 5 < 7 & más.") -> LibroDeCaptura:
    """A working meeting in Sabinas with everything that its acta must show."""
    return LibroDeCaptura(
        ruta,
        {
            "Reuniones": [
                {
                    "ref": "R1",
                    "tipo": "reunion_trabajo",
                    "fecha": date(2026, 3, 12),
                    "hora_inicio": "09:30",
                    "hora_fin": "13:05",
                    "cvegeo": "05028",
                    "sede": "Sala de cabildo",
                    "modalidad": "presencial",
                    "regiones": "CAR",
                    "convoca": "Institución Convocante de Prueba",
                    "preside": "Persona Presidenta",
                    "facilitador": "Persona Facilitadora",
                    "resumen": "Reunión inventada para las pruebas",
                }
            ],
            "Asistencia": [
                {"ref": "A1", "reunion": "R1", "persona": TEXTO_ENTRE_ANGULOS, "organizacion": "Organización Uno"},
                {
                    "ref": "A2",
                    "reunion": "R1",
                    "persona": "Persona Dos",
                    "organizacion": "CNA",
                    "llegada": "10:15",
                    "salida": "12:00",
                },
            ],
            "OrdenDelDia": [
                {"ref": "P1", "reunion": "R1", "n": 1, "asunto": TEXTO_CON_SIGNOS, "desarrollo": desarrollo},
                {"ref": "P2", "reunion": "R1", "n": 2, "asunto": "Acuerdos", "desarrollo": "=1+1 es texto, no fórmula"},
            ],
            "Acuerdos": [
                {
                    "ref": "C1",
                    "reunion": "R1",
                    "texto": f"Entregar el padrón a {TEXTO_ENTRE_ANGULOS} si {TEXTO_CON_SIGNOS}",
                    "responsables": "CNA; Organización Uno",
                    "plazo_literal": "en 15 días",
                },
                {
                    "ref": "C2",
                    "reunion": "R1",
                    "texto": "Publicar la relación de descargas",
                    "responsables": "Organización Uno",
                    "plazo_literal": "sin plazo: depende de la entrega anterior",
                },
            ],
        },
    )
