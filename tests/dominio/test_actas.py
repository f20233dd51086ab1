"""The canonical JSON: complete, in one order only, and its hash covers every field of it."""

import copy
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio.actas import Cierre, canonico, componer, huella
from enlace_app.dominio.acuerdos import Responsable
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.expedientes import AcuerdoAnterior, Expediente, ReferenciaActa
from enlace_app.dominio.intervenciones import ClaseDeIntervencion, Intervencion
from enlace_app.dominio.regiones import Region
from enlace_app.dominio.reuniones import Receso, Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo
from enlace_app.dominio.votaciones import Excusa, Habilitado, SentidoDeParte, Votacion
from tests.dominio.fabrica import acuerdo, asistente, ejercicio, expediente, punto, reunion, sesion, titular, uuid

CIERRE = Cierre(
    "STGA/ORD-05/2017",
    version=2,
    motivo="Faltó un dato.",
    anterior_sha256="ab" * 32,
    instante=datetime(2017, 7, 20, 15, 0, tzinfo=UTC),
)
ESPERADO: dict[str, Any] = {
    "": "acta_anterior acuerdos acuerdos_anteriores anexos anterior_sha256 asistencia ausencias aviso_privacidad "
    "cerrada clase documento documentos ejemplo ejercicio firmantes folio formato motivo_version orden_del_dia "
    "presentes_es_minimo presentes_n presentes_nota quorum reunion version visitas votaciones intervenciones",
    "reunion": "ciudad compromisos convoca convocada_el facilitador fecha fecha_fin hora_fin hora_inicio "
    "hora_programada modalidad municipio numero precision preside programada recesos regiones resumen "
    "asuntos_generales sede tipo uuid zona zona_supuesta",
    "reunion.tipo": "clave con_quorum con_votacion nombre",
    "reunion.recesos": "fin inicio motivo",
    "reunion.municipio": "cvegeo nombre",
    "reunion.regiones": "clave nombre",
    "reunion.compromisos": "clave numero titulo",
    "ejercicio": "clave nombre",
    "asistencia": "calidad cargo llegada organizacion parte persona salida suple_a voto voz",
    "ausencias": "cargo justificada organizacion persona",
    "quorum": "aplica declaracion explicacion fuente regla reunido",
    "acta_anterior": "fecha folio",
    "acuerdos_anteriores": "estado fecha folio nota plazo plazo_literal responsables texto",
    "orden_del_dia": "asunto desarrollo n",
    "votaciones": "a_favor abstenciones asunto disenso en_contra evidente excusas explicacion habilitados hora "
    "modalidad n presentes_sin_votar punto regla resultado sentido_por_parte",
    "votaciones.sentido_por_parte": "parte sentido",
    "votaciones.habilitados": "parte persona suple_a",
    "votaciones.excusas": "motivo persona",
    "intervenciones": "calidad clase hora n persona punto texto votacion",
    "acuerdos": "compromisos deriva_de folio n plazo plazo_literal punto responsables texto",
    "documentos": "descripcion es_minimo fecha fojas folio medio receptor remitente sentido sha256 tipo turnado_a",
    "visitas": "ciudad fecha folio hora_fin hora_inicio intervenciones municipio orden_del_dia presentes presentes_n "
    "resumen sede tipo",
    "visitas.intervenciones": "calidad clase hora n persona punto texto votacion",
    "visitas.orden_del_dia": "asunto desarrollo n",
    "visitas.municipio": "cvegeo nombre",
    "firmantes": "calidad cargo nombre organizacion",
    "anexos": "nombre sha256",
}
"""Every key of the format `enlace-acta/2`, by the object that holds it: a reader in ten years relies on them."""


def llena() -> Expediente:
    """A meeting with two of everything, so that each list has an order."""
    primero = punto(n=1, asunto="Primero")
    puntos = [primero, punto(n=2, asunto="Segundo")]
    compromisos = [Compromiso(clave=f"PAL1-C{n}", numero=str(n), titulo=f"Título {n}") for n in (1, 2)]
    responsables = [Responsable(orden=n, literal=f"Responsable {n}") for n in (1, 2)]
    sentidos = [SentidoDeParte(orden=n, parte=f"parte {n}", sentido="a favor") for n in (1, 2)]
    suya = reunion(
        tipo=sesion(),
        numero="5",
        ejercicio=ejercicio(),
        regiones=[Region(clave=c, nombre=f"Región {c}") for c in ("CAR", "NTE")],
        compromisos=compromisos,
        recesos=[Receso(inicio="11:00", fin=f, motivo=m) for f, m in (("11:10", "a"), ("11:05", None), ("11:05", "b"))],
        asistencias=[
            titular("sociedad civil", orden=1),
            asistente("Persona Dos", orden=2),
            asistente("Persona Ausente", orden=3, ausente=True),
            asistente("Otra Ausente", orden=4, ausente=True),
        ],
        puntos=puntos,
        votaciones=[
            Votacion(
                orden=n,
                punto=primero.uuid,
                modalidad="consenso",
                resultado="aprobado",
                sentidos=sentidos,
                habilitados=[Habilitado(orden=m, persona=f"Persona {m}", parte=f"parte {m}") for m in (1, 2)],
                excusas=[Excusa(orden=m, persona=f"Excusada {m}", motivo="Tiene interés.") for m in (1, 2)],
            )
            for n in (1, 2)
        ],
        intervenciones=[Intervencion(orden=n, persona="Persona Dos", texto=f"Dice {n}.") for n in (1, 2)],
        acuerdos=[
            acuerdo(n=n, texto=f"Acuerdo {n}", responsables=responsables, compromisos=compromisos, punto=primero.uuid)
            for n in (1, 2)
        ],
    )
    suya.acuerdos[0].deriva_de = uuid(99)
    suya.acuerdos[1].deriva_de = suya.acuerdos[0].uuid
    visitas = [
        reunion(
            folio_provisional=f"V-{n}",
            puntos=[punto(n=1), punto(n=2)],
            intervenciones=[Intervencion(orden=m, persona="Persona Tres", texto=f"Pide {m}.") for m in (1, 2)],
        )
        for n in (1, 2)
    ]
    documentos = [Documento(folio=f"D-{n}", sentido="entrega", tipo="plano", sha256=f"{n}" * 64) for n in (1, 2)]
    anterior = AcuerdoAnterior(acuerdo(), EstadoAcuerdo.EN_PROCESO, date(2017, 12, 31), "Nota.", date(2017, 7, 1))
    return expediente(
        reunion=suya,
        visitas=visitas,
        documentos=documentos,
        anteriores=[anterior],
        folios_de_origen={uuid(99): "STGA/ORD-04/2017/02"},
        acta_anterior=ReferenciaActa("STGA/ORD-04/2017", "2017-05-18"),
        aviso_privacidad="Aviso de prueba.",
    )


def objetos(valor: Any, camino: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the content with where it stands."""
    if isinstance(valor, dict):
        yield camino, valor
        for clave, dentro in valor.items():
            yield from objetos(dentro, f"{camino}.{clave}".strip("."))
    elif isinstance(valor, list):
        for dentro in valor:
            yield from objetos(dentro, camino)


def test_estan_todas_las_claves_y_ninguna_mas() -> None:
    vistos = set()
    for camino, objeto in objetos(componer(llena(), CIERRE)):
        assert set(objeto) == set(ESPERADO[camino].split()), camino
        vistos.add(camino)
    assert vistos == set(ESPERADO)


def test_una_reunion_casi_vacia_tiene_las_mismas_claves() -> None:
    vacia = Reunion(tipo=sesion(), folio_provisional="CAR-A2B3-0001")
    contenido = componer(Expediente(reunion=vacia), Cierre("CAR-A2B3-0001"))
    for camino, objeto in objetos(contenido):
        assert set(objeto) == set(ESPERADO[camino].split()), camino
    assert contenido["cerrada"] is None
    assert contenido["reunion"]["fecha"] is None
    assert contenido["quorum"] is None
    assert contenido["firmantes"] == contenido["acuerdos"] == []


def test_solo_lleva_valores_que_json_guarda_sin_dudas() -> None:
    contenido = componer(llena(), CIERRE)
    assert json.loads(canonico(contenido)) == contenido

    def hojas(valor: Any) -> Iterator[Any]:
        if isinstance(valor, dict):
            for dentro in valor.values():
                yield from hojas(dentro)
        elif isinstance(valor, list):
            for dentro in valor:
                yield from hojas(dentro)
        else:
            yield valor

    assert {type(h) for h in hojas(contenido)} <= {str, int, bool, type(None)}


def test_los_bytes_canonicos() -> None:
    datos = {"b": [1, None, True], "a": '«ñ» \n"/'}
    assert canonico(datos) == '{"a":"«ñ» \\n\\"/","b":[1,null,true]}'.encode()
    assert huella(datos) == hashlib.sha256(canonico(datos)).hexdigest()


@given(azar=st.randoms())
def test_el_orden_en_que_se_guardo_no_cambia_un_byte(azar: Any) -> None:
    original = llena()
    esperados = canonico(componer(original, CIERRE))
    for caso in (original.reunion, *original.visitas):
        for nombre in ("regiones", "compromisos", "recesos", "asistencias", "puntos", "votaciones", "acuerdos"):
            azar.shuffle(getattr(caso, nombre))
        azar.shuffle(caso.intervenciones)
        for votacion in caso.votaciones:
            for lista in (votacion.sentidos, votacion.habilitados, votacion.excusas):
                azar.shuffle(lista)
        for suyo in caso.acuerdos:
            azar.shuffle(suyo.responsables)
            azar.shuffle(suyo.compromisos)
    assert canonico(componer(original, CIERRE)) == esperados


def _con_otra_hoja(valor: Any, camino: tuple[Any, ...]) -> Any:
    copia = copy.deepcopy(valor)
    dentro = copia
    for paso in camino[:-1]:
        dentro = dentro[paso]
    dentro[camino[-1]] = f"{dentro[camino[-1]]}'"
    return copia


def _caminos(valor: Any, camino: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    pares = valor.items() if isinstance(valor, dict) else enumerate(valor) if isinstance(valor, list) else ()
    for clave, dentro in pares:
        yield from _caminos(dentro, (*camino, clave))
    if not isinstance(valor, dict | list):
        yield camino


def test_cualquier_campo_que_cambie_cambia_la_huella() -> None:
    contenido = componer(llena(), CIERRE)
    caminos = list(_caminos(contenido))
    huellas = {huella(_con_otra_hoja(contenido, camino)) for camino in caminos}
    assert len(huellas) == len(caminos) > 200
    assert huella(contenido) not in huellas


def test_cada_dato_de_la_reunion_llega_al_contenido() -> None:
    """A field that somebody fills in but that no key tells would be lost in the acta."""
    fuera = {
        "uuid", "rev", "creado", "modificado", "origen", "baja", "folio", "folio_provisional", "estado",
        "motivo_estado", "parte_de", "fuente", "tipo", "ejercicio", "municipio", "regiones", "compromisos", "recesos",
        "asistencias", "puntos", "votaciones", "acuerdos", "zona", "precision", "intervenciones",
    }  # fmt: skip
    antes = huella(componer(llena(), CIERRE))
    for nombre in set(Reunion.__dataclass_fields__) - fuera:
        caso = llena()
        actual = getattr(caso.reunion, nombre)
        es_fecha = nombre in {"fecha", "fecha_fin", "programada", "convocada_el"}
        nuevo = (
            (not actual)
            if isinstance(actual, bool)
            else date(2017, 7, 1)
            if es_fecha
            else 77
            if nombre == "presentes_n"
            else "otro"
        )
        setattr(caso.reunion, nombre, nuevo)
        assert huella(componer(caso, CIERRE)) != antes, nombre


def test_los_acuerdos_se_numeran_seguidos_y_con_los_de_las_visitas() -> None:
    caso = llena()
    caso.reunion.acuerdos.insert(0, acuerdo(n=0, baja=True))
    caso.visitas[0].acuerdos = [acuerdo(n=1, texto="De la visita")]
    acuerdos = componer(caso, CIERRE)["acuerdos"]
    assert [(a["n"], a["folio"], a["texto"]) for a in acuerdos] == [
        (1, "STGA/ORD-05/2017/01", "Acuerdo 1"),
        (2, "STGA/ORD-05/2017/02", "Acuerdo 2"),
        (3, "STGA/ORD-05/2017/03", "De la visita"),
    ]
    assert [a["punto"] for a in acuerdos] == [1, 1, None]


def test_un_acuerdo_dice_de_cual_deriva() -> None:
    acuerdos = componer(llena(), CIERRE)["acuerdos"]
    assert [a["deriva_de"] for a in acuerdos] == ["STGA/ORD-04/2017/02", "STGA/ORD-05/2017/01"]


def test_los_puntos_retirados_no_dejan_hueco_en_la_numeracion() -> None:
    caso = llena()
    caso.reunion.puntos.insert(0, punto(n=0, baja=True))
    contenido = componer(caso, CIERRE)
    assert [p["n"] for p in contenido["orden_del_dia"]] == [1, 2]
    assert [v["punto"] for v in contenido["votaciones"]] == [1, 1]


def test_el_cierre_se_dice_en_la_hora_del_lugar() -> None:
    caso = llena()
    assert componer(caso, CIERRE)["cerrada"] == "2017-07-20T10:00:00-05:00"
    caso.reunion.zona = "America/Matamoros"
    invierno = Cierre("F", instante=datetime(2026, 7, 20, 15, 0, tzinfo=UTC))
    assert componer(caso, invierno)["cerrada"] == "2026-07-20T10:00:00-05:00", "Piedras Negras conserva el verano"
    caso.reunion.zona = "America/Monterrey"
    assert componer(caso, invierno)["cerrada"] == "2026-07-20T09:00:00-06:00", "Sabinas ya no"


def test_la_minuta_se_llama_minuta() -> None:
    assert componer(llena(), CIERRE)["documento"] == "acta circunstanciada"
    minuta = expediente(tipo=sesion(documento="minuta"), numero="1")
    assert componer(minuta, CIERRE)["documento"] == "minuta"


def test_los_ausentes_no_asisten_y_los_anexos_son_los_que_tienen_archivo() -> None:
    caso = llena()
    caso.documentos[0].sha256 = None
    contenido = componer(caso, CIERRE)
    assert [a["persona"] for a in contenido["asistencia"]] == ["Titular de sociedad civil", "Persona Dos"]
    assert [a["persona"] for a in contenido["ausencias"]] == ["Persona Ausente", "Otra Ausente"]
    assert contenido["anexos"] == [{"nombre": "D-2", "sha256": "2" * 64}]


def test_lo_que_se_pidio_que_constara_dice_de_quien_y_de_que_votacion() -> None:
    caso = llena()
    votada, retirada = caso.reunion.votaciones[1], caso.reunion.votaciones[0]
    particular = Intervencion(
        orden=3, clase=ClaseDeIntervencion.VOTO_PARTICULAR, votacion=votada.uuid, persona="TITULAR DE SOCIEDAD CIVIL",
        texto="Disiento.", hora="11:05", punto=caso.reunion.puntos[1].uuid,
    )  # fmt: skip
    caso.reunion.intervenciones.append(particular)
    asentada = componer(caso, CIERRE)["intervenciones"][-1]
    assert (asentada["n"], asentada["punto"], asentada["votacion"]) == (3, 2, 2)
    assert (asentada["clase"], asentada["calidad"]) == ("voto_particular", "titular")
    retirada.baja = True
    assert componer(caso, CIERRE)["intervenciones"][-1]["votacion"] == 1
    votada.baja = True
    assert componer(caso, CIERRE)["intervenciones"][-1]["votacion"] is None
