"""Attendance: who came, as what, when they came, left and came back."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TypedDict, Unpack
from uuid import UUID

from enlace_app.consultas.derechos import personas_por_nombre
from enlace_app.datos.almacen import Almacen
from enlace_app.datos.unidad import Cambios, Unidad
from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.documentos import Clasificacion, Documento, Medio, Sentido
from enlace_app.dominio.nombramientos import Nombramiento, Rol
from enlace_app.dominio.organizaciones import Organizacion, indice_de_nombres, plegar
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votantes import Directorio, votante
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.adjuntos import guardar_adjunto, registrar_adjunto
from enlace_app.servicios.derechos_de_asistencia import derechos_al_dia
from enlace_app.servicios.documentos import inscribir
from enlace_app.servicios.edicion import exigir_vigente, reunion_editable, texto_o_nada
from enlace_app.servicios.horas import leer_hora_escrita

_TEXTOS = ("cargo", "parte", "calidad", "suple_a", "aviso_version")
_HORAS = ("llegada", "salida")
_DE_DERECHO = frozenset({"persona", "cargo", "parte", "calidad", "suple_a", "ausente", "llegada", "salida"})
"""What the rights of this person, or of who substitutes her, depend on."""

LISTA_FIRMADA = "lista de asistencia firmada"


class DatosDeAsistencia(TypedDict, total=False):
    """What can be noted of somebody; hours are what `leer_hora_escrita` takes.

    `voz` and `voto` are only for what was said expressly: without them the rule gives them (see `votantes`).
    """

    persona: str | None
    organizacion: str | None
    cargo: str | None
    parte: str | None
    calidad: str | None
    suple_a: str | None
    voz: bool | None
    voto: bool | None
    llegada: str | None
    salida: str | None
    ausente: bool
    justificada: bool | None
    aviso_version: str | None
    consiente_publicar: bool


def registrar_asistencia(almacen: Almacen, *, reunion: UUID, **datos: Unpack[DatosDeAsistencia]) -> Cambios:
    """Note one attendant, a person or an institution, as written; names the directory knows are linked.

    Voz and voto come from the nombramientos of that day, or from the role that `calidad` names in the catalogue
    (see `votantes`); where neither tells anything they stay open.
    """
    with almacen.escribir("Registrar asistencia") as u:
        encontrada = reunion_editable(u, reunion)
        asistencia = Asistencia(reunion=reunion)
        _llenar(u, encontrada, asistencia, datos)
        with _derechos_de_los_demas(u, encontrada, asistencia):
            _dar_derechos(u, encontrada, asistencia)
            _sumar(u, encontrada, asistencia)
        _poner_expresos(asistencia, datos)
        u.asentar()
        return u.cambios


def corregir_asistencia(almacen: Almacen, *, asistencia: UUID, rev: int, **datos: Unpack[DatosDeAsistencia]) -> Cambios:
    """Correct what was noted of somebody; only the keys that are given change.

    Voz and voto that the rule gave follow the correction, also of whom this one substitutes or who substitutes her;
    what was written expressly stays.
    """
    with almacen.escribir("Corregir asistencia") as u:
        encontrada, reunion = _editable(u, asistencia, rev)
        cambian_derechos = not _DE_DERECHO.isdisjoint(datos)
        with derechos_al_dia(u, reunion) if cambian_derechos else nullcontext():
            _llenar(u, reunion, encontrada, datos)
        _poner_expresos(encontrada, datos)
        u.asentar()
        return u.cambios


def anotar_llegada(almacen: Almacen, *, asistencia: UUID, rev: int, hora: str) -> Cambios:
    """Note when somebody came; who was noted as absent is not any more."""
    with almacen.escribir("Anotar llegada") as u:
        encontrada, reunion = _editable(u, asistencia, rev)
        with derechos_al_dia(u, reunion):
            _llenar(u, reunion, encontrada, {"ausente": False, "llegada": hora})
        u.asentar()
        return u.cambios


def registrar_salida(almacen: Almacen, *, asistencia: UUID, rev: int, hora: str) -> Cambios:
    """Note when someone left."""
    with almacen.escribir("Registrar salida") as u:
        encontrada, reunion = _editable(u, asistencia, rev)
        if encontrada.ausente:
            raise ErrorDeNegocio(f"{encontrada.quien} está como ausente; anote primero su llegada.")
        _llenar(u, reunion, encontrada, {"salida": hora})
        u.asentar()
        return u.cambios


def anotar_regreso(almacen: Almacen, *, asistencia: UUID, rev: int, hora: str) -> Cambios:
    """Note that someone who left came back: a second row from that hour on (see `Asistencia.regreso`)."""
    with almacen.escribir("Anotar regreso") as u:
        encontrada, reunion = _editable(u, asistencia, rev)
        leida = leer_hora_escrita(hora)
        de_vuelta = encontrada.regreso(leida)
        if any(_misma(a, encontrada) and a.presente_a(leida) for a in reunion.asistencias_vigentes()):
            raise ErrorDeNegocio(f"Ya consta que {encontrada.quien} está de vuelta a las {leida}.")
        _sumar(u, reunion, de_vuelta)
        u.asentar()
        return u.cambios


def retirar_asistencia(almacen: Almacen, *, asistencia: UUID, rev: int) -> Cambios:
    """Withdraw an attendance noted by mistake; who substituted her gets the rights that this leaves her."""
    with almacen.escribir("Retirar asistencia") as u:
        encontrada, reunion = _editable(u, asistencia, rev)
        with _derechos_de_los_demas(u, reunion, encontrada):
            encontrada.baja = True
        u.asentar()
        return u.cambios


def anotar_conteo(
    almacen: Almacen,
    *,
    reunion: UUID,
    rev: int,
    presentes_n: int | None,
    es_minimo: bool = False,
    nota: str | None = None,
    foto: Path | None = None,
) -> Cambios:
    """Note how many came where not everybody is listed; the photo of the signed list becomes a document of the meeting.

    Raises:
        ErrorDeNegocio: the number is negative, or the photo is no file that can be taken in; nothing is noted then.
        ErrorDeEntorno: the photo cannot be read, or the disk is full.
    """
    if presentes_n is not None and presentes_n < 0:
        raise ErrorDeNegocio("El número de presentes no puede ser negativo.")
    with almacen.consultar() as u:  # nothing that will be refused leaves a file behind
        reunion_editable(u, reunion, rev)
    guardada = guardar_adjunto(almacen, foto) if foto is not None else None
    with almacen.escribir("Anotar número de presentes") as u:
        encontrada = reunion_editable(u, reunion, rev)
        encontrada.presentes_n = presentes_n
        encontrada.presentes_es_minimo = es_minimo and presentes_n is not None
        encontrada.presentes_nota = texto_o_nada(nota)
        if guardada is not None:
            registrar_adjunto(u, guardada)
            inscribir(u, _lista_firmada(encontrada, guardada.nombre, guardada.sha256))
        u.principal = reunion
        u.asentar()
        return u.cambios


def _lista_firmada(reunion: Reunion, archivo: str, sha256: str) -> Documento:
    return Documento(
        sentido=Sentido.REFERENCIA,
        tipo=LISTA_FIRMADA,
        fecha=reunion.fecha,
        precision=reunion.precision,
        ejercicio=reunion.ejercicio,
        medio=Medio.FISICO,
        reunion=reunion.uuid,
        descripcion="Fotografía de la lista que firmaron los presentes.",
        clasificacion=Clasificacion.CONFIDENCIAL,  # names and signatures of whoever came
        archivo=archivo,
        sha256=sha256,
    )


def _editable(u: Unidad, asistencia: UUID, rev: int) -> tuple[Asistencia, Reunion]:
    encontrada = u.traer(Asistencia, asistencia)
    if encontrada.reunion is None:
        raise ErrorDeNegocio("Esa asistencia no es de ninguna reunión.")
    reunion = reunion_editable(u, encontrada.reunion)
    exigir_vigente(encontrada, rev)
    u.principal = asistencia
    return encontrada, reunion


def _sumar(u: Unidad, reunion: Reunion, asistencia: Asistencia) -> None:
    asistencia.orden = max((a.orden for a in reunion.asistencias), default=0) + 1
    reunion.asistencias.append(asistencia)
    u.principal = asistencia.uuid


def _llenar(u: Unidad, reunion: Reunion, asistencia: Asistencia, datos: DatosDeAsistencia) -> None:
    """Set what is given, voz and voto excepted; names are linked to the directory."""
    if "persona" in datos:
        asistencia.persona = texto_o_nada(datos["persona"])
        asistencia.persona_registrada = _registrada(u, asistencia.persona)
    if "organizacion" in datos:
        asistencia.organizacion = texto_o_nada(datos["organizacion"])
        indice = indice_de_nombres(u.varios(Organizacion)) if asistencia.organizacion else {}
        asistencia.organizacion_registrada = indice.get(plegar(asistencia.organizacion or ""))
    if not (asistencia.persona or asistencia.organizacion):
        raise ErrorDeNegocio("Escriba el nombre de la persona o de la institución que asiste.")
    textos: dict[str, object] = dict(datos)
    for nombre in _TEXTOS:
        if nombre in textos:
            setattr(asistencia, nombre, texto_o_nada(str(textos[nombre] or "")))
    for nombre in _HORAS:
        if nombre in textos:
            escrita = texto_o_nada(str(textos[nombre] or ""))
            setattr(asistencia, nombre, leer_hora_escrita(escrita) if escrita else None)
    asistencia.consiente_publicar = datos.get("consiente_publicar", asistencia.consiente_publicar)
    asistencia.ausente = datos.get("ausente", asistencia.ausente)
    asistencia.justificada = datos.get("justificada", asistencia.justificada) if asistencia.ausente else None
    if asistencia.ausente:
        # Who was not there neither came nor left.
        asistencia.llegada = asistencia.salida = None
    if reunion.fecha_fin in {None, reunion.fecha}:
        asistencia.exigir_horas()


def _registrada(u: Unidad, persona: str | None) -> UUID | None:
    """Return the one person of that name; asked of the names alone: a whole directory takes long to load."""
    if persona is None:
        return None
    nombre = plegar(persona)
    return personas_por_nombre(u, {nombre}).get(nombre)


def _dar_derechos(u: Unidad, reunion: Reunion, asistencia: Asistencia) -> None:
    suplida = {plegar(asistencia.suple_a or "")}
    directorio = Directorio(
        roles=u.varios(Rol, baja=False),
        nombramientos=u.varios(Nombramiento, baja=False),
        personas=personas_por_nombre(u, suplida) if asistencia.suple_a else {},
    )
    suyos = votante(asistencia, reunion, reunion.asistencias, directorio)
    asistencia.voz, asistencia.voto = suyos.voz, suyos.voto
    asistencia.parte = asistencia.parte or suyos.parte


def _poner_expresos(asistencia: Asistencia, datos: DatosDeAsistencia) -> None:
    if "voz" in datos:
        asistencia.voz = datos["voz"]
    if "voto" in datos:
        asistencia.voto = datos["voto"]


@contextmanager
def _derechos_de_los_demas(u: Unidad, reunion: Reunion, asistencia: Asistencia) -> Iterator[None]:
    """Renew what others may do where one of them substitutes this person; reading the directory twice costs time."""
    nombre = plegar(asistencia.persona or asistencia.organizacion or "")
    if any(plegar(a.suple_a or "") == nombre for a in reunion.asistencias_vigentes() if a is not asistencia):
        with derechos_al_dia(u, reunion):
            yield
    else:
        yield


def _misma(una: Asistencia, otra: Asistencia) -> bool:
    return plegar(una.persona or "") == plegar(otra.persona or "") and (
        bool(una.persona) or plegar(una.organizacion or "") == plegar(otra.organizacion or "")
    )
