"""What the record of this computer says about a PDF: each question with its answer in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from enlace_app.consultas import verificacion as registro
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas import ClaseDeActa, Etapa
from enlace_app.dominio.firmas import ClaseDeFirma
from enlace_app.dominio.reuniones import EstadoReunion
from enlace_app.dominio.verificacion import Comprobacion, Juicio

if TYPE_CHECKING:
    from enlace_app.salida.efirma.lectura import FirmaElectronica

EN_REGISTRO: Final = "Registro de este equipo"
REGISTRO_INTEGRO: Final = "Integridad del registro"
BYTES: Final = "Copia guardada"
FIRMANTES: Final = "Firmantes"
ULTIMA: Final = "Última versión"
COPIA: Final = "Copia más completa"
CORRECCIONES: Final = "Correcciones"
_ROTURAS_DICHAS: Final = 3
_DEL_ACTA: Final = frozenset({Etapa.PARA_FIRMA, Etapa.FIRMADA, Etapa.EFIRMA})
_DOCUMENTO: Final = {
    ClaseDeActa.ACTA: "el acta",
    ClaseDeActa.FE_DE_ERRATAS: "la fe de erratas",
    ClaseDeActa.ACTA_ACLARATORIA: "el acta aclaratoria",
}


@dataclass(frozen=True)
class Hallada:
    """The acta of the record that a PDF is, and which stored print (None: it is none of them)."""

    acta: registro.ActaRegistrada
    rendicion: registro.RendicionRegistrada | None


def nombrar(acta: registro.ActaRegistrada) -> str:
    """Return «el acta F, versión N», or what it is else."""
    que = _DOCUMENTO[ClaseDeActa(acta.clase)]
    version = f", versión {acta.version}" if acta.clase == ClaseDeActa.ACTA else ""
    return f"{que} {acta.folio}{version}"


def del_registro_mismo(lectura: Lectura) -> Comprobacion:
    """Whether what this computer holds against the PDF can be trusted itself."""
    roturas = registro.roturas(lectura)
    if not roturas:
        return Comprobacion(
            REGISTRO_INTEGRO,
            Juicio.BIEN,
            "Se volvió a calcular la huella de cada acta guardada y cada una remite a la anterior, sin saltos.",
        )
    dichas = "; ".join(roturas[:_ROTURAS_DICHAS])
    resto = f" (y {len(roturas) - _ROTURAS_DICHAS} más)" if len(roturas) > _ROTURAS_DICHAS else ""
    return Comprobacion(REGISTRO_INTEGRO, Juicio.MAL, f"El registro de este equipo no es íntegro: {dichas}{resto}.")


def de_la_cadena(acta: registro.ActaRegistrada) -> Comprobacion:
    """Say which acta of the chain has the hash of the attached data."""
    return Comprobacion(
        EN_REGISTRO,
        Juicio.BIEN,
        f"La huella de sus datos es la que este equipo guardó para {nombrar(acta)}, el {_dia(acta.cerrada)}.",
    )


def de_los_bytes(hallada: Hallada, *, con_efirma: bool, impreso_guardado: bool) -> Comprobacion:
    """Whether these very bytes were stored; without an e.firma nothing else vouches for what is printed."""
    if hallada.rendicion is not None:
        return Comprobacion(
            BYTES, Juicio.BIEN, "Byte por byte es uno de los archivos que este equipo guardó de esa acta."
        )
    if con_efirma and impreso_guardado:
        return Comprobacion(
            BYTES,
            Juicio.MAL,
            "Lo impreso es lo que este equipo guardó, pero lleva una firma electrónica que el registro no tiene.",
        )
    if con_efirma:
        return Comprobacion(BYTES, Juicio.MAL, "Lo que se firmó no es lo que este equipo imprimió y guardó.")
    return Comprobacion(
        BYTES,
        Juicio.MAL,
        "Sus datos son los del registro, pero el archivo no es ninguno de los que este equipo guardó: alguien lo "
        "cambió o lo volvió a guardar con otro programa.",
    )


def de_los_firmantes(lectura: Lectura, uuid: str, firmas: "Sequence[FirmaElectronica]") -> Comprobacion | None:
    """Whether each certificate is one that the record settled a signatory with; None without e.firma."""
    if not firmas:
        return None
    asentados = {f.certificado for f in registro.firmas(lectura, uuid) if f.clase == ClaseDeFirma.EFIRMA}
    ajenos = [f"{f.nombre} (certificado {f.numero})" for f in firmas if f.numero not in asentados]
    if ajenos:
        return Comprobacion(FIRMANTES, Juicio.MAL, f"En el registro no está la firma de {'; '.join(ajenos)}.")
    return Comprobacion(FIRMANTES, Juicio.BIEN, "Cada certificado es el que este equipo anotó al firmarse el acta.")


def de_la_version(lectura: Lectura, acta: registro.ActaRegistrada) -> Comprobacion:
    """Whether a later version exists, or is being made."""
    if acta.clase != ClaseDeActa.ACTA:
        return Comprobacion(ULTIMA, Juicio.BIEN, "Es una corrección: no tiene versiones.")
    ultima = registro.actas_por_folio(lectura, acta.folio)[-1]
    if ultima.version > acta.version:
        motivo = f" Motivo: {ultima.motivo}." if ultima.motivo else ""
        return Comprobacion(
            ULTIMA, Juicio.MAL, f"La versión {ultima.version} la sustituye desde el {_dia(ultima.cerrada)}.{motivo}"
        )
    if acta.reabierta and acta.estado not in {EstadoReunion.CERRADA, EstadoReunion.FIRMADA}:
        return Comprobacion(ULTIMA, Juicio.MAL, "Se reabrió para corregirla y la versión siguiente aún no se cierra.")
    return Comprobacion(ULTIMA, Juicio.BIEN, f"La versión {acta.version} es la última que tiene este equipo.")


def de_la_copia(lectura: Lectura, hallada: Hallada) -> Comprobacion | None:
    """Whether a print with more signatures was stored after this one; None where that cannot be asked."""
    if hallada.rendicion is None:
        return None
    if hallada.rendicion.etapa not in _DEL_ACTA:
        return Comprobacion(COPIA, Juicio.BIEN, "Es una hoja que acompaña al acta; se lee junto con ella.")
    todas = [r for r in registro.rendiciones(lectura, hallada.acta.uuid) if r.etapa in _DEL_ACTA]
    if todas[-1].pdf_sha256 != hallada.rendicion.pdf_sha256:
        return Comprobacion(COPIA, Juicio.MAL, "Después se guardó otra copia del mismo contenido con más firmas.")
    return Comprobacion(COPIA, Juicio.BIEN, "No hay otra copia con más firmas.")


def de_las_correcciones(lectura: Lectura, acta: registro.ActaRegistrada) -> Comprobacion | None:
    """Name what mends the acta, or what it mends; None where there is nothing to name."""
    if acta.corrige is not None:
        corregida = registro.acta(lectura, acta.corrige)
        cual = nombrar(corregida) if corregida else "un acta que este equipo no tiene"
        return Comprobacion(CORRECCIONES, Juicio.BIEN, f"Corrige {cual}; los dos documentos se leen juntos.")
    todas = [c for v in registro.actas_por_folio(lectura, acta.folio) for c in registro.correcciones(lectura, v.uuid)]
    if not todas:
        return None
    cuales = "; ".join(f"{nombrar(c)}, del {_dia(c.cerrada)}" for c in todas)
    return Comprobacion(CORRECCIONES, Juicio.BIEN, f"Se lee junto con: {cuales}.")


def _dia(instante: str) -> str:
    return f"{instante[8:10]}/{instante[5:7]}/{instante[:4]}"
