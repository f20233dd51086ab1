"""Where a record stands with the authority: never said to have arrived before it did, in the state that it has now."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from enlace_app.consultas.bitacora import ultima_secuencia
from enlace_app.consultas.respuesta_de_autoridad import Envio, decir_envio, respuestas
from enlace_app.datos.almacen import Almacen
from enlace_app.dominio.paquetes import Paquete
from enlace_app.dominio.recepcion import Acuse
from enlace_app.dominio.textos import Alfabeto
from enlace_app.rutas import CarpetaDatos
from enlace_app.servicios.acuerdos import agregar_acuerdo
from enlace_app.servicios.reuniones import dar_paso
from enlace_app.servicios.seguimientos import dar_seguimiento
from tests.servicios.escenario import completa, nueva, principal, rev_de


@pytest.fixture
def almacen(molde_iniciado: Path, tmp_path: Path, alfabeto: Alfabeto) -> Iterator[Almacen]:
    """A data folder with the catalogues, unlike that of the other queries."""
    raiz = shutil.copytree(molde_iniciado, tmp_path / "datos-de-prueba")
    with Almacen(CarpetaDatos(raiz), alfabeto=alfabeto) as abierto:
        yield abierto


def enviar(almacen: Almacen, secuencia: int) -> UUID:
    paquete, hasta = uuid4(), ultima_secuencia(almacen.lectura)
    with almacen.escribir("Enviar") as u:
        u.agregar(
            Paquete(
                uuid=paquete,
                epoca=1,
                secuencia=secuencia,
                generado=datetime.now(UTC),
                contenido_sha256=f"{secuencia}" * 64,
                archivo="p.xlsx",
                bitacora_hasta=hasta,
            )
        )
    return paquete


def acusar(almacen: Almacen, paquete: UUID, secuencia: int) -> None:
    with almacen.escribir("Acusar") as u:
        u.agregar(
            Acuse(
                paquete=paquete,
                numero=1,
                contenido_sha256=f"{secuencia}" * 64,
                recibido=datetime(2026, 7, secuencia, 18, tzinfo=UTC),
                quien="Autoridad",
                autoridad=uuid4(),
                acuse_sha256="a" * 64,
            )
        )


def test_del_borrador_al_acuse(almacen: Almacen) -> None:
    caso = completa(almacen)
    borrador = nueva(almacen, fecha=date(2017, 8, 1))
    del_borrador = principal(
        agregar_acuerdo(almacen, reunion=borrador, texto="Revisar el canal.", responsables=["Vecinos de Prueba"])
    )
    todos = {"reunion": caso.reunion, "acuerdo": caso.acuerdo, "borrador": borrador, "suyo": del_borrador}

    def como_estan() -> dict[str, Envio]:
        dichas = respuestas(almacen.lectura, [str(uuid) for uuid in todos.values()])
        return {nombre: dichas[str(uuid)].envio for nombre, uuid in todos.items()}

    assert set(como_estan().values()) == {Envio.SIN_ENVIAR}
    primero = enviar(almacen, 1)
    de_borrador = {"borrador": Envio.SIN_ENVIAR, "suyo": Envio.SIN_ENVIAR}
    assert como_estan() == {"reunion": Envio.SIN_ACUSE, "acuerdo": Envio.SIN_ACUSE, **de_borrador}
    acusar(almacen, primero, 1)
    assert como_estan() == {"reunion": Envio.RECIBIDO, "acuerdo": Envio.RECIBIDO, **de_borrador}
    # Written before that package, and yet not in it: what was a draft has still to go.
    dar_paso(almacen, reunion=borrador, rev=rev_de(almacen, "reunion", borrador), estado="celebrada")
    dar_seguimiento(almacen, acuerdo=caso.acuerdo, fecha=date(2017, 8, 2), estado="en_proceso", nota="Va.")
    assert como_estan() == {"reunion": Envio.RECIBIDO, "acuerdo": Envio.CAMBIO, **de_borrador}
    segundo = enviar(almacen, 2)
    cambiado = respuestas(almacen.lectura, [str(caso.acuerdo)])[str(caso.acuerdo)]
    assert (cambiado.envio, cambiado.secuencia) == (Envio.CAMBIO, 2)
    assert decir_envio(cambiado, zona="America/Monterrey", dia=date.isoformat) == (
        "Cambió después; la autoridad tiene lo que recibió el 2026-07-01. El cambio fue en el paquete 2, aún sin acuse."
    )
    acusar(almacen, segundo, 2)
    assert set(como_estan().values()) == {Envio.RECIBIDO}
