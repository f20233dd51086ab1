"""The page that a person reads first in a folder of open data."""

from collections.abc import Sequence

from enlace_app.salida.datos_abiertos.descriptor import Archivo
from enlace_app.salida.datos_abiertos.tablas import Conjunto

_TEXTO = """# {titulo}

{descripcion}

Generado el {creado} por Enlace {version}.

## Qué hay

| tabla | filas | archivos |
|---|---|---|
{tablas}

`datapackage.json` dice qué significa cada columna, de qué tipo es y qué tabla cita (Data Package 1.0).
`datos/diccionario.csv` dice lo mismo para leerlo en una hoja de cálculo. El CSV y el JSON de una tabla tienen las
mismas filas.

## Cómo se leen

- CSV: UTF-8 sin marca de orden, comas, comillas dobles, un renglón por fila; un texto puede tener saltos de línea. Lo
  vacío es que no se sabe o no aplica. Fechas AAAA-MM-DD, horas HH:MM, `sí` y `no`; las listas se separan con «; ».
- JSON: una lista de objetos; lo vacío es `null`, `sí` y `no` son `true` y `false`.
- `precision` dice qué tanto se conoce una fecha: con `mes`, el día 01 es sólo el principio del mes.

## Qué no hay

Borradores y reuniones que aún no se celebran, lo dado de baja, los documentos reservados o confidenciales, y los
archivos mismos. Quien asistió a título particular y no consintió en que se publique su nombre aparece como
«particular». No hay columnas de teléfono, domicilio, correo ni firma, ni quién capturó cada cosa; lo que alguien haya
escrito en un texto libre va tal cual.

## Cuidado al abrir los CSV en una hoja de cálculo

Los textos van tal como se escribieron. Si uno comienza con `=`, `+`, `-` o `@`, Excel o LibreOffice puede tomarlo por
una fórmula al abrir el CSV con doble clic, y perder el cero de claves como `05028`. Impórtelo en su lugar como datos
(en Excel, Datos > Desde texto/CSV) con todas las columnas de tipo Texto, o use el JSON. No se les antepone un apóstrofo
porque dejarían de ser los datos que se registraron.
"""


def escribir_leeme(conjunto: Conjunto, archivos: Sequence[Archivo]) -> str:
    """Return the page as Markdown."""
    renglones = [
        f"| {tabla.titulo} | {len(tabla.filas)} | {', '.join(f'`{a.ruta}`' for a in archivos if a.tabla is tabla)} |"
        for tabla in conjunto.tablas
    ]
    return _TEXTO.format(
        titulo=conjunto.titulo,
        descripcion=conjunto.descripcion,
        creado=conjunto.creado.strftime("%Y-%m-%d %H:%M"),
        version=conjunto.version_app,
        tablas="\n".join(renglones),
    )
