"""Settling with an e.firma: whose signature it is, what is stored, what is not, and when the file is locked."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.verificacion import Juicio
from enlace_app.errores import ErrorDeEntorno, ErrorDeNegocio
from enlace_app.salida.efirma.lectura import FirmaElectronica, firmas_de
from enlace_app.servicios.asientos import Asiento
from enlace_app.servicios.comprobaciones import de_los_firmantes
from enlace_app.servicios.firma_electronica import firmar_con_efirma
from enlace_app.servicios.firmas import firmar_simple
from tests.efirmas import (
    AHORA,
    CONTRASENA,
    DESDE,
    autoridad,
    clave,
    como_el_sat,
    efirma,
    exponente_privado,
    hoja_por_firmar,
    llave_de,
    sin_cifrar,
)
from tests.servicios.escenario import ImprentaFalsa, celebrada, cerrar, escrito, volcado

UNA, OTRA = "PERSONA TRES", "CUATRO PERSONA"
"""As certificates would name «Persona Tres» and «Persona Cuatro»: without case, the second with its words turned."""
AJENA, CINCO = "EJEMPLO DOS SIN VALIDEZ", "EJEMPLO CINCO SIN VALIDEZ"


class ImprentaDeHojas(ImprentaFalsa):
    """Prints a real sheet with cells where it is to be signed."""

    def para_firma(self, contenido: Mapping[str, Any], sha256: str) -> bytes:
        super().para_firma(contenido, sha256)
        return hoja_por_firmar(str(contenido["folio"]))


@pytest.fixture
def imprenta() -> ImprentaDeHojas:
    return ImprentaDeHojas()


@pytest.fixture
def reunion(almacen: Almacen, imprenta: ImprentaDeHojas) -> UUID:
    """A closed acta that «Persona Tres» and «Persona Cuatro» are expected to sign, «Persona Dos» having signed."""
    reunion = celebrada(almacen, preside="Persona Tres", facilitador="Persona Cuatro")
    cerrar(almacen, reunion, imprenta)
    firmar_simple(almacen, reunion=reunion, nombre="Persona Dos", imprenta=imprenta)
    return reunion


class Firmas:
    """Signs with the e.firma of somebody, files written as a person would have them on a stick."""

    def __init__(self, almacen: Almacen, reunion: UUID, imprenta: ImprentaDeHojas, carpeta: Path) -> None:
        self.almacen, self.reunion, self.imprenta, self.carpeta = almacen, reunion, imprenta, carpeta

    def __call__(self, nombre: str, **cambios: Any) -> Asiento:
        suya = efirma(nombre)
        datos: dict[str, Any] = {
            "cer": escrito(self.carpeta, "titular.cer", cambios.pop("datos_cer", suya.cer)),
            "key": escrito(self.carpeta, "titular.key", cambios.pop("datos_key", suya.key)),
            "contrasena": clave(),
        }
        return firmar_con_efirma(self.almacen, reunion=self.reunion, imprenta=self.imprenta, **{**datos, **cambios})

    def filas(self) -> list[dict[str, Any]]:
        return self.almacen.lectura.filas("SELECT * FROM firma ORDER BY creado, uuid")

    def pdfs(self, etapa: str = "efirma") -> list[bytes]:
        filas = self.almacen.lectura.filas(
            "SELECT r.pdf_sha256 FROM rendicion r JOIN adjunto a ON a.sha256 = r.pdf_sha256 "
            "WHERE etapa = :etapa ORDER BY a.tamano",
            {"etapa": etapa},
        )
        return [self.almacen.adjuntos.leer(f["pdf_sha256"]) for f in filas]

    def leidas(self) -> list[FirmaElectronica]:
        return firmas_de(self.pdfs()[-1])


@pytest.fixture
def firmas(almacen: Almacen, reunion: UUID, imprenta: ImprentaDeHojas, tmp_path: Path) -> Firmas:
    memoria = tmp_path / "memoria"
    memoria.mkdir()
    return Firmas(almacen, reunion, imprenta, memoria)


def test_dos_firman_y_la_ultima_bloquea(firmas: Firmas, almacen: Almacen) -> None:
    primero = firmas(UNA)
    assert (primero.asentadas, primero.firmada) == (("Persona Tres",), False)
    assert primero.pendientes == ("Persona Cuatro",)
    assert [f.bloquea for f in firmas.leidas()] == [False]
    segundo = firmas(OTRA)
    assert (segundo.asentadas, segundo.pendientes, segundo.firmada) == (("Persona Cuatro",), (), True)
    uno, dos = firmas.pdfs()
    (hoja,) = firmas.pdfs("para_firma")
    assert uno.startswith(hoja)
    assert dos.startswith(uno)
    assert [(f.nombre, f.bloquea, f.se_sostiene) for f in firmas.leidas()] == [(UNA, False, True), (OTRA, True, True)]
    assert "hoja_de_firmas" in firmas.imprenta.pedidas
    assert "firmada" not in firmas.imprenta.pedidas
    filas = {f["nombre"]: f["certificado"] for f in firmas.filas() if f["clase"] == "efirma"}
    assert filas == {"Persona Tres": firmas.leidas()[0].numero, "Persona Cuatro": firmas.leidas()[1].numero}
    assert (firmas.leidas()[0].rfc or "-") not in str(volcado(almacen)), "of the person the name is stored, no more"


def test_quien_nadie_esperaba_se_agrega_y_puede_ser_la_ultima(firmas: Firmas) -> None:
    """She takes nobody's cell; with `siguen` the file stays open after those who were expected."""
    ajena = firmas(AJENA)
    assert (ajena.asentadas, ajena.pendientes) == ((AJENA,), ("Persona Tres", "Persona Cuatro"))
    firmas(UNA)
    abierto = firmas(OTRA, siguen=True)
    assert (abierto.pendientes, abierto.firmada) == ((), False)
    assert not any(f.bloquea for f in firmas.leidas())
    assert firmas(CINCO).firmada
    assert [f.bloquea for f in firmas.leidas()] == [False, False, False, True]
    with pytest.raises(ErrorDeNegocio, match="ya quedó firmada"):
        firmas("EJEMPLO SEIS SIN VALIDEZ")


def test_nada_de_la_llave_ni_de_la_contrasena_queda_escrito(
    firmas: Firmas, almacen: Almacen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither in the database nor in a stored file, nor in what was temporary."""
    temporales = tmp_path / "temporales"
    temporales.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporales))
    firmas(UNA, datos_key=como_el_sat(llave_de(UNA), CONTRASENA.encode()))
    firmas(OTRA)
    almacen.respaldar("manual", conservar=1, dias=1)
    secretos = [CONTRASENA.encode(), CONTRASENA.encode("utf-16-le"), CONTRASENA.encode("latin-1")]
    for nombre in (UNA, OTRA):
        secretos += [exponente_privado(llave_de(nombre)), sin_cifrar(llave_de(nombre)), efirma(nombre).key]
    mirados = 0
    for archivo in tmp_path.rglob("*"):
        if archivo.is_file() and firmas.carpeta not in archivo.parents:
            datos = archivo.read_bytes()
            assert not any(secreto in datos for secreto in secretos), archivo
            mirados += 1
    assert mirados >= 5
    assert not list(temporales.iterdir())


def test_ya_asentado_no_firma_otra_vez(firmas: Firmas, almacen: Almacen) -> None:
    """By the same certificate, by another of the same holder, or who signed in another way before."""
    firmas(UNA)
    antes = volcado(almacen)
    otro = autoridad().emitir("TRES PERSONA", llave_de(AJENA), consecutivo=99, desde=DESDE)
    for nombre, cambios in ((UNA, {}), (AJENA, {"datos_cer": otro}), ("PERSONA DOS", {}), ("DOS PERSONA", {})):
        with pytest.raises(ErrorDeNegocio, match="ya firmó"):
            firmas(nombre, **cambios)
    assert volcado(almacen) == antes


def test_un_nombre_parecido_se_pregunta(firmas: Firmas, almacen: Almacen) -> None:
    """With a second surname in the certificate: only a person can say whether it is she."""
    antes = volcado(almacen)
    completa = "PERSONA TRES INVENTADA"
    with pytest.raises(ErrorDeNegocio, match="Si es la misma persona"):
        firmas(completa)
    assert volcado(almacen) == antes
    with pytest.raises(ErrorDeNegocio, match="no está entre quienes faltan"):
        firmas(completa, firmante="Persona Dos")
    assert firmas(completa, firmante="persona tres").asentadas == ("Persona Tres",)
    assert firmas.leidas()[0].nombre == completa
    otra = "PERSONA CUATRO INVENTADA"
    assert firmas(otra, firmante=otra).pendientes == ("Persona Cuatro",), "she said that she is somebody else"


def test_nadie_firma_con_el_certificado_de_otro(firmas: Firmas, almacen: Almacen) -> None:
    """Whoever is said to be the holder, the names must be alike; and the record keeps that of the certificate."""
    antes = volcado(almacen)
    for nombre in (AJENA, OTRA):
        with pytest.raises(ErrorDeNegocio, match="no es el nombre de Persona Tres"):
            firmas(nombre, firmante="Persona Tres")
    assert volcado(almacen) == antes
    completa = "PERSONA TRES INVENTADA"
    firmas(completa, firmante="Persona Tres")
    assert [(f["nombre"], f["titular"]) for f in firmas.filas() if f["clase"] == "efirma"] == [
        ("Persona Tres", completa)
    ]
    with pytest.raises(ErrorDeNegocio, match="Persona Tres ya firmó"):
        firmas(completa, firmante=completa)


def test_la_comprobacion_pide_que_el_certificado_sea_de_quien_firmo(firmas: Firmas, almacen: Almacen) -> None:
    """Another holder with the number that was noted is not the one who signed."""
    firmas(UNA)
    acta = str(firmas.filas()[0]["acta"])
    (leida,) = firmas.leidas()
    for nombre, juicio in ((UNA, Juicio.BIEN), (AJENA, Juicio.MAL)):
        comprobada = de_los_firmantes(almacen.lectura, acta, [replace(leida, nombre=nombre)], si_falta=Juicio.BIEN)
        assert comprobada is not None
        assert comprobada.resultado is juicio


def test_las_mismas_palabras_en_otro_orden_se_preguntan(
    almacen: Almacen, imprenta: ImprentaDeHojas, tmp_path: Path
) -> None:
    """María José and José María are two persons until somebody says otherwise."""
    reunion = celebrada(almacen, preside="María José Inventada Ruiz")
    cerrar(almacen, reunion, imprenta)
    firmas = Firmas(almacen, reunion, imprenta, tmp_path)
    with pytest.raises(ErrorDeNegocio, match="Si es la misma persona"):
        firmas("JOSE MARIA INVENTADA RUIZ")
    assert firmas.filas() == []


def test_quien_se_llama_como_otro_de_la_lista_no_firma_por_el_parecido(
    almacen: Almacen, imprenta: ImprentaDeHojas, tmp_path: Path
) -> None:
    reunion = celebrada(almacen, preside="María José Inventada Ruiz", facilitador="José María Inventada Ruiz")
    cerrar(almacen, reunion, imprenta)
    firmas = Firmas(almacen, reunion, imprenta, tmp_path)
    with pytest.raises(ErrorDeNegocio, match="no es el nombre de"):
        firmas("JOSE MARIA INVENTADA RUIZ", firmante="María José Inventada Ruiz")
    assert firmas("JOSE MARIA INVENTADA RUIZ").asentadas == ("José María Inventada Ruiz",)


def test_bajo_protesta_con_su_porque(firmas: Firmas) -> None:
    from enlace_app.dominio.firmas import Resultado

    with pytest.raises(ErrorDeNegocio, match="protesta"):
        firmas(UNA, resultado=Resultado.BAJO_PROTESTA)
    firmas(UNA, resultado=Resultado.BAJO_PROTESTA, motivo="No se leyó el punto tercero.")
    assert any(f["resultado"] == "firmó bajo protesta" and f["clase"] == "efirma" for f in firmas.filas())
    with pytest.raises(ErrorDeNegocio, match="constancia"):
        firmas(OTRA, resultado=Resultado.SE_NEGO)


def test_lo_que_se_rechaza_no_deja_rastro(firmas: Firmas, almacen: Almacen, tmp_path: Path) -> None:
    antes = volcado(almacen)
    guardados = sorted(almacen.carpeta.adjuntos.rglob("*"))
    csd = autoridad().emitir(UNA, llave_de(UNA), consecutivo=5, desde=DESDE, es_efirma=False)
    vencido = autoridad().emitir(UNA, llave_de(UNA), consecutivo=6, desde=DESDE, hasta=AHORA - timedelta(days=1))
    casos: tuple[tuple[dict[str, Any], str], ...] = (
        ({"contrasena": clave("otra")}, "no es la de esa llave"),
        ({"datos_key": efirma(OTRA).key}, "no corresponde"),
        ({"datos_cer": csd}, "CSD"),
        ({"datos_cer": vencido}, "venció"),
        ({"datos_cer": efirma(UNA).key, "datos_key": efirma(UNA).cer}, "al revés"),
        ({"datos_key": b"\0" * 2_000_000}, "demasiado grande"),
    )
    for cambios, dice in casos:
        secreto = cambios.setdefault("contrasena", clave())
        with pytest.raises(ErrorDeNegocio, match=dice):
            firmas(UNA, **cambios)
        assert isinstance(secreto, bytearray)
        assert not any(secreto)
    with pytest.raises(ErrorDeEntorno, match="No se encontró"):
        firmas(UNA, cer=tmp_path / "no está.cer")
    assert volcado(almacen) == antes
    assert sorted(almacen.carpeta.adjuntos.rglob("*")) == guardados


def test_si_otro_firma_al_mismo_tiempo_no_se_pierde_su_firma(firmas: Firmas, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading the PDF and writing, somebody else signs: the second is told to repeat, nothing is lost."""
    import enlace_app.salida.efirma.firma as modulo

    original = modulo.firmar

    def interrumpir(*args: Any, **datos: Any) -> Any:
        monkeypatch.setattr(modulo, "firmar", original)
        firmas(OTRA)
        return original(*args, **datos)

    monkeypatch.setattr(modulo, "firmar", interrumpir)
    with pytest.raises(ErrorDeNegocio, match="al mismo tiempo"):
        firmas(UNA)
    assert [f.nombre for f in firmas.leidas()] == [OTRA]
    assert firmas(UNA).firmada
    assert [f.nombre for f in firmas.leidas()] == [OTRA, UNA]
