"""Votes: consensus, counts and parties, with real keys."""

from uuid import UUID

from PySide6.QtCore import Qt

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.asistencias import registrar_asistencia
from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import Mesa, Modificador

K = Qt.Key
PARTES = ("sociedad civil", "órgano garante", "autoridad local")


def _tres_partes(almacen: Almacen, reunion: UUID) -> None:
    for parte in PARTES:
        registrar_asistencia(
            almacen, reunion=reunion, persona=f"Persona de {parte}", calidad="titular", parte=parte, llegada="10:00"
        )


def test_digitos_por_cada_lado(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    franja = mesa.pagina.medio.votacion
    mesa.tecla(K.Key_F5)
    assert franja.habilitados.texto_completo().startswith("Pueden votar 3: Persona de sociedad civil")
    assert franja.resultado.text() == "Enter: aprobado por consenso"
    mesa.escribir("2")
    mesa.tecla(K.Key_Tab)
    mesa.escribir("1")
    assert franja.resultado.text() == "Enter: aprobado: 2 votos a favor, 1 en contra, 0 abstenciones"
    mesa.tecla(K.Key_Return)
    (votacion,) = mesa.registro.votaciones
    assert (votacion.modalidad, votacion.a_favor, votacion.en_contra) == ("mayoria", 2, 1)
    assert not franja.isVisible()
    assert mesa.pagina.medio.notas.hasFocus()


def test_una_tecla_por_parte(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5)
    mesa.escribir("pfca")
    assert mesa.cuantas("votacion") == 0
    mesa.tecla(K.Key_Return)
    (votacion,) = mesa.registro.votaciones
    assert votacion.sentidos == tuple(zip(PARTES, ("a favor", "en contra", "abstención"), strict=True))


def test_escape_no_vota(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F5)
    mesa.escribir("7")
    mesa.tecla(K.Key_Escape)
    assert mesa.cuantas("votacion") == 0
    mesa.tecla(K.Key_F5)
    assert mesa.pagina.medio.votacion.lados[0].text() == ""


def test_mas_votos_que_votantes_se_pregunta_una_vez(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5)
    mesa.escribir("4")
    mesa.tecla(K.Key_Return)
    assert mesa.cuantas("votacion") == 0
    assert "Enter otra vez" in mesa.pagina.medio.votacion.error.text()
    mesa.tecla(K.Key_Return)
    assert [v.a_favor for v in mesa.registro.votaciones] == [4]


def test_otro_numero_se_vuelve_a_preguntar(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5)
    mesa.escribir("4")
    mesa.tecla(K.Key_Return)
    mesa.escribir("0")
    mesa.tecla(K.Key_Return)
    assert mesa.cuantas("votacion") == 0, "la confirmación valía para cuatro, no para cuarenta"


def test_disenso_y_asunto_constan(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F5)
    mesa.escribir("5")
    mesa.tecla(K.Key_Tab)
    mesa.escribir("1")
    mesa.tecla(K.Key_Tab)
    franja = mesa.pagina.medio.votacion
    franja.asunto.setFocus()
    mesa.escribir("la sede")
    franja.disenso.setFocus()
    mesa.escribir("queda lejos")
    mesa.tecla(K.Key_Return)
    mesa.tecla(K.Key_Return)
    (votacion,) = mesa.registro.votaciones
    assert votacion.disenso == "queda lejos"
    assert votacion.resultado.startswith("la sede: aprobado")


def test_una_votacion_se_retira_y_se_devuelve(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F5, K.Key_Return)
    mesa.pagina.medio.lista.tomar_teclado()
    mesa.tecla(K.Key_Delete)
    assert mesa.cuantas("votacion") == 0
    mesa.tecla(K.Key_Z, con=Modificador.ControlModifier)
    assert len(mesa.registro.votaciones) == 1


def test_donde_no_se_preve_votar_se_dice_antes(sentar: SentarEn) -> None:
    aqui = "En este tipo de reunión no se prevén votaciones"
    mesa = sentar(lambda _almacen, _reunion: None, tipo="reunion_trabajo")
    mesa.tecla(K.Key_F5)
    assert mesa.pagina.medio.votacion.habilitados.texto_completo().startswith(aqui)
