"""What mends a signed acta: it quotes what is there, is frozen and chained like an acta, and is signed the same way."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enlace_app.consultas.actas import correcciones, listar
from enlace_app.consultas.firmas import firmantes
from enlace_app.consultas.folios import buscar_folio
from enlace_app.consultas.versiones_de_acta import versiones_de_acta
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.actas import huella
from enlace_app.dominio.correcciones import Aclaracion, Errata
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios.actas import exportar_acta
from enlace_app.servicios.correcciones import CorreccionHecha, hacer_acta_aclaratoria, hacer_fe_de_erratas
from enlace_app.servicios.firmas import firmar_con_escaneo, firmar_simple
from tests.cli.papel import fojas, necesita_poppler
from tests.servicios.escenario import (
    AVISO,
    PDF,
    ImprentaFalsa,
    celebrada,
    cerrar,
    completa,
    con_visita,
    escrito,
    fila_de,
    firmar,
    volcado,
)

ERRATA = Errata("Acuerdo 1", "relación  de\npozos", "relación de norias")


def firmada(almacen: Almacen) -> UUID:
    reunion = completa(almacen).reunion
    cerrar(almacen, reunion)
    firmar(almacen, reunion)
    return reunion


def fe(
    almacen: Almacen, reunion: UUID, *erratas: Errata, motivo: str = "Se escribió mal.", **datos: Any
) -> CorreccionHecha:
    datos = {"imprenta": ImprentaFalsa()} | datos
    return hacer_fe_de_erratas(almacen, reunion=reunion, erratas=erratas or (ERRATA,), motivo=motivo, **datos)


def aclaratoria(almacen: Almacen, reunion: UUID, *aclaraciones: Aclaracion) -> CorreccionHecha:
    return hacer_acta_aclaratoria(
        almacen,
        reunion=reunion,
        aclaraciones=aclaraciones or (Aclaracion("Alcance", "Comprende también los manantiales."),),
        motivo="Hubo dudas.",
        imprenta=ImprentaFalsa(),
    )


def test_una_fe_de_erratas_se_congela_y_se_encadena_como_un_acta(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    (acta,) = listar(almacen.lectura, reunion=str(reunion))
    hecha = fe(almacen, reunion)
    assert (hecha.folio, hecha.corrige) == (f"{acta.folio}/FE-01", acta.folio)
    fila = fila_de(almacen, "acta", hecha.acta)
    contenido = json.loads(fila["contenido"])
    assert (fila["sha256"], fila["clase"], fila["corrige"]) == (huella(contenido), "fe_de_erratas", acta.uuid)
    assert contenido["anterior_sha256"] == fila["anterior_sha256"] == acta.sha256
    assert contenido["corrige"] == {
        "folio": acta.folio,
        "version": 1,
        "sha256": acta.sha256,
        "cerrada": acta.cerrada,
        "documento": "acta circunstanciada",
    }
    assert contenido["erratas"] == [
        {"n": 1, "donde": "Acuerdo 1", "dice": "relación  de\npozos", "debe_decir": "relación de norias"}
    ]
    assert [f["nombre"] for f in contenido["firmantes"]] == ["Persona Dos"]
    (rendicion,) = almacen.lectura.filas("SELECT * FROM rendicion WHERE acta = :a", {"a": str(hecha.acta)})
    assert rendicion["etapa"] == "para_firma"
    assert almacen.adjuntos.leer(rendicion["pdf_sha256"]) == ImprentaFalsa().para_firma(contenido, fila["sha256"])
    otra = celebrada(almacen)
    cerrar(almacen, otra)
    assert listar(almacen.lectura, reunion=str(otra))[0].anterior_sha256 == hecha.sha256, "la cadena pasa por ella"
    assert len(versiones_de_acta(almacen.lectura, str(reunion))) == 1, "no es otra versión del acta"


def test_cada_clase_lleva_su_cuenta(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    folios = [fe(almacen, reunion).folio, aclaratoria(almacen, reunion).folio, fe(almacen, reunion).folio]
    assert [f.rsplit("/", 1)[1] for f in folios] == ["FE-01", "AA-01", "FE-02"]


def test_lo_que_no_corrige_se_rehusa(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    antes = volcado(almacen)
    for erratas, motivo, dicho in (
        ([Errata("Acuerdo 1", "relación de minas", "otra cosa")], "Sí.", "no dice «relación de minas»"),
        ([Errata("Acuerdo 1", " ", "otra cosa")], "Sí.", "Cada errata lleva"),
        ([Errata("", "relación de pozos", "otra cosa")], "Sí.", "Cada errata lleva"),
        ([Errata("Acuerdo 1", "relación de pozos", "relación  de pozos ")], "Sí.", "dice lo mismo"),
        ([ERRATA], "  ", "motivo"),
        ([Errata("Acuerdo 1", "relación de pozos", "漢")], "Sí.", "Debe decir"),
        ([ERRATA, Errata("Huella", "enlace-acta", "otra")], "Sí.", "no dice «enlace-acta»"),
    ):
        with pytest.raises(ErrorDeNegocio, match=dicho):
            fe(almacen, reunion, *erratas, motivo=motivo)
    assert volcado(almacen) == antes


def test_sin_erratas_ni_aclaraciones_no_hay_documento(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    with pytest.raises(ErrorDeNegocio, match="al menos una errata"):
        hacer_fe_de_erratas(almacen, reunion=reunion, erratas=(), motivo="Sí.", imprenta=ImprentaFalsa())
    with pytest.raises(ErrorDeNegocio, match="al menos una aclaración"):
        hacer_acta_aclaratoria(almacen, reunion=reunion, aclaraciones=(), motivo="Sí.", imprenta=ImprentaFalsa())
    with pytest.raises(ErrorDeNegocio, match="asunto y su texto"):
        aclaratoria(almacen, reunion, Aclaracion("Alcance", " "))


def test_fechas_y_horas_se_citan_como_estan_impresas(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    hecha = fe(
        almacen,
        reunion,
        Errata("Proemio", "dieciocho de julio de dos mil diecisiete", "diecinueve de julio de dos mil diecisiete"),
        Errata("Clausura", "doce horas con treinta minutos", "trece horas"),
        Errata("Documentos", "3", "4"),
    )
    assert hecha.folio.endswith("/FE-01")


def test_lo_que_puso_una_correccion_tambien_se_corrige(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    con_errata = Errata("Acuerdo 1", "relación de norias", "relación de norias y pozos")
    with pytest.raises(ErrorDeNegocio, match="no dice"):
        fe(almacen, reunion, con_errata)
    fe(almacen, reunion)
    assert fe(almacen, reunion, con_errata).folio.endswith("/FE-02")


def test_solo_lo_firmado_se_corrige(almacen: Almacen) -> None:
    anfitriona, visita = con_visita(almacen)
    with pytest.raises(ErrorDeNegocio, match="no está cerrada: corrija el texto"):
        fe(almacen, anfitriona.reunion)
    cerrar(almacen, anfitriona.reunion)
    with pytest.raises(ErrorDeNegocio, match="reábrala con su motivo"):
        aclaratoria(almacen, anfitriona.reunion)
    firmar(almacen, anfitriona.reunion)
    with pytest.raises(ErrorDeNegocio, match="comparte el acta de"):
        fe(almacen, visita.reunion)
    assert correcciones(almacen.lectura) == []


class ImprentaQueEstorba(ImprentaFalsa):
    """While it prints, another correction of the same acta is made."""

    def __init__(self, almacen: Almacen, reunion: UUID) -> None:
        super().__init__()
        self.almacen, self.reunion = almacen, reunion

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        fe(self.almacen, self.reunion)
        return super().para_firma(contenido, sha256)


def test_dos_a_la_vez_no_toman_el_mismo_folio(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    with pytest.raises(ErrorDeNegocio, match="al mismo tiempo; vuelva a intentarlo"):
        fe(almacen, reunion, imprenta=ImprentaQueEstorba(almacen, reunion))
    assert [c.folio.rsplit("/", 1)[1] for c in correcciones(almacen.lectura)] == ["FE-01"]
    assert fe(almacen, reunion).folio.endswith("/FE-02")


def test_se_firma_y_se_exporta_como_un_acta(almacen: Almacen, tmp_path: Path) -> None:
    reunion = firmada(almacen)
    hecha = fe(almacen, reunion, firmantes=["Persona Dos", "Persona  Siete"])
    esperados = firmantes(almacen.lectura, str(reunion), acta=str(hecha.acta))
    assert [(f.nombre, f.pendiente) for f in esperados] == [("Persona Dos", True), ("Persona Siete", True)]
    datos: dict[str, Any] = {"reunion": reunion, "acta": hecha.acta, "imprenta": ImprentaFalsa()}
    antes = volcado(almacen)["reunion"]
    primera = firmar_simple(almacen, nombre="persona dos", **datos)
    assert (primera.folio, primera.pendientes, primera.firmada) == (hecha.folio, ("Persona Siete",), False)
    assert correcciones(almacen.lectura)[0].firmada is None
    assert firmar_con_escaneo(almacen, archivo=escrito(tmp_path, "fe.pdf", PDF), **datos).firmada
    assert volcado(almacen)["reunion"] == antes, "la reunión ya estaba firmada"
    (fila,) = correcciones(almacen.lectura, reunion=str(reunion))
    assert fila.firmada is not None
    assert [(f.nombre, f.clase) for f in fila.firmas] == [("Persona Dos", "simple"), ("Persona Siete", "escaneo")]
    destino = tmp_path / "salida.pdf"
    exportada = exportar_acta(almacen, destino=destino, aviso_privacidad=AVISO, **datos)
    assert (exportada.folio, exportada.etapa) == (hecha.folio, "firmada")
    assert b"Persona Siete=escaneo" in destino.read_bytes()


def test_su_folio_la_encuentra_y_el_del_acta_sigue_siendo_de_la_reunion(almacen: Almacen) -> None:
    reunion = firmada(almacen)
    hecha = fe(almacen, reunion)
    suya = buscar_folio(almacen.lectura, hecha.folio.lower())
    assert suya is not None
    assert (suya.tabla, suya.uuid) == ("acta", str(hecha.acta))
    acta = buscar_folio(almacen.lectura, hecha.corrige)
    assert acta is not None
    assert (acta.tabla, acta.uuid) == ("reunion", str(reunion))


@necesita_poppler
def test_el_papel_dice_que_corrige_y_a_quien(almacen: Almacen, tmp_path: Path) -> None:
    """With the real printer."""
    imprenta = ImprentaDePlantillas(carpeta_plantillas())
    reunion = firmada(almacen)
    (acta,) = listar(almacen.lectura, reunion=str(reunion))
    hecha = fe(almacen, reunion, imprenta=imprenta)
    comun: dict[str, Any] = {"reunion": reunion, "acta": hecha.acta, "imprenta": imprenta}
    firmar_simple(almacen, nombre="Persona Dos", **comun)
    destino = tmp_path / "fe.pdf"
    exportar_acta(almacen, destino=destino, aviso_privacidad=None, **comun)
    texto = "".join(fojas(destino))
    for frase in (hecha.folio, acta.folio, acta.sha256, "relación de pozos", "relación de norias", "Se escribió mal."):
        assert "".join(frase.split()) in texto, frase
    assert texto.count("Firmasimple") == 2, "al calce y en la hoja de firmas"
