"""`enlace paquete acuse` and `enlace paquete enviados`: what the authority answered to what was sent."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import MAXIMO_DE_RENGLONES, Sesion, decir, decir_json
from enlace_app.cli.uso import Orden
from enlace_app.consultas import sitios
from enlace_app.consultas.listado import Pedido
from enlace_app.consultas.paquetes import listado
from enlace_app.consultas.respuesta_a_un_envio import Detalle, decir_acuse, detalle
from enlace_app.consultas.secciones import escribir_dia
from enlace_app.servicios import acuses_recibidos as servicio

Archivo = Annotated[Path, typer.Argument(metavar="ACUSE.xlsx", help="El libro con que respondió la autoridad.")]
ComoJson = Annotated[bool, typer.Option("--json", help="Responde con JSON.")]
AceptarClave = Annotated[
    bool,
    typer.Option(
        "--aceptar-clave",
        help="Acepta a quien lo firma como la autoridad. Sólo después de comparar sus palabras por teléfono.",
    ),
]


def agregar_ordenes(ordenes: typer.Typer) -> None:
    """Add what is done with answers to the group `paquete`."""
    ordenes.command("enviados", cls=Orden)(enviados)
    ordenes.command("acuse", cls=Orden)(acuse)


def enviados(ctx: typer.Context, como_json: ComoJson = False) -> None:
    """Lista los paquetes hechos aquí, el último primero, con su huella: es la constancia de lo que envió."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        lectura = contexto.almacen.lectura
        hechos, zona = listado().todas(lectura, Pedido()), sitios.traer(lectura).zona
    if como_json:
        decir_json(
            [
                {
                    "epoca": hecho.epoca,
                    "secuencia": hecho.secuencia,
                    "tipo": hecho.tipo,
                    "generado": hecho.generado,
                    "filas": hecho.filas,
                    "acuse": bool(hecho.acuses),
                    "acuses": [
                        {
                            "numero": a.numero,
                            "recibido": a.recibido,
                            "quien": a.quien,
                            "llegaron": a.llegaron,
                            "por_revisar": a.por_revisar,
                        }
                        for a in hecho.acuses
                    ],
                    "archivo": hecho.archivo,
                    "contenido_sha256": hecho.contenido_sha256,
                    "anterior_sha256": hecho.anterior_sha256,
                }
                for hecho in hechos
            ]
        )
        return
    for hecho in hechos:
        que = hecho.tipo if hecho.filas is None else f"{hecho.tipo}, registros: {hecho.filas:,}"
        dicho = decir_acuse(hecho.acuse, zona=zona, dia=escribir_dia)
        decir(f"Paquete {hecho.secuencia}, {que}; {dicho}: {hecho.archivo}")
        decir(f"  {hecho.contenido_sha256}")
    if not hechos:
        decir("Aún no se ha hecho ningún paquete; haga uno con «enlace paquete exportar».")


def acuse(
    ctx: typer.Context, archivo: Archivo, aceptar_clave: AceptarClave = False, como_json: ComoJson = False
) -> None:
    """Trae el acuse que la autoridad envió de un paquete de este equipo, y dice qué respondió."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        leido = servicio.leer_archivo_de_acuse(archivo)
        if aceptar_clave:
            palabras = servicio.aceptar_clave_de_acuse(contexto.almacen, leido)
            decir(f"Clave aceptada: {' '.join(palabras)}")
        tomado = servicio.recibir_acuse(contexto.almacen, leido, archivo=archivo)
        lectura = contexto.almacen.lectura
        dicho, zona = detalle(lectura, tomado.paquete), sitios.traer(lectura).zona
    assert dicho is not None  # noqa: S101 - a receipt is taken for a package of this site alone
    if como_json:
        decir_json(_en_json(tomado, dicho))
        return
    if tomado.repetido:
        decir(f"El acuse {tomado.numero} del paquete {tomado.secuencia} ya se tenía; no cambió nada.")
        return
    dicho_en_breve = decir_acuse(dicho.acuse, zona=zona, dia=escribir_dia)
    decir(f"{tomado.quien} recibió el paquete {tomado.secuencia}: {dicho_en_breve}.")
    decir(f"Observaciones nuevas: {tomado.observaciones}; folios oficiales nuevos: {tomado.folios}.")
    for renglon in dicho.renglones[:MAXIMO_DE_RENGLONES]:
        decir(f"  {renglon.clase}: {renglon.nombre}{f' — {renglon.texto}' if renglon.texto else ''}")
    if len(dicho.renglones) > MAXIMO_DE_RENGLONES:
        decir(f"  … y {len(dicho.renglones) - MAXIMO_DE_RENGLONES:,} más; véalos todos con --json.")


def _en_json(tomado: servicio.AcuseTomado, dicho: Detalle) -> dict[str, object]:
    return {
        "secuencia": tomado.secuencia,
        "numero": tomado.numero,
        "repetido": tomado.repetido,
        "quien": tomado.quien,
        "recibido": tomado.recibido,
        "llegaron": tomado.llegaron,
        "por_revisar": tomado.por_revisar,
        "observaciones": tomado.observaciones,
        "folios": tomado.folios,
        "respuesta": [
            {
                "clase": renglon.clase,
                "registro": renglon.registro.uuid if renglon.registro else None,
                "nombre": renglon.nombre,
                "texto": renglon.texto,
            }
            for renglon in dicho.renglones
        ],
    }
