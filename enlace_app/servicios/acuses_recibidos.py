"""The authority's answer to a package that this site sent: taken in once, and from the authority alone."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from enlace_app.consultas import acuses, sitios
from enlace_app.consultas import paquetes_recibidos as llegados
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.lote import Guardado, Lote, Remitente
from enlace_app.datos.unidad import Unidad
from enlace_app.dominio.recepcion import SIN_NOVEDAD, Acuse, FolioOficial, ObservacionDeAutoridad, Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.sincronizacion import firma
from enlace_app.sincronizacion.acuse import AcuseLeido, EncabezadoDeAcuse, creer_acuse, formato_de_acuse, no_es_acuse
from enlace_app.sincronizacion.lector.lectura import leer_paquete
from enlace_app.sincronizacion.lectura_libro import LibroAjeno
from enlace_app.sincronizacion.llegada import por_la_clave
from enlace_app.sincronizacion.paquete import ComprobarFirma

_COMPARE = (
    "No se tomó nada. Llame por teléfono a la autoridad y comparen las seis palabras de su clave; sólo si son las "
    "mismas, acéptela."
)


class ErrorDeAutoridad(ErrorDeNegocio):
    """Somebody else answers than before, or under another key: a person has to say that it is the authority.

    `palabras` are the fingerprint of the key that it is signed with, none where it is not signed.
    """

    def __init__(self, motivo: str, palabras: tuple[str, ...]) -> None:
        super().__init__(motivo)
        self.palabras = palabras


@dataclass(frozen=True, slots=True)
class AcuseTomado:
    """What a receipt brought: `repetido` if it was known, then nothing changed. `paquete` is what it answers."""

    paquete: str
    secuencia: int
    numero: int
    repetido: bool
    quien: str
    recibido: datetime
    llegaron: int
    por_revisar: int
    observaciones: int
    folios: int


def leer_archivo_de_acuse(ruta: Path) -> AcuseLeido:
    """Read a receipt; errors as in `leer_paquete` and `creer_acuse`."""
    try:
        leido = leer_paquete(ruta, formato_de_acuse())
    except LibroAjeno as error:
        raise no_es_acuse(ruta.name) from error
    return creer_acuse(leido)


def recibir_acuse(
    almacen: Almacen,
    acuse: AcuseLeido,
    *,
    archivo: Path | None = None,
    comprobar_firma: ComprobarFirma = firma.comprobar,
) -> AcuseTomado:
    """Take a receipt in: it marks what arrived and brings remarks and official folios, each kept on its record.

    Raises:
        ErrorDeAutoridad: it is not signed by the authority that answered before.
        ErrorDeNegocio: it is for another site or package, or older than one that is here.
    """
    clave = comprobar_firma(acuse.portada)
    e = acuse.encabezado
    almacen.alfabeto.limpiar("Quién recibió", e.recibio)
    if e.sitio != sitios.traer(almacen.lectura).uuid:
        raise ErrorDeNegocio("Este acuse es para otro equipo. No se tomó nada; pida el de sus propios paquetes.")
    with almacen.escribir(f"Recibir el acuse del paquete {e.secuencia}") as u:
        enviado = u.filas("SELECT contenido_sha256 FROM paquete WHERE uuid = :uuid", {"uuid": e.paquete})
        if not enviado or enviado[0]["contenido_sha256"] != e.contenido_sha256:
            raise ErrorDeNegocio(
                "Este acuse es de un paquete que no se hizo con estos datos (quizá antes de recuperar un respaldo). "
                "No se tomó nada; envíe un paquete completo y traiga su acuse."
            )
        previos = acuses.listar(u, paquete=e.paquete)
        repetido = _exigir_vigente(acuse, previos)
        _exigir_clave(u, e, clave)
        brindados = (0, 0) if repetido else _anotar(u, almacen, acuse, archivo, clave)
    por_revisar = sum(Resultado(str(f["resultado"])) not in SIN_NOVEDAD for f in acuse.contenido.resultado)
    return AcuseTomado(
        paquete=e.paquete,
        secuencia=e.secuencia,
        numero=e.numero,
        repetido=repetido,
        quien=e.recibio,
        recibido=e.recibido,
        llegaron=len(acuse.contenido.resultado) - por_revisar,
        por_revisar=por_revisar,
        observaciones=brindados[0],
        folios=brindados[1],
    )


def aceptar_clave_de_acuse(
    almacen: Almacen, acuse: AcuseLeido, *, comprobar_firma: ComprobarFirma = firma.comprobar
) -> tuple[str, ...]:
    """Take who signed this receipt for the authority from now on, and return the key's fingerprint in words.

    For a person who compared the words with the authority by another way than the receipt came.

    Raises:
        ErrorDeNegocio: it bears no signature, or a false one.
    """
    clave, e = comprobar_firma(acuse.portada), acuse.encabezado
    if clave is None:
        raise ErrorDeNegocio("Este acuse no viene firmado: no hay clave que aceptar. Pida uno firmado a la autoridad.")
    almacen.alfabeto.limpiar("Quién recibió", e.recibio)
    with almacen.escribir(f"Aceptar la clave de {e.recibio}") as u:
        lote = Lote(u, Remitente(str(u.sitio.uuid), u.sitio.epoca, u.sitio.nombre))
        lote.guardar("remitente", [_fila_de_autoridad(u, e, clave) | {"aceptada_por": u.sitio.nombre}])
        lote.terminar()
    return firma.huella_en_palabras(clave)


def _exigir_vigente(acuse: AcuseLeido, previos: list[acuses.AcuseRecibido]) -> bool:
    """Whether it is here already; raises `ErrorDeNegocio` where a later one is."""
    e = acuse.encabezado
    for previo in previos:
        if previo.numero == e.numero and previo.autoridad == e.autoridad:
            if previo.acuse_sha256 == acuse.acuse_sha256:
                return True
            raise ErrorDeNegocio(
                f"Ya se tenía otro acuse {e.numero} de ese paquete, con otro contenido. No se tomó nada; pregunte a la "
                "autoridad cuál es el suyo."
            )
    if previos and e.numero < max(p.numero for p in previos):
        raise ErrorDeNegocio("De ese paquete ya se tiene un acuse posterior. No se tomó nada; éste ya no hace falta.")
    return False


def _exigir_clave(u: Unidad, e: EncabezadoDeAcuse, clave: str | None) -> None:
    """Raise `ErrorDeAutoridad` where another answered before: whoever has a package could answer it."""
    conocida = llegados.conocido(u, e.autoridad)
    palabras = firma.huella_en_palabras(clave) if clave else ()
    anteriores = {a.autoridad: a.quien for a in acuses.listar(u)}
    # Known is also a region whose package was received here: that makes it no authority.
    aceptada = conocida is not None and conocida.aceptada_por is not None
    if anteriores and e.autoridad not in anteriores and not aceptada:
        raise ErrorDeAutoridad(
            f"Este acuse lo hizo {e.recibio}, y los anteriores los hizo {' o '.join(sorted(set(anteriores.values())))} "
            f"desde otro equipo. {_COMPARE}",
            palabras,
        )
    if clave is None or por_la_clave(conocida, clave):
        como = "viene firmado con otra clave que sus acuses anteriores" if clave else "no viene firmado"
        de = conocida.nombre if conocida else e.recibio
        raise ErrorDeAutoridad(f"Este acuse de {de} {como}. {_COMPARE}", palabras)


def _fila_de_autoridad(u: Unidad, e: EncabezadoDeAcuse, clave: str | None) -> dict[str, Guardado]:
    antes = llegados.conocido(u, e.autoridad)
    return {
        "sitio": e.autoridad,
        "nombre": e.recibio,
        "region": None,
        "clave_publica": clave or (antes.clave_publica if antes else None),
        "conocida": antes.conocida if antes else u.operacion.instante.isoformat(timespec="microseconds"),
    }


def _anotar(u: Unidad, almacen: Almacen, acuse: AcuseLeido, archivo: Path | None, clave: str | None) -> tuple[int, int]:
    e, contenido = acuse.encabezado, acuse.contenido
    uuid = UUID(e.acuse)
    conocidas = {(o.registro, o.texto) for o in acuses.observaciones(u)}
    nuevas = [o for o in contenido.observaciones if (str(o["uuid"]), str(o["texto"])) not in conocidas]
    folios = acuses.folios_oficiales(u)
    ya_dichos = acuses.con_folio_posterior(u, e.acuse)
    cambian = [
        f
        for f in contenido.folios
        if folios.get(str(f["uuid"])) != str(f["folio_oficial"]) and f["uuid"] not in ya_dichos
    ]
    for observacion in nuevas:
        registro, texto = UUID(str(observacion["uuid"])), str(observacion["texto"])
        u.agregar(ObservacionDeAutoridad(registro=registro, texto=texto, autor=e.recibio, acuse=uuid))
    for folio in cambian:
        u.agregar(FolioOficial(registro=UUID(str(folio["uuid"])), folio=str(folio["folio_oficial"]), acuse=uuid))
    guardado = almacen.adjuntos.guardar_archivo(archivo) if archivo is not None else None
    u.agregar(
        Acuse(
            uuid=uuid,
            paquete=UUID(e.paquete),
            numero=e.numero,
            contenido_sha256=e.contenido_sha256,
            recibido=e.recibido,
            quien=e.recibio,
            autoridad=UUID(e.autoridad),
            llegaron=sum(Resultado(str(f["resultado"])) in SIN_NOVEDAD for f in contenido.resultado),
            acuse_sha256=acuse.acuse_sha256,
            archivo_sha256=guardado,
        )
    )
    u.asentar()
    lote = Lote(u, Remitente(e.autoridad, 0, e.recibio))
    lote.guardar("remitente", [_fila_de_autoridad(u, e, clave)])
    lote.guardar(
        "resultado_de_acuse",
        [
            {
                "acuse": e.acuse,
                "hoja": str(f["hoja"]),
                "registro": str(f["uuid"]),
                "resultado": str(f["resultado"]),
                "motivo": str(f["motivo"]) if "motivo" in f else None,
            }
            for f in contenido.resultado
            if Resultado(str(f["resultado"])) not in SIN_NOVEDAD or "motivo" in f
        ],
    )
    lote.terminar()
    u.principal = uuid
    return len(nuevas), len(cambian)
