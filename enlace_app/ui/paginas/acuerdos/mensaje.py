"""One agreement as plain text, to be pasted into a message."""

from dataclasses import replace

from enlace_app.consultas import registro_de_reunion
from enlace_app.consultas.mensaje_de_acuerdos import texto_para_mensaje
from enlace_app.consultas.registro_de_acuerdo import RegistroDeAcuerdo
from enlace_app.dominio.quorum import enumerar
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.componentes.escritura import escribir_dia


def componer_mensaje(contexto: Contexto, registro: RegistroDeAcuerdo, estado: str) -> str:
    """Return it as the message of its meeting says it, with how it stands; of no meeting, its own data."""
    if registro.reunion is None:
        plazo = registro.plazo_literal or (escribir_dia(registro.plazo) if registro.plazo else "sin plazo anotado")
        quienes = enumerar(registro.responsables) or "sin responsable anotado"
        cuerpo = f"{registro.folio}  {registro.texto}\nResponsable: {quienes}\nPlazo: {plazo}"
    else:
        lectura = contexto.almacen.lectura
        suya = registro_de_reunion.traer(lectura, registro.reunion)
        cuerpo = texto_para_mensaje(
            lectura, replace(suya, acuerdos=tuple(a for a in suya.acuerdos if a.uuid == registro.uuid))
        )
    return f"{cuerpo}\n\nEstado: {estado}"
