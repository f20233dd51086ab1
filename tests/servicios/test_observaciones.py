"""The observation round: only in review, against the draft as it stood, and nothing closes while one is open."""

from uuid import UUID

import pytest

from enlace_app.consultas.deshacer import ultimo_deshacible
from enlace_app.consultas.observaciones import observaciones
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.reuniones import Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.actas import ErrorDeCierre, reabrir_acta, revisar_acta
from enlace_app.servicios.deshacer import deshacer
from enlace_app.servicios.observaciones import observar, resolver_observacion
from enlace_app.servicios.puntos import redactar_punto
from enlace_app.servicios.reuniones import compartir_acta, dar_paso
from tests.servicios.escenario import Completa, cerrar, completa, principal, rev_de, volcado


def en_revision(almacen: Almacen) -> Completa:
    caso = completa(almacen)
    dar_paso(almacen, reunion=caso.reunion, rev=rev_de(almacen, "reunion", caso.reunion), estado="en_revision")
    return caso


def anotar(almacen: Almacen, reunion: UUID, texto: str = "Falta mi intervención.") -> UUID:
    return principal(observar(almacen, reunion=reunion, autor="Persona Dos", texto=texto, seccion="Desarrollo"))


def test_una_observacion_abierta_impide_cerrar_y_resuelta_no(almacen: Almacen) -> None:
    caso = en_revision(almacen)
    observacion = anotar(almacen, caso.reunion)
    with pytest.raises(ErrorDeCierre) as rechazo:
        cerrar(almacen, caso.reunion)
    (hallazgo,) = rechazo.value.hallazgos
    assert (hallazgo.tabla, hallazgo.uuid) == ("observacion", observacion)
    assert "Persona Dos" in hallazgo.mensaje
    resolver_observacion(almacen, observacion=observacion, resultado="atendida")
    assert not [
        h for h in revisar_acta(almacen, reunion=caso.reunion, responsable_de_datos="X") if "abierta" in h.mensaje
    ]
    cerrar(almacen, caso.reunion)
    (fila,) = observaciones(almacen.lectura, str(caso.reunion))
    assert (fila.n, fila.version, fila.versiones_atras, fila.abierta) == (1, 1, 1, False)
    assert (fila.autor, fila.seccion, fila.texto) == ("Persona Dos", "Desarrollo", "Falta mi intervención.")


def test_dice_contra_que_texto_se_hizo(almacen: Almacen) -> None:
    """The same draft has the same hash; a change of the text has another."""
    caso = en_revision(almacen)
    anotar(almacen, caso.reunion, "Una.")
    anotar(almacen, caso.reunion, "Dos.")
    redactar_punto(
        almacen, punto=caso.punto, rev=rev_de(almacen, "punto_orden_dia", caso.punto), desarrollo="Se corrigió."
    )
    anotar(almacen, caso.reunion, "Tres.")
    una, dos, tres = observaciones(almacen.lectura, str(caso.reunion))
    assert una.borrador_sha256 == dos.borrador_sha256 != tres.borrador_sha256
    assert [o.n for o in (una, dos, tres)] == [1, 2, 3]


def test_la_siguiente_version_tiene_su_propia_ronda(almacen: Almacen) -> None:
    caso = en_revision(almacen)
    resolver_observacion(almacen, observacion=anotar(almacen, caso.reunion), resultado="retirada")
    cerrar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="está cerrada"):
        anotar(almacen, caso.reunion)
    reabrir_acta(almacen, reunion=caso.reunion, motivo="Faltó un dato.")
    anotar(almacen, caso.reunion)
    assert [(o.version, o.versiones_atras) for o in observaciones(almacen.lectura, str(caso.reunion))] == [
        (1, 1),
        (2, 0),
    ]


def test_solo_en_revision_y_con_autor_y_texto(almacen: Almacen) -> None:
    caso = completa(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="está celebrada; las observaciones se anotan cuando"):
        anotar(almacen, caso.reunion)
    with pytest.raises(ErrorDeNegocio, match="quién hace la observación"):
        observar(almacen, reunion=caso.reunion, autor="  ", texto="Algo.")
    with pytest.raises(ErrorDeNegocio, match="Escriba la observación"):
        observar(almacen, reunion=caso.reunion, autor="Persona Dos", texto="\n")
    assert volcado(almacen) == antes


def test_se_resuelve_una_vez_y_con_su_porque(almacen: Almacen) -> None:
    caso = en_revision(almacen)
    observacion = anotar(almacen, caso.reunion)
    antes = volcado(almacen)
    for resultado in ("no atendida", "atendida en parte"):
        with pytest.raises(ErrorDeNegocio, match=f"por qué queda {resultado}"):
            resolver_observacion(almacen, observacion=observacion, resultado=resultado, respuesta=" ")
    assert volcado(almacen) == antes
    resolver_observacion(almacen, observacion=observacion, resultado="no atendida", respuesta="No se dijo así.")
    with pytest.raises(ErrorDeNegocio, match="ya se resolvió: no atendida"):
        resolver_observacion(almacen, observacion=observacion, resultado="atendida")
    (fila,) = observaciones(almacen.lectura, str(caso.reunion))
    assert (fila.resultado, fila.respuesta, fila.persona) == ("no atendida", "No se dijo así.", "Persona Uno")


def test_de_revision_no_se_sale_con_observaciones_abiertas_ni_deshaciendo(almacen: Almacen) -> None:
    """Taking back the review would leave the remark hanging on a draft that nobody reviews."""
    caso = en_revision(almacen)
    antes = ultimo_deshacible(almacen.lectura)
    assert antes is not None
    assert antes.intencion == "Pasar a en revisión"
    anotar(almacen, caso.reunion)
    despues = ultimo_deshacible(almacen.lectura)
    assert despues is None or despues.intencion != antes.intencion
    with pytest.raises(ErrorDeNegocio, match="ya hay observaciones"):
        deshacer(almacen, operacion=antes.operacion)
    with pytest.raises(ErrorDeNegocio, match="una observación abierta"):
        dar_paso(almacen, reunion=caso.reunion, rev=rev_de(almacen, "reunion", caso.reunion), estado="celebrada")


def test_una_visita_con_observacion_abierta_no_cede_su_acta(almacen: Almacen) -> None:
    anfitriona, visita = completa(almacen).reunion, en_revision(almacen).reunion
    observacion = anotar(almacen, visita)

    def compartir() -> None:
        compartir_acta(almacen, reunion=visita, rev=rev_de(almacen, "reunion", visita), con=anfitriona)

    with pytest.raises(ErrorDeNegocio, match=r"sin resolver la observación de Persona Dos.*resuélvala"):
        compartir()
    resolver_observacion(almacen, observacion=observacion, resultado="atendida")
    compartir()
    cerrar(almacen, anfitriona)


def test_la_observacion_de_una_visita_que_ya_compartia_impide_cerrar(almacen: Almacen) -> None:
    """As an older version of the program, or a package, may have left it."""
    anfitriona, visita = completa(almacen).reunion, en_revision(almacen).reunion
    observacion = anotar(almacen, visita)
    with almacen.escribir("Compartir") as u:
        u.traer(Reunion, visita).parte_de = anfitriona
        folio = u.traer(Reunion, visita).folio_visible
        u.asentar()
    with pytest.raises(ErrorDeCierre) as rechazo:
        cerrar(almacen, anfitriona)
    (hallazgo,) = rechazo.value.hallazgos
    assert (hallazgo.tabla, hallazgo.uuid) == ("observacion", observacion)
    assert hallazgo.mensaje.startswith(f"{folio}: ")
    resolver_observacion(almacen, observacion=observacion, resultado="atendida")
    cerrar(almacen, anfitriona)
