"""What the page says of a package and of an import, in sentences."""

from collections.abc import Mapping

from enlace_app.consultas.paquetes import FilaPaquete
from enlace_app.dominio.paquetes import TipoPaquete
from enlace_app.servicios.acuses_recibidos import AcuseTomado
from enlace_app.servicios.importacion.informe import Informe
from enlace_app.servicios.paquetes import PaqueteExportado, VistaDePaquete, contar_registros
from enlace_app.ui.componentes.escritura import escribir_tamano

_DE_TABLA = {
    "reunion": ("reunión", "reuniones"),
    "acuerdo": ("acuerdo con seguimiento", "acuerdos con seguimiento"),
    "documento": ("documento", "documentos"),
    "compromiso": ("compromiso", "compromisos"),
    "actividad": ("actividad", "actividades"),
    "organizacion": ("institución", "instituciones"),
    "nombramiento": ("nombramiento", "nombramientos"),
}
_DE_HOJA = {
    "Reuniones": ("reunión", "reuniones"),
    "Actas": ("acta", "actas"),
    "Asistencia": ("asistencia", "asistencias"),
    "OrdenDelDia": ("punto del orden del día", "puntos del orden del día"),
    "Votaciones": ("votación", "votaciones"),
    "Acuerdos": ("acuerdo", "acuerdos"),
    "Seguimiento": ("seguimiento", "seguimientos"),
    "Documentos": ("documento", "documentos"),
    "Compromisos": ("compromiso", "compromisos"),
    "Actividades": ("actividad", "actividades"),
    "Organizaciones": ("institución", "instituciones"),
    "Nombramientos": ("nombramiento", "nombramientos"),
}


def contar(cuantos: int, singular: str, plural: str) -> str:
    """Write a number with its noun."""
    return f"{cuantos:,} {singular if cuantos == 1 else plural}"


def enumerar(partes: list[str]) -> str:
    """Join as one says it: «a, b y c»."""
    return f"{', '.join(partes[:-1])} y {partes[-1]}" if len(partes) > 1 else "".join(partes)


def _contados(cuentas: Mapping[str, int], nombres: Mapping[str, tuple[str, str]]) -> str:
    return enumerar([contar(cuentas[c], *nombres[c]) for c in nombres if cuentas.get(c)])


def lo_que_cambio(vista: VistaDePaquete) -> str:
    """What is new since the last package."""
    if vista.igual_al_anterior:
        return f"No ha cambiado nada desde el paquete {vista.secuencia - 1}: otro llevaría lo mismo."
    cambiado = _contados(vista.cambiados.por_tabla, _DE_TABLA)
    if vista.secuencia == 1:
        return f"Es el primer paquete. Registrado aquí: {cambiado}." if cambiado else "Es el primer paquete."
    if not cambiado:
        return f"Desde el paquete {vista.secuencia - 1} no hay cambios que contar."
    return f"Ha cambiado desde el paquete {vista.secuencia - 1}: {cambiado}."


def lo_que_lleva(vista: VistaDePaquete) -> str:
    """All that the workbook holds: everything, or what changed since the package that was acknowledged."""
    contenido = _contados(vista.filas, _DE_HOJA)
    if vista.base is not None:
        desde = f"el paquete {vista.base.secuencia}, que ya tiene acuse"
        return (
            f"El libro lleva lo que cambió desde {desde}: {contenido}." if contenido else f"Nada cambió desde {desde}."
        )
    return f"El libro lleva todo: {contenido}." if contenido else "Todavía no hay nada que enviar."


def solo_lo_nuevo(acusado: FilaPaquete | None) -> str:
    """The choice of an increment, and from what on; without a receipt, why it cannot be chosen."""
    if acusado is None:
        return "Sólo lo nuevo (cuando llegue el acuse de un paquete)"
    return f"Sólo lo nuevo desde el paquete {acusado.secuencia}, que la autoridad ya acusó"


def con_los_adjuntos(vista: VistaDePaquete | None) -> str:
    """The choice of a zip, and how much it would hold."""
    if vista is None or not vista.adjuntos.van:
        return "Con los archivos adjuntos (no hay ninguno que vaya)"
    cuantos = contar(len(vista.adjuntos.van), "archivo", "archivos")
    return f"Con los archivos adjuntos (.zip, {cuantos}, {escribir_tamano(vista.octetos)})"


def tipo_y_filas(tipo: str, filas: int | None) -> str:
    """What kind of package it is, and how much it held: «sólo lo nuevo, 40 registros»."""
    clase = "todo" if tipo == TipoPaquete.COMPLETO else "sólo lo nuevo"
    return clase if filas is None else f"{clase}, {contar(filas, 'registro', 'registros')}"


def nombres_que_no_van(cuantos: int) -> str:
    """How many attendances go without a name, and why."""
    van = "asistencia va sin nombre" if cuantos == 1 else "asistencias van sin nombre"
    return f"{cuantos:,} {van}, para cuidar los datos de quien acude por su cuenta: en su lugar dice «particular»."


def lo_que_llevo(hecho: PaqueteExportado) -> str:
    """What went, in few words: «sólo lo nuevo, 40 registros, con 3 archivos»."""
    archivos = f", con {contar(hecho.adjuntos, 'archivo', 'archivos')}" if hecho.adjuntos else ""
    return f"{tipo_y_filas(hecho.tipo, contar_registros(hecho.filas))}{archivos}"


def que_sigue(destinatario: str | None, *, con_contrasena: bool = False) -> str:
    """What to do with the file."""
    quien = f" para {destinatario}" if destinatario else ""
    aparte = " Diga la contraseña por teléfono, no en el correo." if con_contrasena else ""
    return f"Lo que sigue: adjunte este archivo a un correo{quien} y envíelo.{aparte}"


def lo_que_dice_el_acuse(tomado: AcuseTomado) -> str:
    """What a receipt that was just taken in says, in one or two sentences."""
    if tomado.repetido:
        return f"El acuse {tomado.numero} del paquete {tomado.secuencia} ya se tenía; no cambió nada."
    llegaron = contar(tomado.llegaron, "registro llegó", "registros llegaron")
    revisar = f" y {tomado.por_revisar:,} por revisar" if tomado.por_revisar else ", y nada por revisar"
    trajo = enumerar(
        [
            contar(cuantos, *nombres)
            for cuantos, nombres in (
                (tomado.observaciones, ("observación nueva", "observaciones nuevas")),
                (tomado.folios, ("folio oficial", "folios oficiales")),
            )
            if cuantos
        ]
    )
    return (
        f"{tomado.quien} recibió su paquete {tomado.secuencia}: {llegaron}{revisar}."
        f"{f' Trae {trajo}.' if trajo else ''}"
    )


def resumen_de(informe: Informe) -> str:
    """What an import did, or would do, in one sentence."""
    nuevas = sum(h.nuevas for h in informe.hojas)
    cambiadas = sum(h.cambiadas for h in informe.hojas)
    iguales = sum(h.iguales for h in informe.hojas)
    rechazadas = sum(h.rechazadas for h in informe.hojas)
    revisa = informe.solo_revisar
    partes = [
        contar(nuevas, "fila nueva", "filas nuevas") if nuevas else "",
        contar(cambiadas, "cambiada", "cambiadas") if cambiadas else "",
        (f"{iguales:,} que ya {'estaba' if iguales == 1 else 'estaban'}") if iguales else "",
        f"{rechazadas:,} que {_no_entran(rechazadas, revisa=revisa)}" if rechazadas else "",
    ]
    dicho = enumerar([parte for parte in partes if parte])
    if not dicho:
        return "No se encontró ninguna fila que traer."
    return f"{'Revisado; todavía no se guarda nada' if revisa else 'Traído y guardado'}: {dicho}."


def _no_entran(cuantas: int, *, revisa: bool) -> str:
    if cuantas == 1:
        return "no entra" if revisa else "no entró"
    return "no entran" if revisa else "no entraron"
