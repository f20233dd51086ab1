"""Each way of settling a signatory, as work to be done beside the window."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from enlace_app.dominio.firmas import Resultado
from enlace_app.servicios.contexto import Contexto
from enlace_app.ui.paginas.reuniones.forma_de_efirma import PedidoDeEfirma
from enlace_app.ui.paginas.reuniones.forma_de_termino import Termino
from enlace_app.ui.tareas import Progreso

if TYPE_CHECKING:
    from enlace_app.servicios.asientos import Asiento

Tramite = Callable[[Progreso], "Asiento"]


class TramitesDeFirma:
    """For one acta, or the document `acta` that mends it; services are imported when the work begins."""

    def __init__(self, contexto: Contexto, *, reunion: str, acta: str | None) -> None:
        self._almacen = contexto.almacen
        self._comun: dict[str, Any] = {
            "reunion": UUID(reunion),
            "acta": UUID(acta) if acta is not None else None,
            "imprenta": contexto.imprenta,
        }

    def con_escaneo(self, archivo: Path, quienes: Sequence[str], termino: Termino | None, *, siguen: bool) -> Tramite:
        """Settle these by that scan, or all who are open; one alone who signed under protest."""

        def firmar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firmas import firmar_con_escaneo

            return firmar_con_escaneo(
                self._almacen,
                archivo=archivo,
                firmantes=quienes,
                resultado=termino.resultado if termino is not None else Resultado.FIRMO,
                motivo=termino.motivo if termino is not None else None,
                siguen=siguen,
                **self._comun,
            )

        return firmar

    def simple(self, nombre: str, termino: Termino | None, *, siguen: bool) -> Tramite:
        """Settle one by name."""

        def firmar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firmas import firmar_simple

            return firmar_simple(
                self._almacen,
                nombre=nombre,
                resultado=termino.resultado if termino is not None else Resultado.FIRMO,
                motivo=termino.motivo if termino is not None else None,
                siguen=siguen,
                **self._comun,
            )

        return firmar

    def sin_firma(self, termino: Termino) -> Tramite:
        """Attest that one left or refused."""

        def asentar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firmas import asentar_sin_firma

            return asentar_sin_firma(
                self._almacen,
                nombre=termino.nombre,
                resultado=termino.resultado,
                hora=termino.hora,
                motivo=termino.motivo,
                **self._comun,
            )

        return asentar

    def con_efirma(self, pedido: PedidoDeEfirma, contrasena: bytearray, *, siguen: bool) -> Tramite:
        """Sign the PDF; the service overwrites the password, whatever happens."""

        def firmar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firma_electronica import firmar_con_efirma

            return firmar_con_efirma(
                self._almacen,
                cer=pedido.cer,
                key=pedido.key,
                contrasena=contrasena,
                firmante=pedido.firmante,
                siguen=siguen,
                **self._comun,
            )

        return firmar

    def dar_por_firmada(self) -> Tramite:
        """End the signing where nobody else comes."""

        def terminar(_progreso: Progreso) -> "Asiento":
            from enlace_app.servicios.firmas import dar_por_firmada

            return dar_por_firmada(self._almacen, **self._comun)

        return terminar
