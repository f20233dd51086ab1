"""What the register offers to choose from; whatever imported history says stays valid."""

import pytest

from enlace_app.dominio.documentos import Clasificacion, Documento, Formato, Medio, Sentido, escribir_sentido


@pytest.mark.parametrize(
    ("guardado", "escrito"),
    [
        ("entrega", "entrega"),
        ("consulta", "consulta en reunión"),
        ("suscripcion", "suscripción"),
        ("compromiso_de_entrega", "compromiso de entrega"),
        ("algo_de_antes", "algo de antes"),
        ("otra cosa", "otra cosa"),
    ],
)
def test_el_sentido_se_escribe_como_se_habla(guardado: str, escrito: str) -> None:
    assert escribir_sentido(guardado) == escrito


@pytest.mark.parametrize("opciones", [Sentido, Medio, Formato, Clasificacion])
def test_las_etiquetas_no_se_repiten_ni_traen_guiones(opciones: type[Sentido]) -> None:
    """Two choices that read the same would be one for the person."""
    etiquetas = [opcion.etiqueta for opcion in opciones]
    assert len(set(etiquetas)) == len(etiquetas)
    assert not any("_" in etiqueta for etiqueta in etiquetas)


def test_un_texto_de_la_historia_sigue_valiendo() -> None:
    documento = Documento(sentido="acuse", tipo="oficio", medio="copia de plano", clasificacion="abierta")
    assert (documento.sentido, documento.medio, documento.clasificacion) == ("acuse", "copia de plano", "abierta")
