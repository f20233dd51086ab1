"""Closing, reopening and exporting: all or nothing, and frozen from then on."""

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.actas import Acta, canonico, huella
from enlace_app.dominio.hallazgos import AJUSTES, Gravedad
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.rutas import carpeta_plantillas
from enlace_app.salida.pdf.imprenta import ImprentaDePlantillas
from enlace_app.servicios.actas import (
    ErrorDeCierre,
    exportar_acta,
    imprimir_acta,
    reabrir_acta,
    revisar_acta,
    vista_previa,
)
from enlace_app.servicios.acuerdos import agregar_acuerdo, retirar_acuerdo
from enlace_app.servicios.cierres import nombre_de_pdf
from enlace_app.servicios.puntos import agregar_punto, redactar_punto, retirar_punto
from enlace_app.servicios.reuniones import cambiar_datos, cancelar_reunion, compartir_acta
from tests.servicios.escenario import (
    AVISO,
    PDF,
    RESPONSABLE,
    ImprentaFalsa,
    celebrada,
    cerrar,
    completa,
    con_visita,
    escrito,
    fila_de,
    firmar,
    nueva,
    principal,
    rev_de,
    volcado,
)


def actas(almacen: Almacen) -> list[dict[str, Any]]:
    return almacen.lectura.filas("SELECT * FROM acta ORDER BY rowid")


def exportada(almacen: Almacen, reunion: UUID, destino: Path, imprenta: Any = None) -> tuple[str, bytes]:
    hecha = exportar_acta(
        almacen, reunion=reunion, destino=destino, imprenta=imprenta or ImprentaFalsa(), aviso_privacidad=AVISO
    )
    return hecha.etapa, destino.read_bytes()


def test_cerrar_congela_todo_a_la_vez(almacen: Almacen) -> None:
    caso = completa(almacen)
    cerrada = cerrar(almacen, caso.reunion)
    (acta,) = actas(almacen)
    marca = almacen.lectura.filas("SELECT marca FROM sitio")[0]["marca"]
    assert (acta["folio"], acta["version"]) == (f"RT/CAR-{marca}/2017-001", 1)
    assert acta["sha256"] == cerrada.sha256 == hashlib.sha256(acta["contenido"].encode()).hexdigest()
    contenido = json.loads(acta["contenido"])
    assert canonico(contenido).decode() == acta["contenido"]
    assert (contenido["aviso_privacidad"], contenido["ejemplo"]) == (AVISO, False)
    reunion = fila_de(almacen, "reunion", caso.reunion)
    assert (reunion["estado"], reunion["folio"], reunion["rev"]) == ("cerrada", acta["folio"], 4)
    assert fila_de(almacen, "acuerdo", caso.acuerdo)["folio"] == f"{acta['folio']}/01"
    (rendicion,) = almacen.lectura.filas("SELECT etapa, pdf_sha256 FROM rendicion")
    assert rendicion["etapa"] == "para_firma"
    assert almacen.adjuntos.leer(rendicion["pdf_sha256"]) == ImprentaFalsa().para_firma(contenido, acta["sha256"])
    operaciones = almacen.lectura.filas("SELECT DISTINCT operacion FROM bitacora WHERE intencion = 'Cerrar acta'")
    assert len(operaciones) == 1


def test_lo_que_impide_se_nombra_y_nada_cambia(almacen: Almacen) -> None:
    reunion = nueva(almacen)
    agregar_punto(almacen, reunion=reunion, asunto="Sin desarrollo")
    with almacen.escribir("Celebrar") as u:
        u.traer(Reunion, reunion).pasar_a(EstadoReunion.CELEBRADA)
    antes, imprenta = volcado(almacen), ImprentaFalsa()
    with pytest.raises(ErrorDeCierre) as error:
        cerrar(almacen, reunion, imprenta)
    assert {h.campo for h in error.value.hallazgos} == {"presentes_n", "desarrollo"}
    assert "el punto 1 «Sin desarrollo» no tiene desarrollo" in str(error.value)
    assert {h.campo for h in revisar_acta(almacen, reunion=reunion, responsable_de_datos=RESPONSABLE)} >= {
        "presentes_n",
        "desarrollo",
    }
    assert volcado(almacen) == antes
    assert imprenta.pedidas == [], "nada se imprimió en vano"


@pytest.mark.parametrize("estado", ["borrador", "convocada", "cancelada"])
def test_solo_se_cierra_lo_celebrado(almacen: Almacen, estado: str) -> None:
    reunion = nueva(almacen)
    if estado == "cancelada":
        cancelar_reunion(almacen, reunion=reunion, rev=1, motivo="Lluvia.")
    with pytest.raises(ErrorDeNegocio, match=r"ya no se modifica|sólo se cierra el acta de una reunión celebrada"):
        cerrar(almacen, reunion)
    assert actas(almacen) == []


def test_cerrar_dos_veces_se_rechaza(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="está cerrada: reábrala"):
        cerrar(almacen, reunion)
    firmar(almacen, reunion)
    with pytest.raises(ErrorDeNegocio, match="está firmada: lo firmado"):
        cerrar(almacen, reunion)
    assert volcado(almacen)["acta"] == antes["acta"]


class ImprentaQueEstorba(ImprentaFalsa):
    """While it prints, somebody edits what is being closed."""

    def __init__(self, almacen: Almacen, punto: UUID) -> None:
        super().__init__()
        self.almacen, self.punto = almacen, punto

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        redactar_punto(self.almacen, punto=self.punto, rev=1, desarrollo="Se cambió a última hora.")
        return super().para_firma(contenido, sha256)


def test_un_cambio_mientras_se_imprime_impide_cerrar(almacen: Almacen) -> None:
    """Otherwise the stored PDF would say something else than the JSON."""
    caso = completa(almacen)
    with pytest.raises(ErrorDeNegocio, match="cambió mientras se cerraba"):
        cerrar(almacen, caso.reunion, ImprentaQueEstorba(almacen, caso.punto))
    assert fila_de(almacen, "reunion", caso.reunion)["estado"] == "celebrada"
    assert actas(almacen) == almacen.lectura.filas("SELECT * FROM folio_emitido") == []
    assert cerrar(almacen, caso.reunion).folio.endswith("/2017-001"), "el folio no se gastó"
    assert "Se cambió a última hora." in actas(almacen)[0]["contenido"]


class ImprentaRota(ImprentaFalsa):
    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        raise ErrorDeNegocio("no se puede imprimir")


def test_si_no_se_imprime_no_se_cierra(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="no se puede imprimir"):
        cerrar(almacen, reunion, ImprentaRota())
    assert volcado(almacen) == antes


def test_los_consecutivos_cuentan_por_serie_y_anio(almacen: Almacen) -> None:
    folios = [
        cerrar(almacen, celebrada(almacen, tipo, fecha)).folio.split("/", 1)
        for tipo, fecha in (
            ("reunion_trabajo", date(2017, 7, 18)),
            ("reunion_trabajo", date(2017, 7, 19)),
            ("mesa_regional", date(2017, 7, 19)),
            ("reunion_trabajo", date(2018, 1, 8)),
            ("reunion_trabajo", date(2017, 7, 17)),
        )
    ]
    assert [(serie, resto[-8:]) for serie, resto in folios] == [
        ("RT", "2017-001"),
        ("RT", "2017-002"),
        ("MRE", "2017-001"),
        ("RT", "2018-001"),
        ("RT", "2017-003"),
    ]


def test_el_numero_del_secretariado_se_escribe_y_no_se_repite(almacen: Almacen) -> None:
    una, otra, tercera = (
        celebrada(almacen, "sesion_ordinaria", numero=n) for n in ("5", "stga/ord-5/2017", "STGA/ORD-06/2017")
    )
    assert cerrar(almacen, una).folio == "STGA/ORD-05/2017"
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="STGA/ORD-05/2017 ya es de otra reunión"):
        cerrar(almacen, otra)
    assert volcado(almacen) == antes
    assert cerrar(almacen, tercera).folio == "STGA/ORD-06/2017"
    sin_numero = celebrada(almacen, "sesion_extraordinaria")
    with pytest.raises(ErrorDeCierre, match="falta el número"):
        cerrar(almacen, sin_numero)


def test_un_acuerdo_conserva_su_numero_en_la_version_siguiente(almacen: Almacen) -> None:
    """Version 1 may be printed: what it calls /02 is /02 for ever, and nothing else ever is."""
    reunion = celebrada(almacen)
    uuids = [
        principal(
            agregar_acuerdo(almacen, reunion=reunion, texto=f"Acuerdo {n}", responsables=["SEMA"], plazo="mañana")
        )
        for n in (1, 2, 3)
    ]
    folio = cerrar(almacen, reunion).folio
    reabrir_acta(almacen, reunion=reunion, motivo="Sobra uno.")
    retirar_acuerdo(almacen, acuerdo=uuids[0], rev=rev_de(almacen, "acuerdo", uuids[0]))
    nuevo = agregar_acuerdo(almacen, reunion=reunion, texto="Acuerdo 4", responsables=["SEMA"], plazo="mañana")
    segunda = cerrar(almacen, reunion)
    with almacen.consultar() as u:
        acuerdos = u.traer(Acta, segunda.acta).leer()["acuerdos"]
    assert [(a["folio"], a["texto"]) for a in acuerdos] == [
        (f"{folio}/02", "Acuerdo 2"),
        (f"{folio}/03", "Acuerdo 3"),
        (f"{folio}/04", "Acuerdo 4"),
    ]
    assert fila_de(almacen, "acuerdo", principal(nuevo))["folio"] == f"{folio}/04"


def test_no_se_escribe_sobre_lo_ajeno(almacen: Almacen, tmp_path: Path) -> None:
    """A typed slip must cost neither the database nor a scan of the same name."""
    reunion = celebrada(almacen)
    escaneo = escrito(tmp_path, "acta-firmada.pdf", PDF)
    for destino in (escaneo, almacen.carpeta.base, almacen.carpeta.raiz / "acta.pdf", tmp_path / "acta.xlsx", tmp_path):
        antes = destino.read_bytes() if destino.is_file() else None
        with pytest.raises(ErrorDeNegocio, match=r"no se tocó|debe terminar|carpeta"):
            exportada(almacen, reunion, destino)
        assert (destino.read_bytes() if destino.is_file() else None) == antes
    for _ in range(2):
        assert exportada(almacen, reunion, tmp_path / "acta.pdf")[0] == "borrador", "lo propio sí se sustituye"


def test_una_version_anterior_se_sigue_exportando(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    primera = exportada(almacen, reunion, tmp_path / "v1.pdf")[1]
    reabrir_acta(almacen, reunion=reunion, motivo="Algo.")
    cerrar(almacen, reunion)
    pedir = partial(
        exportar_acta,
        almacen,
        reunion=reunion,
        destino=tmp_path / "x.pdf",
        imprenta=ImprentaFalsa(),
        aviso_privacidad=None,
    )
    pedir(version=1)
    assert (tmp_path / "x.pdf").read_bytes() == primera
    with pytest.raises(ErrorDeNegocio, match="No hay una versión 7 de esta acta; las que hay: 1, 2"):
        pedir(version=7)


def test_reabrir_y_cerrar_otra_vez_conserva_folio_y_encadena(almacen: Almacen) -> None:
    caso, otra = completa(almacen), celebrada(almacen)
    primera, intermedia = cerrar(almacen, caso.reunion), cerrar(almacen, otra)
    with pytest.raises(ErrorDeNegocio, match="escriba el motivo"):
        reabrir_acta(almacen, reunion=caso.reunion, motivo="  ")
    reabrir_acta(almacen, reunion=caso.reunion, motivo=" Faltó un dato. ")
    assert fila_de(almacen, "reunion", caso.reunion)["estado"] == "en_revision"
    redactar_punto(
        almacen, punto=caso.punto, rev=rev_de(almacen, "punto_orden_dia", caso.punto), desarrollo="Corregido."
    )
    segunda = cerrar(almacen, caso.reunion)
    assert (segunda.folio, segunda.version) == (primera.folio, 2)
    filas = actas(almacen)
    assert [f["anterior_sha256"] for f in filas] == [None, primera.sha256, intermedia.sha256]
    assert [f["motivo"] for f in filas] == [None, None, "Faltó un dato."]
    ultimo = json.loads(filas[2]["contenido"])
    assert (ultimo["motivo_version"], ultimo["anterior_sha256"]) == ("Faltó un dato.", intermedia.sha256)
    assert json.loads(filas[0]["contenido"])["orden_del_dia"][0]["desarrollo"] == "Se dijo lo necesario."
    assert len(almacen.lectura.filas("SELECT * FROM folio_emitido")) == 2
    nombres = [a["nombre"] for a in almacen.lectura.filas("SELECT nombre FROM adjunto ORDER BY rowid")]
    assert nombres[-1] == nombre_de_pdf(primera.folio, 2)


def test_la_cadena_no_se_bifurca_si_el_reloj_retrocede(almacen: Almacen) -> None:
    """A laptop whose battery died wakes up in the past."""
    reuniones = [celebrada(almacen) for _ in range(3)]
    for reunion, dia in zip(reuniones, ("2026-03-01", "2026-02-01", "2026-02-02"), strict=True):
        with time_machine.travel(f"{dia}T12:00:00+00:00", tick=False):
            cerrar(almacen, reunion)
    filas = actas(almacen)
    assert [f["anterior_sha256"] for f in filas] == [None, filas[0]["sha256"], filas[1]["sha256"]]


def test_lo_firmado_no_se_reabre_ni_lo_abierto(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    with pytest.raises(ErrorDeNegocio, match="no está cerrada"):
        reabrir_acta(almacen, reunion=reunion, motivo="Algo.")
    cerrar(almacen, reunion)
    firmar(almacen, reunion)
    antes = volcado(almacen)
    with pytest.raises(ErrorDeNegocio, match="fe de erratas"):
        reabrir_acta(almacen, reunion=reunion, motivo="Algo.")
    assert volcado(almacen) == antes


def test_la_visita_comparte_el_acta(almacen: Almacen) -> None:
    anfitriona, visita = con_visita(almacen)
    with pytest.raises(ErrorDeNegocio, match="comparte el acta de"):
        cerrar(almacen, visita.reunion)
    folio = cerrar(almacen, anfitriona.reunion).folio
    contenido = json.loads(actas(almacen)[0]["contenido"])
    assert [v["folio"] for v in contenido["visitas"]] == [
        fila_de(almacen, "reunion", visita.reunion)["folio_provisional"]
    ]
    assert [a["folio"] for a in contenido["acuerdos"]] == [f"{folio}/01", f"{folio}/02"]
    assert fila_de(almacen, "acuerdo", visita.acuerdo)["folio"] == f"{folio}/02"
    assert {d["folio"] for d in contenido["documentos"]} == {
        fila_de(almacen, "documento", d)["folio"] for d in (anfitriona.documento, visita.documento)
    }
    assert fila_de(almacen, "reunion", visita.reunion)["estado"] == "cerrada"
    with pytest.raises(ErrorDeNegocio, match=f"comparte el acta de {folio}; use ese folio"):
        reabrir_acta(almacen, reunion=visita.reunion, motivo="Algo.")
    reabrir_acta(almacen, reunion=anfitriona.reunion, motivo="Algo.")
    assert fila_de(almacen, "reunion", visita.reunion)["estado"] == "en_revision"
    assert cerrar(almacen, anfitriona.reunion).version == 2
    firmar(almacen, anfitriona.reunion)
    assert fila_de(almacen, "reunion", visita.reunion)["estado"] == "firmada"


def test_una_visita_cancelada_no_entra_en_el_acta_ni_estorba(almacen: Almacen) -> None:
    reunion, visita = celebrada(almacen), nueva(almacen)
    compartir_acta(almacen, reunion=visita, rev=1, con=reunion)
    with pytest.raises(ErrorDeCierre, match="comparte esta acta y está en borrador"):
        cerrar(almacen, reunion)
    cancelar_reunion(almacen, reunion=visita, rev=2, motivo="Lluvia.")
    cerrar(almacen, reunion)
    assert json.loads(actas(almacen)[0]["contenido"])["visitas"] == []
    reabrir_acta(almacen, reunion=reunion, motivo="Algo.")
    cerrar(almacen, reunion)
    firmar(almacen, reunion)
    assert fila_de(almacen, "reunion", visita)["estado"] == "cancelada"


def test_se_exportan_los_bytes_guardados(almacen: Almacen, tmp_path: Path) -> None:
    reunion, imprenta = celebrada(almacen), ImprentaFalsa()
    assert exportada(almacen, reunion, tmp_path / "a.pdf")[0] == "borrador"
    cerrar(almacen, reunion)
    etapa, datos = exportada(almacen, reunion, tmp_path / "a.pdf", imprenta)
    (rendicion,) = almacen.lectura.filas("SELECT pdf_sha256 FROM rendicion")
    assert (etapa, datos) == ("para_firma", almacen.adjuntos.leer(rendicion["pdf_sha256"]))
    firmar(almacen, reunion)
    etapa, firmada = exportada(almacen, reunion, tmp_path / "b.pdf", imprenta)
    assert etapa == "firmada"
    assert firmada != datos
    assert imprenta.pedidas == [], "lo guardado no se vuelve a imprimir"


def test_lo_reabierto_se_exporta_como_borrador_de_la_version_siguiente(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    folio = cerrar(almacen, reunion).folio
    reabrir_acta(almacen, reunion=reunion, motivo="Algo.")
    etapa, datos = exportada(almacen, reunion, tmp_path / "a.pdf")
    assert etapa == "borrador"
    assert datos.startswith(f"%PDF-prueba borrador {folio} v2".encode())


def test_un_pdf_guardado_que_se_dano_no_se_entrega(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    (rendicion,) = almacen.lectura.filas("SELECT pdf_sha256 FROM rendicion")
    ruta = almacen.adjuntos.ruta(rendicion["pdf_sha256"])
    ruta.write_bytes(ruta.read_bytes() + b" ")
    with pytest.raises(ErrorDeEntorno, match="dañado"):
        exportada(almacen, reunion, tmp_path / "a.pdf")
    ruta.unlink()
    with pytest.raises(ErrorDeEntorno, match="Falta el archivo adjunto"):
        exportada(almacen, reunion, tmp_path / "a.pdf")
    assert not (tmp_path / "a.pdf").exists()


def test_con_la_imprenta_de_verdad(almacen: Almacen, tmp_path: Path) -> None:
    imprenta = ImprentaDePlantillas(carpeta_plantillas())
    caso, _ = con_visita(almacen)
    assert exportada(almacen, caso.reunion, tmp_path / "borrador.pdf", imprenta)[1].startswith(b"%PDF-")
    cerrada = cerrar(almacen, caso.reunion, imprenta)
    etapa, datos = exportada(almacen, caso.reunion, tmp_path / "a.pdf", imprenta)
    assert etapa == "para_firma"
    contenido = json.loads(actas(almacen)[0]["contenido"])
    assert huella(contenido) == cerrada.sha256
    assert imprenta.para_firma(contenido, cerrada.sha256) == datos, "del mismo JSON salen siempre los mismos bytes"


def test_un_punto_retirado_no_sale(almacen: Almacen) -> None:
    caso = completa(almacen)
    agregar_punto(almacen, reunion=caso.reunion, asunto="Segundo", desarrollo="Otra cosa.")
    retirar_punto(almacen, punto=caso.punto, rev=1)
    cerrar(almacen, caso.reunion)
    assert [p["asunto"] for p in json.loads(actas(almacen)[0]["contenido"])["orden_del_dia"]] == ["Segundo"]


def test_cambiar_los_datos_tras_reabrir_cambia_la_huella(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    primera = cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="La sede.")
    cambiar_datos(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), sede="Otra sala")
    assert cerrar(almacen, reunion).sha256 != primera.sha256


def previa(almacen: Almacen, reunion: UUID, **otros: Any) -> bytes:
    return vista_previa(almacen, reunion=reunion, imprenta=ImprentaFalsa(), aviso_privacidad=AVISO, **otros)


def test_la_vista_previa_es_lo_que_se_exportaria_y_no_escribe_nada(almacen: Almacen, tmp_path: Path) -> None:
    reunion = celebrada(almacen)
    archivos = sorted(almacen.carpeta.raiz.rglob("*"))
    antes, borrador = volcado(almacen), previa(almacen, reunion)
    assert (volcado(almacen), sorted(almacen.carpeta.raiz.rglob("*"))) == (antes, archivos)
    assert exportada(almacen, reunion, tmp_path / "b.pdf") == ("borrador", borrador)
    cerrar(almacen, reunion)
    cerrada = previa(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo="Faltó una hora.")
    assert b" v2 " in previa(almacen, reunion), "lo que se prepara ya es la versión 2"
    assert previa(almacen, reunion, version=1) == cerrada, "lo que se cerró sigue siendo lo mismo"
    impresa = imprimir_acta(almacen, reunion=reunion, imprenta=ImprentaFalsa(), aviso_privacidad=AVISO, version=1)
    assert (impresa.etapa, impresa.version) == ("para_firma", 1)


def test_una_visita_no_tiene_vista_propia_ni_por_version(almacen: Almacen) -> None:
    anfitriona, visita = con_visita(almacen)
    for version in (None, 1):
        with pytest.raises(ErrorDeNegocio, match="comparte el acta"):
            previa(almacen, visita.reunion, version=version)
    cerrar(almacen, anfitriona.reunion)
    with pytest.raises(ErrorDeNegocio, match="comparte el acta"):
        previa(almacen, visita.reunion)


def test_la_vista_previa_se_hace_en_otro_hilo_y_se_cancela_entre_pasos(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    with ThreadPoolExecutor(1) as hilo:
        assert hilo.submit(previa, almacen, reunion).result() == previa(almacen, reunion)
    imprenta = ImprentaFalsa()

    class Basta(Exception):
        pass

    def seguir(hecho: int, _total: int) -> None:
        if hecho:
            raise Basta

    with pytest.raises(Basta):
        vista_previa(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=AVISO, progreso=seguir)
    assert imprenta.pedidas == [], "no se imprime lo que ya nadie espera"
    agregar_punto(almacen, reunion=reunion, asunto="Otro", desarrollo="Se puede seguir escribiendo.")


def test_sin_responsable_de_los_datos_se_avisa_antes_de_cerrar(almacen: Almacen) -> None:
    reunion = celebrada(almacen)
    con = revisar_acta(almacen, reunion=reunion, responsable_de_datos=RESPONSABLE)
    sin = revisar_acta(almacen, reunion=reunion, responsable_de_datos="  ")
    (aviso,) = [h for h in sin if h not in con]
    assert (aviso.gravedad, aviso.tabla, aviso.campo) == (Gravedad.ADVIERTE, AJUSTES, "responsable_de_datos")
