"""What is left out of a public version: names however written, data told by their form, what was marked by hand."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace_app.dominio import testados
from enlace_app.dominio.datos_personales import datos_con_forma, domicilios
from enlace_app.dominio.nombres_reservados import BuscadorDeNombres
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.pasajes_de_acta import pasajes
from enlace_app.dominio.por_revisar import apariciones
from enlace_app.dominio.testados import Causal
from enlace_app.dominio.version_publica import (
    CONSERVAR,
    FORMATO_PUBLICO,
    FirmaPublica,
    Propuesta,
    con_resultados,
    proponer,
    sustituto,
)
from enlace_app.errores import ErrorDeNegocio

RESERVADO = "maria del carmen muestra prueba"
CAUSALES = (Causal(clave="otro", motivo="Otro dato"), Causal(clave="nombre", motivo="Nombre", fundamento="Art. X"))


def contenido(**otros: Any) -> dict[str, Any]:
    return {"formato": "enlace-acta/2", "folio": "F-1", "version": 1, "firmantes": [], **otros}


def proponer_con(
    texto: str, *marcas: testados.Testado, reservados: tuple[str, ...] = (RESERVADO,), **otros: Any
) -> Propuesta:
    todo = contenido(presentes_nota=texto, **otros)
    return proponer(todo, reservados=reservados, marcas=marcas, causales=CAUSALES)


def marca(
    desde: int | None, hasta: int | None, causal: str = "otro", ruta: str = "/presentes_nota"
) -> testados.Testado:
    return testados.Testado(ruta=ruta, desde=desde, hasta=hasta, causal=causal, nota="Porque sí.")


@pytest.mark.parametrize(
    "escrito",
    [
        "María del Carmen Muestra Prueba",
        "MARIA DEL CARMEN MUESTRA PRUEBA",
        "maría  del\ncarmen muestra prueba",
        "Muestra Prueba, María del Carmen",
        "Carmen Muestra",
        "Mtra. María Muestra",
        "la señora Muestra Prueba",
        "Muestra-Prueba",
        "M. Muestra P.",
        unicodedata.normalize("NFD", "María del Carmen Muestra Prueba"),
        "Mar\u00adía del Carmen Mues\u200btra Prueba",
    ],
)
def test_un_nombre_reservado_se_halla_como_quiera_que_se_escriba(escrito: str) -> None:
    salida = proponer_con(f"Intervino {escrito} y se asentó.").contenido["presentes_nota"]
    assert not {"muestra", "prueba", "carmen", "maria"} & set(plegar(salida).replace("\u00ad", "").split())
    assert "se asentó." in salida


@pytest.mark.parametrize(
    "escrito",
    [
        "CURP_MariaMuestra.pdf",
        "INE_MariaDelCarmenMuestraPrueba.pdf",
        "@MuestraPrueba",
        "@muestraprueba",
        "INEMuestraPrueba2017",
        "MuestraMaria del Carmen",
        "M U E S T R A  P R U E B A",
        "M.u.é.s.t.r.a P.r.u.e.b.a",
        "muestra_prueba.docx",
        "María Muestra Vda. de Sembrado",
        "MARÍA MUESTRA VIUDA DE LA SEMBRADO",
        "María Muestra Sembrado Otero",
    ],
)
def test_un_nombre_reservado_se_halla_pegado_deletreado_y_con_sus_apellidos(escrito: str) -> None:
    salida = plegar(proponer_con(f"Se recibió {escrito}, y se asentó.").contenido["presentes_nota"])
    corrido = "".join(filter(str.isalpha, salida))
    assert not [p for p in ("muestra", "prueba", "sembrado", "otero") if p in corrido]
    assert salida.endswith(", y se asento.")


@pytest.mark.parametrize("suelto", ["INE_carmen.pdf", "@cmuestra", "IDCarmen", "carmen_2.jpg"])
def test_una_palabra_del_nombre_dentro_de_otra_se_avisa(suelto: str) -> None:
    propuesta = proponer_con(f"Se recibió {suelto} ayer.")
    assert propuesta.tachados == ()
    assert [(a.donde, a.causal) for a in propuesta.avisos] == [("Asistencia, nota", "nombre")]


@pytest.mark.parametrize(
    "ajeno",
    ["Se hizo una muestra del agua.", "María; Prueba", "Marianela Pruebas", "carmen y otra", "A la prueba Rosa"],
)
def test_lo_que_no_es_el_nombre_se_queda(ajeno: str) -> None:
    assert proponer_con(ajeno).contenido["presentes_nota"] == ajeno


def test_quien_puede_aparecer_no_se_corta_por_llamarse_parecido() -> None:
    propuesta = proponer_con(
        "Hablaron María Muestra Otra y María Muestra.", reuniones=[{"persona": "María Muestra Otra"}]
    )
    assert propuesta.contenido["presentes_nota"] == "Hablaron María Muestra Otra y [Testado 1]."


@pytest.mark.parametrize("dicho", ["Persona Uno y María Muestra", "María Muestra", "Persona Uno, Muestra Prueba"])
def test_lo_que_no_es_otro_nombre_no_ampara_al_reservado(dicho: str) -> None:
    propuesta = proponer_con(f"Firmó {dicho}.", acuerdos=[{"n": 1, "responsables": [dicho]}])
    assert "Muestra" not in propuesta.contenido["presentes_nota"]
    assert "Muestra" not in propuesta.contenido["acuerdos"][0]["responsables"][0]


def test_una_sola_palabra_del_nombre_se_avisa() -> None:
    propuesta = proponer_con("Carmen pidió la palabra; trajo una muestra.")
    assert propuesta.tachados == ()
    assert len(propuesta.avisos) == 1
    assert "«Carmen»" in str(propuesta.avisos[0])


def test_en_un_campo_de_nombres_se_va_el_elemento_con_su_observacion() -> None:
    reservados = ("persona uno",)
    propuesta = proponer_con(
        "x",
        acuerdos=[{"n": 7, "responsables": ["Persona Uno (vecina de la esquina); Persona Dos"]}],
        reservados=reservados,
    )
    assert propuesta.contenido["acuerdos"][0]["responsables"] == ["[Testado 1]; Persona Dos"]
    assert propuesta.tachados[0].donde == "Acuerdo 7, responsable 1"


@pytest.mark.parametrize(
    ("dato", "causal"),
    [
        ("persona.uno+x@correo.ejemplo.mx", "correo"),
        ("PERSONA@CORREO.MX", "correo"),
        ("8441234567", "telefono"),
        ("(844) 123-45-67", "telefono"),
        ("+52 844 123 4567", "telefono"),
        ("52 1 844 123 4567", "telefono"),
        ("044-844-123-4567", "telefono"),
        ("PEUN800101AB1", "rfc"),
        ("peun800101ab1", "rfc"),
        ("PEUN-800101-AB1", "rfc"),
        ("PEUN800101", "rfc"),
        ("PEUN800101HCLRNS05", "curp"),
        ("peun800101mclrnsa5", "curp"),
        ("ab" * 32, "otro"),
        ("012345678901234567", "cuenta"),
        ("4152 3133 0000 1111", "cuenta"),
        ("persona (arroba) correo.mx", "correo"),
        ("persona [arroba] correo.mx", "correo"),
        ("persona arroba correo punto com", "correo"),
        ("12345678901", "otro"),
        ("XEXXXX80010105H100", "otro"),
    ],
)
def test_un_dato_se_conoce_por_su_forma(dato: str, causal: str) -> None:
    propuesta = proponer_con(f"Dijo: {dato}, y siguió.")
    assert propuesta.contenido["presentes_nota"] == "Dijo: [Testado 1], y siguió."
    assert [t.causal for t in propuesta.tachados] == [causal]


def test_un_telefono_corto_se_conoce_porque_se_anuncia() -> None:
    assert proponer_con("Su tel. 412 34 56.").contenido["presentes_nota"] == "Su tel. [Testado 1]."


@pytest.mark.parametrize(
    "texto",
    [
        "2017-07-18",
        "2017-07-18T10:00:00-06:00",
        "10:30",
        "$1234567890",
        "foja 4123456",
        "DOC/NTE-K7Q2-014",
        "12,345,678,901",
    ],
)
def test_fechas_montos_y_folios_no_son_datos_personales(texto: str) -> None:
    assert datos_con_forma(texto) == []


@pytest.mark.parametrize(
    ("antes", "numero", "causal"),
    [
        ("NSS ", "12345678901", "otro"),
        ("INE ", "1234567890123", "otro"),
        ("clave de elector ", "1234567890", "otro"),
        ("número de seguro social: ", "1234567890", "otro"),
        ("cuenta ", "1234567890", "cuenta"),
        ("tarjeta núm. ", "1234567890", "cuenta"),
        ("INE, tel. ", "412 34 56", "telefono"),
        ("cuenta de teléfono ", "8441234567", "telefono"),
        ("el 2017-07-18 al ", "844 123 4567", "telefono"),
        ("acta 2017 ", "8441234567", "telefono"),
    ],
)
def test_la_palabra_de_antes_dice_de_que_es_un_numero(antes: str, numero: str, causal: str) -> None:
    texto = f"Dio su {antes}{numero}."
    assert [(texto[h.desde : h.hasta], h.causal) for h in datos_con_forma(texto)] == [(numero, causal)]


@pytest.mark.parametrize(
    "texto",
    [
        "oficio 123/2017",
        "oficio núm. 1234567890/2017",
        "solicitud de información con folio 0111100012317",
        "expediente 1234567890",
        "1234567890/2017",
        "los años 2017 2018 2019 2020",
        "se cuenta con 1234567 árboles",
    ],
)
def test_el_numero_de_una_oficina_no_es_de_nadie(texto: str) -> None:
    assert datos_con_forma(texto) == []


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("Vive en calle Madero 15, junto al río.", "Vive en calle Madero 15"),
        ("La de calle Madero 15.", "calle Madero 15"),
        ("Está en la col. Centro.", "col. Centro"),
        ("Hidalgo núm. 5, altos", "núm. 5"),
        ("Con C.P. 26700.", "C.P. 26700"),
        ("con domicilio en Hidalgo", "domicilio en Hidalgo"),
        ("la colonia Obrera", "colonia Obrera"),
    ],
)
def test_lo_que_parece_un_domicilio_se_avisa_con_su_lugar(texto: str, dicho: str) -> None:
    propuesta = proponer_con(texto, aviso_privacidad=texto)
    assert propuesta.tachados == ()
    (aviso,) = propuesta.avisos
    assert (aviso.dato, aviso.donde, aviso.causal) == (dicho, "Asistencia, nota", "domicilio")
    assert texto[aviso.desde : aviso.hasta] == dicho
    assert dicho in str(aviso)
    assert "Asistencia, nota" in str(aviso)
    assert proponer_con(texto, marca(aviso.desde, aviso.hasta, "domicilio")).avisos == ()


@pytest.mark.parametrize("texto", ["acuerdo núm. 5", "oficio núm. 12 del mes", "la iniciativa privada", "se callejeó"])
def test_lo_que_no_parece_un_domicilio_no_se_avisa(texto: str) -> None:
    assert domicilios(texto) == []


def fila(persona: str | None, organizacion: str | None, cargo: str | None = None) -> dict[str, Any]:
    return {"persona": persona, "organizacion": organizacion, "cargo": cargo}


def test_la_organizacion_y_el_cargo_de_quien_se_reserva_se_van_con_su_nombre() -> None:
    asistencia = [
        fila("María Muestra Prueba", "Comité de Ejido Chico", "presidenta"),
        fila("Persona Dos", "Institución", "Directora"),
        fila(None, "Otra", " "),
    ]
    propuesta = proponer_con("Habló el Comité de Ejido Chico.", asistencia=asistencia)
    assert propuesta.contenido["asistencia"] == [
        fila("[Testado 1]", "[Testado 2]", "[Testado 3]"),
        *asistencia[1:],
    ]
    assert [(t.causal, t.motivo, t.fundamento) for t in propuesta.tachados[1:]] == [
        ("nombre", "Dato que identifica a un particular", "Art. X")
    ] * 2
    assert [str(a) for a in propuesta.avisos] == [
        "El mismo texto «Comité de Ejido Chico» aparece también en: Asistencia, nota."
    ]


def test_la_organizacion_se_conserva_con_motivo_y_tambien_si_se_conserva_el_nombre() -> None:
    asistencia = [fila("María Muestra Prueba", "Institución", "presidenta")]
    de_la_organizacion = marca(0, 11, CONSERVAR, ruta="/asistencia/0/organizacion")
    propuesta = proponer_con("x", de_la_organizacion, asistencia=asistencia)
    assert propuesta.contenido["asistencia"] == [fila("[Testado 1]", "Institución", "[Testado 2]")]
    assert [c.motivo for c in propuesta.conservados] == ["Porque sí."]
    del_nombre = marca(0, 20, CONSERVAR, ruta="/asistencia/0/persona")
    assert proponer_con("x", del_nombre, asistencia=asistencia).contenido["asistencia"] == asistencia


def test_una_causal_que_los_datos_no_tienen_se_dice_como_otro_dato() -> None:
    (tachado,) = proponer_con("CLABE 012345678901234567").tachados
    assert (tachado.causal, tachado.motivo) == ("cuenta", "Otro dato")


def test_el_aviso_de_privacidad_conserva_como_localizar_al_responsable() -> None:
    aviso = "Responde la Secretaría de Ejemplo, datos@ejemplo.gob.mx, 844 123 4567; María Muestra no."
    publico = proponer_con("x", aviso_privacidad=aviso).contenido["aviso_privacidad"]
    assert publico == aviso.replace("María Muestra", "[Testado 1]")


def test_cada_vez_lleva_su_numero_y_la_relacion_dice_motivo_fundamento_y_lugar() -> None:
    publico = proponer_con("María Muestra y MARIA MUESTRA.", marca(14, 15)).contenido
    assert publico["presentes_nota"] == "[Testado 1] [Testado 2] [Testado 3]."
    assert publico["testados"] == [
        {"n": 1, "donde": "Asistencia, nota", "causal": "nombre", "motivo": "Nombre", "fundamento": "Art. X"},
        {"n": 2, "donde": "Asistencia, nota", "causal": "otro", "motivo": "Otro dato", "fundamento": None},
        {"n": 3, "donde": "Asistencia, nota", "causal": "nombre", "motivo": "Nombre", "fundamento": "Art. X"},
    ]
    assert publico["formato"] == FORMATO_PUBLICO


def test_la_marca_a_mano_absorbe_lo_que_toca_y_no_deja_medio_acento() -> None:
    texto = unicodedata.normalize("NFD", "Vive en Ácida 5, María Muestra.")
    propuesta = proponer_con(texto, marca(8, 9), marca(20, 25))
    assert propuesta.contenido["presentes_nota"] == "Vive en [Testado 1]cida 5, [Testado 2]."
    assert [t.causal for t in propuesta.tachados] == ["otro", "otro"]


def test_conservar_deja_un_dato_propuesto_y_solo_ese() -> None:
    texto = "Oficina 8441234567 y casa 8447654321."
    propuesta = proponer_con(texto, marca(8, 18, CONSERVAR), marca(0, 7, CONSERVAR))
    assert propuesta.contenido["presentes_nota"] == "Oficina 8441234567 y casa [Testado 1]."
    assert [(c.dato, c.motivo) for c in propuesta.conservados] == [("8441234567", "Porque sí.")]


@pytest.mark.parametrize(
    "mala",
    [
        marca(0, 99),
        marca(3, 3),
        marca(-1, 2),
        marca(4, 5),
        marca(0, 1, ruta="/folio"),
        marca(0, 1, ruta="/no/hay"),
        marca(0, 1, ruta="/version"),
    ],
)
def test_una_marca_que_no_cabe_no_deja_proponer_nada(mala: testados.Testado) -> None:
    with pytest.raises(ErrorDeNegocio):
        proponer_con("Vino Ana.", mala)


def test_no_queda_ninguna_huella_a_ninguna_profundidad() -> None:
    publico = proponer_con(
        "x",
        anterior_sha256="a1" * 32,
        anexos=[{"nombre": "A.pdf", "sha256": "b2" * 32}],
        otra={"dentro": [{"pdf_sha256": "c3" * 32, "huella": "d4" * 32, "certificado": "0001"}]},
    ).contenido
    escrito = json.dumps(publico)
    assert not [h for h in ("a1a1", "b2b2", "c3c3", "d4d4", "0001") if h in escrito]
    assert publico["anexos"] == [{"nombre": "A.pdf", "sha256": None}]


def test_de_las_firmas_queda_el_resultado() -> None:
    firmante = {"nombre": "Persona Uno", "organizacion": "X", "cargo": None, "calidad": None}
    todo = con_resultados(
        contenido(firmantes=[firmante]),
        [FirmaPublica("María Muestra", "se negó"), FirmaPublica("PERSONA UNO", "firmó")],
    )
    publico = proponer(todo, reservados=["maria muestra"], marcas=(), causales=CAUSALES).contenido
    assert [(f["nombre"], f["resultado"]) for f in publico["firmantes"]] == [
        ("Persona Uno", "firmó"),
        ("[Testado 1]", "se negó"),
    ]


TEXTOS = st.text(st.sampled_from("aáb1 .;@ñÑ\n\u0301"), max_size=30)


@given(st.lists(TEXTOS, min_size=1, max_size=4), st.data())
def test_lo_marcado_no_queda_o_se_dice_donde_queda(textos: list[str], datos: st.DataObject) -> None:
    todo = contenido(acuerdos=[{"n": n, "texto": texto} for n, texto in enumerate(textos, start=1)])
    marcables = [p for p in pasajes(todo) if not p.fijo and p.texto.strip()]
    marcas = []
    for pasaje in marcables:
        desde, hasta = sorted(datos.draw(st.tuples(*[st.integers(0, len(pasaje.texto))] * 2)))
        if pasaje.texto[desde:hasta].strip():
            marcas.append(marca(desde, hasta, ruta=pasaje.ruta))
    propuesta = proponer(todo, reservados=(), marcas=marcas, causales=CAUSALES)
    quedan = [p.texto for p in pasajes(propuesta.contenido) if p.ruta.startswith("/acuerdos")]
    for n in range(len(propuesta.tachados), 0, -1):
        quedan = [q.replace(sustituto(n), "\x00") for q in quedan]
    originales = {p.ruta: p.texto for p in marcables}
    for una in marcas:
        dato = originales[una.ruta][una.desde : una.hasta]
        avisado = any(plegar(dato) in plegar(str(aviso)) for aviso in propuesta.avisos)
        assert avisado or not any(dato in queda for queda in quedan)
    # What was not marked is all still there, and in its order.
    assert "".join(quedan).count("\x00") == len(propuesta.tachados)


@given(st.permutations(["Zoila", "Muestra", "Prueba"]), st.booleans(), st.booleans())
def test_en_cualquier_orden_con_mayusculas_y_sin_acentos(orden: list[str], mayusculas: bool, coma: bool) -> None:
    escrito = (", " if coma else " ").join(orden)
    texto = f"Vino {escrito.upper() if mayusculas else escrito} ayer."
    (hallado,) = BuscadorDeNombres(["zoila muestra prueba"], []).buscar(texto)
    assert texto[hallado.desde : hallado.hasta].casefold() == escrito.casefold()


def test_las_apariciones_de_un_pasaje() -> None:
    (pasaje,) = [p for p in pasajes(contenido(presentes_nota="Calle Uno, CALLE  UNO; calleuno")) if p.texto[0] == "C"]
    assert [pasaje.texto[a:b] for a, b in apariciones(pasaje, "calle uno")] == ["Calle Uno", "CALLE  UNO"]
    assert [pasaje.texto[a:b] for a, b in apariciones(pasaje, "alleuno")] == ["alleuno"]
    assert apariciones(pasaje, " ") == []
    assert [pasaje.texto[a:b] for a, b in apariciones(pasaje, ";")] == [";"]
    assert apariciones(pasaje, ".") == []
