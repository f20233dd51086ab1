"""Follow-up of agreements: only ever added."""

from __future__ import annotations

from uuid import UUID

from enlace_app.dominio.acuerdos import Acuerdo
from enlace_app.dominio.documentos import Documento
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.seguimientos import EstadoAcuerdo, Seguimiento
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.referencias import acuerdo_de, identidad_posible


def _enlaces(entrada: Entrada) -> dict[str, UUID | None]:
    acuerdo = acuerdo_de(entrada, exigido=True)
    return {"acuerdo": acuerdo.uuid if acuerdo else None}


def _leer(entrada: Entrada) -> None:
    celdas = entrada.celdas
    entrada.valores["acuerdo"] = entrada.enlaces["acuerdo"]
    entrada.poner("fecha", celdas.dia)
    entrada.poner("plazo_nuevo", celdas.dia)
    entrada.poner_textos("nota", "evidencia")
    entrada.poner_nombres("autor")
    _poner_estado(entrada)
    _poner_cumplimiento(entrada)


def _poner_estado(entrada: Entrada) -> None:
    """A state outside the list cannot be one of ours: its words stay in the note."""
    escrito = entrada.celdas.opcion("estado", EstadoAcuerdo)
    if escrito is None or escrito in set(EstadoAcuerdo):
        entrada.valores["estado"] = EstadoAcuerdo(escrito) if escrito else None
        return
    nota = entrada.valores.get("nota")
    entrada.valores["nota"] = "; ".join(parte for parte in (nota, f"Estado según el archivo: {escrito}") if parte)


def _poner_cumplimiento(entrada: Entrada) -> None:
    """The meeting or document that fulfilled it, and always the words."""
    texto = entrada.celdas.nombre("cumple_con")
    if texto is None:
        return
    directorio = entrada.lote.directorio
    entrada.valores["cumple_literal"] = texto
    reunion = directorio.de_uuid(Reunion, identidad_posible(entrada, Reunion, texto))
    documento = directorio.de_uuid(Documento, identidad_posible(entrada, Documento, texto))
    if reunion and documento:
        entrada.celdas.avisar("cumple_con", f"«{texto[:60]}» es una reunión y también un documento; quedó como texto")
    elif reunion:
        entrada.valores["cumple_reunion"] = reunion.uuid
    elif documento:
        entrada.valores["cumple_documento"] = documento.uuid
    else:
        entrada.celdas.avisar("cumple_con", f"no se encontró «{texto[:60]}»; quedó como texto")


def _clave(entrada: Entrada) -> str:
    acuerdo = entrada.lote.directorio.de_uuid(Acuerdo, entrada.enlaces["acuerdo"])
    marca = (entrada.renglon.fila.ref or entrada.clave).rpartition("/")[2]
    return f"{acuerdo.folio_provisional if acuerdo else ''}/{marca}"


MATERIA = Materia("Seguimiento", Seguimiento, "seguimiento", _leer, _clave, enlaces=_enlaces, solo_se_agrega=True)
