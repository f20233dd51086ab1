"""Regions and municipalities of the state."""

from dataclasses import dataclass

from enlace_app.dominio.registros import Registro, campo


@dataclass(eq=False, kw_only=True)
class Region(Registro):
    """One of the regions that elect an enlace."""

    clave: str = campo("Clave de la región")
    nombre: str = campo("Nombre de la región")
    variantes: str | None = campo("Otros nombres", default=None)
    ciudad_sede: str | None = campo("Ciudad sede habitual", default=None)
    fuente: str | None = campo("Fuente", default=None)


@dataclass(eq=False, kw_only=True)
class Municipio(Registro):
    """A municipality; `cvegeo` is INEGI's five-character key (text: it begins with 0), `zona` its IANA time zone."""

    cvegeo: str = campo("CVEGEO")
    nombre: str = campo("Nombre del municipio")
    cabecera: str | None = campo("Cabecera municipal", default=None)
    region: Region | None = campo("Región", default=None)
    zona: str = campo("Zona horaria")
    confianza_region: str | None = campo("Confianza de la región", default=None)
    poblacion: int | None = campo("Población 2020", default=None)
    fuente: str | None = campo("Fuente", default=None)
