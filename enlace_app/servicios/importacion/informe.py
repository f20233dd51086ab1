"""What an import did, or would do: counts by sheet and every finding, for people and for `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from enlace_app.servicios.importacion.celdas import Lugar
from enlace_app.servicios.importacion.hallazgos import juntar, ordenar
from enlace_app.sincronizacion.problemas import Problema

if TYPE_CHECKING:
    from enlace_app.servicios.importacion.celdas import Rechazo
    from enlace_app.sincronizacion.filas import FilaLeida


@dataclass(frozen=True)
class ConteoDeHoja:
    """What happened to the rows of one sheet; `leidas` is the sum of the other four."""

    hoja: str
    nuevas: int = 0
    cambiadas: int = 0
    iguales: int = 0
    rechazadas: int = 0

    @property
    def leidas(self) -> int:
        """Rows that the files have, the rejected ones too."""
        return self.nuevas + self.cambiadas + self.iguales + self.rechazadas


@dataclass(frozen=True)
class Informe:
    """The result of one import call; nothing was written when `solo_revisar`."""

    hojas: tuple[ConteoDeHoja, ...]
    problemas: tuple[Problema, ...]
    omitidos: tuple[str, ...]
    solo_revisar: bool

    @property
    def hubo_rechazos(self) -> bool:
        """Whether any row or file stayed out."""
        return any(p.grave for p in self.problemas) or any(h.rechazadas for h in self.hojas)

    def de(self, hoja: str) -> ConteoDeHoja:
        """Return the counts of a sheet, zeros if no file has it."""
        return next((h for h in self.hojas if h.hoja == hoja), ConteoDeHoja(hoja))

    def resumen(self) -> list[str]:
        """Return the counts and what was skipped as lines of Spanish text, without the findings."""
        verbo = "Revisión, sin guardar nada" if self.solo_revisar else "Importación terminada"
        lineas = [f"{verbo}:"] if self.hojas else [f"{verbo}: no se encontró ninguna fila."]
        lineas += [f"  {h.hoja}: {_cuentas(h)}" for h in self.hojas]
        if self.omitidos:
            lineas.append(f"Archivos que no se importan: {', '.join(self.omitidos)}.")
        return lineas

    def lineas(self) -> list[str]:
        """Return the whole report as lines."""
        return [*self.resumen(), *self.hallazgos()]

    def hallazgos(self) -> list[str]:
        """Return what was rejected and then what was remarked, each by file, row and column."""
        lineas = []
        graves = [p for p in self.problemas if p.grave]
        avisos = [p for p in self.problemas if not p.grave]
        if graves:
            lineas += ["No entró (corríjalo en el archivo e importe de nuevo; lo demás ya no se repite):"]
            lineas += [f"  {p}" for p in graves]
        if avisos:
            lineas += ["Avisos:", *(f"  {p}" for p in avisos)]
        return lineas

    def datos(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return {
            "solo_revisar": self.solo_revisar,
            "hojas": [
                {
                    "hoja": h.hoja,
                    "leidas": h.leidas,
                    "nuevas": h.nuevas,
                    "cambiadas": h.cambiadas,
                    "iguales": h.iguales,
                    "rechazadas": h.rechazadas,
                }
                for h in self.hojas
            ],
            "problemas": [
                {
                    "archivo": p.archivo,
                    "hoja": p.hoja,
                    "fila": p.fila,
                    "columna": p.columna,
                    "motivo": p.motivo,
                    "grave": p.grave,
                }
                for p in self.problemas
            ],
            "omitidos": list(self.omitidos),
        }


def _cuentas(conteo: ConteoDeHoja) -> str:
    partes = [
        f"{n} {singular if n == 1 else plural}"
        for n, singular, plural in (
            (conteo.nuevas, "nueva", "nuevas"),
            (conteo.cambiadas, "cambiada", "cambiadas"),
            (conteo.iguales, "igual", "iguales"),
            (conteo.rechazadas, "rechazada", "rechazadas"),
        )
        if n
    ]
    return f"{conteo.leidas} {'fila leída' if conteo.leidas == 1 else 'filas leídas'} ({', '.join(partes)})"


@dataclass
class Cuenta:
    """Collects the counts and findings of an import while it runs."""

    problemas: list[Problema] = field(default_factory=list)
    _hojas: dict[str, dict[str, int]] = field(default_factory=dict)
    _dependientes: dict[Lugar, list[Lugar]] = field(default_factory=dict)
    _sueltas: dict[tuple[str, str, str | None, str], list[Problema]] = field(default_factory=dict)

    def sumar(self, hoja: str, que: str, cuantas: int = 1) -> None:
        """Count rows; `que` is nuevas, cambiadas, iguales or rechazadas."""
        cuentas = self._hojas.setdefault(hoja, {})
        cuentas[que] = cuentas.get(que, 0) + cuantas

    def rechazar(self, fila: FilaLeida, rechazo: Rechazo) -> None:
        """Note why a row stays out; one that only hangs on another rejected row is told of there."""
        if rechazo.raiz is not None:
            self._dependientes.setdefault(rechazo.raiz, []).append(Lugar(fila.archivo, fila.hoja, fila.numero))
            return
        problema = Problema(fila.archivo, fila.hoja, fila.numero, rechazo.columna, rechazo.motivo, grave=True)
        if rechazo.falta is None:
            self.problemas.append(problema)
        else:
            self._sueltas.setdefault((fila.archivo, fila.hoja, rechazo.columna, rechazo.falta), []).append(problema)

    def cerrar(self, orden: Sequence[str], omitidos: Sequence[str], *, solo_revisar: bool) -> Informe:
        """Return the report, its sheets in the given order."""
        nombres = [*(h for h in dict.fromkeys(orden) if h in self._hojas), *(h for h in self._hojas if h not in orden)]
        hojas = tuple(ConteoDeHoja(nombre, **self._hojas[nombre]) for nombre in nombres)
        problemas = ordenar(
            juntar(dict.fromkeys(self.problemas), self._dependientes, self._sueltas),
            list(dict.fromkeys([*orden, *nombres])),
        )
        return Informe(hojas, tuple(problemas), tuple(omitidos), solo_revisar)
