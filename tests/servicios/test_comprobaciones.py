"""What the record itself says of an acta: its signatures, its versions, its copies."""

from datetime import date

from enlace_app.consultas import verificacion as registro
from enlace_app.consultas.verificacion import ActaRegistrada
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.firmas import Resultado
from enlace_app.dominio.verificacion import Comprobacion, Firmado, Juicio
from enlace_app.servicios import comprobaciones as checar
from enlace_app.servicios.actas import reabrir_acta
from enlace_app.servicios.firmas import asentar_sin_firma
from enlace_app.servicios.reuniones import compartir_acta
from tests.servicios.escenario import FIRMANTE, ImprentaFalsa, celebrada, cerrar, firmar, rev_de


def version(almacen: Almacen, folio: str, cual: int) -> ActaRegistrada:
    return registro.actas_por_folio(almacen.lectura, folio)[cual - 1]


def test_cuantas_firmas_hay_y_cuantas_faltan(almacen: Almacen) -> None:
    reunion = celebrada(almacen, preside="Persona Tres")
    folio = cerrar(almacen, reunion).folio
    acta = version(almacen, folio, 1)
    assert checar.firmado(almacen.lectura, acta) == Firmado(esperadas=2, firmaron=0)
    firmar(almacen, reunion, FIRMANTE)
    una = checar.firmado(almacen.lectura, acta)
    assert una == Firmado(esperadas=2, firmaron=1)
    assert checar.de_los_asientos(una).resultado is Juicio.NO_COMPROBADO
    asentar_sin_firma(
        almacen,
        reunion=reunion,
        nombre="Persona Tres",
        resultado=Resultado.SE_NEGO,
        motivo="No dio razón.",
        imprenta=ImprentaFalsa(),
    )
    todas = checar.firmado(almacen.lectura, acta)
    assert todas == Firmado(esperadas=2, firmaron=1, sin_firmar=1)
    assert checar.de_los_asientos(todas).resultado is Juicio.BIEN


def test_la_version_retirada_dice_que_la_sustituye(almacen: Almacen) -> None:
    """A visit closed twice by itself, then told of in another acta: neither version is the last."""

    def dicha(cual: int) -> Comprobacion:
        return checar.de_la_version(almacen.lectura, version(almacen, folio, cual))

    visita = celebrada(almacen, fecha=date(2017, 7, 19))
    folio = cerrar(almacen, visita).folio
    assert dicha(1).resultado is Juicio.BIEN
    reabrir_acta(almacen, reunion=visita, motivo="Faltó un punto")
    assert "aún no se cierra" in dicha(1).explicacion
    cerrar(almacen, visita)
    assert "La versión 2 la sustituye" in dicha(1).explicacion
    assert dicha(2).resultado is Juicio.BIEN
    reabrir_acta(almacen, reunion=visita, motivo="Se juntará")
    anfitriona = celebrada(almacen)
    compartir_acta(almacen, reunion=visita, rev=rev_de(almacen, "reunion", visita), con=anfitriona)
    assert all("otra reunión, que aún no se cierra" in dicha(n).explicacion for n in (1, 2))
    comun = cerrar(almacen, anfitriona).folio
    assert all(f"consta en el acta {comun}, versión 1" in dicha(n).explicacion for n in (1, 2))
    reabrir_acta(almacen, reunion=anfitriona, motivo="Otra vez")
    assert all("otra reunión, que aún no se cierra" in dicha(n).explicacion for n in (1, 2))
    assert all(dicha(n).resultado is Juicio.MAL for n in (1, 2))
