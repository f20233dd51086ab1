"""Packages made of invented rows in every sheet, as the program writes them."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from enlace_app.consultas.valores import FilaDePaquete
from enlace_app.rutas import carpeta_recursos
from enlace_app.sincronizacion.contenido import Contenido
from enlace_app.sincronizacion.exportar import escribir_paquete
from enlace_app.sincronizacion.firma import LlaveDeEnvio
from enlace_app.sincronizacion.formato import Columna, TipoDeColumna, leer_formato
from enlace_app.sincronizacion.huella import huella_contenido, huella_hoja
from enlace_app.sincronizacion.portada import Envio

FORMATO = leer_formato(carpeta_recursos() / "formato_paquete.csv")
Valores = Callable[[random.Random, str, Columna, int], str | int | date | None]


def identidad(azar: random.Random) -> str:
    return str(UUID(int=azar.getrandbits(128), version=4))


def cualquiera(azar: random.Random, _hoja: str, columna: Columna, _n: int) -> str | int | date | None:
    """Return some value that a column of that kind may have."""
    if columna.identidad or columna.tipo in {TipoDeColumna.UUID, TipoDeColumna.REFERENCIA}:
        return identidad(azar)
    if columna.tipo is TipoDeColumna.ENTERO:
        return azar.randrange(-3, 10**6)
    if columna.tipo is TipoDeColumna.FECHA:
        return date(1950, 1, 1) + timedelta(days=azar.randrange(40_000))
    if columna.valores:
        return azar.choice(columna.valores)
    return azar.choice(["05028", "Texto con acentos: «ñ»", "=CMD()", " con espacios ", "dos\nlíneas", None])


def contenido(filas: int, semilla: int = 1, valores: Valores = cualquiera) -> Contenido:
    azar = random.Random(semilla)
    hojas: dict[str, Sequence[FilaDePaquete]] = {
        hoja.nombre: [{c.nombre: valores(azar, hoja.nombre, c, n) for c in hoja.columnas} for n in range(filas)]
        for hoja in FORMATO.hojas
    }
    huellas = huellas_de(hojas)
    return Contenido(
        hojas=hojas,
        huellas=huellas,
        contenido_sha256=huella_contenido(huellas.values()),
        cadena_actas=None,
        bitacora_hasta=1,
        quedan=[],
        nombres_reservados=0,
    )


def huellas_de(hojas: Mapping[str, Sequence[FilaDePaquete]]) -> dict[str, str]:
    return {hoja.nombre: huella_hoja(hoja, hojas[hoja.nombre]) for hoja in FORMATO.hojas}


def envio(texto: str = "Persona Uno", llave: LlaveDeEnvio | None = None) -> Envio:
    return Envio(
        paquete_uuid=UUID(int=1),
        tipo="completo",
        sitio_uuid=str(UUID(int=2)),
        epoca=1,
        secuencia=1,
        anterior_sha256=None,
        region=texto,
        remitente=texto,
        destinatario=texto,
        ejercicio=texto,
        generado=datetime(2017, 7, 18, tzinfo=UTC),
        zona_horaria="UTC",
        version_app="1.0",
        llave=llave,
    )


def escribir(ruta: Path, cosas: Contenido, texto: str = "Persona Uno", llave: LlaveDeEnvio | None = None) -> Path:
    with ruta.open("wb") as archivo:
        escribir_paquete(archivo, envio(texto, llave), cosas, FORMATO)
    return ruta
