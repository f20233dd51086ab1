"""What follows from saying of records, two by two, that they are the same or that they are not."""

from collections.abc import Iterable

Par = tuple[str, str]


def par(uno: str, otro: str) -> Par:
    """Return two identities in the order in which a link keeps them."""
    return (uno, otro) if uno < otro else (otro, uno)


class Identidades:
    """Who is who: the same as the same is the same, and different from one is different from all that are that one."""

    def __init__(self, mismas: Iterable[Par], distintas: Iterable[Par]) -> None:
        self._padre: dict[str, str] = {}
        for uno, otro in mismas:
            self._padre[self._raiz(otro)] = self._raiz(uno)
        self._distintas = {par(self._raiz(uno), self._raiz(otro)) for uno, otro in distintas}

    def son_la_misma(self, uno: str, otro: str) -> bool:
        """Whether it was said, directly or through others, that both are the same."""
        return self._raiz(uno) == self._raiz(otro)

    def son_distintas(self, uno: str, otro: str) -> bool:
        """Whether it was said of them, or of what is the same as they, that they are not."""
        return par(self._raiz(uno), self._raiz(otro)) in self._distintas

    def _raiz(self, uuid: str) -> str:
        while (padre := self._padre.get(uuid, uuid)) != uuid:
            self._padre[uuid] = uuid = self._padre.get(padre, padre)
        return uuid
