"""Columns set by their name: every kind comes back as the type that the record has, and no table is forgotten."""

from datetime import date
from uuid import UUID

import pytest

from enlace_app.consultas.impedimentos import DEPENDIENTES, NOMBRES
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.deshacer import poner_valores
from enlace_app.datos.tablas import METADATOS
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.dominio.votaciones import Votacion
from enlace_app.errores import ErrorDeNegocio
from tests.servicios.escenario import cerrar, completa, fila_de, municipio_de, nueva, uuid_de


def _registros() -> set[str]:
    return {t.name for t in METADATOS.tables.values() if {"rev", "baja"} <= {c.name for c in t.c}}


def test_todo_registro_tiene_nombre_para_deshacer() -> None:
    assert set(NOMBRES) == _registros()


def test_los_dependientes_son_las_referencias_de_las_tablas() -> None:
    """A new column that points to a record must be told to what keeps an alta from being undone."""
    esperados: dict[str, set[tuple[str, str]]] = {}
    for tabla in METADATOS.tables.values():
        referencias = [(c, clave) for c in tabla.c for clave in c.foreign_keys]
        if "uuid" not in tabla.c:
            referencias = referencias[1:]  # the first one names the owner, with whom it goes
        for columna, clave in referencias:
            destino = clave.column.table.name
            if destino in _registros() and "baja" not in columna.name:
                esperados.setdefault(destino, set()).add((tabla.name, columna.name))
    assert {tabla: set(pares) for tabla, pares in DEPENDIENTES.items()} == esperados


def test_cada_columna_vuelve_con_su_tipo(almacen: Almacen) -> None:
    reunion = nueva(almacen, hora_inicio="10:00")
    acuna, car = municipio_de(almacen, "Acuña"), uuid_de(almacen, "region", "CAR")
    otra = nueva(almacen)
    valores = {
        "fecha": "2016-02-03",
        "precision": "mes",
        "estado": "convocada",
        "municipio": str(acuna),
        "ejercicio": None,
        "parte_de": str(otra),
        "zona_supuesta": True,
        "presentes_n": 7,
        "hora_inicio": None,
        "regiones": [str(car)],
        "recesos": [{"reunion": str(reunion), "inicio": "11:00", "fin": None, "motivo": "Café"}],
    }
    with almacen.escribir("Probar") as u:
        poner_valores(u, tabla="reunion", uuid=reunion, valores=valores)
        r = u.traer(Reunion, reunion)
        assert (r.fecha, r.precision, r.estado) == (date(2016, 2, 3), Precision.mes, EstadoReunion.CONVOCADA)
        assert (r.parte_de, r.zona_supuesta, r.presentes_n, r.hora_inicio) == (otra, True, 7, None)
        assert isinstance(r.parte_de, UUID)
        assert isinstance(r.precision, Precision)
        assert r.municipio is not None
        assert (r.municipio.uuid, r.ejercicio, [x.uuid for x in r.regiones]) == (acuna, None, [car])
        assert [(x.inicio, x.fin, x.motivo) for x in r.recesos] == [("11:00", None, "Café")]
    fila = fila_de(almacen, "reunion", reunion)
    assert (fila["municipio"], fila["ejercicio"], fila["rev"]) == (str(acuna), None, 2)


def test_los_valores_que_siguen_son_los_mismos_renglones(almacen: Almacen) -> None:
    c = completa(almacen)
    sql = "SELECT id, votacion, orden, parte, sentido FROM votacion_parte ORDER BY orden"
    antes = almacen.lectura.filas(sql)
    rev = fila_de(almacen, "votacion", c.votacion)["rev"]
    pedidos = [{k: v for k, v in fila.items() if k != "id"} for fila in antes]
    with almacen.escribir("Probar") as u:
        poner_valores(u, tabla="votacion", uuid=c.votacion, valores={"sentidos": [*pedidos[1:], *pedidos[:1]]})
    assert almacen.lectura.filas(sql) == antes, "los mismos, en otro orden, no son un cambio"
    assert fila_de(almacen, "votacion", c.votacion)["rev"] == rev
    with almacen.escribir("Probar") as u:
        poner_valores(
            u, tabla="votacion", uuid=c.votacion, valores={"sentidos": [pedidos[0], pedidos[1] | {"sentido": "abs"}]}
        )
        assert len(u.traer(Votacion, c.votacion).sentidos) == 2
    despues = almacen.lectura.filas(sql)
    assert despues[0] == antes[0]
    assert (despues[1]["sentido"], despues[1]["id"] != antes[1]["id"]) == ("abs", True)


def test_los_disparadores_y_los_duenios_siguen_mandando(almacen: Almacen) -> None:
    """What services refuse by their rules, the database still refuses here."""
    c = completa(almacen)
    cerrar(almacen, c.reunion)
    with pytest.raises(ErrorDeNegocio, match="acta cerrada"), almacen.escribir("Probar") as u:
        poner_valores(u, tabla="acuerdo", uuid=c.acuerdo, valores={"texto": "Otro"})
    with pytest.raises(ErrorDeNegocio, match="ya no existe"), almacen.escribir("Probar") as u:
        poner_valores(u, tabla="acuerdo", uuid=c.reunion, valores={"texto": "Otro"})


def test_una_columna_o_tabla_que_no_hay_es_un_error_de_programa(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    for tabla, valores in (("reunion", {"color": "rojo"}), ("acta", {"folio": "X"})):
        with pytest.raises(KeyError), almacen.escribir("Probar") as u:
            poner_valores(u, tabla=tabla, uuid=reunion, valores=valores)
