"""What the directory shows of persons and of their nombramientos."""

from enlace_app.consultas.nombramientos import FilaNombramiento
from enlace_app.consultas.personas import FilaPersona, ReunionDePersona
from enlace_app.dominio.nombramientos import DerechoDeVoto
from enlace_app.ui.componentes.escritura import escribir_dia, escribir_dia_o_nada
from enlace_app.ui.componentes.senales import Aspecto
from enlace_app.ui.modelos_tabla.columna import DERECHA, Columna
from enlace_app.ui.modelos_tabla.modelo_de_filas import ColumnaDeFilas
from enlace_app.ui.tema import Icono, Rol

_VIGENTE = Aspecto("Vigente", Icono.CUMPLIDO, Rol.BIEN)
_TERMINADO = Aspecto("No vigente", Icono.NO_PROCEDE, Rol.NEUTRO)
_SIN_DIA = Aspecto("Sin día cierto", Icono.POR_VENCER, Rol.AVISO)
_VOTOS = {DerechoDeVoto.SI: "con voto", DerechoDeVoto.NO: "sin voto", DerechoDeVoto.AL_SUPLIR: "voto al suplir"}

COLUMNAS_DE_PERSONAS: tuple[Columna[FilaPersona], ...] = (
    Columna("nombre", "Nombre", lambda f: " ".join(f.nombre.split()), ancho=28, estira=True),
    Columna("papeles", "Papel vigente", lambda f: ", ".join(f.papeles), ancho=30),
    Columna(
        "reuniones",
        "Reuniones",
        lambda f: f"{f.reuniones_n:,}" if f.reuniones_n else "",
        ancho=9,
        alineacion=DERECHA,
    ),
)


def aspecto_de_nombramiento(fila: FilaNombramiento) -> Aspecto:
    """In force on the day asked, not, or nobody can say."""
    return {True: _VIGENTE, False: _TERMINADO, None: _SIN_DIA}[fila.vigente]


def escribir_periodo(fila: FilaNombramiento) -> str:
    """From when to when, in the source's words where there is no day."""
    desde = escribir_dia(fila.desde) if fila.desde else fila.desde_literal
    hasta = escribir_dia(fila.hasta) if fila.hasta else fila.hasta_literal
    if not desde and not hasta:
        return "sin fechas anotadas"
    return f"{f'desde {desde}' if desde else 'sin inicio anotado'} {f'hasta {hasta}' if hasta else 'en adelante'}"


def escribir_derechos(fila: FilaNombramiento) -> str:
    """Voz and voto as the nombramiento says them; what it does not say is its role's."""
    voz = None if fila.voz is None else "con voz" if fila.voz else "sin voz"
    voto = _VOTOS[DerechoDeVoto(fila.voto)] if fila.voto else None
    return ", ".join(parte for parte in (voz, voto) if parte) or "voz y voto según su papel"


COLUMNAS_DE_NOMBRAMIENTOS: tuple[ColumnaDeFilas[FilaNombramiento], ...] = (
    ColumnaDeFilas(
        "vigente", "Hoy", lambda f: aspecto_de_nombramiento(f).palabra, ancho=14, senal=aspecto_de_nombramiento
    ),
    ColumnaDeFilas("nombre", "Persona", lambda f: f.nombre or "sin nombre en la fuente", ancho=30),
    ColumnaDeFilas("rol", "Papel", lambda f: " ".join(f.rol.split()), ancho=30, estira=True),
    ColumnaDeFilas("calidad", "Calidad", lambda f: f.calidad or "", ancho=12),
    ColumnaDeFilas("parte", "Parte", lambda f: f.parte or "", ancho=16),
    ColumnaDeFilas("region", "Región", lambda f: f.region or "", ancho=7),
    ColumnaDeFilas("derechos", "Voz y voto", escribir_derechos, ancho=24),
    ColumnaDeFilas("desde", "Desde", lambda f: _extremo(f, "desde"), ancho=12, valor=lambda f: f.desde),
    ColumnaDeFilas("hasta", "Hasta", lambda f: _extremo(f, "hasta"), ancho=12, valor=lambda f: f.hasta),
    ColumnaDeFilas("ejercicio", "Ejercicio", lambda f: f.ejercicio or "", ancho=9, visible=False),
    ColumnaDeFilas("organo", "Órgano", lambda f: f.organo or "", ancho=20, visible=False),
)

COLUMNAS_DE_REUNIONES_DE_PERSONA: tuple[ColumnaDeFilas[ReunionDePersona], ...] = (
    ColumnaDeFilas("fecha", "Fecha", lambda f: escribir_dia_o_nada(f.fecha), ancho=11, valor=lambda f: f.fecha),
    ColumnaDeFilas("tipo", "Tipo", lambda f: f.tipo, ancho=20, estira=True),
    ColumnaDeFilas("calidad", "Calidad", lambda f: "ausente" if f.ausente else f.calidad or "", ancho=14),
)


def _extremo(fila: FilaNombramiento, cual: str) -> str:
    dia, literal = getattr(fila, cual), getattr(fila, f"{cual}_literal")
    return escribir_dia(dia) if dia else f"«{literal}»" if literal else ""
