"""How the window looks: colours by role, the letter, the icons; applied once and kept with the system's wishes."""

from enlace_app.ui.tema.colores import ALTO_CONTRASTE, CLARO, OSCURO, Rol, Tema, contraste
from enlace_app.ui.tema.fuentes import fuente, fuente_escalada
from enlace_app.ui.tema.gestion import GestorDeTema, Preferencia, actual, aplicar, gestor, paleta
from enlace_app.ui.tema.hoja_de_estilo import hoja_de_estilo
from enlace_app.ui.tema.iconos import Icono, dibujo, icono, lado_de_icono

__all__ = [
    "ALTO_CONTRASTE",
    "CLARO",
    "OSCURO",
    "GestorDeTema",
    "Icono",
    "Preferencia",
    "Rol",
    "Tema",
    "actual",
    "aplicar",
    "contraste",
    "dibujo",
    "fuente",
    "fuente_escalada",
    "gestor",
    "hoja_de_estilo",
    "icono",
    "lado_de_icono",
    "paleta",
]
