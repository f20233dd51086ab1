"""Is this PDF the acta that was closed and signed? One answer, with its reasons; nothing is written."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from enlace_app.archivos import explicar_oserror
from enlace_app.consultas import verificacion as registro
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.actas import Etapa
from enlace_app.dominio.verificacion import Comprobacion, Dictamen, Juicio, Veredicto
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import comprobaciones as checar
from enlace_app.servicios.comprobaciones import Hallada
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.imprenta import Imprenta

if TYPE_CHECKING:
    from enlace_app.salida.verificacion.examen import Examen

TAMANO_MAXIMO: Final = 100 * 1024 * 1024
_PIDA: Final = "No se apoye en este archivo: pida el original a quien tiene el registro del acta."
_DONDE: Final = "Para comprobarla del todo, verifíquela en el equipo que la cerró."


def verificar_pdf(contexto: Contexto, ruta: Path) -> Dictamen:
    """Answer for a file, against the record of this computer; errors as in `verificar_archivo`."""
    return verificar_archivo(
        ruta,
        lectura=contexto.almacen.lectura,
        imprenta=contexto.imprenta,
        autoridades=contexto.almacen.carpeta.autoridades,
    )


def verificar_archivo(
    ruta: Path, *, lectura: Lectura | None, imprenta: Imprenta, autoridades: Path | None = None
) -> Dictamen:
    """Answer for a file; without `lectura` (a computer without a record) by the file alone.

    `autoridades` is a folder with the `.cer` files of authorities whose certificates are believed; it may not exist.

    Whatever the file holds, the answer is a `Dictamen`. Raises `ErrorDeNegocio` for a folder and `ErrorDeEntorno` for
    a file that cannot be read.
    """
    datos = _leer(ruta)
    if len(datos) > TAMANO_MAXIMO:
        grande = f"El archivo pasa de {TAMANO_MAXIMO // 1024 // 1024} MB y ningún acta de este programa mide tanto."
        return _ajena("", grande)
    sha256 = hashlib.sha256(datos).hexdigest()
    if lectura is not None and (escaneo := registro.escaneo(lectura, sha256)):
        return _de_escaneo(lectura, sha256, *escaneo)
    from enlace_app.salida.verificacion.examen import Especie, examinar

    rendicion = registro.rendicion(lectura, sha256) if lectura is not None else None
    # What this computer itself stored needs no second print to be believed.
    examen = examinar(datos, None if rendicion else imprenta.para_firma, _leer_autoridades(autoridades))
    if lectura is not None and rendicion is not None:
        return _guardado(lectura, sha256, examen, rendicion)
    if examen.especie is not Especie.ACTA:
        return _de_otra_especie(sha256, examen)
    if lectura is None:
        return _sin_registro(sha256, examen, "En este equipo no hay un registro de actas contra el cual compararla.")
    return _contra_registro(lectura, sha256, examen)


def _leer(ruta: Path) -> bytes:
    try:
        if ruta.is_dir():
            raise ErrorDeNegocio(f"«{ruta.name}» es una carpeta; elija el archivo PDF que quiere verificar.")
        with ruta.open("rb") as archivo:
            return archivo.read(TAMANO_MAXIMO + 1)
    except OSError as error:
        raise explicar_oserror(error, ruta) from error


def _leer_autoridades(carpeta: Path | None) -> list[bytes]:
    """Raises `ErrorDeNegocio` naming a file that is no authority's certificate: believing less in silence is worse."""
    if carpeta is None or not carpeta.is_dir():
        return []
    from enlace_app.salida.efirma.lectura import leer_autoridad

    leidas = []
    for archivo in sorted(carpeta.glob("*.cer")):
        try:
            der = archivo.read_bytes()
            leer_autoridad(der)
        except OSError as error:
            raise explicar_oserror(error, archivo) from error
        except ErrorDeNegocio as error:
            raise ErrorDeNegocio(f"«{archivo.name}», en «{carpeta}»: {error}") from error
        leidas.append(der)
    return leidas


def _ajena(sha256: str, frase: str) -> Dictamen:
    siguiente = "Si le dijeron que es un acta, pida el PDF original; una foto o un escaneo no se puede verificar así."
    return Dictamen(Veredicto.AJENA, frase, siguiente, (), sha256)


def _de_otra_especie(sha256: str, examen: "Examen") -> Dictamen:
    from enlace_app.salida.verificacion.examen import Especie

    if examen.especie is Especie.AJENO:
        return _ajena(sha256, f"{_mayuscula(examen.por_que_no)}.")
    frase, siguiente = {
        Especie.BORRADOR: (
            "Es un borrador: todavía no era un acta y no prueba lo que se acordó.",
            "Pida el acta cerrada.",
        ),
        Especie.VERSION_PUBLICA: (
            "Es una versión pública: no trae los datos completos, así que por sí misma no se puede comprobar.",
            "Compárela con el acta completa, que guarda quien la publicó.",
        ),
        Especie.MAS_NUEVA: (
            "Es un acta que hizo una versión más nueva del programa; ésta no sabe leerla.",
            "Actualice el programa y vuelva a verificarla.",
        ),
        Especie.OTRO_DOCUMENTO: (
            "Es otro documento de este programa (convocatoria, lista, relación o extracto), no un acta.",
            "Verifique el acta a la que se refiere.",
        ),
    }[examen.especie]
    return Dictamen(Veredicto.NO_COMPROBABLE, frase, siguiente, examen.comprobaciones, sha256)


def _de_escaneo(lectura: Lectura, sha256: str, uuid: str, nombres: list[str]) -> Dictamen:
    acta = registro.acta(lectura, uuid)
    if acta is None:
        return _ajena(sha256, "Es el escaneo de un acta que ya no está en este registro.")
    quienes = Comprobacion(
        checar.EN_REGISTRO,
        Juicio.BIEN,
        f"Es el escaneo con el que este equipo asentó la firma de {', '.join(nombres)} en {checar.nombrar(acta)}.",
    )
    return _dictaminar(lectura, sha256, Hallada(acta, None), [quienes])


def _guardado(lectura: Lectura, sha256: str, examen: "Examen", rendicion: registro.RendicionRegistrada) -> Dictamen:
    """The very bytes of the record: genuine, unless file and record contradict each other."""
    acta = registro.acta(lectura, rendicion.acta)
    adjunto = examen.adjunto
    if acta is None or (adjunto is not None and adjunto.sha256 != acta.sha256):
        rota = Comprobacion(
            checar.REGISTRO_INTEGRO,
            Juicio.MAL,
            "El registro de este equipo no es íntegro: guardó este archivo, pero ya no dice lo mismo que él.",
        )
        return _registro_roto(sha256, [*examen.comprobaciones, rota])
    hallada = Hallada(acta, rendicion)
    hechas = list(examen.comprobaciones)
    hechas += [checar.de_los_bytes(hallada, con_efirma=bool(examen.firmas), impreso_guardado=True)]
    if adjunto is not None:
        hechas.append(checar.de_la_cadena(acta))
    if firmantes := checar.de_los_firmantes(lectura, acta.uuid, examen.firmas):
        hechas.append(firmantes)
    return _dictaminar(lectura, sha256, hallada, _sin_lo_supuesto(hechas))


def _sin_lo_supuesto(hechas: list[Comprobacion]) -> list[Comprobacion]:
    """What the stored bytes answer need not be told as open."""
    from enlace_app.salida.verificacion.examen import ENTERO, IMPRESO

    respondido = {
        ENTERO: "Cada byte del archivo es el que se guardó.",
        IMPRESO: "Este equipo lo imprimió de esos datos y guardó el resultado.",
    }
    return [
        Comprobacion(c.nombre, Juicio.BIEN, respondido[c.nombre])
        if c.nombre in respondido and c.resultado is Juicio.NO_COMPROBADO
        else c
        for c in hechas
    ]


def _contra_registro(lectura: Lectura, sha256: str, examen: "Examen") -> Dictamen:
    adjunto = examen.adjunto
    if adjunto is None or examen.alterado:
        return _alterada(sha256, examen, list(examen.comprobaciones))
    acta = registro.acta_por_huella(lectura, adjunto.sha256)
    if acta is None:
        return _desconocida(lectura, sha256, examen)
    guardado = registro.rendicion(lectura, examen.impreso_sha256 or "") is not None
    hechas = [
        *examen.comprobaciones,
        checar.de_la_cadena(acta),
        checar.de_los_bytes(Hallada(acta, None), con_efirma=bool(examen.firmas), impreso_guardado=guardado),
    ]
    if firmantes := checar.de_los_firmantes(lectura, acta.uuid, examen.firmas):
        hechas.append(firmantes)
    # Reached only with bytes that nobody stored: whatever else agrees, this is not the file that was signed off.
    return _alterada(sha256, examen, hechas)


def _desconocida(lectura: Lectura, sha256: str, examen: "Examen") -> Dictamen:
    """Data that the record does not have: another computer's acta, or exchanged ones of an acta that it has."""
    adjunto = examen.adjunto
    mismas = (
        [a for a in registro.actas_por_folio(lectura, adjunto.folio) if a.version == adjunto.version] if adjunto else []
    )
    if not mismas:
        integro = checar.del_registro_mismo(lectura)
        porque = "El acta no está en el registro de este equipo: la cerró otro."
        if integro.resultado is Juicio.MAL:
            porque += f" {integro.explicacion}"
        return _sin_registro(sha256, examen, porque)
    distinta = Comprobacion(
        checar.EN_REGISTRO,
        Juicio.MAL,
        f"Este equipo tiene {checar.nombrar(mismas[0])} con otra huella: los datos que trae el archivo no son ésos.",
    )
    integro = checar.del_registro_mismo(lectura)
    if integro.resultado is Juicio.MAL:
        return _registro_roto(sha256, [*examen.comprobaciones, distinta, integro])
    return _alterada(sha256, examen, [*examen.comprobaciones, distinta])


def _dictaminar(lectura: Lectura, sha256: str, hallada: Hallada, hechas: list[Comprobacion]) -> Dictamen:
    """The answer about an acta of the record."""
    acta = hallada.acta
    malas = [c for c in hechas if c.resultado is Juicio.MAL]
    integro = checar.del_registro_mismo(lectura)
    hechas = [*hechas, integro]
    if integro.resultado is Juicio.MAL:
        return _registro_roto(sha256, hechas, acta)
    if malas:
        return Dictamen(
            Veredicto.ALTERADA, malas[0].explicacion, _PIDA, tuple(hechas), sha256, acta.folio, acta.version
        )
    version, copia = checar.de_la_version(lectura, acta), checar.de_la_copia(lectura, hallada)
    correcciones = checar.de_las_correcciones(lectura, acta)
    todas = tuple(c for c in (*hechas, version, copia, correcciones) if c is not None)
    nombre = checar.nombrar(acta)
    if version.resultado is Juicio.MAL:
        frase, siguiente = (
            f"Es auténtica: {nombre}, pero ya no es la última. {version.explicacion}",
            "Use la última versión; ésta sólo muestra lo que decía antes.",
        )
        veredicto = Veredicto.SUPERADA
    elif copia is not None and copia.resultado is Juicio.MAL:
        frase = f"Es auténtica: {nombre}. {copia.explicacion}"
        siguiente, veredicto = "Use la copia con todas las firmas: expórtela del registro.", Veredicto.SUPERADA
    else:
        frase, veredicto = f"Es auténtica y es la última: {nombre}.", Veredicto.VIGENTE
        siguiente = _que_sigue(hallada, con_correcciones=correcciones is not None and acta.corrige is None)
        if correcciones is not None:
            frase = f"{frase} {correcciones.explicacion}"
    return Dictamen(veredicto, frase, siguiente, todas, sha256, acta.folio, acta.version)


def _que_sigue(hallada: Hallada, *, con_correcciones: bool) -> str:
    if con_correcciones:
        return "Puede apoyarse en ella junto con sus correcciones; verifique también esos archivos."
    if hallada.rendicion is None:
        return "Lo escrito a mano se ve en el escaneo; el PDF impreso se verifica aparte."
    if hallada.rendicion.etapa == Etapa.PARA_FIRMA:
        return "El contenido es el que se cerró. Las firmas de puño y letra están en el papel o en su escaneo."
    return "Puede apoyarse en ella."


def _registro_roto(sha256: str, hechas: list[Comprobacion], acta: registro.ActaRegistrada | None = None) -> Dictamen:
    return Dictamen(
        Veredicto.NO_COMPROBABLE,
        "El registro de este equipo no es íntegro: alguien o algo lo cambió.",
        "No escriba más en él. Recupere el último respaldo sano (enlace respaldo listar) y vuelva a verificar.",
        tuple(hechas),
        sha256,
        acta.folio if acta else None,
        acta.version if acta else None,
    )


def _alterada(sha256: str, examen: "Examen", hechas: list[Comprobacion]) -> Dictamen:
    mala = next((c for c in hechas if c.resultado is Juicio.MAL), None)
    porque = mala.explicacion if mala else "No es ninguno de los archivos que se guardaron."
    return Dictamen(Veredicto.ALTERADA, porque, _PIDA, tuple(hechas), sha256, *_cual(examen))


def _sin_registro(sha256: str, examen: "Examen", porque: str) -> Dictamen:
    """By the file alone: altered where that shows, else not to be told here."""
    if examen.alterado:
        return _alterada(sha256, examen, list(examen.comprobaciones))
    cadena = Comprobacion(checar.EN_REGISTRO, Juicio.NO_COMPROBADO, porque)
    ultima = Comprobacion(checar.ULTIMA, Juicio.NO_COMPROBADO, "Sin ese registro no se sabe si hay otra posterior.")
    if examen.firmas:
        quienes = ", ".join(f.nombre for f in examen.firmas)
        frase = (
            f"El archivo está entero y las firmas electrónicas se sostienen ({quienes}), pero aquí no se puede "
            "comprobar que sea la última versión."
        )
    else:
        frase = "El PDF no lleva firma electrónica y este equipo no tiene su registro: por sí mismo no prueba nada."
    todas = (*examen.comprobaciones, cadena, ultima)
    return Dictamen(Veredicto.NO_COMPROBABLE, frase, _DONDE, todas, sha256, *_cual(examen))


def _cual(examen: "Examen") -> tuple[str | None, int | None]:
    return (examen.adjunto.folio, examen.adjunto.version) if examen.adjunto else (None, None)


def _mayuscula(texto: str) -> str:
    return texto[:1].upper() + texto[1:]
