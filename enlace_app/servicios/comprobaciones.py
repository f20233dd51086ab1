"""What the record of this computer says about a PDF: each question with its answer in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from enlace_app.consultas import verificacion as registro
from enlace_app.consultas.firmas import firmantes
from enlace_app.consultas.rendiciones import RendicionGuardada, rendiciones_en_orden
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas import ClaseDeActa, Etapa
from enlace_app.dominio.firmantes import homonimos, parecidos
from enlace_app.dominio.firmas import ClaseDeFirma
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.verificacion import Comprobacion, Emision, Firmado, Juicio

if TYPE_CHECKING:
    from enlace_app.salida.efirma.lectura import FirmaElectronica

EN_REGISTRO: Final = "Registro de este equipo"
REGISTRO_INTEGRO: Final = "Integridad del registro"
BYTES: Final = "Copia guardada"
FIRMANTES: Final = "Firmantes"
ULTIMA: Final = "Última versión"
COPIA: Final = "Copia más completa"
CORRECCIONES: Final = "Correcciones"
CONTENIDO: Final = "Contenido del escaneo"
ASIENTOS: Final = "Firmas asentadas"
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
    rendicion: RendicionGuardada | None


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


def de_los_bytes(*, con_efirma: bool, impreso_guardado: bool) -> Comprobacion:
    """Tell of bytes that nobody stored; without an e.firma nothing else vouches for what is printed."""
    if con_efirma and impreso_guardado:
        return Comprobacion(
            BYTES,
            Juicio.NO_COMPROBADO,
            "Lo impreso es lo que este equipo guardó, byte por byte; la firma electrónica que lleva encima no está en "
            "el registro.",
        )
    if con_efirma:
        return Comprobacion(BYTES, Juicio.MAL, "Lo que se firmó no es lo que este equipo imprimió y guardó.")
    return Comprobacion(
        BYTES,
        Juicio.MAL,
        "Es de un acta del registro, pero no es ninguno de los archivos que este equipo guardó de ella: alguien lo "
        "cambió o lo volvió a guardar con otro programa.",
    )


def de_los_firmantes(
    lectura: Lectura, uuid: str, firmas: "Sequence[FirmaElectronica]", *, si_falta: Juicio
) -> Comprobacion | None:
    """Whether each certificate settled, by the record, a signatory who has its holder's name; None without e.firma.

    `si_falta` is what a certificate amounts to that the record settled nobody with.
    """
    if not firmas:
        return None
    asentados = {f.certificado: f for f in registro.firmas(lectura, uuid) if f.clase == ClaseDeFirma.EFIRMA}
    prestados = [
        f"el certificado {f.numero} es de {f.nombre}, y el registro dice que con él firmó {asentados[f.numero].nombre}"
        for f in firmas
        if f.numero in asentados and not _es_suyo(asentados[f.numero], f.nombre)
    ]
    if prestados:
        return Comprobacion(FIRMANTES, Juicio.MAL, f"No coinciden los nombres: {'; '.join(prestados)}.")
    ajenos = [f"{f.nombre} (certificado {f.numero})" for f in firmas if f.numero not in asentados]
    if ajenos:
        return Comprobacion(FIRMANTES, si_falta, f"En el registro no está la firma de {'; '.join(ajenos)}.")
    return Comprobacion(FIRMANTES, Juicio.BIEN, "Cada certificado es el que este equipo anotó al firmarse el acta.")


def _es_suyo(firma: registro.FirmaRegistrada, titular: str) -> bool:
    """Whether a settled signature may be that of the holder of its certificate."""
    anotado = firma.titular is None or plegar(firma.titular) == plegar(titular)
    return anotado and (homonimos(firma.nombre, titular) or parecidos(firma.nombre, titular))


def de_la_emision(firmas: "Sequence[FirmaElectronica]", *, con_autoridades: bool, avaladas: bool) -> Emision:
    """Return who vouches for the certificates; `avaladas`: the record has the same ones for this acta."""
    from enlace_app.salida.efirma.lectura import Cadena

    if not firmas:
        return Emision.SIN_FIRMAS
    if all(f.cadena is Cadena.COMPROBADA for f in firmas):
        return Emision.COMPROBADA
    if avaladas:
        return Emision.AVALADA
    # A certificate that had run out is proved by no authority, its own one neither: that says nothing of who issued it.
    ajena = any(f.cadena is not Cadena.COMPROBADA and f.vigente for f in firmas)
    return Emision.DE_OTRO if con_autoridades and ajena else Emision.SIN_COMPROBAR


def de_las_firmas(examinada: Comprobacion, emision: Emision) -> Comprobacion:
    """Tell of the e.firmas as the bytes show them, less sure where nobody vouches for the certificates."""
    if emision is Emision.DE_OTRO:
        porque = "No se pudo comprobar que los certificados sean de las autoridades en las que confía este equipo."
        return Comprobacion(examinada.nombre, Juicio.MAL, f"{porque} {examinada.explicacion}")
    if emision is Emision.SIN_COMPROBAR:
        return Comprobacion(examinada.nombre, Juicio.NO_COMPROBADO, examinada.explicacion)
    return examinada


def de_la_version(lectura: Lectura, acta: registro.ActaRegistrada) -> Comprobacion:
    """Whether the version was withdrawn, or a later one exists; a withdrawn one is never the last again."""
    if acta.clase != ClaseDeActa.ACTA:
        return Comprobacion(ULTIMA, Juicio.BIEN, "Es una corrección: no tiene versiones.")
    ultima = registro.actas_por_folio(lectura, acta.folio)[-1]
    if ultima.reabierta and ultima.parte_de is not None:
        return Comprobacion(ULTIMA, Juicio.MAL, _de_la_anfitriona(lectura, ultima.parte_de))
    if ultima.version > acta.version:
        motivo = f" Motivo: {ultima.motivo}." if ultima.motivo else ""
        return Comprobacion(
            ULTIMA, Juicio.MAL, f"La versión {ultima.version} la sustituye desde el {_dia(ultima.cerrada)}.{motivo}"
        )
    if acta.reabierta:
        return Comprobacion(ULTIMA, Juicio.MAL, "Se reabrió para corregirla y la versión siguiente aún no se cierra.")
    return Comprobacion(ULTIMA, Juicio.BIEN, f"La versión {acta.version} es la última que tiene este equipo.")


def _de_la_anfitriona(lectura: Lectura, reunion: str) -> str:
    vigentes = [a for a in registro.actas_de_reunion(lectura, reunion) if not a.reabierta]
    if not vigentes:
        return "Se reabrió para que conste en el acta de otra reunión, que aún no se cierra."
    return (
        f"Se reabrió y ahora consta en {nombrar(vigentes[-1])}, que la sustituye desde el {_dia(vigentes[-1].cerrada)}."
    )


def de_la_copia(lectura: Lectura, hallada: Hallada) -> Comprobacion | None:
    """Whether a print with more signatures was stored after this one; None where that cannot be asked."""
    if hallada.rendicion is None:
        return None
    if hallada.rendicion.etapa not in _DEL_ACTA:
        return Comprobacion(COPIA, Juicio.BIEN, "Es una hoja que acompaña al acta; se lee junto con ella.")
    todas = [r for r in rendiciones_en_orden(lectura, hallada.acta.uuid) if r.etapa in _DEL_ACTA]
    if todas[-1].pdf_sha256 == hallada.rendicion.pdf_sha256:
        return Comprobacion(COPIA, Juicio.BIEN, "No hay otra copia con más firmas.")
    cual = (
        "Es la copia que se imprimió para firmarse."
        if hallada.rendicion.etapa == Etapa.PARA_FIRMA
        else "Es una copia de cuando aún faltaban firmas."
    )
    return Comprobacion(
        COPIA, Juicio.MAL, f"{cual} El contenido es el mismo; en la copia posterior sólo se agregaron más firmas."
    )


def firmado(lectura: Lectura, acta: registro.ActaRegistrada) -> Firmado:
    """Return how many of those expected were settled, and how."""
    todos = firmantes(lectura, acta.reunion, acta=acta.uuid)
    asentados = [f for f in todos if not f.pendiente]
    firmaron = sum(f.firmo for f in asentados)
    return Firmado(esperadas=len(todos), firmaron=firmaron, sin_firmar=len(asentados) - firmaron)


def de_los_asientos(cuentas: Firmado) -> Comprobacion:
    """Tell what the record says of the signatures, on paper or not."""
    return Comprobacion(ASIENTOS, Juicio.BIEN if cuentas.completo else Juicio.NO_COMPROBADO, cuentas.frase)


def correcciones_de(
    lectura: Lectura, acta: registro.ActaRegistrada
) -> tuple[list[registro.ActaRegistrada], list[registro.ActaRegistrada]]:
    """Return what mends an acta in any of its versions: what is signed, and what is still being signed."""
    todas = [c for v in registro.actas_por_folio(lectura, acta.folio) for c in registro.correcciones(lectura, v.uuid)]
    firmadas = [c for c in todas if firmado(lectura, c).completo]
    return firmadas, [c for c in todas if c not in firmadas]


def de_las_correcciones(
    lectura: Lectura,
    acta: registro.ActaRegistrada,
    firmadas: Sequence[registro.ActaRegistrada],
    en_tramite: Sequence[registro.ActaRegistrada],
) -> Comprobacion | None:
    """Name what mends the acta, or what it mends; None where there is nothing to name."""
    if acta.corrige is not None:
        corregida = registro.acta(lectura, acta.corrige)
        cual = nombrar(corregida) if corregida else "un acta que este equipo no tiene"
        return Comprobacion(CORRECCIONES, Juicio.BIEN, f"Corrige {cual}; los dos documentos se leen juntos.")
    dichos = []
    if firmadas:
        dichos.append(f"Se lee junto con: {_enumeradas(firmadas)}.")
    if en_tramite:
        dichos.append(f"En trámite de firma, y todavía no la corrige: {_enumeradas(en_tramite)}.")
    juicio = Juicio.NO_COMPROBADO if en_tramite else Juicio.BIEN
    return Comprobacion(CORRECCIONES, juicio, " ".join(dichos)) if dichos else None


def _enumeradas(actas: Sequence[registro.ActaRegistrada]) -> str:
    return "; ".join(f"{nombrar(c)}, del {_dia(c.cerrada)}" for c in actas)


def _dia(instante: str) -> str:
    return f"{instante[8:10]}/{instante[5:7]}/{instante[:4]}"
