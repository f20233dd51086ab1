"""What the attendance of a meeting shows of each, and what of it can be changed in its cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from enlace_app.consultas.partes_de_reunion import AsistenciaDeReunion
from enlace_app.servicios.derechos import DerechosDeAsistencia
from enlace_app.ui.componentes.completado import Sugerencia
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.modelo_de_partes import ColumnaDePartes
from enlace_app.ui.tema import Icono, Rol

Sugerir = Callable[[str], Sequence[Sugerencia]]

PRESENTE, AUSENTE, JUSTIFICADA, SIN_JUSTIFICAR = "presente", "ausente", "justificada", "sin_justificar"
AUSENCIAS = (
    ("Presente", PRESENTE),
    ("Ausente", AUSENTE),
    ("Ausente, con justificación", JUSTIFICADA),
    ("Ausente, sin justificación", SIN_JUSTIFICAR),
)
"""What is read, and what stands for it in a cell."""
SI_O_NO = (("Lo que diga la regla", ""), ("Sí", "sí"), ("No", "no"))
CONSIENTE = (("No", "no"), ("Sí", "sí"))

DE_VOTO = ("parte", "suple_a", "voz", "voto")
"""Columns that matter where votes are cast, or where somebody wrote in them."""


@dataclass(frozen=True)
class FilaDeAsistencia:
    """An attendance with its rights as the rule tells them now."""

    asistencia: AsistenciaDeReunion
    derecho: DerechosDeAsistencia | None

    @property
    def uuid(self) -> str:
        """The key of the attendance."""
        return self.asistencia.uuid


def ausencia_de(a: AsistenciaDeReunion) -> str:
    """Return which of `AUSENCIAS` it is."""
    if not a.ausente:
        return PRESENTE
    return {None: AUSENTE, True: JUSTIFICADA, False: SIN_JUSTIFICAR}[a.justificada]


def aspecto_del_derecho(fila: FilaDeAsistencia) -> Aspecto:
    """Say whether she votes, by sign and word; why is told by `razon_del_derecho`."""
    a, d = fila.asistencia, fila.derecho
    if d is None or (d.voto is None and not d.vota):
        return Aspecto("No consta", Icono.PENDIENTE, Rol.NEUTRO)
    if d.vota:
        return Aspecto("Vota", Icono.VOTAR, Rol.BIEN)
    if d.facilita:
        return Aspecto("Facilita, no vota", Icono.NO_PROCEDE, Rol.NEUTRO)
    if d.voto and a.voto is not False:
        falta = "Ausente" if a.ausente else ("No vota ahora" if d.presente else "No está")
        return Aspecto(falta, Icono.ALERTA, Rol.AVISO)
    return Aspecto("Sólo voz" if d.voz else "Sin voz ni voto", Icono.NO_PROCEDE, Rol.NEUTRO)


def razon_del_derecho(fila: FilaDeAsistencia) -> str:
    """Say why she may vote or may not, and what would have to change."""
    a, d = fila.asistencia, fila.derecho
    if d is None:
        return ""
    partes = [d.razon]
    if d.voto and a.voto is False:
        partes.append("pero está anotado que no vota")
    elif d.voto and d.presente and not d.vota:
        partes.append(f"ya vota otra persona por {d.parte}" if d.parte else "está presente a quien suple")
    elif d.voto is None and not d.vota and not a.calidad:
        partes.append("anote su calidad")
    elif d.voto is None and d.vota:
        partes.append("está anotado que vota")
    return "; ".join(partes)


def _si_o_no(valor: bool | None) -> str:
    return {None: "", True: "sí", False: "no"}[valor]


def _visto(escrito: Callable[[AsistenciaDeReunion], str | None]) -> Callable[[FilaDeAsistencia], str]:
    return lambda fila: escrito(fila.asistencia) or ""


def columnas_de_asistencia(
    *,
    personas: Sugerir,
    instituciones: Sugerir,
    calidades: Sugerir,
    partes: Sugerir,
    suplidos: Sugerir,
    avisos: Sugerir,
) -> tuple[ColumnaDePartes[FilaDeAsistencia], ...]:
    """Return the columns, named as a review names the fields; each proposes what is known."""

    def linea(
        clave: str, titulo: str, ancho: int, sugerir: Sugerir | None = None, *, hora: bool = False
    ) -> ColumnaDePartes[FilaDeAsistencia]:
        texto = _visto(lambda a: getattr(a, clave))
        return ColumnaDePartes(clave, titulo, texto, ancho=ancho, escrito=texto, sugerir=sugerir, hora=hora)

    def si_o_no(clave: str, titulo: str, opciones: Sequence[tuple[str, str]]) -> ColumnaDePartes[FilaDeAsistencia]:
        escrito = _visto(lambda a: _si_o_no(getattr(a, clave)))
        return ColumnaDePartes(
            clave, titulo, lambda f: escrito(f).capitalize(), ancho=7, escrito=escrito, opciones=opciones
        )

    dichas = {valor: texto for texto, valor in AUSENCIAS}
    return (
        linea("persona", "Persona", 22, personas),
        linea("organizacion", "Institución", 18, instituciones),
        ColumnaDePartes(
            "derecho", "Vota", lambda f: aspecto_del_derecho(f).palabra, ancho=18, senal=aspecto_del_derecho
        ),
        linea("calidad", "Calidad", 16, calidades),
        linea("parte", "Parte", 16, partes),
        linea("suple_a", "Suple a", 18, suplidos),
        linea("llegada", "Llegada", 7, hora=True),
        linea("salida", "Salida", 7, hora=True),
        ColumnaDePartes(
            "ausente",
            "Asistió",
            lambda f: dichas[ausencia_de(f.asistencia)],
            ancho=12,
            escrito=lambda f: ausencia_de(f.asistencia),
            opciones=AUSENCIAS,
        ),
        linea("cargo", "Cargo", 18),
        si_o_no("voz", "Voz", SI_O_NO),
        si_o_no("voto", "Voto", SI_O_NO),
        linea("aviso_version", "Aviso de privacidad", 17, avisos),
        si_o_no("consiente_publicar", "Publica su nombre", CONSIENTE),
    )
