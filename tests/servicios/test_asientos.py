"""How signatories end other than by signing: left, refused, under protest; and e.firmas, which leave two files."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enlace_app.consultas.actas import listar
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.firmas import ClaseDeFirma, Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios.actas import exportar_acta, imprimir_acta
from enlace_app.servicios.asientos import Asiento, FirmaNueva, acta_por_firmar, ahora, asentar, situacion
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.destinos import MARCA_PDF
from enlace_app.servicios.firmas import asentar_sin_firma, dar_por_firmada, firmar_con_escaneo, firmar_simple
from tests.cli.papel import fojas, necesita_poppler
from tests.servicios.escenario import AVISO, PDF, ImprentaFalsa, celebrada, cerrar, escrito, fila_de, volcado

SE_RETIRO, SE_NEGO = Resultado.SE_RETIRO, Resultado.SE_NEGO


def de_tres(almacen: Almacen) -> UUID:
    """A closed acta that three persons are expected to sign; the last one left at 13:05."""
    reunion = celebrada(almacen, preside="Persona Tres")
    registrar_asistencia(
        almacen, reunion=reunion, persona="Persona Cuatro", organizacion="Otra de Prueba", salida="13:05"
    )
    cerrar(almacen, reunion)
    return reunion


def sin_firma(almacen: Almacen, reunion: UUID, nombre: str, resultado: Resultado, **datos: Any) -> Asiento:
    return asentar_sin_firma(
        almacen, reunion=reunion, nombre=nombre, resultado=resultado, imprenta=ImprentaFalsa(), **datos
    )


def simple(almacen: Almacen, reunion: UUID, nombre: str, **datos: Any) -> Asiento:
    datos = {"imprenta": ImprentaFalsa()} | datos
    return firmar_simple(almacen, reunion=reunion, nombre=nombre, **datos)


def firmas(almacen: Almacen) -> list[dict[str, Any]]:
    return almacen.lectura.filas("SELECT nombre, clase, resultado, hora, motivo FROM firma ORDER BY rowid")


def estado(almacen: Almacen, reunion: UUID) -> str:
    return str(fila_de(almacen, "reunion", reunion)["estado"])


def test_cada_quien_termina_a_su_modo_y_el_acta_queda_firmada(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    assert not sin_firma(almacen, reunion, "persona CUATRO", SE_RETIRO).firmada
    primera = simple(almacen, reunion, "Persona Dos", resultado=Resultado.BAJO_PROTESTA, motivo=" No hubo copia. ")
    assert (primera.firmada, primera.pendientes) == (False, ("Persona Tres",))
    assert sin_firma(almacen, reunion, "Persona Tres", SE_NEGO, motivo="no dio razón").firmada
    assert firmas(almacen) == [
        {
            "nombre": "Persona Cuatro",
            "clase": "constancia",
            "resultado": "se retiró",
            "hora": "13:05",
            "motivo": None,
        },
        {
            "nombre": "Persona Dos",
            "clase": "simple",
            "resultado": "firmó bajo protesta",
            "hora": None,
            "motivo": "No hubo copia.",
        },
        {
            "nombre": "Persona Tres",
            "clase": "constancia",
            "resultado": "se negó",
            "hora": None,
            "motivo": "no dio razón",
        },
    ]
    assert estado(almacen, reunion) == "firmada"


def test_la_hora_escrita_gana_a_la_de_la_asistencia_y_sin_ninguna_se_pide(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    with pytest.raises(ErrorDeNegocio, match="a qué hora se retiró"):
        sin_firma(almacen, reunion, "Persona Tres", SE_RETIRO, hora="  ")
    with pytest.raises(ErrorDeNegocio, match="«25:70» no es una hora"):
        sin_firma(almacen, reunion, "Persona Cuatro", SE_RETIRO, hora="25:70")
    sin_firma(almacen, reunion, "Persona Cuatro", SE_RETIRO, hora="1:30 pm")
    assert firmas(almacen)[0]["hora"] == "13:30"


def test_lo_que_no_se_puede_hacer_constar(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    antes = volcado(almacen)
    casos: list[tuple[str, Resultado, dict[str, str], str]] = [
        ("Persona Tres", SE_NEGO, {}, "por qué se negó"),
        ("Persona Tres", SE_NEGO, {"motivo": "   "}, "por qué se negó"),
        ("Persona Nadie", SE_NEGO, {"motivo": "no dio razón"}, "«Persona Nadie» no está entre quienes faltan"),
        ("  ", SE_NEGO, {"motivo": "no dio razón"}, "Escriba el nombre"),
        ("Persona Tres", Resultado.FIRMO, {}, "Sin firma sólo se asienta"),
    ]
    for nombre, resultado, datos, dicho in casos:
        with pytest.raises(ErrorDeNegocio, match=dicho):
            sin_firma(almacen, reunion, nombre, resultado, **datos)
    assert volcado(almacen) == antes


def test_bajo_protesta_se_dice_por_que_y_en_papel_de_quien(almacen: Almacen, tmp_path: Path) -> None:
    reunion, hoja = de_tres(almacen), escrito(tmp_path, "hoja.pdf", PDF)
    protesta: dict[str, Any] = {"imprenta": ImprentaFalsa(), "resultado": Resultado.BAJO_PROTESTA}
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="de qué protesta"):
        simple(almacen, reunion, "Persona Dos", **protesta)
    with pytest.raises(ErrorDeNegocio, match="se asienta aparte"):
        firmar_con_escaneo(almacen, reunion=reunion, archivo=hoja, motivo="No hubo copia.", **protesta)
    with pytest.raises(ErrorDeNegocio, match="no firma; asiéntelo como constancia"):
        simple(almacen, reunion, "Persona Dos", resultado=SE_NEGO, motivo="Porque no.")
    assert volcado(almacen) == antes
    firmar_con_escaneo(
        almacen, reunion=reunion, archivo=hoja, motivo="No hubo copia.", firmantes=["Persona Tres"], **protesta
    )
    assert [(f["nombre"], f["clase"], f["resultado"]) for f in firmas(almacen)] == [
        ("Persona Tres", "escaneo", "firmó bajo protesta")
    ]


def test_lo_asentado_no_se_asienta_otra_vez(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    sin_firma(almacen, reunion, "Persona Cuatro", SE_RETIRO)
    with pytest.raises(ErrorDeNegocio, match="Persona Cuatro ya consta que se retiró en el acta"):
        simple(almacen, reunion, "Persona Cuatro")
    simple(almacen, reunion, "Persona Dos")
    with pytest.raises(ErrorDeNegocio, match="Persona Dos ya firmó el acta"):
        sin_firma(almacen, reunion, "Persona Dos", SE_NEGO, motivo="no dio razón")
    assert len(firmas(almacen)) == 2


def test_un_acta_que_nadie_quiso_firmar_no_queda_firmada(almacen: Almacen) -> None:
    reunion = de_tres(almacen)
    for nombre in ("Persona Dos", "Persona Tres", "Persona Cuatro"):
        asiento = sin_firma(almacen, reunion, nombre, SE_NEGO, motivo="no dio razón")
    assert (asiento.pendientes, asiento.firmada, estado(almacen, reunion)) == ((), False, "cerrada")
    with pytest.raises(ErrorDeNegocio, match="no la firmó nadie"):
        dar_por_firmada(almacen, reunion=reunion, imprenta=ImprentaFalsa())
    assert simple(almacen, reunion, "Persona Que Levanta").firmada


def test_si_siguen_mas_firmas_no_se_da_por_firmada_hasta_que_se_diga(almacen: Almacen) -> None:
    reunion, imprenta = celebrada(almacen), ImprentaFalsa()
    cerrar(almacen, reunion)
    with pytest.raises(ErrorDeNegocio, match="faltan por firmar: Persona Dos"):
        dar_por_firmada(almacen, reunion=reunion, imprenta=imprenta)
    asiento = simple(almacen, reunion, "Persona Dos", siguen=True)
    assert (asiento.pendientes, asiento.firmada, estado(almacen, reunion)) == ((), False, "cerrada")
    simple(almacen, reunion, "Persona Agregada", siguen=True)
    assert dar_por_firmada(almacen, reunion=reunion, imprenta=imprenta).firmada
    assert (estado(almacen, reunion), imprenta.pedidas) == ("firmada", ["firmada"])
    with pytest.raises(ErrorDeNegocio, match="ya está firmada"):
        dar_por_firmada(almacen, reunion=reunion, imprenta=imprenta)


def efirma(almacen: Almacen, reunion: UUID, nombre: str, *, base: bytes | None = None, **datos: Any) -> Asiento:
    """As the service of the e.firma does it: an increment on the bytes that are to be signed."""
    with almacen.consultar() as u:
        acta = acta_por_firmar(u, reunion)
        pdf = almacen.adjuntos.leer(situacion(u, acta).pdf_por_firmar) if base is None else base
    nueva = FirmaNueva(nombre, ClaseDeFirma.EFIRMA, ahora(), certificado="30001000000400002434")
    incremento = pdf + b"firma de " + nombre.encode() + MARCA_PDF
    return asentar(almacen, acta, [nueva], ImprentaFalsa(), pdf_efirma=incremento, **datos)


def etapas(almacen: Almacen) -> list[str]:
    return [r["etapa"] for r in almacen.lectura.filas("SELECT etapa FROM rendicion ORDER BY rowid")]


def test_cada_efirma_es_un_incremento_y_la_hoja_va_aparte(almacen: Almacen, tmp_path: Path) -> None:
    reunion = de_tres(almacen)
    efirma(almacen, reunion, "Persona Dos")
    sin_firma(almacen, reunion, "Persona Cuatro", SE_RETIRO)
    assert efirma(almacen, reunion, "Persona Tres").firmada
    assert etapas(almacen) == ["para_firma", "efirma", "efirma", "hoja_de_firmas"]
    impresa = imprimir_acta(almacen, reunion=reunion, imprenta=ImprentaFalsa(), aviso_privacidad=AVISO)
    assert impresa.etapa == "efirma"
    assert impresa.datos.count(b"firma de Persona") == 2, "la última lleva las dos"
    destino = tmp_path / "acta.pdf"
    exportada = exportar_acta(
        almacen, reunion=reunion, destino=destino, imprenta=ImprentaFalsa(), aviso_privacidad=AVISO
    )
    assert destino.read_bytes() == impresa.datos
    assert exportada.hoja == tmp_path / "acta-hoja-de-firmas.pdf"
    assert b"Persona Cuatro=constancia" in exportada.hoja.read_bytes()
    (fila,) = listar(almacen.lectura, reunion=str(reunion))
    assert fila.pdf_sha256 == hashlib.sha256(impresa.datos).hexdigest()
    assert fila.firmada is not None
    assert [f.certificado for f in fila.firmas if f.clase == "efirma"] == ["30001000000400002434"] * 2


def test_una_hoja_ajena_junto_al_acta_no_se_pisa(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    efirma(almacen, reunion, "Persona Dos")
    ajena = escrito(tmp_path, "acta-hoja-de-firmas.pdf", b"%PDF de otro")
    with pytest.raises(ErrorDeNegocio, match="ya existe"):
        exportar_acta(
            almacen,
            reunion=reunion,
            destino=tmp_path / "acta.pdf",
            imprenta=ImprentaFalsa(),
            aviso_privacidad=AVISO,
        )
    assert ajena.read_bytes() == b"%PDF de otro"
    assert not (tmp_path / "acta.pdf").exists(), "o las dos o ninguna"


def test_un_pdf_que_perdio_una_firma_no_se_guarda(almacen: Almacen) -> None:
    """Two persons sign the same file at once: the second one would wipe out the first."""
    reunion = de_tres(almacen)
    with almacen.consultar() as u:
        base = almacen.adjuntos.leer(situacion(u, acta_por_firmar(u, reunion)).pdf_por_firmar)
    efirma(almacen, reunion, "Persona Dos", base=base)
    antes = volcado(almacen)
    for cual in (base, b"%PDF de otra acta"):
        with pytest.raises(ErrorDeNegocio, match="al mismo tiempo"):
            efirma(almacen, reunion, "Persona Tres", base=cual)
    assert volcado(almacen) == antes


def test_despues_de_firmada_ya_no_se_pone_una_efirma(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    simple(almacen, reunion, "Persona Dos")
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="antes de la última firma"):
        efirma(almacen, reunion, "Persona Tardía")
    assert volcado(almacen) == antes


def test_una_version_anterior_no_se_firma(almacen: Almacen) -> None:
    from enlace_app.servicios.actas import reabrir_acta

    reunion = celebrada(almacen)
    primera = cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="Faltó un dato.")
    cerrar(almacen, reunion)
    with pytest.raises(ErrorDeNegocio, match=r"La versión 1 del acta .* ya no es la vigente"):
        simple(almacen, reunion, "Persona Dos", acta=primera.acta)


@necesita_poppler
def test_el_pdf_dice_como_termino_cada_quien(almacen: Almacen, tmp_path: Path) -> None:
    """With the real printer: al calce and on the sheet of signatures."""
    imprenta = ImprentaDePlantillas(carpeta_plantillas())
    reunion = celebrada(almacen, preside="Persona Tres", facilitador="Persona Cinco")
    registrar_asistencia(
        almacen, reunion=reunion, persona="Persona Cuatro", organizacion="Otra de Prueba", salida="13:05"
    )
    cerrar(almacen, reunion, imprenta)
    hoja = escrito(tmp_path, "hoja.pdf", PDF)
    firmar_con_escaneo(almacen, reunion=reunion, archivo=hoja, imprenta=imprenta, firmantes=["Persona Cinco"])
    simple(almacen, reunion, "Persona Dos", resultado=Resultado.BAJO_PROTESTA, motivo="No hubo copia.")
    sin_firma(almacen, reunion, "Persona Cuatro", SE_RETIRO)
    asentar_sin_firma(
        almacen, reunion=reunion, nombre="Persona Tres", resultado=SE_NEGO, motivo="no dio razón", imprenta=imprenta
    )
    impresa = imprimir_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=AVISO)
    assert impresa.etapa == "firmada"
    texto = "".join(fojas(escrito(tmp_path, "acta.pdf", impresa.datos)))
    for frase in (
        "Firmó bajo protesta: No hubo copia.",
        "Se retiró a las 13:05 horas",
        "Se negó a firmar: no dio razón",
        "Motivo: no dio razón",
        "Sin firma: lo hace constar quien facilita",
        "Firma autógrafa en papel, con escaneo adjunto",
        f"SHA-256 {hashlib.sha256(PDF).hexdigest()}",
    ):
        assert "".join(frase.split()) in texto, frase
    for nombre in ("Persona Dos", "Persona Tres", "Persona Cuatro", "Persona Cinco"):
        assert texto.count("".join(nombre.split())) >= 2, "al calce y en la hoja de firmas"
