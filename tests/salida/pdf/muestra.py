"""A fictitious acta, obviously so: institutions and «Persona Uno», every page marked as an example."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from enlace_app.dominio.actas import huella
from enlace_app.salida.pdf.actas import Estampa, FirmaImpresa, acta_en_pdf
from enlace_app.salida.pdf.fuentes import Fuentes
from enlace_app.salida.pdf.plantilla import Plantilla

RUTA_DE_PLANTILLA = Path(__file__).parents[3] / "plantillas_pdf" / "acta.toml"

PARRAFO = (
    "La institución de ejemplo expuso el avance de las actividades del trimestre y puso a la vista el expediente que "
    "respalda cada una. Quienes asistieron preguntaron por las fechas de conclusión, por el presupuesto ejercido y por "
    "la forma en que la ciudadanía podrá consultar los resultados. "
)


def acta_minima() -> dict[str, Any]:
    """Return an acta of which nothing is known but what must be."""
    return {
        "formato": "enlace-acta/1",
        "ejemplo": True,
        "folio": "NTE-K7Q2-0001",
        "version": 1,
        "motivo_version": None,
        "anterior_sha256": None,
        "cerrada": None,
        "documento": "minuta",
        "ejercicio": None,
        "reunion": {
            "uuid": "01890000-0000-7000-8000-000000000001",
            "tipo": {"clave": "visita", "nombre": "Visita a sitio", "con_quorum": False, "con_votacion": False},
            "numero": None,
            "modalidad": None,
            "convoca": None,
            "preside": None,
            "facilitador": None,
            "fecha": None,
            "precision": "no_indicada",
            "fecha_fin": None,
            "programada": None,
            "hora_inicio": None,
            "hora_fin": None,
            "zona": "America/Monterrey",
            "zona_supuesta": True,
            "recesos": [],
            "municipio": None,
            "ciudad": None,
            "sede": None,
            "regiones": [],
            "compromisos": [],
            "resumen": None,
            "asuntos_generales": None,
        },
        "presentes_n": None,
        "presentes_es_minimo": False,
        "presentes_nota": None,
        "asistencia": [],
        "ausencias": [],
        "quorum": None,
        "acta_anterior": None,
        "acuerdos_anteriores": [],
        "orden_del_dia": [],
        "votaciones": [],
        "acuerdos": [],
        "documentos": [],
        "visitas": [],
        "firmantes": [],
        "anexos": [],
        "aviso_privacidad": None,
    }


def asistente(nombre: str, **otros: Any) -> dict[str, Any]:
    """Return one who was present, with every key."""
    vacio = dict.fromkeys(
        ("organizacion", "cargo", "parte", "calidad", "voz", "voto", "suple_a", "llegada", "salida"), None
    )
    return {"persona": nombre, **vacio, **otros}


def acuerdo(n: int, texto: str, **otros: Any) -> dict[str, Any]:
    """Return one acuerdo, with every key."""
    base: dict[str, Any] = {
        "n": n,
        "folio": f"RT/NTE-K7Q2/2021-001/{n:02d}",
        "punto": None,
        "texto": texto,
        "responsables": [],
        "plazo_literal": None,
        "plazo": None,
        "compromisos": [],
        "deriva_de": None,
    }
    return base | otros


def acta_rica() -> dict[str, Any]:
    """Return an acta with something in every section."""
    contenido = acta_minima()
    contenido |= {
        "folio": "RT/NTE-K7Q2/2021-001",
        "anterior_sha256": "ab" * 32,
        "cerrada": "2021-08-16T17:40:00-05:00",
        "documento": "acta circunstanciada",
        "ejercicio": {"clave": "PALX", "nombre": "Plan de Acción Local de ejemplo"},
        "presentes_n": 30,
        "presentes_es_minimo": True,
        "presentes_nota": "Se contó a quienes permanecieron de pie al fondo de la sala.",
        "asistencia": _asistencia(),
        "ausencias": [
            {
                "persona": "Persona Seis",
                "organizacion": "Organismo Operador de Ejemplo",
                "cargo": None,
                "justificada": True,
            },
            {"persona": None, "organizacion": "Comisión de Ejemplo", "cargo": None, "justificada": None},
        ],
        "quorum": {
            "aplica": True,
            "reunido": True,
            "explicacion": "con la presencia de las tres partes por titular o suplente",
            "regla": "una representación de cada parte",
        },
        "acta_anterior": {"folio": "RT/NTE-K7Q2/2021-000", "fecha": "2021-06-20"},
        "acuerdos_anteriores": [_acuerdo_anterior()],
        "orden_del_dia": _orden_del_dia(),
        "votaciones": _votaciones(),
        "acuerdos": _acuerdos(),
        "documentos": _documentos(),
        "visitas": [_visita()],
        "firmantes": _firmantes(),
        "anexos": [{"nombre": "Lista de asistencia firmada (ejemplo).pdf", "sha256": "cd" * 32}],
        "aviso_privacidad": "Aviso de privacidad de ejemplo: los nombres y cargos se usan para documentar la reunión.",
    }
    contenido["reunion"] |= _reunion()
    return contenido


def acta_numerosa() -> dict[str, Any]:
    """Return the rich acta with forty present and twenty-five who sign."""
    contenido = acta_rica()
    contenido["asistencia"] = [
        asistente(
            f"Persona Número {n}",
            organizacion=f"Institución de Ejemplo {n}",
            cargo="Representante",
            parte="autoridad local",
        )
        for n in range(1, 41)
    ]
    contenido["firmantes"] = [
        {
            "nombre": f"Persona Número {n}",
            "organizacion": f"Institución de Ejemplo {n}",
            "cargo": "Representante",
            "calidad": "titular",
        }
        for n in range(1, 26)
    ]
    return contenido


def segunda_version() -> dict[str, Any]:
    """Return the rich acta, reopened and closed again."""
    contenido = deepcopy(acta_rica())
    contenido["version"] = 2
    contenido["motivo_version"] = "Se corrige el número de fojas de un documento (ejemplo)."
    return contenido


BORRADOR = Estampa("borrador", None, ())
PARA_FIRMA = Estampa("para_firma", "", ())
FIRMADA = Estampa(
    "firmada",
    "",
    (
        FirmaImpresa(
            "Persona Uno", "escaneo", "firmó", "2021-08-17T10:00:00-05:00", "firmas_ejemplo.pdf", "ef" * 32, None
        ),
        FirmaImpresa(
            "Persona Dos", "simple", "bajo protesta", "2021-08-17T10:05:00-05:00", None, None, "No comparte el punto 3."
        ),
        FirmaImpresa(
            "Persona Tres",
            "simple",
            "se retiró",
            "2021-08-17T10:06:00-05:00",
            None,
            None,
            "Se retiró antes del cierre.",
        ),
    ),
)


def imprimir(contenido: dict[str, Any], estampa: Estampa, plantilla: Plantilla, fuentes: Fuentes) -> bytes:
    """Print with the hash that the content has, unless it is a draft."""
    sha256 = None if estampa.sha256 is None else huella(contenido)
    return acta_en_pdf(contenido, replace(estampa, sha256=sha256), plantilla, fuentes)


def _reunion() -> dict[str, Any]:
    return {
        "tipo": {"clave": "reunion_trabajo", "nombre": "Reunión de trabajo", "con_quorum": True, "con_votacion": True},
        "numero": "5",
        "modalidad": "presencial",
        "convoca": "la Secretaría Técnica de Ejemplo",
        "preside": "Persona Uno",
        "facilitador": "Persona Cuatro",
        "fecha": "2021-08-14",
        "precision": "dia",
        "programada": "2021-08-12",
        "hora_inicio": "09:30",
        "hora_fin": "13:31",
        "zona": "America/Matamoros",
        "zona_supuesta": False,
        "recesos": [{"inicio": "11:00", "fin": "11:15", "motivo": "Descanso"}],
        "municipio": {"cvegeo": "05025", "nombre": "Piedras Negras"},
        "ciudad": "Piedras Negras",
        "sede": "Sala de Juntas de Ejemplo",
        "regiones": [{"clave": "NTE", "nombre": "Norte"}],
        "compromisos": [{"clave": "PALX-C6", "numero": "6", "titulo": "Agua de ejemplo para todas las personas"}],
        "asuntos_generales": "Se pidió enviar por escrito las preguntas que no alcanzaron a responderse.",
    }


def _asistencia() -> list[dict[str, Any]]:
    return [
        asistente(
            "Persona Uno",
            organizacion="Órgano Garante de Ejemplo",
            cargo="Titular",
            parte="órgano garante",
            calidad="titular",
            voz=True,
            voto=True,
        ),
        asistente(
            "Persona Dos",
            organizacion="Red Ciudadana de Ejemplo",
            parte="sociedad civil",
            calidad="suplente",
            voz=True,
            voto=True,
            suple_a="Persona Cinco",
            llegada="09:50",
        ),
        asistente(
            "Persona Tres",
            organizacion="Secretaría de Ejemplo",
            cargo="Director de área",
            parte="autoridad local",
            calidad="titular",
            voz=True,
            voto=True,
            salida="12:45",
        ),
        asistente(
            "Persona Cuatro",
            organizacion="Universidad de Ejemplo",
            cargo="Facilitadora",
            calidad="facilitador",
            voz=True,
            voto=False,
        ),
        asistente("Persona Siete", organizacion="Observatorio de Ejemplo", calidad="observador", voz=False, voto=False),
    ]


def _acuerdo_anterior() -> dict[str, Any]:
    return {
        "folio": "RT/NTE-K7Q2/2021-000/02",
        "texto": "Entregar el plano general de la red de ejemplo.",
        "responsables": ["Comisión de Ejemplo", "Organismo Operador de Ejemplo"],
        "plazo_literal": "a finales de julio",
        "plazo": "2021-07-31",
        "estado": "en_proceso",
        "nota": "Se entregó la mitad de los planos.",
        "fecha": "2021-08-10",
    }


def _orden_del_dia() -> list[dict[str, Any]]:
    return [
        {
            "n": 1,
            "asunto": "Lista de asistencia y aprobación del orden del día",
            "desarrollo": "Se pasó lista y se leyó el orden del día.",
        },
        {"n": 2, "asunto": "Avance del compromiso 6", "desarrollo": f"{PARRAFO * 2}\n\n{PARRAFO * 3}\n{PARRAFO}"},
        {"n": 3, "asunto": "Publicación de los expedientes", "desarrollo": PARRAFO * 4},
        {"n": 4, "asunto": "Calendario", "desarrollo": None},
    ]


def _votaciones() -> list[dict[str, Any]]:
    return [
        {
            "punto": 1,
            "modalidad": "consenso",
            "a_favor": None,
            "en_contra": None,
            "abstenciones": None,
            "sentido_por_parte": [],
            "disenso": None,
            "resultado": "aprobado",
        },
        {
            "punto": 3,
            "modalidad": "mayoria",
            "a_favor": 2,
            "en_contra": 1,
            "abstenciones": 0,
            "sentido_por_parte": [
                {"parte": "sociedad civil", "sentido": "a favor"},
                {"parte": "autoridad local", "sentido": "en contra"},
            ],
            "disenso": "La parte disidente considera que el plazo de publicación es corto.",
            "resultado": "aprobado",
        },
    ]


def _acuerdos() -> list[dict[str, Any]]:
    return [
        acuerdo(
            1,
            "Publicar el expediente completo del trimestre en el sitio de ejemplo.",
            punto=3,
            responsables=["Secretaría de Ejemplo"],
            plazo_literal="última semana de octubre",
            plazo="2021-10-31",
            compromisos=["PALX-C6"],
        ),
        acuerdo(
            2,
            "Mantener abierta la mesa de seguimiento.",
            punto=4,
            responsables=["Red Ciudadana de Ejemplo", "Órgano Garante de Ejemplo"],
            plazo_literal="sin plazo: es una actividad permanente",
            deriva_de="RT/NTE-K7Q2/2021-000/02",
        ),
        acuerdo(3, "Revisar el padrón de ejemplo."),
    ]


def _documentos() -> list[dict[str, Any]]:
    base: dict[str, Any] = {"turnado_a": None, "es_minimo": False, "descripcion": None, "sha256": None, "fecha": None}
    return [
        base
        | {
            "folio": "DOC/NTE-K7Q2/2021-014",
            "fecha": "2021-08-14",
            "sentido": "entrega",
            "tipo": "plano",
            "remitente": "Comisión de Ejemplo",
            "receptor": "Órgano Garante de Ejemplo",
            "turnado_a": "Red Ciudadana de Ejemplo",
            "medio": "copia_de_plano",
            "fojas": 469,
            "es_minimo": True,
            "descripcion": "Plano general de la red de ejemplo, con las líneas en proyecto.",
            "sha256": "12" * 32,
        },
        base
        | {
            "folio": "DOC/NTE-K7Q2/2021-015",
            "sentido": "consulta_en_reunion",
            "tipo": "expediente_tecnico",
            "remitente": None,
            "receptor": None,
            "medio": None,
            "fojas": None,
        },
    ]


def _visita() -> dict[str, Any]:
    return {
        "folio": "VS/NTE-K7Q2/2021-002",
        "tipo": "Visita a sitio",
        "fecha": "2021-08-14",
        "hora_inicio": "12:00",
        "hora_fin": None,
        "municipio": {"cvegeo": "05025", "nombre": "Piedras Negras"},
        "ciudad": "Piedras Negras",
        "sede": "Planta de Ejemplo",
        "presentes": "Quienes asistieron a la reunión y personal de la planta",
        "presentes_n": 12,
        "resumen": "Se recorrió la planta y se tomaron fotografías de los medidores.",
        "orden_del_dia": [{"n": 1, "asunto": "Recorrido", "desarrollo": "Se revisaron los tanques uno y dos."}],
    }


def _firmantes() -> list[dict[str, Any]]:
    return [
        {
            "nombre": "Persona Uno",
            "organizacion": "Órgano Garante de Ejemplo",
            "cargo": "Titular",
            "calidad": "titular",
        },
        {"nombre": "Persona Dos", "organizacion": "Red Ciudadana de Ejemplo", "cargo": None, "calidad": "suplente"},
        {
            "nombre": "Persona Tres",
            "organizacion": "Secretaría de Ejemplo",
            "cargo": "Director de área",
            "calidad": "titular",
        },
    ]
