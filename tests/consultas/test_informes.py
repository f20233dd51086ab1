"""The reports count what is recorded: their numbers against counts made another way, on the published data."""

from datetime import date

from enlace_app.consultas import compromisos, informes
from enlace_app.consultas.acuerdos import listar
from enlace_app.consultas.compromisos import avance_general
from enlace_app.consultas.listado import Pedido
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.seguimientos import CONCLUIDOS, EstadoAcuerdo

HOY = date(2017, 11, 21)
LEJOS = date(2030, 1, 1)


def test_los_acuerdos_por_region_son_los_de_la_lista(historia: Lectura) -> None:
    filas, todos = informes.acuerdos_por_region(historia, LEJOS)
    for fila in filas:
        suyos = [a for a in listar(historia, hoy=LEJOS) if (fila.clave in a.regiones if fila.clave else not a.regiones)]
        assert fila.total == len(suyos)
        assert fila.cumplidos == sum(a.estado == EstadoAcuerdo.CUMPLIDO for a in suyos)
        assert fila.vencidos == sum(a.vencido for a in suyos)
    assert todos is not None and todos.total == len(listar(historia, hoy=LEJOS))
    partes = (todos.pendientes, todos.en_proceso, todos.parciales, todos.cumplidos, todos.no_proceden)
    assert sum(partes) == todos.total


def test_una_ordinaria_tarde_se_mide_contra_su_regla(historia: Lectura) -> None:
    ultima = informes.ritmo_de_ordinarias(historia)[0]
    assert (ultima.fecha, ultima.dias, ultima.maximo, ultima.tarde) == (date(2017, 11, 29), 68, 61, True)
    for sesion in informes.ritmo_de_ordinarias(historia):
        assert sesion.dias is None or sesion.tarde == (sesion.maximo is not None and sesion.dias > sesion.maximo)


def test_los_compromisos_del_dia_cuentan_abiertos_y_vencidos(historia: Lectura) -> None:
    filas = compromisos.listado(hoy=LEJOS).todas(historia, Pedido(orden="vencidos", descendente=True))
    for fila in filas:
        suyos = listar(historia, hoy=LEJOS, compromiso=fila.clave)
        assert fila.abiertos_n == sum(EstadoAcuerdo(a.estado) not in CONCLUIDOS for a in suyos)
        assert fila.vencidos_n == sum(a.vencido for a in suyos)
    cuentas = [fila.vencidos_n for fila in filas]
    assert cuentas == sorted(cuentas, reverse=True)


def test_el_proactivo_queda_fuera_del_avance(historia: Lectura) -> None:
    general = avance_general(historia, ejercicio="PAL1")
    assert (general.total, general.proactivos) == (6, 1)
    assert dict(general.por_estado) == {"sustancial": 5, "limitado": 1}
    assert (general.con_avance, general.promedio) == (0, None)


def test_un_documento_de_dos_compromisos_se_suma_una_vez(historia: Lectura) -> None:
    recibidas = informes.fojas_recibidas(historia)
    assert recibidas == compromisos.Fojas(791, es_minimo=True)


def test_los_vencidos_son_los_de_la_lista(lectura: Lectura) -> None:
    _, todos = informes.acuerdos_por_region(lectura, LEJOS)
    assert todos is not None
    assert todos.vencidos == sum(a.vencido for a in listar(lectura, hoy=LEJOS)) > 0


def test_la_asistencia_no_pasa_de_las_reuniones_con_lista(historia: Lectura) -> None:
    filas = informes.asistencia_por_institucion(historia)
    assert all(0 < fila.reuniones <= fila.de for fila in filas)
    assert len({fila.uuid or fila.nombre.casefold() for fila in filas}) == len(filas)
