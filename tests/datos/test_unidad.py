"""One unit of work: what it loads, counts and gives out."""

from uuid import UUID, uuid4

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Procedencia
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.numeracion import FolioEmitido
from enlace_app.dominio.personas import Persona
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeNegocio
from tests.servicios.escenario import completa, nueva


def test_lo_que_no_existe_se_dice(almacen: Almacen) -> None:
    with pytest.raises(ErrorDeNegocio, match="ya no existe"), almacen.consultar() as u:
        u.traer(Reunion, uuid4())


def test_traer_da_el_agregado_entero_aunque_viniera_con_otro(almacen: Almacen) -> None:
    """A commitment that came along with its meeting has no lists yet; fetched itself, it must have them."""
    caso = completa(almacen)
    with almacen.consultar() as u:
        reunion = u.traer(Reunion, caso.reunion)
        suyo = u.traer(Compromiso, reunion.compromisos[0].uuid)
        assert suyo is reunion.compromisos[0]
        assert len(suyo.regiones) + len(suyo.organizaciones) > 0


def test_traer_no_pisa_lo_que_aun_no_se_escribe(almacen: Almacen) -> None:
    reunion = nueva(almacen, sede="Una")
    with almacen.escribir("Probar") as u:
        encontrada = u.traer(Reunion, reunion)
        encontrada.sede = "Otra"
        assert u.traer(Reunion, reunion).sede == "Otra"


def test_lo_que_no_se_cargo_falla_en_vez_de_consultarse(almacen: Almacen) -> None:
    caso = completa(almacen)
    with almacen.consultar() as u:
        reunion = u.traer(Reunion, caso.reunion)
        with pytest.raises(Exception, match="lazy='raise'"):
            _ = reunion.compromisos[0].organizaciones


def test_varios_filtra_por_igual_o_por_lista_y_en_orden(almacen: Almacen) -> None:
    una, otra, tercera = (nueva(almacen) for _ in range(3))
    with almacen.consultar() as u:
        assert [r.uuid for r in u.varios(Reunion, uuid=[tercera, una])] == sorted([una, tercera])
        assert u.varios(Reunion, uuid=[]) == []
        assert [r.uuid for r in u.varios(Reunion, uuid=otra, baja=False)] == [otra]
        assert u.uno(Reunion, folio="no hay") is None


def test_los_contadores_van_de_uno_en_uno_y_se_deshacen(almacen: Almacen) -> None:
    with almacen.escribir("Contar") as u:
        assert [u.siguiente("a"), u.siguiente("a"), u.siguiente("b")] == [1, 2, 1]
    with pytest.raises(RuntimeError), almacen.escribir("Contar y fallar") as u:
        assert u.siguiente("a") == 3
        raise RuntimeError
    with almacen.escribir("Contar") as u:
        assert u.siguiente("a") == 3


def test_un_folio_se_da_una_vez(almacen: Almacen) -> None:
    una, otra = uuid4(), uuid4()
    folio = FolioEmitido("RT/CAR-A2B3/2017-004", "RT/CAR-A2B3", 2017, 4)
    with almacen.escribir("Emitir") as u:
        assert u.siguiente_consecutivo("RT/CAR-A2B3", 2017) == 1
        u.emitir_folio(folio, una)
        u.emitir_folio(folio, una)
        assert u.siguiente_consecutivo("RT/CAR-A2B3", 2017) == 5, "el más alto que se dio, más uno"
        assert u.siguiente_consecutivo("RT/CAR-A2B3", 2018) == 1
        assert u.siguiente_consecutivo("MCO/CAR-A2B3", 2017) == 1
        with pytest.raises(ErrorDeNegocio, match="ya es de otra reunión"):
            u.emitir_folio(folio, otra)
    assert len(almacen.lectura.filas("SELECT * FROM folio_emitido")) == 1


def test_un_adjunto_conserva_su_primer_nombre(almacen: Almacen) -> None:
    with almacen.escribir("Adjuntar") as u:
        u.registrar_adjunto("aa" * 32, "uno.pdf", "pdf", 3)
        u.registrar_adjunto("aa" * 32, "dos.pdf", "pdf", 3)
    (fila,) = almacen.lectura.filas("SELECT nombre, tipo, tamano FROM adjunto")
    assert fila == {"nombre": "uno.pdf", "tipo": "pdf", "tamano": 3}


def test_la_procedencia_se_recuerda_y_se_renueva(almacen: Almacen) -> None:
    def procedencia(huella: str, registro: UUID) -> Procedencia:
        return Procedencia("archivo.xlsx", "Reuniones", "R001", 4, huella, registro)

    una, otra = uuid4(), uuid4()
    with almacen.escribir("Recordar") as u:
        u.recordar_procedencia(procedencia("a", una))
        u.recordar_procedencia(procedencia("b", otra))
    with almacen.consultar() as u:
        clave = ("archivo.xlsx", "Reuniones", "R001")
        assert u.procedencias()[clave] == procedencia("b", otra)


def test_una_unidad_que_solo_lee_no_tiene_operacion(almacen: Almacen) -> None:
    with almacen.consultar() as u, pytest.raises(TypeError, match="sólo lee"):
        _ = u.operacion


def test_los_cambios_nombran_lo_principal_y_todo_lo_tocado(almacen: Almacen) -> None:
    with almacen.escribir("Dos personas") as u:
        una, otra = Persona(nombre="Persona Uno"), Persona(nombre="Persona Dos")
        u.agregar(una)
        u.agregar(otra)
        u.principal = una.uuid
        assert u.cambios.tocados == frozenset(), "antes de escribir no hay cambios"
        u.asentar()
        assert u.cambios.principal == una.uuid
        assert u.cambios.tocados == {("persona", una.uuid), ("persona", otra.uuid)}
