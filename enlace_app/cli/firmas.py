"""`enlace acta firmar`, `sin-firma` and `dar-por-firmada`: each way in which a signatory is settled."""

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from enlace_app.cli.sesion import ActaLocalizada, Sesion, decir, resolver_acta
from enlace_app.dominio.firmas import Resultado
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios import firmas
from enlace_app.servicios.contexto import Contexto

Folio = Annotated[
    str, typer.Argument(metavar="FOLIO", help="Folio de la reunión, o de la fe de erratas o el acta aclaratoria.")
]
Protesta = Annotated[
    str | None, typer.Option("--bajo-protesta", metavar="MOTIVO", help="Quien firma lo hace bajo protesta, y por qué.")
]
Siguen = Annotated[
    bool, typer.Option("--siguen", help="Aún firmará alguien a quien no se esperaba: no la da por firmada.")
]


def firmar(
    ctx: typer.Context,
    folio: Folio,
    escaneo: Annotated[
        Path | None, typer.Option("--escaneo", metavar="ARCHIVO", help="PDF o foto (JPG, PNG) del acta firmada.")
    ] = None,
    simple: Annotated[
        str | None,
        typer.Option("--simple", metavar="NOMBRE", help="Nombre de quien firma; no equivale a la autógrafa."),
    ] = None,
    efirma: Annotated[
        tuple[Path, Path] | None,
        typer.Option("--efirma", metavar="CER KEY", help="Certificado y llave del SAT; la contraseña se pregunta."),
    ] = None,
    firmante: Annotated[
        list[str] | None,
        typer.Option(
            "--firmante",
            metavar="NOMBRE",
            help="Con --escaneo: sólo quienes ya firmaron en ese papel. Con --efirma: quién es en el acta.",
        ),
    ] = None,
    bajo_protesta: Protesta = None,
    siguen: Siguen = False,
) -> None:
    """Asienta firmas en un acta cerrada."""
    if sum(manera is not None for manera in (escaneo, simple, efirma)) != 1:
        raise typer.BadParameter("elija --escaneo ARCHIVO, --simple NOMBRE o --efirma CER KEY, una sola")
    if firmante and simple is not None:
        raise typer.BadParameter("--firmante acompaña a --escaneo o a --efirma")
    resultado = _resultado(bajo_protesta)
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        cual = resolver_acta(contexto, folio)
        if escaneo is not None:
            asiento = firmas.firmar_con_escaneo(
                contexto.almacen,
                reunion=cual.reunion,
                acta=cual.correccion,
                archivo=escaneo,
                imprenta=contexto.imprenta,
                firmantes=tuple(firmante or ()),
                resultado=resultado,
                motivo=bajo_protesta,
                siguen=siguen,
            )
        elif efirma is not None:
            asiento = _con_efirma(contexto, cual, efirma, firmante or [], motivo=bajo_protesta, siguen=siguen)
        else:
            asiento = firmas.firmar_simple(
                contexto.almacen,
                reunion=cual.reunion,
                acta=cual.correccion,
                nombre=simple or "",
                imprenta=contexto.imprenta,
                resultado=resultado,
                motivo=bajo_protesta,
                siguen=siguen,
            )
    _decir(asiento)


def _con_efirma(
    contexto: Contexto,
    cual: ActaLocalizada,
    archivos: tuple[Path, Path],
    firmantes: Sequence[str],
    *,
    motivo: str | None,
    siguen: bool,
) -> firmas.Asiento:
    """Sign the PDF with an e.firma of the SAT; the password is asked for and not kept."""
    from enlace_app.servicios.firma_electronica import firmar_con_efirma

    if len(firmantes) > 1:
        raise typer.BadParameter("una e.firma es de una sola persona: diga un solo --firmante")
    cer, key = archivos
    return firmar_con_efirma(
        contexto.almacen,
        reunion=cual.reunion,
        acta=cual.correccion,
        cer=cer,
        key=key,
        contrasena=_pedir_contrasena(),
        imprenta=contexto.imprenta,
        firmante=firmantes[0] if firmantes else None,
        resultado=_resultado(motivo),
        motivo=motivo,
        siguen=siguen,
    )


def sin_firma(
    ctx: typer.Context,
    folio: Folio,
    nombre: Annotated[str, typer.Argument(metavar="NOMBRE", help="Quien debía firmar.")],
    se_retiro: Annotated[bool, typer.Option("--se-retiro", help="Se retiró antes de firmar; véase --hora.")] = False,
    se_nego: Annotated[bool, typer.Option("--se-nego", help="Se negó a firmar; el porqué va en --motivo.")] = False,
    hora: Annotated[
        str | None, typer.Option("--hora", metavar="HH:MM", help="A qué hora; si no se da, la que diga la asistencia.")
    ] = None,
    motivo: Annotated[str | None, typer.Option("--motivo", help="Por qué.")] = None,
) -> None:
    """Hace constar que quien debía firmar se retiró o se negó."""
    if se_retiro == se_nego:
        raise typer.BadParameter("elija --se-retiro o --se-nego")
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        cual = resolver_acta(contexto, folio)
        asiento = firmas.asentar_sin_firma(
            contexto.almacen,
            reunion=cual.reunion,
            acta=cual.correccion,
            nombre=nombre,
            resultado=Resultado.SE_RETIRO if se_retiro else Resultado.SE_NEGO,
            imprenta=contexto.imprenta,
            hora=hora,
            motivo=motivo,
        )
    _decir(asiento, "Consta")


def dar_por_firmada(ctx: typer.Context, folio: Folio) -> None:
    """Da por firmada el acta que quedó abierta para firmas que no se esperaban."""
    sesion: Sesion = ctx.obj
    with sesion.abrir() as contexto:
        cual = resolver_acta(contexto, folio)
        asiento = firmas.dar_por_firmada(
            contexto.almacen, reunion=cual.reunion, acta=cual.correccion, imprenta=contexto.imprenta
        )
    _decir(asiento)


def _resultado(bajo_protesta: str | None) -> Resultado:
    return Resultado.FIRMO if bajo_protesta is None else Resultado.BAJO_PROTESTA


def _pedir_contrasena() -> bytearray:
    """From the keyboard without echo, or one line of what is piped in; never an argument, which others can see."""
    teclado = sys.stdin.isatty()
    escrita = getpass.getpass("Contraseña de la llave: ") if teclado else sys.stdin.readline().rstrip("\r\n")
    if not escrita:
        raise ErrorDeNegocio("Escriba la contraseña de la llave.")
    return bytearray(escrita.encode())


def _decir(asiento: firmas.Asiento, que: str = "Firma asentada") -> None:
    if asiento.asentadas:
        decir(f"{que} en {asiento.folio}: {', '.join(asiento.asentadas)}")
    if asiento.firmada:
        decir("El acta está firmada.")
    elif asiento.pendientes:
        decir(f"Faltan por firmar: {', '.join(asiento.pendientes)}")
    else:
        decir(f"Nadie falta, y aún no está firmada; si ya nadie más firma: enlace acta dar-por-firmada {asiento.folio}")
