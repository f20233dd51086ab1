"""The register of documents."""

from datetime import date
from pathlib import Path
from uuid import UUID

from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios
from enlace_app.dominio.compromisos import Compromiso
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.fechas import Precision
from enlace_app.dominio.numeracion import folio_de_documento
from enlace_app.dominio.organizaciones import Organizacion, indice_de_nombres, plegar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.edicion import exigir_texto, reunion_editable


def registrar_documento(
    almacen: Almacen,
    *,
    sentido: str,
    tipo: str,
    fecha: date | None = None,
    remitente: str | None = None,
    receptor: str | None = None,
    turnado_a: str | None = None,
    medio: str | None = None,
    fojas: int | None = None,
    es_minimo: bool = False,
    reunion: UUID | None = None,
    compromisos: tuple[UUID, ...] = (),
    descripcion: str | None = None,
    archivo: Path | None = None,
) -> Cambios:
    """Register a document, with its file where there is one; the file is stored by its hash, under its plain name."""
    if fojas is not None and fojas < 0:
        raise ErrorDeNegocio("El número de fojas no puede ser negativo.")
    clase = exigir_texto(tipo, "Escriba qué documento es.")
    direccion = exigir_texto(sentido, "Diga qué se hizo con el documento: entrega, solicitud, publicación…")
    sha256 = almacen.adjuntos.guardar_archivo(archivo) if archivo else None
    with almacen.escribir("Registrar documento") as u:
        origen = reunion_editable(u, reunion) if reunion else None
        conocidas = indice_de_nombres(u.varios(Organizacion, baja=False))
        documento = Documento(
            folio=folio_de_documento(u.sitio.region, u.sitio.marca, u.siguiente("folio_documento")),
            fecha=fecha,
            precision=Precision.dia if fecha else Precision.no_indicada,
            ejercicio=origen.ejercicio if origen else None,
            sentido=direccion,
            tipo=clase,
            remitente=remitente,
            remitente_registrado=conocidas.get(plegar(remitente)) if remitente else None,
            receptor=receptor,
            receptor_registrado=conocidas.get(plegar(receptor)) if receptor else None,
            turnado_a=turnado_a,
            medio=medio,
            fojas=fojas,
            es_minimo=es_minimo,
            reunion=reunion,
            descripcion=descripcion,
            compromisos=[u.traer(Compromiso, c) for c in compromisos],
        )
        if archivo and sha256:
            documento.archivo, documento.sha256 = archivo.name, sha256
            u.registrar_adjunto(sha256, archivo.name, archivo.suffix.lower().lstrip("."), archivo.stat().st_size)
        u.agregar(documento)
        u.principal = documento.uuid
        u.asentar()
        return u.cambios
