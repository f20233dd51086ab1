"""Lists of what is in no search index: their words are looked for anywhere in an expression of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import TypeVar

from enlace_app.consultas.listado import Fila, Filtro, Listado, Pedido, Termino
from enlace_app.datos.lectura import Lectura
from enlace_app.dominio.busqueda import palabras

F = TypeVar("F", bound=Fila)
_MAXIMO_DE_PALABRAS = 16


class ListadoSinIndice(Listado[F]):
    """`buscable` is SQL that gives a row's text without accents and in small letters, as `plegado` writes it."""

    def __init__(
        self,
        *,
        buscable: str,
        tabla: str,
        condicion: str,
        natural: Sequence[Termino],
        ordenes: Mapping[str, str],
        filtros: Mapping[str, Filtro],
        componer: Callable[[Lectura, Sequence[str]], Mapping[str, F]],
        juntas: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Define a list, its other parts as in `Listado`."""
        super().__init__(
            tabla=tabla,
            juntas=juntas,
            condicion=condicion,
            natural=natural,
            ordenes=ordenes,
            filtros=filtros,
            componer=componer,
        )
        self._buscable = buscable

    def _donde(self, lectura: Lectura, pedido: Pedido) -> tuple[str, dict[str, object]]:
        donde, parametros = super()._donde(lectura, replace(pedido, texto=""))
        # Words are letters and digits alone: none of them means anything to LIKE.
        for n, palabra in enumerate(islice(palabras(pedido.texto), _MAXIMO_DE_PALABRAS)):
            donde += f" AND ({self._buscable}) LIKE :palabra_{n}"
            parametros[f"palabra_{n}"] = f"%{palabra.plegada}%"
        return donde, parametros
