"""The register of documents: its rows in a package, and the list."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from enlace_app.consultas.conjuntos import compromisos_por, regiones_por, uno_de
from enlace_app.consultas.listado import Condicion, Filtro, Listado, Pedido, Termino, si_o_no
from enlace_app.consultas.listado_expresiones import con_nombre, enlazado_con, plegado, primero_de
from enlace_app.consultas.nombres_reservados import leer_nombres_reservados
from enlace_app.consultas.respuesta_de_autoridad import en_una_palabra, respuestas
from enlace_app.consultas.reuniones import SIN_REUNION, columnas_derivadas
from enlace_app.consultas.valores import FilaDePaquete, leer_fecha, si_no, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.fechas import FechaImprecisa, Precision

_JUNTAS = {
    "ejercicio": "LEFT JOIN ejercicio ON ejercicio.uuid = documento.ejercicio",
    "reunion": "LEFT JOIN reunion ON reunion.uuid = documento.reunion",
    "acuerdo": "LEFT JOIN acuerdo ON acuerdo.uuid = documento.acuerdo",
}
_CAMPOS = f"""
SELECT documento.uuid, documento.rev, documento.baja, documento.folio, documento.fecha, documento.precision,
  ejercicio.clave AS ejercicio, documento.sentido, documento.tipo, documento.remitente, documento.receptor,
  documento.con_copia, documento.turnado_a, documento.medio, documento.formato, documento.periodo, documento.fojas,
  documento.es_minimo, documento.reunion, documento.acuerdo, documento.descripcion, documento.clasificacion,
  documento.archivo, documento.sha256, documento.fuente,
  coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion,
  coalesce(documento.reunion, acuerdo.reunion) AS reunion_de_los_nombres
FROM documento {" ".join(_JUNTAS.values())}
"""
_ORDEN = "ORDER BY documento.fecha IS NULL, documento.fecha, documento.folio, documento.uuid"
_ORDENES = {
    "folio": "documento.folio",
    "fecha": "documento.fecha",
    "sentido": "documento.sentido",
    "tipo": plegado("documento.tipo"),
    "remitente": plegado("documento.remitente"),
    "receptor": plegado("documento.receptor"),
    "turnado_a": plegado("documento.turnado_a"),
    "medio": plegado("documento.medio"),
    "fojas": "documento.fojas",
    "regiones": "(SELECT min(region.clave) FROM reunion_region AS enlace JOIN region ON region.uuid = enlace.region "
    "WHERE enlace.reunion = documento.reunion)",
    "reunion": "coalesce(reunion.folio, reunion.folio_provisional)",
    "compromisos": primero_de("documento", "compromiso"),
    "descripcion": plegado("documento.descripcion"),
    "archivo": plegado("documento.archivo"),
}


def _de_remitente(lectura: Lectura, parte: str) -> Condicion:
    return con_nombre(lectura, parte, tabla="documento", literal="remitente", enlace="remitente_registrado")


_DE_LA_REUNION = (
    "SELECT enlace.reunion FROM reunion_region AS enlace JOIN region ON region.uuid = enlace.region "
    "WHERE region.clave = upper(:region)"
)
_DE_QUIEN_LO_REGISTRO = (
    "SELECT sitio FROM remitente WHERE region = upper(:region) "
    "UNION SELECT uuid FROM sitio WHERE region = upper(:region)"
)
_REGION_DE_QUIEN_LO_REGISTRO = """
SELECT documento.uuid, coalesce(remitente.region, sitio.region) AS region FROM documento
LEFT JOIN remitente ON remitente.sitio = documento.origen LEFT JOIN sitio ON sitio.uuid = documento.origen
WHERE documento.reunion IS NULL AND documento.uuid IN
"""
_FILTROS: dict[str, Filtro] = {
    # A document without a meeting is of the region of whoever registered it.
    "region": f"documento.reunion IN ({_DE_LA_REUNION}) "
    f"OR (documento.reunion IS NULL AND documento.origen IN ({_DE_QUIEN_LO_REGISTRO}))",
    "compromiso": enlazado_con("documento", "compromiso"),
    "reunion": "documento.reunion = :reunion",
    "acuerdo": "documento.acuerdo = :acuerdo",
    "sentido": "documento.sentido = :sentido",
    "tipo": "documento.tipo = :tipo",
    "remitente": _de_remitente,
    "con_archivo": si_o_no("documento.sha256 IS NOT NULL"),
    "desde": "documento.fecha >= :desde",
    "hasta": "documento.fecha <= :hasta",
}
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
    regiones: tuple[str, ...] = ()
    """Keys of those of its meeting; without one, of the site that registered it."""
    autoridad: str = ""
    """Where it stands with the authority, in a word."""


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
        for fila in lectura.filas(_CAMPOS + _ORDEN)
        if fila["reunion"] is None or fila["reunion"] not in fuera
    ]


def listar(
    lectura: Lectura, *, compromiso: str | None = None, reunion: str | None = None, remitente: str | None = None
) -> list[FilaDocumento]:
    """Return the documents, the latest first and those without date last; withdrawn ones are left out.

    `compromiso` is a key, `reunion` a uuid, `remitente` part of the sender's name, as written or as
    the directory has it.
    """
    filtros = {"compromiso": compromiso, "reunion": reunion, "remitente": remitente}
    return listado().todas(lectura, Pedido(filtros=filtros))


def listado() -> Listado[FilaDocumento]:
    """Return the list of documents, the latest first and those without date last, without the withdrawn ones."""
    return Listado(
        tabla="documento",
        juntas=_JUNTAS,
        condicion="NOT documento.baja",
        natural=[Termino(f"documento.{columna}", descendente=True) for columna in ("fecha", "folio")],
        ordenes=_ORDENES,
        filtros=_FILTROS,
        componer=_componer,
    )


def _componer(lectura: Lectura, uuids: Sequence[str]) -> dict[str, FilaDocumento]:
    compromisos, dichos = compromisos_por(lectura, "documento", uuids), respuestas(lectura, uuids, tabla="documento")
    lista, parametros = uno_de("uuid", uuids)
    filas = lectura.filas(f"{_CAMPOS} WHERE documento.uuid IN {lista}", parametros)
    de_reunion = regiones_por(lectura, "reunion", sorted({fila["reunion"] for fila in filas if fila["reunion"]}))
    de_sitio = {
        fila["uuid"]: (str(fila["region"]),)
        for fila in lectura.filas(f"{_REGION_DE_QUIEN_LO_REGISTRO} {lista}", parametros)
        if fila["region"]
    }
    return {
        fila["uuid"]: FilaDocumento(
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
            regiones=de_reunion.get(fila["reunion"], ()) if fila["reunion"] else de_sitio.get(fila["uuid"], ()),
            autoridad=en_una_palabra(dichos[fila["uuid"]]),
        )
        for fila in filas
    }
