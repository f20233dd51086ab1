"""The one way in which signatures are written on an acta, or on a document that mends one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from enlace_app.consultas import expedientes as consultas
from enlace_app.consultas.rendiciones import rendiciones_de
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.actas import Acta, ClaseDeActa, Etapa, Rendicion
from enlace_app.dominio.firmas import (
    ClaseDeFirma,
    Firma,
    Resultado,
    asentada,
    exigir_circunstancias,
    pendientes,
    salidas_de,
)
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.reuniones import EstadoReunion, Reunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.cierres import nombre_de_pdf
from enlace_app.servicios.imprenta import Imprenta


@dataclass(frozen=True)
class Asiento:
    """What was settled now, who is still open, and whether the acta is signed off with it."""

    folio: str
    asentadas: tuple[str, ...]
    pendientes: tuple[str, ...]
    firmada: bool


@dataclass(frozen=True)
class FirmaNueva:
    """How one signatory ends, before it is written; see `Firma` for what each field means."""

    nombre: str
    clase: ClaseDeFirma
    instante: datetime
    resultado: Resultado = Resultado.FIRMO
    hora: str | None = None
    motivo: str | None = None
    adjunto_nombre: str | None = None
    adjunto_sha256: str | None = None
    certificado: str | None = None
    titular: str | None = None

    def constancia(self, acta: UUID) -> Firma:
        """Return the record of it; only inside a unit of work, which maps the records."""
        return Firma(acta=acta, **vars(self))


@dataclass(frozen=True)
class AdjuntoDeFirma:
    """A stored file that backs the signatures, such as the scan."""

    sha256: str
    nombre: str
    tipo: str
    tamano: int


@dataclass(frozen=True)
class Situacion:
    """An acta that may be signed, who is expected to, who is settled, and what was printed of it."""

    acta: Acta
    esperados: list[str]
    firmas: list[Firma]
    rendiciones: Mapping[str, str]
    """SHA-256 of the stored PDF by stage."""

    @property
    def pendientes(self) -> list[str]:
        """Who of those expected is open, in the acta's order and spelling."""
        return pendientes(self.esperados, self.firmas)

    @property
    def firmada(self) -> bool:
        """Whether it is signed off: the rendering that is made with the last signature is there."""
        return not {Etapa.FIRMADA, Etapa.HOJA_DE_FIRMAS}.isdisjoint(self.rendiciones)

    @property
    def con_efirma(self) -> bool:
        """Whether somebody signed with an e.firma: then nothing replaces the bytes that were signed."""
        return any(f.clase == ClaseDeFirma.EFIRMA for f in self.firmas)

    @property
    def pdf_por_firmar(self) -> str:
        """The SHA-256 of the stored PDF on which the next e.firma is an increment."""
        return self.rendiciones.get(Etapa.EFIRMA) or self.rendiciones[Etapa.PARA_FIRMA]

    def salidas(self) -> dict[str, str]:
        """Return at what hour each of those present left, by folded name."""
        return salidas_de(self.acta.leer())

    def nombre_propio(self, nombre: str) -> str:
        """Return the acta's own spelling of a name where it expects that person."""
        return next((e for e in self.esperados if plegar(e) == plegar(nombre)), nombre)

    def exigir_sin_asentar(self, nombre: str) -> None:
        """Raise `ErrorDeNegocio` if that person is settled already: a signature is never written over."""
        propia = next((f for f in self.firmas if plegar(f.nombre) == plegar(nombre)), None)
        if propia is not None:
            como = "ya firmó el acta" if propia.resultado.firma else f"ya consta que {propia.resultado} en el acta"
            raise ErrorDeNegocio(f"{propia.nombre} {como} {self.acta.folio}.")

    def termina_con(self, nuevas: Sequence[FirmaNueva], *, siguen: bool) -> bool:
        """Whether these are the last signatures: nobody is open after them, somebody signed, and no more follow."""
        completas = [*self.firmas, *(n.constancia(self.acta.uuid) for n in nuevas)]
        return not siguen and not self.firmada and asentada(self.esperados, completas)


def acta_por_firmar(u: Unidad, reunion: UUID) -> UUID:
    """Return the acta of a closed meeting in its latest version; raises `ErrorDeNegocio` if there is none to sign."""
    encontrada = u.traer(Reunion, reunion)
    if encontrada.parte_de is not None:
        anfitriona = u.traer(Reunion, encontrada.parte_de)
        raise ErrorDeNegocio(
            f"{encontrada.folio_visible} comparte el acta de {anfitriona.folio_visible}; use ese folio."
        )
    if not encontrada.congelada:
        raise ErrorDeNegocio(
            f"El acta de {encontrada.folio_visible} no está cerrada; ciérrela antes de firmarla "
            f"(enlace acta cerrar {encontrada.folio_visible})."
        )
    return UUID(consultas.versiones(u, reunion)[-1]["uuid"])


def situacion(u: Unidad, acta: UUID) -> Situacion:
    """Return what there is to sign and what was signed; raises `ErrorDeNegocio` for a version no longer in force."""
    encontrada = u.traer(Acta, acta)
    if encontrada.clase == ClaseDeActa.ACTA and acta_por_firmar(u, encontrada.reunion) != acta:
        raise ErrorDeNegocio(
            f"La versión {encontrada.version} del acta {encontrada.folio} ya no es la vigente; se firma la última."
        )
    return Situacion(
        acta=encontrada,
        esperados=[str(f["nombre"]) for f in encontrada.leer()["firmantes"]],
        firmas=sorted(u.varios(Firma, acta=acta), key=lambda f: (f.instante, f.uuid)),
        rendiciones=rendiciones_de(u, acta),
    )


def ahora() -> datetime:
    """Return the instant of a signature; to the second, as it is printed."""
    return datetime.now(UTC).replace(microsecond=0)


def motivo_limpio(almacen: Almacen, motivo: str | None) -> str | None:
    """Return a reason as it is stored; what is only blanks is none."""
    return almacen.alfabeto.limpiar("Motivo", (motivo or "").strip()) or None


def razon_de_firma(almacen: Almacen, resultado: Resultado, motivo: str | None) -> str | None:
    """Return the reason of a signature as it is stored; raises `ErrorDeNegocio` for a result that is no signature."""
    if not resultado.firma:
        raise ErrorDeNegocio("Quien se retiró o se negó no firma; asiéntelo como constancia.")
    razon = motivo_limpio(almacen, motivo)
    exigir_circunstancias(resultado, hora=None, motivo=razon)
    return razon


@dataclass(frozen=True)
class _Preparado:
    """What was printed and stored before the transaction, and what it was made from."""

    firmas: frozenset[UUID]
    rendiciones: Mapping[str, str]
    hechas: tuple[tuple[Etapa, str, int], ...]
    """Stage, SHA-256 and size of each new rendering."""
    termina: bool


def asentar(
    almacen: Almacen,
    acta: UUID,
    nuevas: Sequence[FirmaNueva],
    imprenta: Imprenta,
    *,
    adjunto: AdjuntoDeFirma | None = None,
    siguen: bool = False,
    pdf_efirma: bytes | None = None,
) -> Asiento:
    """Write the signatures; with the last one, the second rendering and the state `firmada`, all or nothing.

    With an e.firma among the signatures that rendering is the sheet of signatures alone. `pdf_efirma` is the PDF with
    the increment of an e.firma: it must begin with the bytes that were to be signed. `siguen`: more signatures follow
    although nobody who was expected is open.
    """
    preparado = _preparar(almacen, acta, nuevas, imprenta, siguen=siguen, pdf_efirma=pdf_efirma)
    with almacen.escribir("Firmar acta") as u:
        actual = situacion(u, acta)
        iguales = {f.uuid for f in actual.firmas} == preparado.firmas
        if not iguales or actual.rendiciones != preparado.rendiciones:
            raise ErrorDeNegocio("Otra firma se asentó al mismo tiempo; vuelva a intentarlo.")
        if adjunto:
            u.registrar_adjunto(adjunto.sha256, adjunto.nombre, adjunto.tipo, adjunto.tamano)
        constancias = [n.constancia(acta) for n in nuevas]
        for constancia in constancias:
            u.agregar(constancia)
        u.asentar()
        for etapa, sha256, tamano in preparado.hechas:
            u.registrar_adjunto(sha256, nombre_de_pdf(actual.acta.folio, actual.acta.version), "pdf", tamano)
            u.agregar(Rendicion(acta=acta, etapa=etapa, pdf_sha256=sha256))
        u.asentar()  # the database takes a meeting for signed off only with the rendering that says so
        if preparado.termina and actual.acta.clase == ClaseDeActa.ACTA:
            _pasar_a_firmada(u, actual.acta.reunion)
        u.principal = actual.acta.reunion
        u.asentar()
        abiertos = pendientes(actual.esperados, [*actual.firmas, *constancias])
        quienes = tuple(n.nombre for n in nuevas)
        return Asiento(actual.acta.folio, quienes, tuple(abiertos), preparado.termina or actual.firmada)


def _preparar(
    almacen: Almacen,
    acta: UUID,
    nuevas: Sequence[FirmaNueva],
    imprenta: Imprenta,
    *,
    siguen: bool,
    pdf_efirma: bytes | None,
) -> _Preparado:
    """Print and store outside the transaction: that takes seconds, in which nobody else could save."""
    with almacen.consultar() as u:
        antes = situacion(u, acta)
        for nueva in nuevas:
            antes.exigir_sin_asentar(nueva.nombre)
        if pdf_efirma is not None:
            _exigir_incremento(almacen, antes, pdf_efirma)
        completas = [*antes.firmas, *(n.constancia(acta) for n in nuevas)]
        termina = antes.termina_con(nuevas, siguen=siguen)
        contenido, sha256 = antes.acta.leer(), antes.acta.sha256
        firmas = frozenset(f.uuid for f in antes.firmas)
    pdfs = [] if pdf_efirma is None else [(Etapa.EFIRMA, pdf_efirma)]
    if termina and any(f.clase == ClaseDeFirma.EFIRMA for f in completas):
        pdfs.append((Etapa.HOJA_DE_FIRMAS, imprenta.hoja_de_firmas(contenido, sha256, completas)))
    elif termina:
        pdfs.append((Etapa.FIRMADA, imprenta.firmada(contenido, sha256, completas)))
    hechas = tuple((etapa, almacen.adjuntos.guardar(pdf), len(pdf)) for etapa, pdf in pdfs)
    return _Preparado(firmas, antes.rendiciones, hechas, termina)


def _exigir_incremento(almacen: Almacen, antes: Situacion, pdf: bytes) -> None:
    """A file that lost an earlier signature, or is another acta's, must not take the place of what was signed."""
    if antes.firmada:
        raise ErrorDeNegocio(
            f"El acta {antes.acta.folio} ya quedó firmada por todos; la e.firma se pone antes de la última firma."
        )
    firmado = almacen.adjuntos.leer(antes.pdf_por_firmar)
    if len(pdf) <= len(firmado) or not pdf.startswith(firmado):
        raise ErrorDeNegocio("Otra firma se asentó al mismo tiempo; vuelva a intentarlo.")


def _pasar_a_firmada(u: Unidad, reunion: UUID) -> None:
    u.traer(Reunion, reunion).pasar_a(EstadoReunion.FIRMADA)
    for visita in u.varios(Reunion, parte_de=reunion, estado=EstadoReunion.CERRADA):
        visita.pasar_a(EstadoReunion.FIRMADA)
