"""What a person does to a meeting: create it, fill in its data, take its steps."""

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.ejercicios import Ejercicio
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.numeracion import folio_provisional
from enlace_app.dominio.regiones import Municipio, Region
from enlace_app.dominio.reuniones import EstadoReunion, Receso, Reunion
from enlace_app.dominio.tipos_reunion import TipoReunion
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_fecha_posible, reunion_editable, texto_o_nada
from enlace_app.servicios.horas import leer_hora_escrita


class DatosDeReunion(TypedDict, total=False):
    """What can be filled in; only the keys that are given change. Hours are what `leer_hora_escrita` takes."""

    numero: str | None
    programada: date | None
    hora_inicio: str | None
    hora_fin: str | None
    ciudad: str | None
    sede: str | None
    modalidad: str | None
    convoca: str | None
    preside: str | None
    facilitador: str | None
    presentes_n: int | None
    presentes_es_minimo: bool
    presentes_nota: str | None
    resumen: str | None
    asuntos_generales: str | None


def crear_reunion(
    almacen: Almacen,
    *,
    tipo: UUID,
    fecha: date | None = None,
    ejercicio: UUID | None = None,
    municipio: UUID | None = None,
    regiones: tuple[UUID, ...] = (),
    compromisos: tuple[UUID, ...] = (),
    **datos: Unpack[DatosDeReunion],
) -> Cambios:
    """Begin a draft with a provisional folio; nothing but its kind is compulsory."""
    exigir_fecha_posible("Fecha de la reunión", fecha)
    with almacen.escribir("Crear reunión") as u:
        numero = u.siguiente("folio_provisional")
        reunion = Reunion(
            folio_provisional=folio_provisional(u.sitio.region, u.sitio.marca, numero),
            tipo=u.traer(TipoReunion, tipo),
            ejercicio=u.traer(Ejercicio, ejercicio) if ejercicio else None,
            fecha=fecha,
            precision=Precision.dia if fecha else Precision.no_indicada,
            regiones=[u.traer(Region, region) for region in regiones],
            compromisos=[u.traer(Compromiso, compromiso) for compromiso in compromisos],
        )
        reunion.situar(u.traer(Municipio, municipio) if municipio else None, u.sitio.zona)
        _llenar(reunion, datos)
        u.agregar(reunion)
        u.principal = reunion.uuid
        u.asentar()
        return u.cambios


def cambiar_datos(almacen: Almacen, *, reunion: UUID, rev: int, **datos: Unpack[DatosDeReunion]) -> Cambios:
    """Fill in or correct the data of a meeting that is not closed."""
    with almacen.escribir("Cambiar datos de la reunión") as u:
        _llenar(_editable(u, reunion, rev), datos)
        u.asentar()
        return u.cambios


def cambiar_fecha(almacen: Almacen, *, reunion: UUID, rev: int, fecha: date) -> Cambios:
    """Set the day on which it was held."""
    exigir_fecha_posible("Fecha de la reunión", fecha)
    with almacen.escribir("Cambiar fecha de la reunión") as u:
        abierta = _editable(u, reunion, rev)
        abierta.fecha, abierta.precision, abierta.fecha_fin = fecha, Precision.dia, None
        u.asentar()
        return u.cambios


def situar_reunion(almacen: Almacen, *, reunion: UUID, rev: int, municipio: UUID | None) -> Cambios:
    """Set the municipality, and with it the time zone of every hour of the meeting."""
    with almacen.escribir("Situar la reunión") as u:
        _editable(u, reunion, rev).situar(u.traer(Municipio, municipio) if municipio else None, u.sitio.zona)
        u.asentar()
        return u.cambios


def compartir_acta(almacen: Almacen, *, reunion: UUID, rev: int, con: UUID | None) -> Cambios:
    """Let a site visit share the acta of the meeting that it belongs to; None gives it an acta of its own again."""
    with almacen.escribir("Compartir acta") as u:
        visita = _editable(u, reunion, rev)
        if con is None:
            visita.parte_de = None
            u.asentar()
            return u.cambios
        if con == reunion:
            raise ErrorDeNegocio("Una reunión no puede ser parte de sí misma; elija la reunión que lleva el acta.")
        anfitriona = reunion_editable(u, con)
        if anfitriona.parte_de is not None:
            raise ErrorDeNegocio(f"{anfitriona.folio_visible} ya es parte de otra acta; elija la reunión que la lleva.")
        if u.varios(Reunion, parte_de=reunion):
            raise ErrorDeNegocio(
                f"Otras reuniones comparten el acta de {visita.folio_visible}; no puede ceder la suya."
            )
        visita.parte_de = con
        u.asentar()
        return u.cambios


def anotar_receso(
    almacen: Almacen, *, reunion: UUID, rev: int, inicio: str, fin: str | None, motivo: str | None
) -> Cambios:
    """Note a pause of the session."""
    with almacen.escribir("Anotar receso") as u:
        abierta = _editable(u, reunion, rev)
        desde, hasta = leer_hora_escrita(inicio), leer_hora_escrita(fin) if fin else None
        if hasta is not None and hasta < desde:
            raise ErrorDeNegocio(f"El receso no puede terminar ({hasta}) antes de empezar ({desde}).")
        abierta.recesos.append(Receso(inicio=desde, fin=hasta, motivo=texto_o_nada(motivo)))
        u.asentar()
        return u.cambios


def dar_paso(almacen: Almacen, *, reunion: UUID, rev: int, estado: str) -> Cambios:
    """Take one of the steps before closing: convocada, celebrada, en_revision, no_celebrada."""
    try:
        nuevo = EstadoReunion(estado)
    except ValueError:
        raise ErrorDeNegocio(f"No existe el estado «{estado}»; elija uno de: {', '.join(EstadoReunion)}.") from None
    if nuevo in {EstadoReunion.CERRADA, EstadoReunion.FIRMADA, EstadoReunion.CANCELADA}:
        raise ErrorDeNegocio("Cerrar, firmar y cancelar tienen su propia orden, porque piden más que un paso.")
    with almacen.escribir(f"Pasar a {nuevo.etiqueta}") as u:
        _editable(u, reunion, rev).pasar_a(nuevo)
        u.asentar()
        return u.cambios


def cancelar_reunion(almacen: Almacen, *, reunion: UUID, rev: int, motivo: str) -> Cambios:
    """Cancel what was not held, with its reason."""
    with almacen.escribir("Cancelar reunión") as u:
        _editable(u, reunion, rev).cancelar(motivo)
        u.asentar()
        return u.cambios


def _editable(u: Unidad, reunion: UUID, rev: int) -> Reunion:
    u.principal = reunion
    return reunion_editable(u, reunion, rev)


def _llenar(reunion: Reunion, datos: DatosDeReunion) -> None:
    for nombre, valor in datos.items():
        if isinstance(valor, str):
            limpio = texto_o_nada(valor)
            es_hora = nombre in {"hora_inicio", "hora_fin"}
            setattr(reunion, nombre, leer_hora_escrita(limpio) if limpio and es_hora else limpio)
        else:
            setattr(reunion, nombre, valor)
    exigir_fecha_posible("Fecha programada", reunion.programada)
    if reunion.presentes_n is not None and reunion.presentes_n < 0:
        raise ErrorDeNegocio("El número de presentes no puede ser negativo.")
