"""The derived indexes: after any edits they are what making them anew gives, and what the lists derive row by row."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from enlace_app.arranque import leer_alfabeto, leer_formato_de_paquete
from enlace_app.consultas import acuerdos
from enlace_app.datos import busqueda
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.conexion import abrir_conexion
from enlace_app.datos.derivados import reconstruir
from enlace_app.datos.fuentes_de_busqueda import banda
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.acuerdos import Acuerdo, Responsable
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.compromisos import Actividad, Compromiso, OrganizacionDeCompromiso, PapelEnCompromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.nombramientos import Nombramiento
from enlace_app.dominio.organizaciones import Alias, Organizacion
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.puntos import PuntoOrdenDia
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.registros import Registro
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.dominio.votaciones import Votacion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.importacion import importar
from enlace_app.servicios.sitios import iniciar
from tests.servicios.escenario import Completa, cerrar, completa, firmar

HOY = date(2026, 11, 21)
TEXTOS = {
    Reunion: ("sede", "resumen", "folio"),
    Acuerdo: ("texto", "plazo_literal"),
    Documento: ("descripcion", "remitente", "folio"),
    Compromiso: ("clave", "titulo"),
    Organizacion: ("nombre", "sigla"),
    Persona: ("nombre",),
    PuntoOrdenDia: ("asunto", "desarrollo"),
    Asistencia: ("persona", "organizacion"),
    Votacion: ("disenso",),
    Actividad: ("actividad", "producto"),
    Nombramiento: ("rol", "organo"),
    Municipio: ("nombre",),
    Region: ("nombre",),
    TipoReunion: ("nombre",),
}
MUDABLES = {Actividad: ("compromiso", Compromiso), Nombramiento: ("persona", Persona)}


def derivado(almacen: Almacen) -> dict[str, list[dict[str, Any]]]:
    columnas = "tabla, uuid, reunion, folio, titulo, texto, plegado"
    return {
        "busqueda": almacen.lectura.filas(f"SELECT {columnas} FROM busqueda ORDER BY tabla, uuid"),
        "situacion": almacen.lectura.filas("SELECT * FROM situacion ORDER BY acuerdo"),
    }


def exigir_texto_completo(almacen: Almacen) -> None:
    """The full text holds exactly the words of its table; the driver raises where it does not."""
    with closing(abrir_conexion(almacen.carpeta.base)) as conexion:
        conexion.execute("INSERT INTO busqueda_fts (busqueda_fts, rank) VALUES ('integrity-check', 1)")


def rehacer(almacen: Almacen) -> None:
    with almacen._motor.begin() as conexion:
        reconstruir(conexion)


class Editor:
    """Makes random changes, the way that services make theirs; what a rule refuses is left as it was."""

    def __init__(self, almacen: Almacen, semilla: int) -> None:
        self._almacen = almacen
        self._azar = random.Random(semilla)

    def operar(self) -> None:
        acciones: tuple[Callable[[Unidad], None], ...] = (
            self._agregar, self._agregar, self._cambiar_texto, self._cambiar_texto, self._cambiar_texto,
            self._retirar_o_volver, self._dar_seguimiento, self._cambiar_listas, self._mudar,
        )  # fmt: skip
        with self._almacen.escribir("Al azar") as u:
            for _ in range(self._azar.randint(1, 4)):
                self._azar.choice(acciones)(u)
                if self._azar.random() < 0.5:
                    u.asentar()

    def _palabra(self) -> str:
        return self._azar.choice(["agua", "Ñandú", "ICAI/2026", "O'Brien", "sesión", "x-1", "río  Bravo"])

    def _uno(self, u: Unidad, clase: type[Any]) -> Any:
        todos = [objeto for objeto in u.varios(clase) if self._es_libre(u, objeto)]
        return self._azar.choice(todos) if todos else None

    @staticmethod
    def _es_libre(u: Unidad, objeto: Any) -> bool:
        """Closed actas are other tests' matter."""
        reunion = objeto if isinstance(objeto, Reunion) else None
        if getattr(objeto, "reunion", None):
            reunion = u.uno(Reunion, uuid=objeto.reunion)
        return reunion is None or not reunion.congelada

    def _agregar(self, u: Unidad) -> None:
        reunion, palabra = self._uno(u, Reunion), self._palabra()
        nuevo = self._azar.choice(
            [
                Acuerdo(reunion=reunion.uuid, folio_provisional=palabra, texto=palabra, plazo=HOY),
                PuntoOrdenDia(reunion=reunion.uuid, n=9, asunto=palabra),
                Asistencia(reunion=reunion.uuid, orden=9, cargo=palabra),
                Votacion(reunion=reunion.uuid, modalidad="consenso", resultado="aprobado", disenso=palabra),
                Documento(folio=palabra, sentido="recibido", tipo="oficio", reunion=reunion.uuid),
                Organizacion(nombre=palabra, alias=[Alias(alias="otro nombre")]),
                Persona(nombre=palabra),
                Actividad(actividad=palabra, compromiso=self._uno(u, Compromiso).uuid),
                Nombramiento(rol=palabra, persona=self._uno(u, Persona).uuid),
            ]
        )
        u.agregar(nuevo)

    def _cambiar_texto(self, u: Unidad) -> None:
        clase = self._azar.choice(list(TEXTOS))
        if objeto := self._uno(u, clase):
            setattr(objeto, self._azar.choice(TEXTOS[clase]), f"{self._palabra()} {self._palabra()}")

    def _retirar_o_volver(self, u: Unidad) -> None:
        objeto: Registro | None = self._uno(u, self._azar.choice([c for c in TEXTOS if c is not TipoReunion]))
        if objeto:
            objeto.baja = self._azar.random() < 0.3

    def _dar_seguimiento(self, u: Unidad) -> None:
        if acuerdo := self._uno(u, Acuerdo):
            estado = self._azar.choice([None, *EstadoAcuerdo])
            plazo = self._azar.choice([None, HOY + timedelta(days=self._azar.randint(-9, 9))])
            u.agregar(Seguimiento(acuerdo=acuerdo.uuid, estado=estado, plazo_nuevo=plazo, nota=self._palabra()))

    def _cambiar_listas(self, u: Unidad) -> None:
        compromisos = self._azar.sample(u.varios(Compromiso), 2)
        for objeto in (self._uno(u, Reunion), self._uno(u, Acuerdo), self._uno(u, Documento)):
            if objeto and self._azar.random() < 0.5:
                objeto.compromisos = compromisos
        if acuerdo := self._uno(u, Acuerdo):
            acuerdo.responsables = [Responsable(orden=1, literal=self._palabra())]
            acuerdo.plazo = self._azar.choice([None, HOY])
        self._uno(u, Organizacion).alias = [Alias(alias=self._palabra())]
        self._uno(u, Reunion).regiones = self._azar.sample(u.varios(Region), 2)
        compromisos[0].organizaciones = [
            OrganizacionDeCompromiso(literal=self._palabra(), papel=self._azar.choice(list(PapelEnCompromiso)))
        ]

    def _mudar(self, u: Unidad) -> None:
        clase = self._azar.choice(list(MUDABLES))
        campo, duenio = MUDABLES[clase]
        objeto: Any = self._uno(u, clase)
        if objeto:
            setattr(objeto, campo, self._azar.choice([None, self._uno(u, duenio).uuid]))


@pytest.fixture(scope="module")
def poblado(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Almacen]:
    """The catalogues, an open meeting and a signed one, with everything in them."""
    carpeta = CarpetaDatos(tmp_path_factory.mktemp("poblado") / "datos")
    with Almacen(carpeta, alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        firmada = completa(almacen)
        cerrar(almacen, firmada.reunion)
        firmar(almacen, firmada.reunion)
        completa(almacen)
        with almacen.escribir("Directorio") as u:
            for nombre in ("Persona Dos", "Persona Tres"):
                u.agregar(Persona(nombre=nombre))
        yield almacen


@pytest.mark.parametrize("semilla", range(6))
def test_tras_cualquier_edicion_es_lo_que_da_rehacerlo(poblado: Almacen, semilla: int) -> None:
    editor = Editor(poblado, semilla)
    for _ in range(15):
        editor.operar()
    antes = derivado(poblado)
    exigir_texto_completo(poblado)
    rehacer(poblado)
    assert derivado(poblado) == antes
    exigir_texto_completo(poblado)
    for fila in poblado.lectura.filas("SELECT tabla, id FROM busqueda"):
        desde, hasta = banda(fila["tabla"])
        assert desde <= fila["id"] <= hasta, "fuera de su banda nadie lo hallaría"
    assert len(antes["busqueda"]) > 60, "quedó casi todo retirado: se probó poco"


def _de(u: Unidad, clase: type[Any], **iguales: Any) -> Any:
    (objeto,) = u.varios(clase, **iguales)
    return objeto


ARRASTRAN: dict[str, Callable[[Unidad, Completa], tuple[Any, str, object]]] = {
    "municipio": lambda u, c: (_de(u, Municipio, nombre="Sabinas"), "nombre", "Otro Municipio"),
    "region": lambda u, c: (_de(u, Region, clave="CAR"), "nombre", "Otra Región"),
    "tipo": lambda u, c: (_de(u, TipoReunion, clave="reunion_trabajo"), "nombre", "Otro tipo"),
    "compromiso": lambda u, c: (_de(u, Compromiso, clave="PAL1-C6"), "clave", "PAL1-C6 bis"),
    "votación": lambda u, c: (_de(u, Votacion, uuid=c.votacion), "disenso", "No estuvo de acuerdo"),
    "acuerdo retirado": lambda u, c: (_de(u, Acuerdo, uuid=c.acuerdo), "baja", True),
    "acuerdo sin reunión": lambda u, c: (_de(u, Acuerdo, uuid=c.acuerdo), "reunion", None),
    "reunión retirada": lambda u, c: (_de(u, Reunion, uuid=c.reunion), "baja", True),
}


@pytest.mark.parametrize("que", ARRASTRAN)
def test_cambia_lo_que_toma_palabras_de_otro(tmp_path: Path, que: str) -> None:
    """One change at a time: of many at random, another one may bring in line what this one forgot."""
    with Almacen(CarpetaDatos(tmp_path / "datos"), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        caso = completa(almacen)
        with almacen.escribir("Seguimiento") as u:
            u.agregar(Seguimiento(acuerdo=caso.acuerdo, nota="Va bien."))
        antes = derivado(almacen)
        with almacen.escribir("Cambiar") as u:
            objeto, campo, valor = ARRASTRAN[que](u, caso)
            setattr(objeto, campo, valor)
        despues = derivado(almacen)
        assert despues != antes
        rehacer(almacen)
        assert derivado(almacen) == despues


def test_rehacer_repara_lo_que_se_estropeo(poblado: Almacen) -> None:
    antes = derivado(poblado)
    with closing(abrir_conexion(poblado.carpeta.base)) as conexion:
        conexion.execute("UPDATE busqueda SET texto = 'otra cosa', plegado = 'otra cosa' WHERE tabla = 'acuerdo'")
        conexion.execute("DELETE FROM busqueda WHERE tabla = 'region' OR tabla = 'punto_orden_dia'")
        conexion.execute("INSERT INTO busqueda (tabla, uuid, titulo, texto, plegado) VALUES ('nada', 'u', '', '', 'x')")
        conexion.execute("INSERT INTO busqueda_fts (busqueda_fts) VALUES ('delete-all')")
        conexion.execute("UPDATE situacion SET estado = 'cumplido', plazo = NULL")
    rehacer(poblado)
    assert derivado(poblado) == antes
    exigir_texto_completo(poblado)


def test_lo_que_falla_no_deja_rastro(poblado: Almacen) -> None:
    antes = derivado(poblado)
    with pytest.raises(ErrorDeNegocio), poblado.escribir("Fallar") as u:
        u.agregar(Persona(nombre="Persona Que No Queda"))
        u.asentar()
        raise ErrorDeNegocio("No.")
    assert derivado(poblado) == antes
    exigir_texto_completo(poblado)


def test_la_situacion_es_la_que_derivan_las_listas(tmp_path: Path, carpeta_datos_reales: Path) -> None:
    """Of the published agreements, whose follow-up was imported."""
    with Almacen(CarpetaDatos(tmp_path / "datos"), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        importar(almacen, [carpeta_datos_reales], formato=leer_formato_de_paquete())
        guardadas = {f["acuerdo"]: f for f in almacen.lectura.filas("SELECT * FROM situacion")}
        listados = acuerdos.listar(almacen.lectura, hoy=HOY)
        assert len(listados) == len(guardadas) > 30
        for fila in listados:
            guardada = guardadas[fila.uuid]
            plazo = fila.plazo.isoformat() if fila.plazo else None
            assert (guardada["estado"], guardada["plazo"]) == (fila.estado, plazo)
            assert bool(guardada["concluido"]) == (fila.estado in {"cumplido", "no_procede"})


def test_lo_retirado_no_deja_sus_palabras_en_el_archivo(almacen: Almacen) -> None:
    """Without secure-delete the full text keeps a word that nothing holds any more."""
    with almacen.escribir("Agregar") as u:
        u.agregar(Persona(nombre="Xochiquetzalina"))
    palabra = b"xochiquetzalina"
    assert palabra in almacen.carpeta.base.read_bytes()
    with almacen.escribir("Corregir") as u:
        u.varios(Persona, nombre="Xochiquetzalina")[0].nombre = "Persona Dos"
    # The change log keeps the name as it was written, with its capital.
    assert palabra not in almacen.carpeta.base.read_bytes()


def indice(almacen: Almacen) -> list[list[Any]]:
    """The full text word by word, the length of every row in it, and its averages."""
    with closing(abrir_conexion(almacen.carpeta.base)) as conexion:
        conexion.execute("CREATE VIRTUAL TABLE temp.palabras USING fts5vocab(main, busqueda_fts, instance)")
        return [
            conexion.execute(sql).fetchall()
            for sql in (
                "SELECT term, doc, col, offset FROM palabras ORDER BY term, doc, offset",
                "SELECT * FROM busqueda_fts_docsize ORDER BY id",
                "SELECT block FROM busqueda_fts_data WHERE id = 1",
                "SELECT * FROM busqueda_fts_config ORDER BY k",
            )
        ]


def test_de_muchos_a_la_vez_queda_lo_mismo_que_de_uno_en_uno(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In bulk the full text erases another way: the same words stay, none of the old ones, and failing undoes it."""
    with Almacen(CarpetaDatos(tmp_path / "uno"), alfabeto=leer_alfabeto()) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
        with almacen.escribir("Agregar") as u:
            for n in range(60):
                u.agregar(Persona(nombre=f"{'Xochiquetzalina' if n else 'Tlacaelelina'} Persona {n}"))
    shutil.copytree(tmp_path / "uno", tmp_path / "muchos")
    quedan = {}
    for carpeta, muchas in (("uno", 10**6), ("muchos", 7)):
        monkeypatch.setattr(busqueda, "_MUCHAS", muchas)
        with Almacen(CarpetaDatos(tmp_path / carpeta), alfabeto=leer_alfabeto()) as almacen:
            antes = indice(almacen)
            with pytest.raises(ErrorDeNegocio), almacen.escribir("Fallar") as u:
                _renombrar(u)
                raise ErrorDeNegocio("No.")
            assert indice(almacen) == antes
            with almacen.escribir("Corregir a una") as u:
                _renombrar(u, cuantas=1)
            assert b"tlacaelelina" not in almacen.carpeta.base.read_bytes(), "the setting was not taken back"
            with almacen.escribir("Corregir") as u:
                _renombrar(u)
            exigir_texto_completo(almacen)
            quedan[carpeta] = indice(almacen)
            assert b"xochiquetzalina" not in almacen.carpeta.base.read_bytes()
    assert quedan["muchos"] == quedan["uno"]


def _renombrar(u: Unidad, cuantas: int = 60) -> None:
    """Other names for some, one withdrawn, one new."""
    personas = u.varios(Persona)[:cuantas]
    for n, persona in enumerate(personas):
        persona.nombre = f"Otra Persona {n}"
    personas[0].baja = True
    u.agregar(Persona(nombre="Persona Que Llega"))
    u.asentar()
