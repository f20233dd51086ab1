"""`enlace iniciar` and `enlace demo`: the first minute."""

from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.recepcion import en_palabras
from enlace_app.cli.sesion import Sesion, avisar, decir
from enlace_app.dominio.sitios import RolDeSitio
from enlace_app.errores import ErrorDeEntorno
from enlace_app.rutas import CarpetaDatos, carpeta_recursos
from enlace_app.servicios import sitios
from enlace_app.servicios.ejemplo import Demostracion, Equipos, demostrar, exigir_ejemplo
from enlace_app.servicios.ejemplo_de_circulo import Circulo

_ETAPAS = {"para_firma": "para firma", "efirma": "firmada con e.firma"}


def iniciar(
    ctx: typer.Context,
    nombre: Annotated[str, typer.Option("--nombre", help="Su nombre, como firmará los cambios.")],
    region: Annotated[str | None, typer.Option("--region", metavar="CLAVE", help="Clave de su región.")] = None,
    rol: Annotated[RolDeSitio, typer.Option("--rol", help="Qué hace usted aquí.")] = RolDeSitio.ENLACE,
) -> None:
    """Comienza una carpeta de datos con los catálogos."""
    sesion: Sesion = ctx.obj
    with sesion.abrir(exigir=False) as contexto:
        sitios.iniciar(contexto.almacen, nombre=nombre, rol=rol, region=region.upper() if region else None)
    decir(f"Listo: los datos están en «{sesion.carpeta.raiz}».")
    decir("Siga con: enlace importar CARPETA_O_LIBRO…   o   enlace paquete plantilla -o captura.xlsx")


def demo(
    ctx: typer.Context,
    salida: Annotated[
        Path, typer.Option("--salida", metavar="CARPETA", help="Dónde se escriben actas, paquetes y acuses.")
    ] = Path("enlace-demo"),
    sin_ventana: Annotated[bool, typer.Option("--sin-ventana", help="No abre la ventana al terminar.")] = False,
) -> None:
    """Datos de ejemplo, SIN VALIDEZ, en carpetas propias: actas en PDF, una con e.firma, y paquetes de ida y vuelta."""
    general: Sesion = ctx.obj
    raiz = (
        general.carpeta.raiz
        if general.elegida
        else general.carpeta.raiz.with_name(f"{general.carpeta.raiz.name}-ejemplo")
    )
    sesion, otra, autoridad = (
        general.con_carpeta(CarpetaDatos(raiz.with_name(f"{raiz.name}{final}")))
        for final in ("", "-carbonifera", "-autoridad")
    )
    with sesion.abrir(exigir=False) as region:
        exigir_ejemplo(region.almacen)  # before anything is made beside a folder that somebody works in
        with otra.abrir(exigir=False) as que_envia, autoridad.abrir(exigir=False) as que_recibe:
            hecho = demostrar(
                Equipos(region=region, otra=que_envia, autoridad=que_recibe),
                ejemplo=carpeta_recursos() / "ejemplo",
                salida=salida.absolute(),
            )
    _decir_lo_escrito(hecho)
    _decir_el_circulo(hecho.circulo)
    decir("Datos del ejemplo:")
    for que, suya in (("la región Norte", sesion), ("la región Carbonífera", otra), ("la autoridad", autoridad)):
        decir(f"  {suya.carpeta.raiz}   {que}")
    decir("Siga con:")
    decir(f'  enlace --datos "{raiz}" listar acuerdos --estado pendiente')
    decir(f'  enlace --datos "{raiz}" mostrar {hecho.actas[0].folio}')
    decir(
        f'  enlace --datos "{otra.carpeta.raiz}" mostrar {hecho.circulo.acuerdo}      con la respuesta de la autoridad'
    )
    decir(f'  enlace --datos "{autoridad.carpeta.raiz}" paquete propuestas listar --todas')
    decir('  enlace iniciar --nombre "Su nombre" --region CLAVE      para comenzar con sus propios datos')
    if sin_ventana:
        return
    try:
        codigo = sesion.abrir_ventana(sesion.carpeta)
    except ErrorDeEntorno as error:
        avisar(str(error))  # the example is written all the same: no screen is no failure of it
    else:
        raise typer.Exit(codigo)


def _decir_lo_escrito(hecho: Demostracion) -> None:
    decir("EJEMPLO, SIN VALIDEZ: datos publicados del ejercicio 2015-2017.")
    for linea in hecho.informe.lineas():
        decir(linea)
    decir("Escrito:")
    for acta in hecho.actas:
        decir(f"  {acta.ruta}   acta {acta.folio}, {_ETAPAS.get(acta.etapa, acta.etapa)}")
    if hecho.actas[-1].hoja is not None:
        decir(f"  {hecho.actas[-1].hoja}   su hoja de firmas")
    decir(f"  {hecho.version_publica}   propuesta de su versión pública")


def _decir_el_circulo(circulo: Circulo) -> None:
    """Tell of the package there and back, file by file."""
    for region, vuelta in (("Norte", circulo.region), ("Carbonífera", circulo.otra)):
        recibido = en_palabras(vuelta.recibido.cuentas) or "nada nuevo"
        decir(f"  {vuelta.enviado.ruta}   paquete {vuelta.enviado.secuencia} de {region}; recibido: {recibido}")
        leido = vuelta.leido
        decir(
            f"  {vuelta.acuse}   su acuse: llegaron {leido.llegaron}, por revisar {leido.por_revisar}, "
            f"observaciones {leido.observaciones}, folios oficiales {leido.folios}"
        )
    decir(f"  {circulo.libro.ruta}   libro del estado, con lo de las dos regiones")
