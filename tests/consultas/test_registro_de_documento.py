"""The record of a document: what it says, what else has its file, and why it may not be changed."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from enlace_app.consultas import documentos
from enlace_app.consultas.registro_de_documento import traer
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.documentos import Documento
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.documentos import cambiar_documento, quitar_archivo, registrar_documento, retirar_documento
from enlace_app.servicios.reuniones import cancelar_reunion
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import FECHA, PDF, cerrar, completa, escrito, nueva, principal, rev_de


def registrado(almacen: Almacen, **datos: object) -> UUID:
    todos = {"sentido": "entrega", "tipo": "plano"} | datos
    return principal(registrar_documento(almacen, **todos))  # type: ignore[arg-type]


def se_puede(almacen: Almacen, documento: UUID) -> bool:
    """Whether the service takes a change: what `impedimento` must say beforehand."""
    try:
        cambiar_documento(almacen, documento=documento, rev=rev_de(almacen, "documento", documento), tipo="otro")
    except ErrorDeNegocio:
        return False
    return True


def test_lo_que_dice_es_lo_que_se_registro(iniciado: Almacen) -> None:
    caso = completa(iniciado)
    uuid = registrado(
        iniciado, fecha="mayo de 2017", fojas="más de 469", remitente="Persona Dos", acuerdo=caso.acuerdo,
        reunion=caso.reunion,
    )  # fmt: skip
    visto = traer(iniciado.lectura, str(uuid))
    assert visto is not None
    assert (visto.fojas, visto.es_minimo, visto.remitente, visto.impedimento) == (469, True, "Persona Dos", None)
    assert str(visto.fecha.precision) == "mes"
    assert visto.reunion is not None
    assert (visto.reunion.uuid, visto.reunion.detalle) == (str(caso.reunion), "18 de julio de 2017")
    assert visto.acuerdo is not None
    assert (visto.acuerdo.uuid, visto.acuerdo.detalle) == (str(caso.acuerdo), "Entregar la relación de pozos.")
    assert not visto.acuerdo_concluido
    dar_seguimiento(iniciado, acuerdo=caso.acuerdo, fecha=FECHA, estado="cumplido", nota="Consta.")
    despues = traer(iniciado.lectura, str(uuid))
    assert despues is not None
    assert despues.acuerdo_concluido


def test_todo_lo_publicado_se_puede_leer(historia: Lectura) -> None:
    filas = documentos.listar(historia)
    assert len(filas) > 10
    for fila in filas:
        visto = traer(historia, fila.uuid)
        assert visto is not None
        assert (visto.folio, visto.tipo, visto.fojas, visto.es_minimo) == (
            fila.folio, fila.tipo, fila.fojas, fila.es_minimo,
        )  # fmt: skip
        assert tuple(c.clave for c in visto.compromisos) == tuple(sorted(fila.compromisos))
        assert (visto.adjunto, visto.duplicados) == (None, ())


def test_quien_mas_tiene_su_archivo(iniciado: Almacen, tmp_path: Path) -> None:
    archivo = escrito(tmp_path, "uno.pdf", PDF)
    uno, dos, sin = registrado(iniciado, archivo=archivo), registrado(iniciado, archivo=archivo), registrado(iniciado)
    vistos = {uuid: traer(iniciado.lectura, str(uuid)) for uuid in (uno, dos, sin)}
    assert [d.uuid for d in vistos[uno].duplicados] == [str(dos)]  # type: ignore[union-attr]
    adjunto = vistos[uno].adjunto  # type: ignore[union-attr]
    assert adjunto is not None
    assert (adjunto.nombre, adjunto.extension, adjunto.tamano) == ("uno.pdf", "pdf", len(PDF))
    assert (vistos[sin].adjunto, vistos[sin].duplicados) == (None, ())  # type: ignore[union-attr]
    quitar_archivo(iniciado, documento=dos, rev=1)
    solo = traer(iniciado.lectura, str(uno))
    assert solo is not None
    assert solo.duplicados == ()


@pytest.mark.parametrize(
    ("caso", "dicho"),
    [
        ("abierto", None),
        ("retirado", "se retiró"),
        ("reunión cerrada", "está cerrada"),
        ("reunión cancelada", "está cancelada"),
        ("de otro sitio", "otra computadora"),
    ],
)
def test_lo_que_el_servicio_negaria_se_dice_antes(iniciado: Almacen, caso: str, dicho: str | None) -> None:
    completo = completa(iniciado)
    uuid = completo.documento
    match caso:
        case "retirado":
            retirar_documento(iniciado, documento=uuid, rev=1)
        case "reunión cerrada":
            cerrar(iniciado, completo.reunion)
        case "reunión cancelada":
            reunion = nueva(iniciado)
            uuid = registrado(iniciado, reunion=reunion)
            cancelar_reunion(iniciado, reunion=reunion, rev=rev_de(iniciado, "reunion", reunion), motivo="Nadie fue")
        case "de otro sitio":
            with iniciado.escribir("Recibir") as u:
                ajeno = Documento(folio="NTE-A1-D0001", sentido="entrega", tipo="plano", origen=uuid4())
                u.agregar(ajeno)
                uuid = ajeno.uuid
    visto = traer(iniciado.lectura, str(uuid))
    assert visto is not None
    assert (visto.impedimento is None) == (dicho is None) == se_puede(iniciado, uuid)
    assert (dicho or "") in (visto.impedimento or "")


def test_lo_publicado_se_puede_completar_aqui(historia: Lectura) -> None:
    """Published rows are nobody's own: what a region changes travels as a proposal."""
    vistos = [traer(historia, fila.uuid) for fila in documentos.listar(historia) if fila.reunion is None]
    assert vistos
    assert all(visto is not None and visto.impedimento is None for visto in vistos)


def test_de_uno_que_no_existe_nada(historia: Lectura) -> None:
    assert traer(historia, "00000000-0000-7000-8000-000000000000") is None
