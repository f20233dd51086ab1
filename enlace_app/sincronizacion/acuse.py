"""The receipt: what the authority answers to one package, written and read as a workbook of its own.

The same format rules hold as for packages (`formato_paquete.csv` tells those sheets); its own four are few enough to
stand here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO
from uuid import UUID

from enlace_app.dominio.recepcion import Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.excel.hojas import ColumnaDeSalida, HojaDeSalida, Propiedades
from enlace_app.sincronizacion.formato import (
    COLUMNAS_DE_PORTADA,
    FORMATO,
    FORMATO_VERSION,
    HOJA_PORTADA,
    Columna,
    Formato,
    Hoja,
    TipoDeColumna,
)
from enlace_app.sincronizacion.hojas_de_libro import hoja_de_libro
from enlace_app.sincronizacion.huella import huella_contenido, huella_hoja
from enlace_app.sincronizacion.manifiesto import FORMATO_DE_ACUSE
from enlace_app.sincronizacion.paquete import CampoDePortada, Fila, PaqueteLeido

_ANCHOS_DE_PORTADA = (24, 72)
_LARGO_DE_NOMBRE = 80
_MAYOR = 10**9
"""Receipts that one package may have, at most."""
_ANULADO = "Pida el acuse otra vez a quien lo envió."


@dataclass(frozen=True, slots=True)
class ContenidoDeAcuse:
    """What a receipt says, sheet by sheet."""

    resultado: Sequence[Fila]
    observaciones: Sequence[Fila]
    folios: Sequence[Fila]

    @property
    def hojas(self) -> dict[str, Sequence[Fila]]:
        """The sheets in their order."""
        return {"Resultado": self.resultado, "Observaciones": self.observaciones, "Folios": self.folios}


@dataclass(frozen=True, slots=True)
class EncabezadoDeAcuse:
    """For which package, from whom, when; `numero` counts the receipts of one package."""

    acuse: str
    numero: int
    paquete: str
    contenido_sha256: str
    sitio: str
    epoca: int
    secuencia: int
    autoridad: str
    recibio: str
    recibido: datetime
    generado: datetime


@dataclass(frozen=True, slots=True)
class AcuseLeido:
    """A receipt as it arrived, its hashes compared; `portada` is what its signature covers."""

    archivo: str
    encabezado: EncabezadoDeAcuse
    contenido: ContenidoDeAcuse
    acuse_sha256: str
    portada: Mapping[str, CampoDePortada]


def _columna(nombre: str, tipo: TipoDeColumna, ancho: int, etiqueta: str, descripcion: str, **mas: object) -> Columna:
    valores = mas.get("valores", ())
    return Columna(
        nombre=nombre,
        tipo=tipo,
        captura=False,
        derivada=False,
        identidad=bool(mas.get("identidad")),
        valores=tuple(valores) if isinstance(valores, tuple) else (),
        ancho=ancho,
        etiqueta=etiqueta,
        descripcion=descripcion,
    )


def formato_de_acuse() -> Formato:
    """Return the sheets of a receipt, Portada left out."""
    uuid = _columna(
        "uuid", TipoDeColumna.UUID, 12, "Identificador", "Identidad del registro, la misma del paquete.", identidad=True
    )
    texto = TipoDeColumna.TEXTO
    hoja = _columna("hoja", texto, 18, "Hoja", "Hoja del paquete en la que vino el registro.", identidad=True)
    resultado = _columna(
        "resultado",
        TipoDeColumna.CLAVE,
        14,
        "Resultado",
        "Qué se hizo con el registro al recibirlo.",
        valores=tuple(str(r) for r in Resultado),
    )
    motivo = _columna("motivo", texto, 60, "Motivo", "Por qué, cuando no simplemente llegó.")
    observacion = _columna(
        "texto", texto, 70, "Observación", "Lo que la autoridad observa del registro.", identidad=True
    )
    folio = _columna("folio_oficial", texto, 30, "Folio oficial", "El que la autoridad asigna, junto al propio.")
    return Formato(
        (
            Hoja("Resultado", (hoja, uuid, resultado, motivo)),
            Hoja("Observaciones", (uuid, observacion)),
            Hoja("Folios", (uuid, folio)),
        )
    )


def huella_de_acuse(contenido: ContenidoDeAcuse) -> str:
    """Return the hash of what a receipt says: two that say the same are the same."""
    formato = formato_de_acuse()
    return huella_contenido(huella_hoja(hoja, contenido.hojas[hoja.nombre]) for hoja in formato.hojas)


def portada_de_acuse(encabezado: EncabezadoDeAcuse, contenido: ContenidoDeAcuse) -> dict[str, CampoDePortada]:
    """Return the fields of its Portada, not yet signed."""
    e = encabezado
    campos: dict[str, CampoDePortada] = {
        "formato": FORMATO_DE_ACUSE,
        "formato_version": FORMATO_VERSION,
        "acuse_uuid": e.acuse,
        "numero": e.numero,
        "paquete_uuid": e.paquete,
        "contenido_sha256": e.contenido_sha256,
        "sitio_uuid": e.sitio,
        "epoca": e.epoca,
        "secuencia": e.secuencia,
        "autoridad_uuid": e.autoridad,
        "recibio": e.recibio,
        "recibido": e.recibido.isoformat(timespec="microseconds"),
        "generado": e.generado.isoformat(timespec="seconds"),
    }
    formato = formato_de_acuse()
    for hoja in formato.hojas:
        campos[f"filas.{hoja.nombre}"] = len(contenido.hojas[hoja.nombre])
    for hoja in formato.hojas:
        campos[f"sha256.{hoja.nombre}"] = huella_hoja(hoja, contenido.hojas[hoja.nombre])
    return campos | {"acuse_sha256": huella_de_acuse(contenido)}


def escribir_acuse(
    archivo: IO[bytes],
    portada: Mapping[str, CampoDePortada],
    encabezado: EncabezadoDeAcuse,
    contenido: ContenidoDeAcuse,
) -> None:
    """Write the workbook; the same input gives the same bytes."""
    from enlace_app.salida.excel.escritura import escribir_hojas

    columnas = [
        ColumnaDeSalida(nombre, ancho=ancho)
        for nombre, ancho in zip(COLUMNAS_DE_PORTADA, _ANCHOS_DE_PORTADA, strict=True)
    ]
    hojas = [HojaDeSalida(HOJA_PORTADA, columnas, list(portada.items()))]
    hojas += [hoja_de_libro(h.nombre, h.columnas, contenido.hojas[h.nombre]) for h in formato_de_acuse().hojas]
    propiedades = Propiedades(
        titulo=f"Acuse {encabezado.numero} del paquete {encabezado.secuencia}",
        autor=encabezado.recibio,
        creado=encabezado.generado.astimezone(UTC).replace(tzinfo=None),
    )
    escribir_hojas(archivo, hojas, propiedades)


def creer_acuse(leido: PaqueteLeido) -> AcuseLeido:
    """Return what a receipt says once its hashes agree.

    Raises:
        ErrorDeNegocio: it is no receipt, of a newer format, incomplete or altered.
    """
    portada = leido.portada
    _exigir_formato(leido.archivo, portada)
    version = str(portada.get("formato_version"))
    if version.isdecimal() and int(version) > FORMATO_VERSION:
        raise ErrorDeNegocio(
            f"{leido.archivo} lo hizo una versión más nueva del programa. No se tocó: actualice el programa y tráigalo "
            "otra vez."
        )
    contenido = ContenidoDeAcuse(leido.filas("Resultado"), leido.filas("Observaciones"), leido.filas("Folios"))
    distintas = [h for h, huella in leido.huellas.items() if portada.get(f"sha256.{h}") != huella]
    acuse_sha256 = huella_contenido(leido.huellas.values())
    if any(p.grave for p in leido.problemas) or distintas or portada.get("acuse_sha256") != acuse_sha256:
        donde = f" en la hoja «{distintas[0]}»" if distintas else ""
        raise ErrorDeNegocio(f"{leido.archivo} cambió{donde} después de que se hizo. No se tomó nada. {_ANULADO}")
    try:
        encabezado = _encabezado(portada)
        _exigir_resultados(contenido)
    except (KeyError, ValueError, OverflowError) as error:
        raise ErrorDeNegocio(f"La Portada de {leido.archivo} está incompleta. No se tomó nada. {_ANULADO}") from error
    return AcuseLeido(leido.archivo, encabezado, contenido, acuse_sha256, portada)


def no_es_acuse(archivo: str) -> ErrorDeNegocio:
    """Return the refusal of a workbook that says nothing of where it comes from."""
    return ErrorDeNegocio(
        f"{archivo} no es un acuse: le falta la Portada que escribe el programa de la autoridad. No se tomó nada. Si "
        "es un libro de captura, tráigalo como tal: en la ventana, «Traer lo que ya tengo»; sin ella, enlace importar."
    )


def _exigir_formato(archivo: str, portada: Mapping[str, CampoDePortada]) -> None:
    formato = portada.get("formato")
    if formato == FORMATO:
        quien = " ".join(str(portada.get("remitente") or "otro equipo").split())[:_LARGO_DE_NOMBRE]
        raise ErrorDeNegocio(
            f"{archivo} no es un acuse: es un paquete que hizo {quien}. No se tomó nada. Los paquetes los recibe la "
            "autoridad en su programa; aquí se trae el acuse con que ella responde."
        )
    if formato != FORMATO_DE_ACUSE:
        raise no_es_acuse(archivo)


def _encabezado(portada: Mapping[str, CampoDePortada]) -> EncabezadoDeAcuse:
    def instante(campo: str) -> datetime:
        leido = datetime.fromisoformat(str(portada[campo]))
        if leido.tzinfo is None:
            raise ValueError(campo)
        return leido.astimezone(UTC)

    def numero(campo: str, mayor: int = _MAYOR) -> int:
        leido = int(str(portada[campo]))
        if not 0 < leido < mayor:
            raise ValueError(campo)
        return leido

    recibio = portada["recibio"]
    if not isinstance(recibio, str) or not recibio.strip():
        raise ValueError("recibio")
    return EncabezadoDeAcuse(
        acuse=str(UUID(str(portada["acuse_uuid"]))),
        numero=numero("numero"),
        paquete=str(UUID(str(portada["paquete_uuid"]))),
        contenido_sha256=str(portada["contenido_sha256"]),
        sitio=str(UUID(str(portada["sitio_uuid"]))),
        epoca=numero("epoca", 10**15),
        secuencia=numero("secuencia", 10**15),
        autoridad=str(UUID(str(portada["autoridad_uuid"]))),
        recibio=recibio,
        recibido=instante("recibido"),
        generado=instante("generado"),
    )


def _exigir_resultados(contenido: ContenidoDeAcuse) -> None:
    """Raise `ValueError` for what no receipt of ours says: of a record that its package did not bring, say."""
    for fila in contenido.resultado:
        # What was rejected may be so because it has no valid identity.
        rechazado = Resultado(str(fila.get("resultado"))) is Resultado.RECHAZADO
        if not rechazado and fila["uuid"] != str(UUID(str(fila["uuid"]))):
            raise ValueError("uuid")
    trajo = {fila["uuid"] for fila in contenido.resultado}
    for fila in (*contenido.observaciones, *contenido.folios):
        if fila["uuid"] not in trajo or fila["uuid"] != str(UUID(str(fila["uuid"]))):
            raise ValueError("uuid")
    for fila in contenido.folios:
        if not str(fila["folio_oficial"]).strip():
            raise ValueError("folio_oficial")
