"""The package's workbook against plain openpyxl write-only: `python -m benchmarks.libro`."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID, uuid5

from openpyxl import Workbook

from benchmarks.ejemplo import ejemplo_hecho
from benchmarks.medicion import Contendiente, comparar, ya
from enlace_app.sincronizacion.contenido import Contenido, reunir
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.formato import Formato
from enlace_app.sincronizacion.huella import huella_hoja
from enlace_app.sincronizacion.portada import Envio, campos_de_portada

REPETICIONES = 9
SINTETICAS = 5_000
_ESPACIO = UUID(int=0)


def main() -> None:
    """Print the comparison for the real data and for many agreements."""
    with ejemplo_hecho() as contexto:
        real = reunir(contexto.almacen.lectura, contexto.formato)
        _comparar("Package of the demonstration", real, contexto.formato)
        _comparar(f"{SINTETICAS} synthetic agreements", _muchos(real, contexto.formato), contexto.formato)


def _comparar(titulo: str, contenido: Contenido, formato: Formato) -> None:
    envio = _envio(contenido)
    filas = sum(map(len, contenido.hojas.values()))
    comparar(
        f"{titulo}: {filas} rows",
        Contendiente("plain openpyxl, write-only", ya(lambda: _sencillo(envio, contenido, formato))),
        [
            Contendiente("package", ya(lambda: escribir_paquete(BytesIO(), envio, contenido, formato))),
            Contendiente("  its hashes alone", ya(lambda: _huellas(contenido, formato))),
        ],
        repeticiones=REPETICIONES,
    )


def _sencillo(envio: Envio, contenido: Contenido, formato: Formato) -> None:
    """The same cells in the same sheets: no styles, widths, tables, dropdowns or checks."""
    libro = Workbook(write_only=True)
    portada = libro.create_sheet("Portada")
    portada.append(["campo", "valor"])
    for campo in campos_de_portada(envio, contenido):
        portada.append(list(campo))
    for hoja in formato.hojas:
        destino = libro.create_sheet(hoja.nombre)
        nombres = [columna.nombre for columna in hoja.columnas]
        destino.append(nombres)
        for fila in contenido.hojas[hoja.nombre]:
            destino.append([fila.get(nombre) for nombre in nombres])
    libro.save(BytesIO())


def _huellas(contenido: Contenido, formato: Formato) -> None:
    for hoja in formato.hojas:
        huella_hoja(hoja, contenido.hojas[hoja.nombre])


def _muchos(real: Contenido, formato: Formato) -> Contenido:
    """The agreements of the real data over and over, each with an identity of its own, and no other rows."""
    modelo = real.hojas["Acuerdos"]
    acuerdos = [
        {**modelo[n % len(modelo)], "uuid": str(uuid5(_ESPACIO, str(n))), "folio": f"F-{n:05}"}
        for n in range(SINTETICAS)
    ]
    hojas = {hoja.nombre: acuerdos if hoja.nombre == "Acuerdos" else [] for hoja in formato.hojas}
    return replace(real, hojas=hojas)


def _envio(contenido: Contenido) -> Envio:
    return Envio(
        paquete_uuid=uuid5(_ESPACIO, "paquete"),
        tipo="completo",
        sitio_uuid=str(uuid5(_ESPACIO, "sitio")),
        epoca=1,
        secuencia=1,
        anterior_sha256=None,
        region="CAR",
        remitente="Persona Uno",
        destinatario=None,
        ejercicio=contenido.ejercicios,
        generado=datetime(2026, 1, 1, tzinfo=UTC),
        zona_horaria="UTC",
        version_app="0",
    )


if __name__ == "__main__":
    main()
