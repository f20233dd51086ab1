"""Votes: consensus, counts and parties, with real keys."""

from uuid import UUID

from PySide6.QtCore import Qt

from enlace_app.datos.almacen import Almacen
from enlace_app.servicios.asistencias import registrar_asistencia
from tests.ui.paginas.sesion.conftest import SentarEn
from tests.ui.paginas.sesion.escenario import HORA, Mesa, Modificador

K = Qt.Key
PARTES = ("sociedad civil", "órgano garante", "autoridad local")
CIVIL = f"Persona de {PARTES[0]}"


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
    assert (votacion.asunto, votacion.resultado.startswith("aprobado:")) == ("la sede", True)


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


def test_una_parte_puede_callar_y_la_explicacion_esta_antes_de_enter(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5)
    mesa.escribir("pfcn")
    franja = mesa.pagina.medio.votacion
    assert franja.resultado.text().startswith("Enter: empate, sin decisión")
    assert "una presente sin votar (autoridad local)" in franja.explicacion.text()
    mesa.tecla(K.Key_Return)
    (votacion,) = mesa.registro.votaciones
    assert (votacion.presentes_sin_votar, votacion.sentidos[2][1]) == (1, "presente sin votar")
    assert votacion.hora == HORA


def test_una_mayoria_evidente_son_tres_teclas_y_un_digito_la_quita(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    franja = mesa.pagina.medio.votacion
    mesa.tecla(K.Key_F5)
    mesa.escribir("e2")
    assert (
        franja.resultado.text() == "Enter: aprobado sin votos en contra: 2 votos a favor, 0 en contra, 0 abstenciones"
    )
    mesa.tecla(K.Key_Escape)
    antes = mesa.teclas
    mesa.tecla(K.Key_F5)
    mesa.escribir("e")
    mesa.tecla(K.Key_Return)
    assert mesa.teclas - antes == 3
    (votacion,) = mesa.registro.votaciones
    assert (votacion.evidente, votacion.a_favor, votacion.resultado) == (
        True,
        None,
        "aprobado por mayoría evidente, sin conteo",
    )
    assert len(votacion.habilitados) == 3


def test_quien_se_excusa_deja_de_contar_y_su_suplente_vota(sentar: SentarEn) -> None:
    def con_suplente(almacen: Almacen, reunion: UUID) -> None:
        _tres_partes(almacen, reunion)
        registrar_asistencia(
            almacen, reunion=reunion, persona="Suplente", calidad="suplente", parte=PARTES[0], llegada="10:00"
        )

    mesa = sentar(con_suplente, tipo="sesion_ordinaria")
    franja = mesa.pagina.medio.votacion
    mesa.tecla(K.Key_F5)
    mesa.escribir("xciv: la sede es suya")
    assert franja.habilitados.texto_completo().startswith(f"Se excusa {CIVIL}. Pueden votar 3: ")
    assert "Suplente (sociedad civil)" in franja.habilitados.texto_completo()
    mesa.tecla(K.Key_Return)
    (votacion,) = mesa.registro.votaciones
    assert votacion.excusas == ((CIVIL, "la sede es suya"),)
    assert votacion.habilitados[0] == ("Suplente", "sociedad civil", CIVIL)
    mesa.tecla(K.Key_F5)
    assert franja.excusas.text() == ""
    assert CIVIL in franja.habilitados.texto_completo(), "la excusa fue de aquella votación"


def test_un_consenso_lleva_su_disenso(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5)
    mesa.pagina.medio.votacion.disenso.setFocus()
    mesa.escribir("prefiere otra sede")
    mesa.tecla(K.Key_Return)
    (votacion,) = mesa.registro.votaciones
    assert (votacion.modalidad, votacion.disenso) == ("consenso", "prefiere otra sede")
    assert votacion.resultado == "aprobado por consenso, con disenso razonado"


def test_voto_particular_en_una_linea_tras_votar(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5, K.Key_Return)
    mesa.tecla(K.Key_F5, con=Modificador.ShiftModifier)
    franja = mesa.pagina.medio.intervencion
    mesa.escribir("civ: disiento, y <b>conste</b>")
    assert franja.leido.text() == f"Enter: voto particular de {CIVIL}, sobre «aprobado por consenso»"
    mesa.tecla(K.Key_Return)
    (dicha,) = mesa.registro.intervenciones
    (votacion,) = mesa.registro.votaciones
    assert (dicha.clase, dicha.persona, dicha.votacion) == ("voto_particular", CIVIL, votacion.uuid)
    assert (dicha.texto, dicha.hora) == ("disiento, y <b>conste</b>", HORA)
    assert not franja.isVisible()
    assert mesa.pagina.medio.notas.hasFocus()


def test_quien_solo_habla_se_manifiesta(sentar: SentarEn) -> None:
    def con_observadora(almacen: Almacen, reunion: UUID) -> None:
        _tres_partes(almacen, reunion)
        registrar_asistencia(almacen, reunion=reunion, persona="Observadora", calidad="observador", llegada="10:00")

    mesa = sentar(con_observadora, tipo="sesion_ordinaria")
    franja = mesa.pagina.medio.intervencion
    mesa.tecla(K.Key_F5, K.Key_Return)
    mesa.tecla(K.Key_F5, con=Modificador.ShiftModifier)
    mesa.escribir("obs: ofrece su sala")
    assert franja.leido.text() == "Enter: manifestación de Observadora"
    for _ in range(2):
        mesa.tecla(K.Key_F5, con=Modificador.ShiftModifier)
    assert franja.leido.text().startswith("Enter: voto particular")
    mesa.tecla(K.Key_Return)
    assert mesa.cuantas("intervencion") == 0
    assert "Enter otra vez: manifestación" in franja.error.text()
    mesa.tecla(K.Key_Return)
    (dicha,) = mesa.registro.intervenciones
    assert (dicha.clase, dicha.votacion) == ("manifestacion", None)


def test_lo_asentado_se_corrige_y_se_retira_en_su_renglon(mesa: Mesa) -> None:
    mesa.tecla(K.Key_F5, con=Modificador.ShiftModifier)
    mesa.escribir("Vecina: pide agua")
    mesa.tecla(K.Key_Return)
    mesa.pagina.medio.lista.tomar_teclado()
    mesa.tecla(K.Key_Return)
    mesa.tecla(K.Key_End)
    mesa.escribir(" y luz")
    mesa.tecla(K.Key_Return)
    assert [i.texto for i in mesa.registro.intervenciones] == ["pide agua y luz"]
    mesa.pagina.medio.lista.tomar_teclado()
    mesa.tecla(K.Key_Delete)
    assert mesa.registro.intervenciones == ()
    mesa.tecla(K.Key_Z, con=Modificador.ControlModifier)
    assert len(mesa.registro.intervenciones) == 1


def test_lo_que_se_estaba_votando_vuelve(sentar: SentarEn) -> None:
    mesa = sentar(_tres_partes, tipo="sesion_ordinaria")
    mesa.tecla(K.Key_F5)
    mesa.escribir("pfexciv: por qué")
    guardado = mesa.pagina.capturas()
    mesa.tecla(K.Key_Escape)
    franja = mesa.pagina.medio.votacion
    franja.recuperar(guardado)
    assert franja.excusas.text() == "civ: por qué"
    assert franja.capturas() == {k: v for k, v in guardado.items() if k.startswith("voto")}
    assert franja.resultado.text().startswith("Enter: aprobado por mayoría evidente")
