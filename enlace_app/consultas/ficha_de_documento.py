"""All about one document."""

from datetime import date

from enlace_app.consultas.conjuntos import compromisos_por
from enlace_app.consultas.secciones import Ficha, componer, con_contenido, escribir_fojas
from enlace_app.consultas.valores import leer_fecha, unir
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.documentos import Documento, escribir_sentido
from enlace_app.dominio.fechas import FechaImprecisa, Precision, escribir_fecha
from enlace_app.dominio.registros import etiqueta

_DETALLE = """
SELECT documento.*, coalesce(reunion.folio, reunion.folio_provisional) AS folio_reunion,
  coalesce(cumplido.folio, cumplido.folio_provisional) AS folio_acuerdo, ejercicio.nombre AS ejercicio_nombre
FROM documento
LEFT JOIN reunion ON reunion.uuid = documento.reunion
LEFT JOIN acuerdo AS cumplido ON cumplido.uuid = documento.acuerdo
LEFT JOIN ejercicio ON ejercicio.uuid = documento.ejercicio
WHERE documento.uuid = :uuid
"""


def componer_ficha(lectura: Lectura, uuid: str, hoy: date) -> Ficha | None:
    """Return its data."""
    fila = lectura.fila(_DETALLE, {"uuid": uuid})
    if fila is None:
        return None
    fecha = FechaImprecisa(leer_fecha(fila["fecha"]), Precision(fila["precision"]))

    def propio(nombre: str) -> tuple[str, str | None]:
        return etiqueta(Documento, nombre), fila[nombre]

    datos = componer(
        f"Documento {fila['folio']}",
        [
            propio("tipo"),
            ("Sentido", escribir_sentido(fila["sentido"])),
            ("Dado de baja", "sí" if fila["baja"] else None),
            ("Fecha", escribir_fecha(fecha)),
            *(propio(nombre) for nombre in ("remitente", "receptor", "con_copia", "turnado_a")),
            *(propio(nombre) for nombre in ("medio", "formato", "periodo")),
            ("Fojas", escribir_fojas(fila["fojas"], es_minimo=bool(fila["es_minimo"]))),
            propio("descripcion"),
            ("Ejercicio", fila["ejercicio_nombre"]),
            ("Compromisos", unir(compromisos_por(lectura, "documento").get(uuid, ()))),
            ("Reunión", fila["folio_reunion"]),
            ("Acuerdo que cumple", fila["folio_acuerdo"]),
            *(propio(nombre) for nombre in ("clasificacion", "archivo", "sha256", "fuente")),
        ],
    )
    return Ficha("documento", uuid, fila["folio"], con_contenido([datos]))
