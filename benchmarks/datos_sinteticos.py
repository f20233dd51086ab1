"""Ten years of a region in a data folder, all of it invented: what long lists and the start are measured on.

    python -m benchmarks.datos_sinteticos CARPETA [--anios 10]

Rows are written straight into the tables, without the services: a hundred times faster, and the same each time. The
derived indexes are the application's own, made anew at the end.
"""

import argparse
import itertools
import random
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from enlace_app.arranque import abrir_contexto
from enlace_app.datos.conexion import Conexion, abrir_conexion
from enlace_app.datos.migracion import migrar
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.sitios import iniciar

REUNIONES_POR_ANIO = 500
ACUERDOS_POR_REUNION = 10
DOCUMENTOS_POR_REUNION = 20
ASISTENCIAS_POR_REUNION = 12
PUNTOS_POR_REUNION = 4
INSTITUCIONES = 400
PERSONAS = 600
COMPROMISOS_POR_EJERCICIO = 12

_BITACORA = ("reunion", "acuerdo", "seguimiento", "documento", "asistencia", "punto_orden_dia")
_VERBOS = ("entregar", "revisar", "limpiar", "publicar", "medir", "visitar", "reparar", "convocar", "aclarar")
_COSAS = ("informe", "padrón", "canal", "pozo", "expediente", "dictamen", "plano", "convenio", "inventario")
_TEMAS = ("agua", "drenaje", "alumbrado", "transporte", "salud", "escuela", "parque", "río", "basura", "obra")

_PRECISIONES = {1: "anio", 3: "mes", 9: "semestre", 17: "posterior_a"}
"""Of twenty meetings, those whose source does not say the day."""

Fila = dict[str, Any]


@dataclass
class Siembra:
    """Where the rows come from: one seed, one clock, the rows of each table as they grow."""

    sitio: str
    marca: str
    hoy: date
    azar: random.Random = field(default_factory=lambda: random.Random(20260101))
    filas: dict[str, list[Fila]] = field(default_factory=dict)

    def agregar(self, tabla: str, dia: date, **columnas: Any) -> str:
        """Add a record of a user made that day; returns its uuid."""
        instante = datetime(dia.year, dia.month, dia.day, 16, tzinfo=UTC) + timedelta(
            microseconds=self.azar.randrange(10**10)
        )
        uuid = self.uuid(instante)
        texto = instante.isoformat(timespec="microseconds")
        comunes: Fila = {"uuid": uuid, "creado": texto, "origen": self.sitio}
        if tabla not in {"seguimiento", "acta", "paquete", "firma"}:
            comunes |= {"rev": 1, "modificado": texto, "baja": False}
        self.filas.setdefault(tabla, []).append(comunes | columnas)
        return uuid

    def unir(self, tabla: str, **columnas: Any) -> None:
        """Add a row that has no identity of its own."""
        self.filas.setdefault(tabla, []).append(columnas)

    def uuid(self, instante: datetime) -> str:
        """Return a v7 identity of that instant."""
        milisegundos = int(instante.timestamp() * 1000)
        azar = self.azar.getrandbits(74)
        valor = milisegundos << 80 | 7 << 76 | (azar >> 62) << 64 | 2 << 62 | azar & (2**62 - 1)
        return str(UUID(int=valor))

    def frase(self, n: int) -> str:
        """Return an invented agreement or description."""
        elegir = self.azar.choice
        return f"{elegir(_VERBOS)} {elegir(_COSAS)} {n} de {elegir(_TEMAS)} {self.azar.randrange(1000)}".capitalize()


@dataclass(frozen=True)
class Directorio:
    """What meetings refer to, by uuid."""

    regiones: list[str]
    municipios: list[str]
    tipos: list[str]
    ejercicios: list[str]
    compromisos: list[list[str]]
    instituciones: list[str]


def _directorio(siembra: Siembra, conexion: Conexion, inicio: date, anios: int) -> Directorio:
    def columna(sql: str) -> list[str]:
        return [fila[0] for fila in conexion.execute(sql)]

    regiones = columna("SELECT uuid FROM region ORDER BY clave")
    instituciones = [
        siembra.agregar(
            "organizacion", inicio, nombre=f"Institución {n}", sigla=f"INS{n}", sector="estatal", ambito="estatal"
        )
        for n in range(1, INSTITUCIONES + 1)
    ]
    for n, uuid in enumerate(instituciones, start=1):
        siembra.unir("organizacion_alias", organizacion=uuid, alias=f"La Institución {n}")
    ejercicios, compromisos = [], []
    for k in range(1, (anios + 1) // 2 + 1):
        ejercicio = siembra.agregar("ejercicio", inicio, clave=f"SIN{k}", nombre=f"Ejercicio sintético {k}")
        ejercicios.append(ejercicio)
        compromisos.append(
            [_compromiso(siembra, inicio, k, n, regiones) for n in range(1, COMPROMISOS_POR_EJERCICIO + 1)]
        )
        for fila in siembra.filas["compromiso"][-COMPROMISOS_POR_EJERCICIO:]:
            fila["ejercicio"] = ejercicio
    for n in range(1, PERSONAS + 1):
        persona = siembra.agregar("persona", inicio, nombre=f"Persona {n}")
        siembra.agregar(
            "nombramiento",
            inicio,
            persona=persona,
            rol="Enlace regional",
            parte="sociedad civil",
            calidad="titular",
            region=regiones[n % len(regiones)],
            desde=(inicio + timedelta(days=n)).isoformat(),
        )
    return Directorio(
        regiones,
        columna("SELECT uuid FROM municipio ORDER BY cvegeo"),
        columna("SELECT uuid FROM tipo_reunion WHERE clave IN ('reunion_trabajo', 'mesa_regional', 'visita_sitio')"),
        ejercicios,
        compromisos,
        instituciones,
    )


def _compromiso(siembra: Siembra, dia: date, k: int, n: int, regiones: list[str]) -> str:
    uuid = siembra.agregar(
        "compromiso",
        dia,
        clave=f"SIN{k}-C{n}",
        ejercicio=None,
        numero=str(n),
        tipo="ordinario",
        titulo=f"Compromiso sintético {n} sobre {_TEMAS[n % len(_TEMAS)]}",
        estatal=False,
        fojas_es_minimo=False,
    )
    siembra.unir("compromiso_region", compromiso=uuid, region=regiones[n % len(regiones)])
    return uuid


def _primer_dia(dia: date, precision: str) -> date:
    meses = {"mes": dia.month, "semestre": 1 if dia.month <= 6 else 7, "anio": 1}
    return dia.replace(month=meses[precision], day=1) if precision in meses else dia


def _reunion(siembra: Siembra, directorio: Directorio, n: int, dia: date, anio: int) -> None:
    azar = siembra.azar
    ejercicio = min(anio // 2, len(directorio.ejercicios) - 1)
    compromiso = azar.choice(directorio.compromisos[ejercicio])
    cerrada = dia < siembra.hoy - timedelta(days=60)
    precision = _PRECISIONES.get(n % 20, "dia")
    folio = f"SIN/{n:05}"
    provisional = f"SIN-{siembra.marca}-{n:05}"
    reunion = siembra.agregar(
        "reunion",
        dia,
        folio_provisional=provisional,
        folio=folio if cerrada else None,
        tipo=azar.choice(directorio.tipos),
        ejercicio=directorio.ejercicios[ejercicio],
        fecha=_primer_dia(dia, precision).isoformat(),
        precision=precision,
        hora_inicio=f"{azar.randrange(8, 18):02}:{azar.choice(('00', '30'))}",
        zona="America/Monterrey",
        zona_supuesta=False,
        municipio=azar.choice(directorio.municipios),
        sede=f"Sede {azar.randrange(1, 60)}",
        modalidad="presencial",
        presentes_n=azar.randrange(5, 60),
        presentes_es_minimo=azar.random() < 0.1,
        estado="cerrada" if cerrada else "celebrada",
        resumen=siembra.frase(n),
    )
    siembra.unir("reunion_region", reunion=reunion, region=azar.choice(directorio.regiones))
    siembra.unir("reunion_compromiso", reunion=reunion, compromiso=compromiso)
    for orden in range(1, ASISTENCIAS_POR_REUNION + 1):
        siembra.agregar(
            "asistencia",
            dia,
            reunion=reunion,
            orden=orden,
            persona=f"Persona {azar.randrange(1, PERSONAS + 1)}",
            organizacion=f"Institución {azar.randrange(1, INSTITUCIONES + 1)}",
            ausente=False,
            consiente_publicar=False,
        )
    for k in range(1, PUNTOS_POR_REUNION + 1):
        siembra.agregar("punto_orden_dia", dia, reunion=reunion, n=k, asunto=siembra.frase(k))
    for k in range(1, ACUERDOS_POR_REUNION + 1):
        numero = (f"{provisional}/{k:02}", f"{folio}/{k:02}" if cerrada else None, k)
        _acuerdo(siembra, directorio, reunion=reunion, numero=numero, compromiso=compromiso, dia=dia)
    for k in range(DOCUMENTOS_POR_REUNION):
        cual = (n - 1) * DOCUMENTOS_POR_REUNION + k + 1
        _documento(siembra, directorio, reunion=reunion, n=cual, compromiso=compromiso, dia=dia)
    if cerrada:
        _acta(siembra, reunion, folio, dia)


def _acuerdo(
    siembra: Siembra,
    directorio: Directorio,
    *,
    reunion: str,
    numero: tuple[str, str | None, int],
    compromiso: str,
    dia: date,
) -> None:
    azar = siembra.azar
    plazo = dia + timedelta(days=azar.randrange(10, 200)) if azar.random() < 0.8 else None
    acuerdo = siembra.agregar(
        "acuerdo",
        dia,
        folio_provisional=numero[0],
        folio=numero[1],
        reunion=reunion,
        n=numero[2],
        texto=siembra.frase(numero[2]),
        plazo_literal=f"el {plazo.isoformat()}" if plazo else "sin plazo: se verá después",
        plazo=plazo.isoformat() if plazo else None,
    )
    siembra.unir("acuerdo_compromiso", acuerdo=acuerdo, compromiso=compromiso)
    for orden in range(1, azar.choice((1, 1, 2)) + 1):
        n = azar.randrange(INSTITUCIONES)
        siembra.unir(
            "acuerdo_responsable",
            acuerdo=acuerdo,
            orden=orden,
            literal=f"Institución {n + 1}",
            organizacion=directorio.instituciones[n] if azar.random() < 0.7 else None,
        )
    concluye = azar.random() < (0.96 if plazo is None or plazo < siembra.hoy - timedelta(days=90) else 0.3)
    for estado in ("en_proceso", "cumplido") if concluye else azar.choice(((), ("en_proceso",))):
        siguiente = min(dia + timedelta(days=azar.randrange(1, 60)), siembra.hoy)
        siembra.agregar(
            "seguimiento",
            siguiente if estado == "en_proceso" else max(siguiente, min(dia + timedelta(days=61), siembra.hoy)),
            acuerdo=acuerdo,
            fecha=siguiente.isoformat(),
            estado=estado,
            nota=siembra.frase(numero[2]),
            autor=f"Persona {azar.randrange(1, PERSONAS + 1)}",
        )


def _documento(siembra: Siembra, directorio: Directorio, *, reunion: str, n: int, compromiso: str, dia: date) -> None:
    azar = siembra.azar
    quien = azar.randrange(INSTITUCIONES)
    documento = siembra.agregar(
        "documento",
        dia,
        folio=f"D-SIN-{siembra.marca}-{n:06}",
        sentido=azar.choice(("entrega", "entrega", "solicitud")),
        tipo=azar.choice(("oficio", "plano", "expediente_tecnico")),
        fecha=dia.isoformat() if azar.random() < 0.97 else None,
        precision="dia",
        remitente=f"Institución {quien + 1}",
        remitente_registrado=directorio.instituciones[quien],
        receptor="Institución 1",
        fojas=azar.randrange(1, 300) if azar.random() < 0.9 else None,
        es_minimo=azar.random() < 0.05,
        reunion=reunion,
        descripcion=siembra.frase(n),
    )
    if siembra.filas["documento"][-1]["fecha"] is None:
        siembra.filas["documento"][-1]["precision"] = "no_indicada"
    siembra.unir("documento_compromiso", documento=documento, compromiso=compromiso)


def _acta(siembra: Siembra, reunion: str, folio: str, dia: date) -> None:
    """A frozen record that says only that it is synthetic, in its chain of hashes."""
    contenido = f'{{"folio":"{folio}","sintetico":true}}'
    previas = siembra.filas.get("acta", [])
    siembra.agregar(
        "acta",
        dia,
        reunion=reunion,
        folio=folio,
        version=1,
        contenido=contenido,
        sha256=sha256(contenido.encode()).hexdigest(),
        anterior_sha256=previas[-1]["sha256"] if previas else None,
        cerrada=datetime(dia.year, dia.month, dia.day, 20, tzinfo=UTC).isoformat(timespec="microseconds"),
    )
    siembra.unir(
        "folio_emitido",
        folio=folio,
        serie="SIN",
        anio=dia.year,
        consecutivo=int(folio.rpartition("/")[2]),
        reunion=reunion,
        creado=previas[-1]["creado"] if previas else f"{dia.isoformat()}T20:00:00.000000+00:00",
    )


def _bitacora(siembra: Siembra) -> Iterator[Fila]:
    """One entry per record, as if each had been written once, in the order of their days."""
    altas = itertools.chain.from_iterable(((t, fila) for fila in siembra.filas[t]) for t in _BITACORA)
    for tabla, fila in sorted(altas, key=lambda alta: str(alta[1]["creado"])):
        yield {
            "operacion": fila["uuid"],
            "intencion": "Sembrar",
            "instante": fila["creado"],
            "persona": "Persona 1",
            "sitio": siembra.sitio,
            "epoca": 1,
            "dispositivo": "sintético",
            "tabla": tabla,
            "uuid": fila["uuid"],
            "accion": "alta",
            "rev": 1,
            "despues": "{}",
            "recibido": False,
        }


def _escribir(conexion: Conexion, tabla: str, filas: Iterable[Fila]) -> None:
    """Insert rows that all have the columns of the first."""
    filas = iter(filas)
    primera = next(filas, None)
    if primera is None:
        return
    marcas = ", ".join(f":{columna}" for columna in primera)
    sql = f"INSERT INTO {tabla} ({', '.join(primera)}) VALUES ({marcas})"
    conexion.executemany(sql, itertools.chain([primera], filas))


def sembrar(raiz: Path, *, anios: int = 10, por_anio: int = REUNIONES_POR_ANIO, hoy: date | None = None) -> None:
    """Make the data folder; it must not hold data yet.

    `hoy` is the day after its last meeting; without one, today.
    """
    carpeta = CarpetaDatos(raiz)
    with abrir_contexto(carpeta) as contexto:
        iniciar(contexto.almacen, nombre="Persona 1", rol="enlace", region="CAR", ejemplo=True)
    conexion = abrir_conexion(carpeta.base)
    sitio, marca = conexion.execute("SELECT uuid, marca FROM sitio").fetchone()
    siembra = Siembra(sitio, marca, hoy or date.today())  # noqa: DTZ011  # a meeting has a local day
    inicio = siembra.hoy - timedelta(days=365 * anios)
    directorio = _directorio(siembra, conexion, inicio, anios)
    total = por_anio * anios
    for n in range(1, total + 1):
        dias = 365 * anios * (n - 1) // total
        _reunion(siembra, directorio, n, inicio + timedelta(days=dias), dias // 365)
    conexion.execute("BEGIN IMMEDIATE")
    for (nombre,) in conexion.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        conexion.execute(f'DROP TRIGGER "{nombre}"')  # `migrar` makes them anew
    for tabla, filas in siembra.filas.items():
        _escribir(conexion, tabla, filas)
    _escribir(conexion, "bitacora", _bitacora(siembra))
    conexion.execute(
        "INSERT INTO contador (clave, valor) VALUES ('folio_provisional', ?), ('folio_documento', ?)",
        (total, total * DOCUMENTOS_POR_REUNION),
    )
    conexion.execute("COMMIT")
    conexion.close()
    migrar(carpeta, None)


def main() -> None:
    argumentos = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argumentos.add_argument("carpeta", type=Path)
    argumentos.add_argument("--anios", type=int, default=10)
    pedido = argumentos.parse_args()
    comienzo = time.perf_counter()
    sembrar(pedido.carpeta, anios=pedido.anios)
    sys.stdout.write(f"{pedido.carpeta}: {time.perf_counter() - comienzo:.1f} s\n")


if __name__ == "__main__":
    main()
