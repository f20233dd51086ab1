"""What the form of a document offers: words in use, meetings that still take one, agreements still open."""

from datetime import date

import pytest

from enlace_app.consultas.opciones_de_documento import (
    MAXIMO,
    acuerdos_posibles,
    reunion_elegida,
    reuniones_posibles,
    usados,
)
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.organizaciones import plegar
from enlace_app.servicios.documentos import registrar_documento, retirar_documento
from enlace_app.servicios.organizaciones import agregar_organizacion
from enlace_app.servicios.reuniones import cancelar_reunion, retirar_reunion
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import celebrada, cerrar, completa, nueva, principal, rev_de

HOY = date(2017, 11, 21)


def registrar(almacen: Almacen, **datos: object) -> None:
    registrar_documento(almacen, **({"sentido": "entrega", "tipo": "oficio"} | datos))  # type: ignore[arg-type]


def test_de_dos_grafias_se_ofrece_la_mas_escrita_y_va_primero(iniciado: Almacen) -> None:
    for tipo in ("plano", "OFICIO", "Oficio", "Oficio"):
        registrar(iniciado, tipo=tipo)
    assert usados(iniciado.lectura).tipos == ("Oficio", "plano")


def test_sin_documentos_se_ofrece_lo_usual(iniciado: Almacen) -> None:
    vistos = usados(iniciado.lectura)
    assert vistos.tipos == ()
    assert {"CD", "USB"} <= set(vistos.medios)
    assert "PDF" in vistos.formatos


def test_lo_retirado_no_ensenia_palabras(iniciado: Almacen) -> None:
    uuid = principal(registrar_documento(iniciado, sentido="entrega", tipo="Tipo equivocado", remitente="Equivocado"))
    retirar_documento(iniciado, documento=uuid, rev=1)
    vistos = usados(iniciado.lectura)
    assert vistos.tipos == ()
    assert "Equivocado" not in dict(vistos.nombres)


def test_los_nombres_usados_van_antes_que_el_directorio_con_su_sigla(iniciado: Almacen) -> None:
    agregar_organizacion(iniciado, nombre="Comité Ficticio de Cuenca", sigla="CFC")
    registrar(iniciado, remitente="Persona Dos", receptor="Comité Ficticio de Cuenca")
    registrar(iniciado, remitente="Persona Dos", con_copia="No precisado")
    nombres = usados(iniciado.lectura).nombres
    assert nombres[:2] == (("Persona Dos", ""), ("Comité Ficticio de Cuenca", "CFC"))
    assert "No precisado" not in dict(nombres), "no dice quién"


def test_de_lo_publicado_nada_se_ofrece_dos_veces(historia: Lectura) -> None:
    vistos = usados(historia)
    for ofrecidos in (vistos.tipos, vistos.medios, vistos.formatos, vistos.clasificaciones):
        assert len({plegar(texto) for texto in ofrecidos}) == len(ofrecidos)
    assert len(dict(vistos.nombres)) == len(vistos.nombres) > 50


def test_solo_se_ofrecen_reuniones_a_las_que_se_les_puede_agregar(iniciado: Almacen) -> None:
    abierta, cerrada, cancelada, retirada = (nueva(iniciado), celebrada(iniciado), nueva(iniciado), nueva(iniciado))
    cerrar(iniciado, cerrada)
    cancelar_reunion(iniciado, reunion=cancelada, rev=rev_de(iniciado, "reunion", cancelada), motivo="No hubo quien")
    retirar_reunion(iniciado, reunion=retirada, rev=1)
    lectura = iniciado.lectura
    assert [f.uuid for f in reuniones_posibles(lectura, "")] == [str(abierta)]
    elegidas = {r: reunion_elegida(lectura, str(r)) for r in (abierta, cerrada, cancelada, retirada)}
    assert [r for r, elegida in elegidas.items() if elegida] == [abierta]
    assert reunion_elegida(lectura, "00000000-0000-7000-8000-000000000000") is None


def test_la_elegida_se_llama_por_su_folio_y_su_dia(iniciado: Almacen) -> None:
    con_dia, sin_dia = nueva(iniciado), nueva(iniciado, fecha=None)
    elegida = reunion_elegida(iniciado.lectura, str(con_dia))
    assert elegida is not None
    assert (elegida.uuid, elegida.detalle) == (str(con_dia), "18 de julio de 2017")
    assert elegida.nombre in {f.folio for f in reuniones_posibles(iniciado.lectura, "")}
    otra = reunion_elegida(iniciado.lectura, str(sin_dia))
    assert otra is not None
    assert otra.detalle is None


def test_se_ofrecen_los_acuerdos_abiertos_que_tienen_las_palabras(iniciado: Almacen) -> None:
    abierto, hecho = completa(iniciado), completa(iniciado)
    dar_seguimiento(iniciado, acuerdo=hecho.acuerdo, fecha=HOY, estado="cumplido", nota="Consta.")
    assert [f.uuid for f in acuerdos_posibles(iniciado.lectura, "pozos", hoy=HOY)] == [str(abierto.acuerdo)]
    assert acuerdos_posibles(iniciado.lectura, "nadieasí", hoy=HOY) == []


@pytest.mark.parametrize("texto", ["", "agua", "  ", '"', "NOT *", "ñandú 100%"])
def test_lo_tecleado_nunca_falla_ni_trae_demasiado(historia: Lectura, texto: str) -> None:
    assert len(reuniones_posibles(historia, texto)) <= MAXIMO
    assert len(acuerdos_posibles(historia, texto, hoy=HOY)) <= MAXIMO
