"""The register of documents: its rows in a package, and the list."""

from collections.abc import Collection
from dataclasses import dataclass

from enlace_app.consultas.conjuntos import compromisos_por
from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.reuniones import SIN_REUNION, columnas_derivadas
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision
from enlace_app.dominio.organizaciones import plegar

_CAMPOS = """
SELECT documento.uuid, documento.rev, documento.baja, documento.folio, documento.fecha, documento.precision,
  ejercicio.clave AS ejercicio, documento.sentido, documento.tipo, documento.remitente, documento.receptor,
  documento.con_copia, documento.turnado_a, documento.medio, documento.formato, documento.periodo, documento.fojas,
  documento.es_minimo, documento.reunion, documento.acuerdo, documento.descripcion, documento.clasificacion,
  documento.archivo, documento.sha256, documento.fuente, remitente.nombre AS remitente_nombre,
  remitente.sigla AS remitente_sigla, coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion,
  coalesce(documento.reunion, acuerdo.reunion) AS reunion_de_los_nombres
FROM documento
LEFT JOIN ejercicio ON ejercicio.uuid = documento.ejercicio
LEFT JOIN organizacion AS remitente ON remitente.uuid = documento.remitente_registrado
LEFT JOIN reunion ON reunion.uuid = documento.reunion
LEFT JOIN acuerdo ON acuerdo.uuid = documento.acuerdo
ORDER BY documento.fecha IS NULL, documento.fecha, documento.folio, documento.uuid
"""
_IGUALES = [
    "uuid",
    "rev",
    "folio",
    "precision",
    "ejercicio",
    "sentido",
    "tipo",
    "medio",
    "formato",
    "periodo",
    "fojas",
    "reunion",
    "acuerdo",
    "descripcion",
    "clasificacion",
    "archivo",
    "sha256",
    "fuente",
]
_NOMBRES = ["remitente", "receptor", "con_copia", "turnado_a"]


@dataclass(frozen=True, slots=True)
class FilaDocumento:
    """A document in a list; `es_minimo` says «más de» that many fojas."""

    uuid: str
    rev: int
    folio: str
    fecha: FechaImprecisa
    sentido: str
    tipo: str
    remitente: str | None
    receptor: str | None
    turnado_a: str | None
    medio: str | None
    fojas: int | None
    es_minimo: bool
    reunion: str | None
    folio_reunion: str | None
    acuerdo: str | None
    compromisos: tuple[str, ...]
    descripcion: str | None
    archivo: str | None
    sha256: str | None


def filas_de_paquete(
    lectura: Lectura, *, fuera: Collection[str] = frozenset(), reservar: bool = True
) -> list[FilaDePaquete]:
    """Return the rows of the sheet Documentos in the order of their dates, without those of the meetings in `fuera`.

    `reservar` withholds the names that the attendance of their meeting, or of their acuerdo's, withholds.
    """
    reservados = leer_nombres_reservados(lectura, reservar=reservar)
    compromisos, derivadas = compromisos_por(lectura, "documento"), columnas_derivadas(lectura)
    return [
        {
            **{nombre: fila[nombre] for nombre in _IGUALES},
            **{nombre: reservados.tapar(fila["reunion_de_los_nombres"], fila[nombre]) for nombre in _NOMBRES},
            "baja": si_no(fila["baja"]),
            "fecha": leer_fecha(fila["fecha"]),
            # Without a count there is nothing that could be more.
            "es_minimo": None if fila["fojas"] is None else si_no(fila["es_minimo"]),
            "compromisos": unir(compromisos.get(fila["uuid"], ())),
            **derivadas.get(fila["reunion"], SIN_REUNION),
        }
        for fila in lectura.filas(_CAMPOS)
        if fila["reunion"] is None or fila["reunion"] not in fuera
    ]


def listar(
    lectura: Lectura, *, compromiso: str | None = None, reunion: str | None = None, remitente: str | None = None
) -> list[FilaDocumento]:
    """Return the documents, the latest first and those without date last; withdrawn ones are left out.

    `compromiso` is a key, `reunion` a uuid, `remitente` part of the sender's name, as written or as
    the directory has it.
    """
    compromisos = compromisos_por(lectura, "documento")
    buscado = plegar(remitente or "")
    elegidos = [
        FilaDocumento(
            uuid=fila["uuid"],
            rev=fila["rev"],
            folio=fila["folio"],
            fecha=FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"])),
            sentido=fila["sentido"],
            tipo=fila["tipo"],
            remitente=fila["remitente"],
            receptor=fila["receptor"],
            turnado_a=fila["turnado_a"],
            medio=fila["medio"],
            fojas=fila["fojas"],
            es_minimo=bool(fila["es_minimo"]),
            reunion=fila["reunion"],
            folio_reunion=fila["folio_reunion"],
            acuerdo=fila["acuerdo"],
            compromisos=compromisos.get(fila["uuid"], ()),
            descripcion=fila["descripcion"],
            archivo=fila["archivo"],
            sha256=fila["sha256"],
        )
        for fila in reversed(lectura.filas(_CAMPOS))
        if not fila["baja"]
        and (reunion is None or fila["reunion"] == reunion)
        and (compromiso is None or compromiso.upper() in compromisos.get(fila["uuid"], ()))
        and any(
            buscado in plegar(nombre or "")
            for nombre in (fila["remitente"], fila["remitente_nombre"], fila["remitente_sigla"])
        )
    ]
    return sorted(elegidos, key=lambda f: f.fecha.fecha is None)
