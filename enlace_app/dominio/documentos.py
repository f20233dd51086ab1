"""Documents received, asked for, consulted or turned over."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Registro, campo


class _Opcion(StrEnum):
    """A usual value of a text column, with the words a person reads; imported history may hold any other text."""

    @property
    def etiqueta(self) -> str:
        """The words for a person."""
        return _ETIQUETAS.get(self, self.value)


class Sentido(_Opcion):
    """What was done with the document. Source: design, section 4, from the reports of the exercise."""

    ENTREGA = "entrega"
    SOLICITUD = "solicitud"
    CONSULTA = "consulta"
    COMPROMISO_DE_ENTREGA = "compromiso_de_entrega"
    SUSCRIPCION = "suscripcion"
    PUBLICACION = "publicacion"
    REFERENCIA = "referencia"
    TOTAL_DECLARADO = "total_declarado"


class Medio(_Opcion):
    """On what it came."""

    FISICO = "físico"
    CD = "CD"
    USB = "USB"
    CORREO = "correo"
    ELECTRONICO = "electrónico"
    PLANO = "plano"


class Formato(_Opcion):
    """In what kind of file it came."""

    PDF = "PDF"
    EXCEL = "Excel"
    CSV = "CSV"
    WORD = "Word"
    IMAGEN = "imagen"
    PLANO_DIGITAL = "plano digital"


class Clasificacion(_Opcion):
    """Who may see it. Source: Ley General de Transparencia y Acceso a la Información Pública."""

    PUBLICA = "pública"
    RESERVADA = "reservada"
    CONFIDENCIAL = "confidencial"


_CLASIFICACION_PUBLICA = plegar(Clasificacion.PUBLICA)

_ETIQUETAS: dict[str, str] = {
    Sentido.CONSULTA: "consulta en reunión",
    Sentido.COMPROMISO_DE_ENTREGA: "compromiso de entrega",
    Sentido.SUSCRIPCION: "suscripción",
    Sentido.PUBLICACION: "publicación",
    Sentido.TOTAL_DECLARADO: "total declarado",
    Medio.CORREO: "correo electrónico",
    Medio.ELECTRONICO: "otro medio electrónico",
}


def es_publico(clasificacion: object) -> bool:
    """Whether a document of that classification is public; one that nobody classified is. Any other word is none."""
    texto = str(clasificacion or "").strip()
    return not texto or plegar(texto) == _CLASIFICACION_PUBLICA


def escribir_sentido(sentido: str) -> str:
    """Return the words for a person, of any text that the register may hold."""
    return Sentido(sentido).etiqueta if sentido in set(Sentido) else sentido.replace("_", " ")


def escribir_tipo(tipo: str) -> str:
    """Return the words for a person: published kinds are keys with underscores."""
    return tipo.replace("_", " ")


@dataclass(eq=False, kw_only=True)
class Documento(Registro):
    """A document as the register knows it; `fojas` counts sheets, `es_minimo` says «más de».

    `fecha` is the first day of the period that `precision` names; `sha256` is the hash of its attachment.
    """

    folio: str = campo("Folio", default="")
    fecha: date | None = campo("Fecha del documento", default=None)
    precision: Precision = campo("Precisión de la fecha", default=Precision.no_indicada)
    ejercicio: Ejercicio | None = campo("Ejercicio", default=None)
    sentido: str = campo("Sentido")
    tipo: str = campo("Tipo de documento")
    remitente: str | None = campo("Remitente", default=None)
    remitente_registrado: UUID | None = campo("Remitente del directorio", default=None)
    receptor: str | None = campo("Receptor", default=None)
    receptor_registrado: UUID | None = campo("Receptor del directorio", default=None)
    con_copia: str | None = campo("Con copia a", default=None)
    turnado_a: str | None = campo("Turnado a", default=None)
    medio: str | None = campo("Medio", default=None)
    formato: str | None = campo("Formato", default=None)
    periodo: str | None = campo("Periodo que cubre", default=None)
    fojas: int | None = campo("Fojas", default=None)
    es_minimo: bool = campo("Más de", default=False)
    reunion: UUID | None = campo("Reunión", default=None)
    acuerdo: UUID | None = campo("Acuerdo que cumple", default=None)
    descripcion: str | None = campo("Descripción", default=None)
    clasificacion: str | None = campo("Clasificación", default=None)
    archivo: str | None = campo("Nombre del archivo", default=None)
    sha256: str | None = campo("Huella del archivo", default=None)
    fuente: str | None = campo("Fuente", default=None)
    compromisos: list[Compromiso] = campo("Compromisos", default_factory=list)
