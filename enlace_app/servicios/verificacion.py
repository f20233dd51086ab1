"""Is this PDF the acta that was closed and signed? One answer, with its reasons; nothing is written."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from enlace_app.archivos import explicar_oserror
from enlace_app.consultas import verificacion as registro
from enlace_app.consultas.rendiciones import RendicionGuardada, rendicion_de_pdf
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.verificacion import Caso, Comprobacion, Dictamen, Emision, Hechos, Juicio, dictaminar
from enlace_app.errores import ErrorDeNegocio
from enlace_app.salida.verificacion.limites import TAMANO_MAXIMO
from enlace_app.servicios import comprobaciones as checar
from enlace_app.servicios.comprobaciones import Hallada
from enlace_app.servicios.contexto import Contexto
from enlace_app.servicios.imprenta import Imprenta

if TYPE_CHECKING:
    from enlace_app.salida.verificacion.examen import Examen


class _DelExamen(TypedDict):
    """The facts that the bytes alone tell."""

    del_archivo: tuple[Comprobacion, ...]
    firmas: Comprobacion | None
    emision: Emision
    firmantes: str


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
        return dictaminar(Hechos(caso=Caso.AJENO, sha256="", porque=grande))
    sha256 = hashlib.sha256(datos).hexdigest()
    rendicion = rendicion_de_pdf(lectura, sha256) if lectura is not None else None
    if lectura is not None and rendicion is None and (escaneo := registro.escaneo(lectura, sha256)):
        return dictaminar(_de_escaneo(lectura, sha256, *escaneo))
    from enlace_app.salida.verificacion.examen import examinar

    confiables = _leer_autoridades(autoridades)
    # What this computer itself stored needs no second print to be believed.
    examen = examinar(datos, None if rendicion else imprenta.para_firma, confiables)
    if lectura is not None and rendicion is not None:
        return dictaminar(_guardado(lectura, sha256, examen, rendicion))
    return dictaminar(_sin_guardar(lectura, sha256, examen, con_autoridades=bool(confiables)))


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


def _de_escaneo(lectura: Lectura, sha256: str, uuid: str, nombres: list[str]) -> Hechos:
    acta = registro.acta(lectura, uuid)
    if acta is None:
        return Hechos(
            caso=Caso.AJENO, sha256=sha256, porque="Es el escaneo de un acta que ya no está en este registro."
        )
    quienes = Comprobacion(
        checar.EN_REGISTRO,
        Juicio.BIEN,
        f"Byte por byte es el archivo con el que este equipo asentó la firma de {', '.join(nombres)} en "
        f"{checar.nombrar(acta)}.",
    )
    contenido = Comprobacion(
        checar.CONTENIDO,
        Juicio.NO_COMPROBADO,
        "Es lo que alguien adjuntó como escaneo: el programa no puede leer si de veras es esa acta ni si está firmada.",
    )
    hechos = Hechos(caso=Caso.ESCANEO, sha256=sha256, del_registro=(quienes, contenido))
    return _con_el_acta(lectura, hechos, Hallada(acta, None))


def _guardado(lectura: Lectura, sha256: str, examen: "Examen", rendicion: RendicionGuardada) -> Hechos:
    """The very bytes of the record: genuine, unless file and record contradict each other."""
    acta, adjunto = registro.acta(lectura, rendicion.acta), examen.adjunto
    if acta is None or (adjunto is not None and adjunto.sha256 != acta.sha256):
        rota = Comprobacion(
            checar.REGISTRO_INTEGRO,
            Juicio.MAL,
            "El registro de este equipo no es íntegro: guardó este archivo, pero ya no dice lo mismo que él.",
        )
        return Hechos(caso=Caso.GUARDADO, sha256=sha256, del_archivo=examen.comprobaciones, integridad=rota)
    bytes_ = Comprobacion(
        checar.BYTES, Juicio.BIEN, "Byte por byte es uno de los archivos que este equipo guardó de esa acta."
    )
    suyas = checar.de_los_firmantes(lectura, acta.uuid, examen.firmas, si_falta=Juicio.MAL)
    cadena = checar.de_la_cadena(acta) if adjunto is not None else None
    contra = tuple(c for c in (bytes_, cadena, suyas) if c is not None)
    emision = checar.de_la_emision(examen.firmas, con_autoridades=False, avaladas=suyas is not None and not suyas.mal)
    hechos = Hechos(caso=Caso.GUARDADO, sha256=sha256, del_registro=contra, **_del_examen(examen, emision))
    hechos = replace(hechos, del_archivo=_sin_lo_supuesto(hechos.del_archivo))
    return _con_el_acta(lectura, hechos, Hallada(acta, rendicion))


def _sin_lo_supuesto(hechas: tuple[Comprobacion, ...]) -> tuple[Comprobacion, ...]:
    """What the stored bytes answer need not be told as open."""
    from enlace_app.salida.verificacion.examen import DATOS, ENTERO, IMPRESO

    respondido = {
        ENTERO: "Cada byte del archivo es el que se guardó.",
        DATOS: "Es de la forma anterior, en que no se adjuntaban; los tiene el registro de este equipo.",
        IMPRESO: "Este equipo lo imprimió de esos datos y guardó el resultado.",
    }
    return tuple(
        Comprobacion(c.nombre, Juicio.BIEN, respondido[c.nombre])
        if c.nombre in respondido and c.resultado is Juicio.NO_COMPROBADO
        else c
        for c in hechas
    )


def _sin_guardar(lectura: Lectura | None, sha256: str, examen: "Examen", *, con_autoridades: bool) -> Hechos:
    """Bytes that nobody stored here: what the file says, and what the record says of its data."""
    adjunto, caso = examen.adjunto, _caso(examen)
    emision = checar.de_la_emision(examen.firmas, con_autoridades=con_autoridades, avaladas=False)
    hechos = Hechos(
        caso=caso,
        sha256=sha256,
        porque=f"{examen.por_que_no[:1].upper()}{examen.por_que_no[1:]}.",
        folio=adjunto.folio if adjunto else None,
        version=adjunto.version if adjunto else None,
        **_del_examen(examen, emision),
    )
    if caso not in {Caso.SIN_REGISTRO, Caso.SIN_DATOS} or examen.alterado:
        return hechos
    if lectura is None:
        return _sin_registro(hechos, "En este equipo no hay un registro de actas contra el cual compararla.")
    acta = _acta_que_es(lectura, examen)
    return _desconocida(lectura, hechos) if acta is None else _en_el_registro(lectura, hechos, examen, acta)


def _acta_que_es(lectura: Lectura, examen: "Examen") -> registro.ActaRegistrada | None:
    """By the hash of its data; an acta printed without them, by what was printed or by the hash on its pages."""
    if examen.adjunto is not None:
        return registro.acta_por_huella(lectura, examen.adjunto.sha256)
    if impreso := rendicion_de_pdf(lectura, examen.impreso_sha256 or ""):
        return registro.acta(lectura, impreso.acta)
    if examen.dicha is None or examen.dicha.folio is None:
        return None
    dichas = registro.actas_por_folio(lectura, examen.dicha.folio)
    return next((a for a in dichas if a.sha256.startswith(examen.dicha.huella)), None)


def _caso(examen: "Examen") -> Caso:
    from enlace_app.salida.verificacion.examen import Especie

    return {
        Especie.AJENO: Caso.AJENO,
        Especie.BORRADOR: Caso.BORRADOR,
        Especie.VERSION_PUBLICA: Caso.VERSION_PUBLICA,
        Especie.MAS_NUEVA: Caso.MAS_NUEVA,
        Especie.OTRO_DOCUMENTO: Caso.OTRO_DOCUMENTO,
        Especie.ACTA: Caso.SIN_REGISTRO,
        Especie.ACTA_SIN_DATOS: Caso.SIN_DATOS,
    }[examen.especie]


def _del_examen(examen: "Examen", emision: Emision) -> "_DelExamen":
    """The checks of the bytes; that of the e.firmas apart, because an issuer nobody knows is no alteration."""
    from enlace_app.salida.verificacion.examen import FIRMAS

    de_firmas = next((c for c in examen.comprobaciones if c.nombre == FIRMAS and not c.mal), None)
    return {
        "del_archivo": tuple(c for c in examen.comprobaciones if c is not de_firmas),
        "firmas": checar.de_las_firmas(de_firmas, emision) if de_firmas else None,
        "emision": emision,
        "firmantes": ", ".join(f.nombre for f in examen.firmas),
    }


def _en_el_registro(lectura: Lectura, hechos: Hechos, examen: "Examen", acta: registro.ActaRegistrada) -> Hechos:
    """The record has its data: a signature may have been lost here, anything else was changed there."""
    impreso = rendicion_de_pdf(lectura, examen.impreso_sha256 or "")
    guardado = impreso is not None and impreso.acta == acta.uuid
    falta = Juicio.NO_COMPROBADO if guardado else Juicio.MAL
    contra = (
        checar.de_la_cadena(acta) if examen.adjunto else None,
        checar.de_los_bytes(con_efirma=bool(examen.firmas), impreso_guardado=guardado),
        checar.de_los_firmantes(lectura, acta.uuid, examen.firmas, si_falta=falta),
    )
    hechos = replace(
        hechos,
        caso=Caso.SIN_GUARDAR,
        del_registro=tuple(c for c in contra if c is not None),
        firma_sin_asentar=bool(examen.firmas) and guardado,
    )
    return _con_el_acta(lectura, hechos, Hallada(acta, None))


def _desconocida(lectura: Lectura, hechos: Hechos) -> Hechos:
    """Data that the record does not have: another computer's acta, or exchanged ones of an acta that it has."""
    integro = checar.del_registro_mismo(lectura)
    roto = integro if integro.mal else None
    # Without data there is no hash to compare: what the pages claim to be decides nothing against them.
    mismas = [a for a in registro.actas_por_folio(lectura, hechos.folio or "") if a.version == hechos.version]
    if not mismas:
        return _sin_registro(
            replace(hechos, integridad=roto), "El acta no está en el registro de este equipo: la cerró otro."
        )
    distinta = Comprobacion(
        checar.EN_REGISTRO,
        Juicio.MAL,
        f"Este equipo tiene {checar.nombrar(mismas[0])} con otra huella: los datos que trae el archivo no son ésos.",
    )
    return replace(hechos, caso=Caso.SIN_GUARDAR, del_registro=(distinta,), integridad=roto)


def _sin_registro(hechos: Hechos, porque: str) -> Hechos:
    """By the file alone."""
    cadena = Comprobacion(checar.EN_REGISTRO, Juicio.NO_COMPROBADO, porque)
    ultima = Comprobacion(checar.ULTIMA, Juicio.NO_COMPROBADO, "Sin ese registro no se sabe si hay otra posterior.")
    return replace(hechos, del_registro=(cadena,), vigencia=ultima)


def _con_el_acta(lectura: Lectura, hechos: Hechos, hallada: Hallada) -> Hechos:
    """Add what the record knows of the acta, whichever of its files was brought."""
    acta = hallada.acta
    firmado = checar.firmado(lectura, acta)
    firmadas, en_tramite = checar.correcciones_de(lectura, acta)
    return replace(
        hechos,
        nombre=checar.nombrar(acta),
        folio=acta.folio,
        version=acta.version,
        integridad=checar.del_registro_mismo(lectura),
        vigencia=checar.de_la_version(lectura, acta),
        copia=checar.de_la_copia(lectura, hallada),
        firmado=firmado,
        asientos=checar.de_los_asientos(firmado),
        correcciones=checar.de_las_correcciones(lectura, acta, firmadas, en_tramite),
        corregida=bool(firmadas),
    )
