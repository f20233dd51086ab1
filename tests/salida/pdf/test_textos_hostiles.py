"""Two thousand hostile texts, in every field of an acta: each comes out identical or is refused with its field."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from markupsafe import Markup

from enlace_app.arranque import crear_imprenta, leer_alfabeto
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.correcciones import Aclaracion
from enlace_app.dominio.firmas import Resultado
from enlace_app.dominio.textos import MAXIMO_UTF16, Alfabeto, ErrorDeTexto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.rutas import CarpetaDatos
from enlace_app.salida.pdf import redaccion
from enlace_app.salida.pdf.marcado import marcar
from enlace_app.servicios.actas import cerrar_acta, imprimir_acta, reabrir_acta
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.asistencias import registrar_asistencia
from enlace_app.servicios.correcciones import hacer_acta_aclaratoria
from enlace_app.servicios.documentos import registrar_documento
from enlace_app.servicios.firmas import firmar_simple
from enlace_app.servicios.imprenta import Imprenta
from enlace_app.servicios.intervenciones import agregar_intervencion
from enlace_app.servicios.puntos import agregar_punto
from enlace_app.servicios.reuniones import anotar_receso, cambiar_datos, dar_paso
from enlace_app.servicios.sitios import iniciar
from enlace_app.servicios.votaciones import registrar_votacion
from tests.salida.pdf.lectura_de_pdf import hojas, necesita_poppler, se_imprime, sin_blancos
from tests.salida.pdf.textos_hostiles import TextoHostil, texto_largo, textos_hostiles
from tests.servicios.escenario import FIRMANTE, celebrada, cerrar, nueva, principal, rev_de

SEMILLAS = range(1, 9)
POR_ACTA = 250
"""Eight actas of two hundred and fifty texts."""

_MARCA = len("«1.0001»")

Servicio = Callable[..., Any]


@pytest.fixture(scope="session")
def alfabeto() -> Alfabeto:
    """The characters of the real font, instead of those of the other tests."""
    return leer_alfabeto()


@pytest.fixture(scope="module")
def comenzada(tmp_path_factory: pytest.TempPathFactory, alfabeto: Alfabeto) -> Path:
    """A data folder with its catalogues, to be copied."""
    carpeta = tmp_path_factory.mktemp("hostiles") / "datos"
    with Almacen(CarpetaDatos(carpeta), alfabeto=alfabeto) as almacen:
        iniciar(almacen, nombre="Persona Uno", rol="enlace", region="CAR")
    return carpeta


@pytest.fixture
def almacen(comenzada: Path, alfabeto: Alfabeto, tmp_path: Path) -> Iterator[Almacen]:
    """A data folder of its own."""
    carpeta = shutil.copytree(comenzada, tmp_path / "datos")
    with Almacen(CarpetaDatos(carpeta), alfabeto=alfabeto) as almacen:
        yield almacen


@pytest.fixture(scope="session")
def imprenta() -> Imprenta:
    return crear_imprenta()


@dataclass
class Captura:
    """Types texts into fields through the services, as a person does who changes what is refused."""

    textos: Iterator[TextoHostil]
    tecleados: list[TextoHostil] = field(default_factory=list)
    guardados: list[TextoHostil] = field(default_factory=list)
    rechazados: list[TextoHostil] = field(default_factory=list)

    def _inocente(self) -> str:
        """No two alike: two signatories of one name would keep the acta open."""
        return f"Sin nada hostil {len(self.tecleados)}"

    def llenar(self, servicio: Servicio, campos: Mapping[str, str], **fijos: Any) -> Any:
        """Call the service with a text in each field; `campos`: its keyword and the name that a refusal must say."""
        puestos = dict(zip(campos, islice(self.textos, len(campos)), strict=False))
        self.tecleados += puestos.values()
        pendientes: dict[str, TextoHostil] = dict(puestos)
        while True:
            valores = {c: pendientes[c].escrito if c in pendientes else self._inocente() for c in puestos}
            try:
                cambios = servicio(**{c: _formar(c, v) for c, v in valores.items()}, **fijos)
            except ErrorDeTexto as error:
                culpable = next(c for c in pendientes if campos[c] == error.campo and pendientes[c].se_rechaza)
                assert str(error).startswith(f"{campos[culpable]}: ")
                self.rechazados.append(pendientes.pop(culpable))
            else:
                self.guardados += pendientes.values()
                return cambios


def _formar(campo: str, valor: str) -> Any:
    """Give a text the form that the field's argument has."""
    if campo == "responsables":
        return [valor, "Vecinos de Prueba"]
    if campo == "plazo":
        return f"sin plazo: se verá después {valor}"
    if campo == "sentido_por_parte":
        return {valor: "a favor"}
    return valor


_REUNION = {
    "ciudad": "Ciudad",
    "sede": "Sede",
    "modalidad": "Modalidad",
    "convoca": "Convoca",
    "preside": "Preside",
    "facilitador": "Facilitador",
    "presentes_nota": "Nota sobre los presentes",
    "resumen": "Resumen",
    "asuntos_generales": "Asuntos generales",
}
_ASISTENCIA = {
    "persona": "Persona",
    "organizacion": "Organización",
    "cargo": "Cargo",
    "parte": "Parte",
    "calidad": "Calidad",
    "suple_a": "Suple a",
}
_AUSENCIA = {"persona": "Persona", "organizacion": "Organización", "cargo": "Cargo"}
_RECESO = {"motivo": "Motivo del receso"}
_PUNTO = {"asunto": "Asunto", "desarrollo": "Desarrollo"}
_VOTACION = {"disenso": "Disenso razonado", "sentido_por_parte": "Parte", "asunto": "Asunto que se vota"}
_INTERVENCION = {"persona": "Quién interviene", "texto": "Texto de la intervención"}
_ACUERDO = {"texto": "Texto del acuerdo", "responsables": "Responsable", "plazo": "Plazo como se dijo"}
_DOCUMENTO = {
    "sentido": "Sentido",
    "tipo": "Tipo de documento",
    "remitente": "Remitente",
    "receptor": "Receptor",
    "turnado_a": "Turnado a",
    "medio": "Medio",
    "descripcion": "Descripción",
}


def _reunion_hostil(almacen: Almacen, captura: Captura) -> UUID:
    """A meeting held, with hostile texts wherever a person may write."""
    reunion = nueva(almacen)
    con: dict[str, Any] = {"almacen": almacen, "reunion": reunion}
    captura.llenar(cambiar_datos, _REUNION, **con, rev=rev_de(almacen, "reunion", reunion), presentes_n=9)
    for _ in range(12):
        captura.llenar(registrar_asistencia, _ASISTENCIA, **con)
    for _ in range(2):
        captura.llenar(registrar_asistencia, _AUSENCIA, **con, ausente=True)
    punto = principal(captura.llenar(agregar_punto, _PUNTO, **con))
    for _ in range(3):
        captura.llenar(agregar_punto, _PUNTO, **con)
    for _ in range(6):
        captura.llenar(registrar_votacion, _VOTACION, **con, modalidad="mayoria", resultado="aprobado", punto=punto)
    for _ in range(13):
        captura.llenar(agregar_acuerdo, _ACUERDO, **con)
    for _ in range(12):
        captura.llenar(registrar_documento, _DOCUMENTO, **con)
    for _ in range(4):
        captura.llenar(agregar_intervencion, _INTERVENCION, **con, punto=punto)
    for inicio in ("11:00", "11:30"):
        rev = rev_de(almacen, "reunion", reunion)
        captura.llenar(anotar_receso, _RECESO, **con, rev=rev, inicio=inicio, fin=None)
    while len(captura.tecleados) < POR_ACTA:
        captura.llenar(agregar_punto, _PUNTO, **con)
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    return reunion


def _impresa(almacen: Almacen, reunion: UUID, imprenta: Imprenta) -> bytes:
    """The acta for signature, closed and printed by the real printer, as it was stored."""
    cerrar_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=None)
    return imprimir_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=None).datos


def _faltan(textos: list[str], paginas: list[str]) -> list[str]:
    todo = "".join(paginas)
    return [t for t in textos if sin_blancos(t) not in todo and not se_imprime(t, paginas, trozo=_MARCA)]


@necesita_poppler
@pytest.mark.parametrize("semilla", SEMILLAS)
def test_cada_texto_sale_identico_o_se_rechaza_con_su_campo(
    semilla: int, almacen: Almacen, imprenta: Imprenta, tmp_path: Path
) -> None:
    captura = Captura(textos_hostiles(semilla, POR_ACTA))
    pdf = _impresa(almacen, _reunion_hostil(almacen, captura), imprenta)
    assert len(captura.tecleados) == POR_ACTA
    assert {t.escrito for t in captura.rechazados} == {t.escrito for t in captura.tecleados if t.se_rechaza}
    assert _faltan([t.impreso for t in captura.guardados], hojas(pdf, tmp_path)) == []


@necesita_poppler
def test_lo_mas_largo_que_cabe_sale_entero_en_cada_clase_de_lugar(
    almacen: Almacen, imprenta: Imprenta, tmp_path: Path
) -> None:
    """A paragraph, a line, a cell longer than a page and the reason of a version, each of 32,767 units."""
    largos = [texto_largo(semilla, MAXIMO_UTF16) for semilla in range(10, 15)]
    reunion = nueva(almacen)
    registrar_asistencia(almacen, reunion=reunion, organizacion=largos[0])
    agregar_punto(almacen, reunion=reunion, asunto=largos[1], desarrollo=largos[2])
    agregar_acuerdo(almacen, reunion=reunion, texto=largos[3], responsables=["Vecinos"], plazo="31 de octubre de 2017")
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    cerrar(almacen, reunion)
    reabrir_acta(almacen, reunion=reunion, motivo=largos[4])
    pdf = _impresa(almacen, reunion, imprenta)
    assert [t[:20] for t in _faltan(largos, hojas(pdf, tmp_path))] == []


@pytest.mark.parametrize("sobra", ["a", "\n", "😀"])
def test_una_unidad_de_mas_se_rechaza_con_su_campo(sobra: str, almacen: Almacen) -> None:
    reunion = nueva(almacen)
    with pytest.raises(ErrorDeTexto, match=r"^Desarrollo: .*caben 32,767"):
        agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo="a" * (MAXIMO_UTF16 - 1) + sobra + "a")


@necesita_poppler
def test_sin_escapar_la_comprobacion_lo_nota(
    almacen: Almacen, imprenta: Imprenta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the very texts of the test above, where the wording lets markup through."""
    escapado = marcar
    monkeypatch.setattr(redaccion, "marcar", lambda texto: Markup(texto) if "&#60;" in texto else escapado(texto))
    captura = Captura(t for t in textos_hostiles(1, 4 * POR_ACTA) if "&#60;" in t.escrito and "<" not in t.escrito)
    reunion = nueva(almacen)
    registrar_asistencia(almacen, reunion=reunion, persona="Persona Dos")
    for _ in range(5):
        captura.llenar(agregar_punto, _PUNTO, almacen=almacen, reunion=reunion)
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    paginas = hojas(_impresa(almacen, reunion, imprenta), tmp_path)
    assert len(_faltan([t.impreso for t in captura.guardados], paginas)) == len(captura.guardados) >= 5


def test_sin_escapar_una_etiqueta_no_se_imprime(
    almacen: Almacen, imprenta: Imprenta, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redaccion, "marcar", Markup)
    reunion = nueva(almacen)
    registrar_asistencia(almacen, reunion=reunion, persona="<img src='file:///etc/passwd'/>")
    agregar_punto(almacen, reunion=reunion, asunto="Único", desarrollo="Se trató.")
    dar_paso(almacen, reunion=reunion, rev=rev_de(almacen, "reunion", reunion), estado="celebrada")
    with pytest.raises(ErrorDeNegocio, match=r"la etiqueta .* no se permite"):
        _impresa(almacen, reunion, imprenta)


@necesita_poppler
def test_lo_que_se_escribe_al_firmar_y_al_aclarar_sale_identico(
    almacen: Almacen, imprenta: Imprenta, tmp_path: Path
) -> None:
    textos = [t for t in textos_hostiles(90, 60) if not t.se_rechaza]
    protesta, motivo, *otros = [t.escrito.strip() for t in textos[:42]]
    reunion = celebrada(almacen)
    cerrar(almacen, reunion)
    firmar_simple(
        almacen,
        reunion=reunion,
        nombre=FIRMANTE,
        imprenta=imprenta,
        resultado=Resultado.BAJO_PROTESTA,
        motivo=protesta,
    )
    firmada = imprimir_acta(almacen, reunion=reunion, imprenta=imprenta, aviso_privacidad=None).datos
    assert _faltan([textos[0].impreso], hojas(firmada, tmp_path)) == []
    aclaraciones = [Aclaracion(a, b) for a, b in zip(otros[::2], otros[1::2], strict=True)]
    hecha = hacer_acta_aclaratoria(
        almacen, reunion=reunion, aclaraciones=aclaraciones, motivo=motivo, imprenta=imprenta
    )
    aclaratoria = _guardada(almacen, hecha.acta)
    assert _faltan([t.impreso for t in textos[1:42]], hojas(aclaratoria, tmp_path)) == []
    with pytest.raises(ErrorDeTexto, match=r"^Texto de la aclaración: "):
        hacer_acta_aclaratoria(
            almacen, reunion=reunion, aclaraciones=[Aclaracion("Uno", "a\u202eb")], motivo="Uno", imprenta=imprenta
        )


def _guardada(almacen: Almacen, acta: UUID) -> bytes:
    fila = almacen.lectura.fila("SELECT pdf_sha256 FROM rendicion WHERE acta = :acta", {"acta": str(acta)})
    assert fila is not None
    return almacen.adjuntos.ruta(fila["pdf_sha256"]).read_bytes()
