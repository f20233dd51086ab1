"""Records in memory, whole enough for the rules; all persons are invented."""

from datetime import date
from typing import Any
from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo, Responsable
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.ejercicios import Ejercicio, ParteDeRegla, ReglaDecision, ReglaDeQuorum
from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.identidad import ORIGEN_PUBLICADO
from enlace_app.dominio.nombramientos import DerechoDeVoto, Rol
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Municipio
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.revision import Gravedad, Hallazgo, revisar_para_cerrar
from enlace_app.dominio.tipos_reunion import QuienNumera, TipoReunion
from enlace_app.dominio.votantes import Directorio

PARTES = ("sociedad civil", "órgano garante", "autoridad local")
FECHA = date(2017, 7, 18)


def regla(
    partes: tuple[str, ...] = PARTES,
    quorum: ReglaDeQuorum = ReglaDeQuorum.TODAS_LAS_PARTES,
    indispensables: tuple[str, ...] = (),
    **datos: Any,
) -> ReglaDecision:
    return ReglaDecision(
        quorum=quorum,
        partes=[ParteDeRegla(orden=n, parte=p, indispensable=p in indispensables) for n, p in enumerate(partes, 1)],
        **datos,
    )


def catalogo() -> list[Rol]:
    """Roles as the program's catalogue has them."""
    return [
        Rol(clave="titular", nombre="Titular", voto=DerechoDeVoto.SI),
        Rol(clave="representante", nombre="Representante", voto=DerechoDeVoto.SI),
        Rol(clave="suplente", nombre="Suplente del representante", voto=DerechoDeVoto.AL_SUPLIR),
        Rol(clave="enlace", nombre="Enlace regional"),
        Rol(clave="observador", nombre="Observador", variantes="Observadora", voz=False, firma=False),
        Rol(clave="facilitador", nombre="Facilitador", variantes="Facilitadora; Facilitación", facilita=True),
    ]


def tipo(**datos: Any) -> TipoReunion:
    comunes: dict[str, Any] = {
        "clave": "reunion_trabajo",
        "nombre": "Reunión de trabajo",
        "serie": "RT",
        "formato_folio": "{serie}/{region}-{marca}/{anio}-{consecutivo:03}",
    }
    return TipoReunion(**(comunes | datos))


def sesion(**datos: Any) -> TipoReunion:
    comunes: dict[str, Any] = {
        "clave": "sesion_ordinaria",
        "nombre": "Sesión ordinaria",
        "serie": "ORD",
        "formato_folio": "STGA/{serie}-{numero:02}/{anio}",
        "numera": QuienNumera.STGA,
        "con_quorum": True,
        "con_votacion": True,
        "ordinaria": True,
    }
    return TipoReunion(**(comunes | datos))


def ejercicio(**datos: Any) -> Ejercicio:
    return Ejercicio(clave="PAL1", nombre="Primer plan", regla=regla(**datos))


def sabinas() -> Municipio:
    return Municipio(cvegeo="05028", nombre="Sabinas", zona="America/Monterrey")


def acuerdo(**datos: Any) -> Acuerdo:
    """An agreement that lacks nothing."""
    comunes: dict[str, Any] = {
        "texto": "Entregar la relación.",
        "folio_provisional": "CAR-A2B3-0001/01",
        "responsables": [Responsable(literal="Vecinos de Prueba")],
        "plazo": date(2017, 10, 31),
        "plazo_literal": "31 de octubre",
    }
    return Acuerdo(**(comunes | datos))


def publicado(**datos: Any) -> Acuerdo:
    return acuerdo(origen=ORIGEN_PUBLICADO, **datos)


def punto(**datos: Any) -> PuntoOrdenDia:
    return PuntoOrdenDia(**({"asunto": "Único", "desarrollo": "Se trató."} | datos))


def asistente(persona: str | None = "Persona Dos", **datos: Any) -> Asistencia:
    return Asistencia(**({"persona": persona} | datos))


def titular(parte: str, **datos: Any) -> Asistencia:
    return asistente(f"Titular de {parte}", parte=parte, calidad="titular", **datos)


def reunion(**datos: Any) -> Reunion:
    """A meeting that lacks nothing, held."""
    comunes: dict[str, Any] = {
        "tipo": tipo(),
        "folio_provisional": "CAR-A2B3-0001",
        "fecha": FECHA,
        "precision": Precision.dia,
        "hora_inicio": "10:00",
        "hora_fin": "12:00",
        "sede": "Sala",
        "municipio": sabinas(),
        "estado": EstadoReunion.CELEBRADA,
        "asistencias": [asistente()],
        "puntos": [punto()],
    }
    return Reunion(**(comunes | datos))


def expediente(**datos: Any) -> Expediente:
    """What an acta tells of such a meeting; keys of a meeting go to it, the others surround it."""
    propios = set(Expediente.__dataclass_fields__)
    alrededor = {k: v for k, v in datos.items() if k in propios}
    suya = alrededor.pop("reunion", None) or reunion(**{k: v for k, v in datos.items() if k not in propios})
    return Expediente(reunion=suya, **({"directorio": Directorio(roles=catalogo())} | alrededor))


def uuid(n: int) -> UUID:
    return UUID(int=n)


def hallazgos(caso: Expediente, gravedad: Gravedad | None = None) -> list[Hallazgo]:
    """What review finds, of one gravity if it is given."""
    return [h for h in revisar_para_cerrar(caso) if gravedad in {None, h.gravedad}]
