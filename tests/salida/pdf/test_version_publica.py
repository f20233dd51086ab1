"""The bytes of a public version: fifty planted data and no hash of what it was made from, in any stream or encoding."""

import hashlib
import json
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from enlace_app.dominio import testados
from enlace_app.dominio.actas import canonico, huella
from enlace_app.dominio.actas_formatos import completar
from enlace_app.dominio.pasajes_de_acta import pasajes
from enlace_app.dominio.version_publica import FORMATO_PUBLICO, FirmaPublica, con_resultados, proponer
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.salida.verificacion.examen import Especie, examinar
from tests.salida.pdf.lectura_de_pdf import hojas, sin_blancos
from tests.salida.pdf.muestra import RUTA_DE_PLANTILLA, acta_rica

PORTADA = {"emitida": "2021-11-21T10:00:00-06:00", "fecha": "2021-11-21", "unidad": "Unidad de Ejemplo"}
MOTIVO = "Dato que se testa en la prueba"
CAUSALES = tuple(
    testados.Causal(clave=clave, motivo=MOTIVO)
    for clave in ("nombre", "correo", "telefono", "rfc", "curp", "domicilio", "otro")
)
FIJAS = frozenset(
    {"formato", "clase", "documento", "folio", "cerrada", "ejercicio", "zona", "precision", "uuid"}
    | {"tipo", "municipio", "regiones", "compromisos"}
)
SIN_PATRONES = "aviso_privacidad"


@pytest.fixture(scope="module")
def imprenta() -> ImprentaDePlantillas:
    return ImprentaDePlantillas(RUTA_DE_PLANTILLA.parent)


def completa() -> dict[str, Any]:
    """The sample with a text in everything that an acta may tell."""
    todo = completar(acta_rica())
    todo["reunion"] |= {"hora_programada": "08:59", "convocada_el": "2021-08-01", "resumen": "Resumen."}
    todo["quorum"] |= {"declaracion": "Se declara el quórum.", "fuente": "Lineamientos."}
    todo["votaciones"][0] |= {
        "n": 1, "hora": "10:41", "asunto": "Orden", "regla": "consenso", "explicacion": "Nadie se opuso.",
        "presentes_sin_votar": None, "evidente": False,
        "habilitados": [{"persona": "Quien vota", "parte": "sociedad civil", "suple_a": "Quien falta"}],
        "excusas": [{"persona": "Quien se excusa", "motivo": "Interés."}],
    }  # fmt: skip
    todo["intervenciones"] = [
        {"n": 1, "punto": 1, "votacion": None, "clase": "manifestacion", "persona": "Quien habla",
         "calidad": "vecina", "hora": "10:43", "texto": "Dijo algo."},
    ]  # fmt: skip
    return con_resultados(todo, [FirmaPublica("Quien firmó sin estar previsto", "firmó")])


def textos(valor: Any, lugar: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(valor, str):
        yield lugar, valor
    elif isinstance(valor, Mapping):
        for clave, dentro in valor.items():
            yield from textos(dentro, (*lugar, clave))
    elif isinstance(valor, list):
        for n, dentro in enumerate(valor):
            yield from textos(dentro, (*lugar, n))


def poner(todo: Any, lugar: tuple[str | int, ...], texto: str) -> None:
    for parte in lugar[:-1]:
        todo = todo[parte]
    todo[lugar[-1]] = texto


def sembrar(*, con_horas: bool = True) -> tuple[dict[str, Any], list[str], list[str], list[testados.Testado]]:
    """Plant a datum in every text of the acta, each kind in turn: content, planted, withheld names, marks by hand."""
    todo = completa()
    sembrados: list[str] = []
    nombres: list[str] = []
    marcas: list[testados.Testado] = []
    turno = 0
    for lugar, texto in list(textos(todo)):
        fijo = lugar[0] in FIJAS or (not FIJAS.isdisjoint(lugar[1:]) and lugar[0] != "documentos")
        if fijo or "sha256" in str(lugar[-1]):
            continue
        n, turno = len(sembrados), (turno + 1) % 9
        ruta = "/" + "/".join(map(str, lugar))
        formal = texto[:1].isdigit() and (texto[2:3] == ":" or texto[4:5] == "-")
        if formal and not con_horas:
            continue
        match 1 if formal or (lugar[0] == SIN_PATRONES and turno not in (0, 1)) else turno:
            case 0:
                dato = f"Zoraida Marcada{n}equis Sembrada{n}zeta"
                nombres.append(dato)
                escrito = dato.upper() if n % 4 else f"Sembrada{n}zeta, Zoráida Marcada{n}equis"
                sembrados += [f"marcada{n}equis", f"sembrada{n}zeta"]
                poner(todo, lugar, f"{texto} y {escrito} también")
            case 2:
                sembrados.append(f"sembrado{n}@correo{n}.ejemplo.mx")
                poner(todo, lugar, f"{texto} {sembrados[-1]}")
            case 3:
                sembrados.append(f"84400{n:05}")
                poner(todo, lugar, f"{texto} {sembrados[-1]}")
            case 4:
                sembrados.append(f"XEXX{n % 90 + 10}0101{n:03}")
                poner(todo, lugar, f"{texto} {sembrados[-1]}")
            case 5:
                sembrados.append(f"XEXX{n % 90 + 10}0101HCLXXX{n:02}"[:18])
                poner(todo, lugar, f"{texto} {sembrados[-1]}")
            case 6:
                nombres.append(f"Zoraida Pegada{n}equis Unida{n}zeta")
                sembrados += [f"pegada{n}equis", f"unida{n}zeta"]
                escrito = ("INE_Pegada{}equisUnida{}zeta.pdf", "@unida{}zetapegada{}equis")[n % 2].format(n, n)
                poner(todo, lugar, f"{texto} {escrito}")
            case 7:
                sembrados.append(f"01234567{n:010}")
                poner(todo, lugar, f"{texto} {sembrados[-1]}")
            case 8:
                sembrados.append(f"sembrado{n} (arroba) correo{n}.ejemplo.mx")
                poner(todo, lugar, f"{texto} {sembrados[-1]}")
            case _ if formal:
                sembrados.append(f"{n}:secreto{n}")
                poner(todo, lugar, sembrados[-1])
                marcas.append(testados.Testado(ruta=ruta, desde=None, hasta=None, causal="otro"))
            case _:
                sembrados.append(f"Domicilio{n}secreto")
                desde = len(texto) + 1
                poner(todo, lugar, f"{texto} {sembrados[-1]} fin")
                marcas.append(
                    testados.Testado(ruta=ruta, desde=desde, hasta=desde + len(sembrados[-1]), causal="domicilio")
                )
    # Where she comes from tells who she is as well as her name.
    nombres.append("Zoraida Asistente Reservada")
    sembrados += ["Comité de la Calle Secreta", "Presidenta del Lugar Secreto"]
    de_ella = {"persona": nombres[-1], "organizacion": sembrados[-2], "cargo": sembrados[-1]}
    todo["asistencia"].append({**todo["asistencia"][0], **de_ella})
    return todo, sembrados, nombres, marcas


def todos_los_bytes(pdf: bytes) -> bytes:
    """The file as it is, every stream decompressed, every string, name and key of every object."""
    partes = [pdf]
    with pikepdf.open(BytesIO(pdf)) as documento:
        for objeto in documento.objects:
            partes.append(objeto.unparse(resolved=True))
            if isinstance(objeto, pikepdf.Stream):
                partes.append(objeto.read_bytes())
            partes += _cadenas(objeto)
        partes += [bytes(adjunto.get_file().read_bytes()) for adjunto in documento.attachments.values()]
    return b"\n".join(partes)


def _cadenas(objeto: Any) -> Iterator[bytes]:
    if isinstance(objeto, pikepdf.String):
        yield bytes(objeto)
        yield str(objeto).encode()
    elif isinstance(objeto, pikepdf.Name):
        yield str(objeto).encode()
    elif isinstance(objeto, pikepdf.Dictionary | pikepdf.Stream):
        for clave, valor in objeto.items():
            yield clave.encode()
            if not valor.is_indirect if isinstance(valor, pikepdf.Object) else False:
                yield from _cadenas(valor)
    elif isinstance(objeto, pikepdf.Array):
        for valor in objeto:
            if isinstance(valor, pikepdf.Object) and not valor.is_indirect:
                yield from _cadenas(valor)


def plegado(texto: str) -> str:
    sin = "".join(c for c in unicodedata.normalize("NFD", texto) if not unicodedata.combining(c))
    return sin_blancos(sin).casefold()


def hallados(buscados: list[str], datos: bytes, impreso: str) -> set[str]:
    """Which of these stand in the bytes, in any encoding that a PDF may hold, or in what is printed."""
    minusculas, claro = datos.lower(), plegado(datos.decode("utf-8", "replace"))
    escritos = plegado(datos.decode("utf-16-be", "ignore")) + plegado(datos[1:].decode("utf-16-be", "ignore"))
    return {
        dato
        for dato in buscados
        if plegado(dato) in claro
        or plegado(dato) in escritos
        or plegado(dato) in impreso
        or any(
            forma in minusculas
            for codigo in ("utf-8", "latin-1", "utf-16-be", "utf-16-le")
            for crudo in [dato.casefold().encode(codigo)]
            for forma in (crudo, crudo.hex().encode())
        )
    }


def test_no_queda_nada_de_lo_sembrado_ni_huella_de_lo_original(imprenta: ImprentaDePlantillas, tmp_path: Path) -> None:
    todo, sembrados, nombres, marcas = sembrar()
    assert len(sembrados) >= 50
    assert min(len(nombres), len(marcas)) >= 10
    propuesta = proponer(todo, reservados=[plegado_con_espacios(n) for n in nombres], marcas=marcas, causales=CAUSALES)
    pdf = imprenta.version_publica(propuesta.contenido, PORTADA)
    datos, impreso = todos_los_bytes(pdf), plegado("".join(hojas(pdf, tmp_path)))
    assert hallados(sembrados, datos, impreso) == set()
    huellas = [huella(todo), hashlib.sha256(json.dumps(todo).encode()).hexdigest(), "ab" * 32, "cd" * 32, "ef" * 32]
    huellas.append(hashlib.md5(canonico(todo), usedforsecurity=False).hexdigest())
    assert hallados([*huellas, *(h[:8] for h in huellas)], datos, impreso) == set()
    assert not any(bytes.fromhex(h) in datos for h in huellas)
    for n in range(1, len(propuesta.tachados) + 1):
        assert f"testado{n}]" in impreso or f"[Testado {n}]" in canonico(propuesta.contenido).decode()


def test_el_control_con_todo_a_la_vista_los_encuentra(imprenta: ImprentaDePlantillas, tmp_path: Path) -> None:
    """If the search were blind, the test above could not fail."""
    todo, sembrados, _, _ = sembrar(con_horas=False)
    assert len(sembrados) >= 50
    pdf = imprenta.version_publica({**todo, "formato": FORMATO_PUBLICO, "testados": []}, PORTADA)
    datos, impreso = todos_los_bytes(pdf), plegado("".join(hojas(pdf, tmp_path)))
    assert hallados(sembrados, datos, impreso) == set(sembrados)
    assert len(hallados(sembrados, b"", impreso)) >= 50
    original = huella(todo)
    assert hallados([original], b"x " + original.encode("utf-16-be") + b" y", "") == {original}


def plegado_con_espacios(texto: str) -> str:
    return " ".join(plegado(parte) for parte in texto.split())


def test_lo_impreso_dice_que_es_y_quien_la_aprueba_en_cada_hoja(imprenta: ImprentaDePlantillas, tmp_path: Path) -> None:
    todo = completa()
    propuesta = proponer(todo, reservados=["persona dos"], marcas=(), causales=CAUSALES)
    pdf = imprenta.version_publica(propuesta.contenido, PORTADA)
    assert pdf == imprenta.version_publica(propuesta.contenido, PORTADA)
    paginas = hojas(pdf, tmp_path)
    for n, hoja in enumerate(paginas, start=1):
        assert "PROPUESTADEVERSIÓNPÚBLICA" in hoja
        assert todo["folio"] in hoja
        assert "Versión1" in hoja
        assert f"foja{n}de{len(paginas)}" in hoja
    assert "LaapruebaelComitédeTransparencia" in paginas[0]
    assert "UnidaddeEjemplo" in paginas[0]
    assert "porseñalarporelComitédeTransparencia" in paginas[0]
    assert MOTIVO.replace(" ", "") in paginas[-1]
    assert "Asistente2,nombre" in "".join(paginas)
    assert "firmaelectrónica" not in "".join(paginas).casefold()


def test_el_adjunto_es_lo_publico_y_su_huella_la_unica(imprenta: ImprentaDePlantillas, tmp_path: Path) -> None:
    propuesta = proponer(completa(), reservados=["persona dos"], marcas=(), causales=CAUSALES)
    pdf = imprenta.version_publica(propuesta.contenido, PORTADA)
    with pikepdf.open(BytesIO(pdf)) as documento:
        (adjunto,) = documento.attachments.values()
        fuente = adjunto.get_file().read_bytes()
    publico = json.loads(fuente)
    assert publico == {**propuesta.contenido, "portada": PORTADA}
    assert publico["formato"] == "enlace-version-publica/1"
    assert fuente == canonico(publico)
    assert hashlib.sha256(fuente).hexdigest() in "".join(hojas(pdf, tmp_path))
    examen = examinar(pdf, None)
    assert examen.especie is Especie.VERSION_PUBLICA  # neither a true acta nor a forged one
    assert not examen.alterado


def test_sin_unidad_ni_datos_queda_por_llenar_y_lo_dice(imprenta: ImprentaDePlantillas, tmp_path: Path) -> None:
    propuesta = proponer(completa(), reservados=(), marcas=(), causales=CAUSALES)
    pdf = imprenta.version_publica(propuesta.contenido, {**PORTADA, "unidad": None})
    paginas = hojas(pdf, tmp_path)
    assert "elactaseproponeíntegra" in paginas[0]
    assert "Nosetestónada" in paginas[-1]


def test_imprime_todo_lo_que_imprime_el_acta_menos_sus_hojas_de_firma() -> None:
    """A block that the acta gains must be decided here too: as it is, or without its hashes."""
    carpeta = RUTA_DE_PLANTILLA.parent
    del_acta, publicos = (
        {b["clave"] for b in tomllib.loads((carpeta / nombre).read_text("utf-8"))["bloque"]}
        for nombre in ("acta.toml", "version_publica.toml")
    )
    assert del_acta - publicos == {"hoja de firmas"}


def test_lo_que_se_hizo_constar_en_una_visita_se_imprime(imprenta: ImprentaDePlantillas, tmp_path: Path) -> None:
    ejemplo = json.loads((RUTA_DE_PLANTILLA.parent / "ejemplos" / "acta.json").read_text("utf-8"))
    (dicha,) = ejemplo["visitas"][0]["intervenciones"]
    propuesta = proponer(con_resultados(ejemplo, ()), reservados=(), marcas=(), causales=CAUSALES)
    del_acta, publica = imprenta.borrador(ejemplo), imprenta.version_publica(propuesta.contenido, PORTADA)
    for pdf in (del_acta, publica):
        assert "".join(dicha["texto"].split()) in "".join(hojas(pdf, tmp_path))


def test_todo_texto_del_acta_tiene_su_lugar_dicho() -> None:
    """No place may be told by what stands in it."""
    todo, sembrados, _, _ = sembrar()
    dichos = plegado(" ".join(p.donde for p in pasajes(todo)))
    assert not [dato for dato in sembrados if plegado(dato) in dichos]
    assert {p.ruta for p in pasajes(todo)} >= {
        "/" + "/".join(map(str, lugar)) for lugar, _ in textos(todo) if "sha256" not in str(lugar[-1])
    }
