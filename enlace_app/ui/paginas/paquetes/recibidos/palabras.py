"""What the authority's page says of packages that come in, in sentences."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from enlace_app.consultas.historial_de_recibidos import Paso
from enlace_app.dominio.recepcion import EstadoDeRecepcion, Resultado
from enlace_app.servicios.recepcion import Revision
from enlace_app.servicios.recepcion_en_curso import Recepcion
from enlace_app.sincronizacion.llegada import Destino
from enlace_app.ui.componentes.escritura import escribir_instante
from enlace_app.ui.modelos_tabla.remitentes import cuando
from enlace_app.ui.paginas.paquetes.palabras import contar, enumerar

_RESULTADOS = {
    Resultado.NUEVO: ("nuevo", "nuevos"),
    Resultado.ACTUALIZADO: ("cambia", "cambian"),
    Resultado.PROPUESTO: ("propuesta", "propuestas"),
    Resultado.OBSERVADO: ("espera algo", "esperan algo"),
    Resultado.RECHAZADO: ("no entra", "no entran"),
    Resultado.IGUAL: ("ya estaba", "ya estaban"),
}
_ESTADOS = {
    EstadoDeRecepcion.APLICADO: ("aplicado", "aplicados"),
    EstadoDeRecepcion.RETENIDO: ("en espera de otro", "en espera de otros"),
    EstadoDeRecepcion.EN_CONFLICTO: ("en conflicto, guardado sin aplicar", "en conflicto, guardados sin aplicar"),
}
_TIPOS = {"completo": "todo lo suyo", "incremental": "sólo lo nuevo"}


def cuentas(por_resultado: Mapping[Resultado, int], *, sin_iguales: bool = False) -> str:
    """Count rows by what becomes of them: «12 nuevos, 3 cambian y 40 ya estaban»."""
    partes = [
        contar(por_resultado[r], *palabras)
        for r, palabras in _RESULTADOS.items()
        if por_resultado.get(r) and not (sin_iguales and r is Resultado.IGUAL)
    ]
    return enumerar(partes)


def que_haria(revision: Revision) -> str:
    """Say in one line what receiving a package would do."""
    llegada = revision.llegada
    match llegada.destino:
        case Destino.APLICAR:
            archivos = revision.adjuntos.vienen if revision.adjuntos is not None else 0
            con = f", con {contar(archivos, 'archivo', 'archivos')}" if archivos else ""
            return f"{cuentas(revision.cuentas, sin_iguales=True) or 'no trae nada nuevo'}{con}"
        case Destino.RETENER:
            return f"trae {cuentas(revision.cuentas, sin_iguales=True) or 'nada nuevo'}"
        case Destino.REPETIDO:
            estado = llegada.previo.estado if llegada.previo else ""
            return "ya se había recibido" + (" y espera otro" if estado == EstadoDeRecepcion.RETENIDO else "")
        case Destino.CLAVE_DISTINTA:
            return "viene firmado con otra clave: compárela por teléfono" if revision.clave else "no viene firmado"
        case _:
            return "contradice a otro que ya se recibió"


def clave(revision: Revision, antes: tuple[str, ...]) -> str:
    """Say whose signature a package bears, with the words that two people read to each other.

    `antes` are those of the key by which its sender is known now, none for a new one.
    """
    if revision.clave is None:
        return "No viene firmado: no se puede comprobar quién lo hizo."
    palabras = " · ".join(revision.palabras)
    if antes == revision.palabras:
        return f"Firmado con: {palabras} — clave conocida"
    if antes:
        return f"Firmado con: {palabras} — clave distinta de la de sus envíos anteriores"
    return f"Firmado con: {palabras} — clave nueva: compárelas por teléfono con quien lo envió"


def por_que_no(revision: Revision) -> str:
    """Say why a package would not be applied and what to do here; empty where it would."""
    llegada = revision.llegada
    if llegada.destino is Destino.CLAVE_DISTINTA:
        como = "viene firmado con otra clave que sus envíos anteriores" if revision.clave else "no viene firmado"
        que = (
            "Llame a quien lo envió, al número que usted ya tenía, y comparen las palabras. Si son las mismas, acepte "
            "la clave."
            if revision.clave
            else "Sus envíos anteriores sí venían firmados. Llame a quien lo envió y pida el paquete otra vez."
        )
        return f"Llegó a nombre de {revision.manifiesto.remitente} y {como}. No se ha recibido nada. {que}"
    if llegada.destino is Destino.REPETIDO:
        return f"Ya se había recibido; recibirlo otra vez no cambia nada. {llegada.motivo or ''}".strip()
    return llegada.motivo or ""


def encabezado(revision: Revision, region: str, zona: str) -> str:
    """Say who made a package, when, and of what kind it is."""
    m = revision.manifiesto
    hecho = escribir_instante(m.generado.astimezone(ZoneInfo(zona)))
    de = f"Región {region}" if m.region else region
    epoca = f" · época {m.epoca}" if m.epoca > 1 else ""
    return f"{de} · hecho el {hecho} · trae {_TIPOS[str(m.tipo)]}{epoca}"


def que_paso(recepcion: Recepcion) -> str:
    """Say the same as `lo_que_paso`, in few words."""
    if recepcion.repetido:
        return "ya se había recibido: no cambió nada"
    if recepcion.estado is EstadoDeRecepcion.APLICADO:
        return cuentas(recepcion.cuentas, sin_iguales=True) or "no traía nada nuevo"
    if recepcion.estado is EstadoDeRecepcion.RETENIDO:
        return "guardado hasta que llegue el que le falta"
    return "guardado sin aplicar: contradice a otro"


def lo_que_paso(recepcion: Recepcion) -> str:
    """Say what receiving a package did."""
    if recepcion.repetido and recepcion.estado is EstadoDeRecepcion.APLICADO:
        return "Ya se había recibido: no cambió nada; su acuse es el mismo."
    if recepcion.estado is EstadoDeRecepcion.APLICADO:
        dicho = cuentas(recepcion.cuentas, sin_iguales=True)
        aplicado = f"Aplicado: {dicho}." if dicho else "Aplicado: no traía nada nuevo."
        for liberado in recepcion.liberados:
            aplicado += f" Con éste se aplicó también el {liberado}, que esperaba."
        return aplicado
    return recepcion.motivo or ""


def tipo(cual: str) -> str:
    """What a package of that kind brings."""
    return _TIPOS.get(cual, cual)


def pasos(dados: Sequence[Paso], zona: str) -> str:
    """Tell what became of a package, one step a line where there was more than one."""
    lineas = []
    for paso in dados:
        motivo = f": {paso.motivo}" if paso.motivo else ""
        lineas.append(f"{escribir_instante(cuando(paso.cuando, zona))}, {paso.estado}{motivo}")
    return "\n".join(lineas)


def acuses_hechos(instantes: Sequence[str], zona: str) -> str:
    """Tell which receipts were made for a package."""
    if not instantes:
        return ""
    ultimo = escribir_instante(cuando(instantes[-1], zona))
    if len(instantes) == 1:
        return f"Su acuse se hizo el {ultimo}; si hay algo nuevo que decir, se hace otro."
    return f"Se han hecho {len(instantes)} acuses; el último, el {ultimo}."


def leidos(cuantos: int, se_pueden: int) -> str:
    """Tell how many of the files that were read can be received."""
    if cuantos == 1:
        return "Se leyó el archivo: se puede recibir." if se_pueden else "Se leyó el archivo: vea qué pasa con él."
    if se_pueden == cuantos:
        return f"Se leyeron {cuantos} archivos: todos se pueden recibir."
    puede = "se puede" if se_pueden == 1 else "se pueden"
    return f"Se leyeron {cuantos} archivos: {se_pueden} {puede} recibir; vea los demás."


def recibidos(hechas: Sequence[Recepcion]) -> str:
    """Tell what became of the packages that were received together."""
    if len(hechas) == 1:
        return f"{hechas[0].nombre[:1].upper()}{hechas[0].nombre[1:]}. {lo_que_paso(hechas[0])}"
    partes = [
        contar(n, *nombres)
        for estado, nombres in _ESTADOS.items()
        if (n := sum(hecha.estado is estado for hecha in hechas))
    ]
    liberados = [nombre for hecha in hechas for nombre in hecha.liberados]
    tambien = f" Se aplicó también {enumerar([f'el {n}' for n in liberados])}, que esperaba." if liberados else ""
    return f"Se recibieron {len(hechas)} paquetes: {enumerar(partes)}.{tambien}"
