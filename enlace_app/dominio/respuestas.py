"""Words that stand in a cell and answer nothing."""

import re

from enlace_app.dominio.organizaciones import plegar

_CALLAN = frozenset({
    "no precisado", "no indicado", "no publicado", "no listado", "no especificado", "no definido", "no designado",
    "no asignado", "no consta", "no hay", "no se dijo", "no se sabe", "no aplica", "na", "nd", "sd", "s d", "n a",
    "n d", "ninguno", "ninguna", "nadie", "sin dato", "sin datos", "sin definir", "sin asignar", "sin designar",
    "sin responsable", "sin precisar", "por definir", "por definirse", "por designar", "por asignar", "por confirmar",
    "por acordar", "por determinar", "pendiente", "pendiente de definir", "desconocido", "se ignora", "x", "xx", "xxx",
})  # fmt: skip
_REMITEN = frozenset({
    "el mismo", "la misma", "los mismos", "las mismas", "mismo", "misma", "mismos", "mismas", "idem", "id", "igual",
    "igual que el anterior", "lo mismo", "los anteriores", "el anterior", "los de siempre", "los ya citados",
    "los responsables", "el responsable", "la responsable", "responsable", "quien corresponda", "a quien corresponda",
    "quienes corresponda", "quienes correspondan", "el que corresponda", "los que correspondan",
    "la instancia correspondiente", "las instancias correspondientes", "el area correspondiente",
    "alguien", "cualquiera", "varios", "otros", "etc", "etcetera",
})  # fmt: skip


def dice_quien(texto: str | None) -> bool:
    """Whether a text names someone; «los mismos», «N/A», «por definir» or a dash do not.

    Source: decision of ours, from wordings of published agreements («No precisado», «los mismos») and usage.
    """
    llano = " ".join(re.sub(r"[^\w\s]", " ", plegar(texto or "")).replace("_", " ").split())
    singular = re.sub(r"^(no \w+?[ai]d)[oa]s?$", r"\1o", llano)
    return bool(llano) and not {llano, singular} & (_CALLAN | _REMITEN)
