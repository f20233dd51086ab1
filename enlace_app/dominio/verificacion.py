"""What is answered about a PDF that somebody brings: the facts, and one table that turns them into one verdict.

Who reads the file and the record fills in `Hechos`; `dictaminar` alone decides what they amount to.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Veredicto(StrEnum):
    """The one plain answer."""

    VIGENTE = "auténtica y vigente"
    SUPERADA = "auténtica, pero hay otra posterior"
    ALTERADA = "alterada"
    NO_COMPROBABLE = "no se puede comprobar aquí"
    AJENA = "no es un acta de este programa"


class Juicio(StrEnum):
    """How one check ended; what could not be looked at is not counted as good."""

    BIEN = "bien"
    MAL = "mal"
    NO_COMPROBADO = "no comprobado"


class Caso(StrEnum):
    """What the file turned out to be, and whether this computer's record knows it."""

    AJENO = "ajeno"
    BORRADOR = "borrador"
    VERSION_PUBLICA = "versión pública"
    MAS_NUEVA = "de una versión más nueva del programa"
    OTRO_DOCUMENTO = "otro documento de este programa"
    SIN_DATOS = "dice ser un acta, sin los datos que la prueban"
    ESCANEO = "escaneo que se adjuntó"
    SIN_REGISTRO = "acta que este registro no tiene"
    SIN_GUARDAR = "acta del registro, en bytes que nadie guardó"
    GUARDADO = "archivo que el registro guardó"


class Emision(StrEnum):
    """Who says that the certificates are those of their holders."""

    SIN_FIRMAS = "no hay firmas electrónicas"
    COMPROBADA = "los emitió una autoridad en la que se confía"
    AVALADA = "el registro anotó los mismos al firmarse el acta"
    SIN_COMPROBAR = "nadie comprobó quién los emitió"
    DE_OTRO = "se conocen autoridades y no son de ninguna"


@dataclass(frozen=True)
class Comprobacion:
    """One question that was asked of the file, and its answer in plain words."""

    nombre: str
    resultado: Juicio
    explicacion: str

    @property
    def mal(self) -> bool:
        """Whether it failed."""
        return self.resultado is Juicio.MAL


@dataclass(frozen=True)
class Dictamen:
    """The answer: `frase` says it in one sentence, `siguiente` what to do now; `sha256` is that of the file's bytes."""

    veredicto: Veredicto
    frase: str
    siguiente: str
    comprobaciones: tuple[Comprobacion, ...]
    sha256: str
    folio: str | None = None
    version: int | None = None

    @property
    def favorable(self) -> bool:
        """Whether the paper may be relied on as it is: genuine, and the latest."""
        return self.veredicto is Veredicto.VIGENTE


@dataclass(frozen=True)
class Firmado:
    """How many of those expected signed, and of how many it is attested that they did not; each is a count."""

    esperadas: int
    firmaron: int
    sin_firmar: int = 0

    @property
    def completo(self) -> bool:
        """Whether nobody is open and somebody did sign."""
        return self.firmaron > 0 and self.firmaron + self.sin_firmar >= self.esperadas

    @property
    def frase(self) -> str:
        """Tell it in one sentence."""
        if not self.firmaron and not self.sin_firmar:
            esperan = f"; se espera a {_personas(self.esperadas)}" if self.esperadas else ""
            return f"Según el registro, nadie la ha firmado todavía{esperan}."
        partes = [f"hay {self.firmaron} firma{'' if self.firmaron == 1 else 's'} de {self.esperadas}"]
        if self.sin_firmar:
            verbo = "firmó" if self.sin_firmar == 1 else "firmaron"
            partes.append(f"de {_personas(self.sin_firmar)} consta por qué no {verbo}")
        if (faltan := self.esperadas - self.firmaron - self.sin_firmar) > 0:
            partes.append(f"{'falta' if faltan == 1 else 'faltan'} {faltan}")
        return f"Según el registro, {'; '.join(partes)}."


def _personas(cuantas: int) -> str:
    return f"{cuantas} persona{'' if cuantas == 1 else 's'}"


@dataclass(frozen=True, kw_only=True)
class Hechos:
    """What was found out about a file.

    A failed check `del_archivo` (the bytes alone) or `del_registro` (the bytes against the record) means that it was
    altered; the checks with a name of their own decide what their row of the table says. `porque` says why a file is
    none of ours, `nombre` which acta it is («el acta F, versión N»), `firmantes` who signs in the file,
    `firma_sin_asentar` that what is printed is the record's and only a signature of it is not.
    """

    caso: Caso
    sha256: str
    porque: str = ""
    nombre: str = ""
    folio: str | None = None
    version: int | None = None
    del_archivo: tuple[Comprobacion, ...] = ()
    del_registro: tuple[Comprobacion, ...] = ()
    firmas: Comprobacion | None = None
    emision: Emision = Emision.SIN_FIRMAS
    firmantes: str = ""
    firma_sin_asentar: bool = False
    integridad: Comprobacion | None = None
    vigencia: Comprobacion | None = None
    copia: Comprobacion | None = None
    firmado: Firmado | None = None
    asientos: Comprobacion | None = None
    correcciones: Comprobacion | None = None
    corregida: bool = False

    @property
    def comprobaciones(self) -> tuple[Comprobacion, ...]:
        """Every check, in the order in which one asks."""
        sueltas = (self.integridad, self.vigencia, self.copia, self.asientos, self.correcciones)
        primeras = (*self.del_archivo, self.firmas, *self.del_registro)
        return tuple(c for c in (*primeras, *sueltas) if c is not None)

    @property
    def mala(self) -> str:
        """What shows that it was altered; empty where nothing does."""
        return next((c.explicacion for c in (*self.del_archivo, *self.del_registro) if c.mal), "")

    @property
    def a_cual(self) -> str:
        """Return «al acta F», with the article that Spanish joins."""
        return f"al {resto}" if (resto := self.nombre.removeprefix("el ")) != self.nombre else f"a {self.nombre}"

    @property
    def sin_emisor(self) -> str:
        """What is added where nobody knows whose the certificates are; empty where somebody does."""
        return "; nadie comprobó quién emitió los certificados" if self.emision is Emision.SIN_COMPROBAR else ""

    @property
    def lo_demas(self) -> str:
        """What a sentence about a genuine acta goes on to say: its signatures, and what mends it."""
        dichos = (
            self.firmado.frase if self.firmado else "",
            self.correcciones.explicacion if self.correcciones else "",
        )
        return "".join(f" {dicho}" for dicho in dichos if dicho)


@dataclass(frozen=True)
class Renglon:
    """A row of the table: where `cuando` holds, this is the answer; `{h.…}` in the texts is taken from the facts."""

    cuando: Callable[[Hechos], bool]
    veredicto: Veredicto
    frase: str
    siguiente: str


_PIDA: Final = "No se apoye en este archivo: pida el original a quien tiene el registro del acta."
_DONDE: Final = "Para comprobarla del todo, verifíquela en el equipo que la cerró."
_EXPORTE: Final = "Para mostrar las firmas use la copia con todas: expórtela del registro."


def _es(caso: Caso) -> Callable[[Hechos], bool]:
    return lambda h: h.caso is caso


def _fallo(comprobacion: Comprobacion | None) -> bool:
    return comprobacion is not None and comprobacion.mal


def _altero_el_archivo(h: Hechos) -> bool:
    return h.caso is not Caso.GUARDADO and any(c.mal for c in h.del_archivo)


def _de_otro_emisor(h: Hechos) -> bool:
    return h.caso in {Caso.SIN_REGISTRO, Caso.SIN_DATOS, Caso.SIN_GUARDAR} and h.emision is Emision.DE_OTRO


def _falta_el_registro(*emisiones: Emision) -> Callable[[Hechos], bool]:
    return lambda h: h.caso is Caso.SIN_REGISTRO and h.emision in emisiones


def _guardado(tambien: Callable[[Hechos], bool]) -> Callable[[Hechos], bool]:
    return lambda h: h.caso is Caso.GUARDADO and tambien(h)


_VIGENTE: Final = "Es auténtica y es la última: {h.nombre}.{h.lo_demas}"

TABLA: Final = (
    Renglon(
        _es(Caso.AJENO),
        Veredicto.AJENA,
        "{h.porque}",
        "Si le dijeron que es un acta, pida el PDF original; una foto o un escaneo no se puede verificar así.",
    ),
    Renglon(_altero_el_archivo, Veredicto.ALTERADA, "{h.mala}", _PIDA),
    Renglon(
        lambda h: _fallo(h.integridad),
        Veredicto.NO_COMPROBABLE,
        "El registro de este equipo no es íntegro: alguien o algo lo cambió.",
        "No escriba más en él. Recupere el último respaldo sano (enlace respaldo listar) y vuelva a verificar.",
    ),
    Renglon(lambda h: bool(h.mala), Veredicto.ALTERADA, "{h.mala}", _PIDA),
    Renglon(
        _es(Caso.BORRADOR),
        Veredicto.NO_COMPROBABLE,
        "Dice ser un borrador: todavía no era un acta y no prueba lo que se acordó.",
        "Pida el acta cerrada.",
    ),
    Renglon(
        _es(Caso.VERSION_PUBLICA),
        Veredicto.NO_COMPROBABLE,
        "Dice ser una versión pública: no trae los datos completos, así que por sí misma no se puede comprobar.",
        "Compárela con el acta completa, que guarda quien la publicó.",
    ),
    Renglon(
        _es(Caso.MAS_NUEVA),
        Veredicto.NO_COMPROBABLE,
        "Dice ser un acta que hizo una versión más nueva del programa; ésta no sabe leerla.",
        "Actualice el programa y vuelva a verificarla.",
    ),
    Renglon(
        _es(Caso.OTRO_DOCUMENTO),
        Veredicto.NO_COMPROBABLE,
        "Dice ser otro documento de este programa (convocatoria, lista, relación o extracto), no un acta.",
        "Verifique el acta a la que se refiere.",
    ),
    Renglon(
        lambda h: h.caso is Caso.ESCANEO and _fallo(h.vigencia),
        Veredicto.NO_COMPROBABLE,
        "Es el escaneo que se adjuntó {h.a_cual}, que ya no es la última; su contenido no lo puede comprobar el "
        "programa. {h.vigencia.explicacion}",
        "Verifique la última versión del acta en PDF; este escaneo es de una anterior.",
    ),
    Renglon(
        _es(Caso.ESCANEO),
        Veredicto.NO_COMPROBABLE,
        "Es el escaneo que se adjuntó {h.a_cual}; su contenido no lo puede comprobar el programa.",
        "Compárelo a la vista con el acta en PDF, y verifique ese PDF.",
    ),
    Renglon(
        _de_otro_emisor,
        Veredicto.NO_COMPROBABLE,
        "Nadie responde por quién lo firmó: no se pudo comprobar que los certificados ({h.firmantes}) los emitiera "
        "alguna de las autoridades en las que este equipo confía. Un certificado así lo puede hacer cualquiera, con "
        "cualquier nombre.",
        _PIDA,
    ),
    Renglon(
        lambda h: h.caso is Caso.SIN_GUARDAR and h.firma_sin_asentar,
        Veredicto.NO_COMPROBABLE,
        "Lo impreso es {h.nombre}, tal como este equipo lo guardó, pero el archivo tiene una firma que el registro de "
        "este equipo no tiene ({h.firmantes}){h.sin_emisor}.",
        "Si aquí se recuperó un respaldo, pudo firmarse después de él: guarde este archivo y busque un respaldo "
        "posterior a la firma (enlace respaldo listar), o verifíquelo en el equipo en que se firmó. Si nadie sabe de "
        "esa firma, no se apoye en ella.",
    ),
    Renglon(
        _es(Caso.SIN_DATOS),
        Veredicto.NO_COMPROBABLE,
        "Sus hojas dicen ser un acta, pero el archivo no trae los datos con que se comprueba y este equipo no lo "
        "guardó: por sí mismo no prueba nada.",
        _DONDE,
    ),
    Renglon(
        _falta_el_registro(Emision.COMPROBADA),
        Veredicto.NO_COMPROBABLE,
        "El archivo está entero y las firmas electrónicas se sostienen ({h.firmantes}), pero aquí no se puede "
        "comprobar que sea la última versión.",
        _DONDE,
    ),
    Renglon(
        _falta_el_registro(Emision.SIN_COMPROBAR, Emision.AVALADA),
        Veredicto.NO_COMPROBABLE,
        "El archivo está entero y sus firmas electrónicas no se rompieron ({h.firmantes}), pero nadie comprobó quién "
        "emitió los certificados, ni que sea la última versión.",
        _DONDE,
    ),
    Renglon(
        _es(Caso.SIN_REGISTRO),
        Veredicto.NO_COMPROBABLE,
        "El PDF no lleva firma electrónica y este equipo no tiene su registro: por sí mismo no prueba nada.",
        _DONDE,
    ),
    Renglon(
        _guardado(lambda h: _fallo(h.vigencia)),
        Veredicto.SUPERADA,
        "Es auténtica: {h.nombre}, pero ya no es la última. {h.vigencia.explicacion}",
        "Use la última versión; ésta sólo muestra lo que decía antes.",
    ),
    Renglon(
        _guardado(lambda h: _fallo(h.copia)),
        Veredicto.SUPERADA,
        "Es auténtica: {h.nombre}. {h.copia.explicacion}{h.lo_demas}",
        f"El contenido vale igual que el de aquélla. {_EXPORTE}",
    ),
    Renglon(
        _guardado(lambda h: h.firmado is not None and not h.firmado.firmaron),
        Veredicto.VIGENTE,
        _VIGENTE,
        "El contenido es el que se cerró, pero todavía no lo respalda ninguna firma: pida la copia firmada.",
    ),
    Renglon(
        _guardado(lambda h: h.firmado is not None and not h.firmado.completo),
        Veredicto.VIGENTE,
        _VIGENTE,
        "El contenido es el que se cerró. Cuando estén todas las firmas, pida la copia que las lleva.",
    ),
    Renglon(
        _guardado(lambda h: h.corregida),
        Veredicto.VIGENTE,
        _VIGENTE,
        "Puede apoyarse en ella junto con sus correcciones; verifique también esos archivos.",
    ),
    Renglon(
        _guardado(lambda h: h.emision is Emision.SIN_FIRMAS),
        Veredicto.VIGENTE,
        _VIGENTE,
        "Puede apoyarse en ella. Las firmas de puño y letra se ven en el papel o en su escaneo.",
    ),
    Renglon(_es(Caso.GUARDADO), Veredicto.VIGENTE, _VIGENTE, "Puede apoyarse en ella."),
    Renglon(lambda _: True, Veredicto.ALTERADA, "No es ninguno de los archivos que se guardaron.", _PIDA),
)
"""The first row that applies is the answer; the last one always does."""


def dictaminar(hechos: Hechos) -> Dictamen:
    """Return what these facts amount to."""
    renglon = next(r for r in TABLA if r.cuando(hechos))
    return Dictamen(
        veredicto=renglon.veredicto,
        frase=renglon.frase.format(h=hechos),
        siguiente=renglon.siguiente,
        comprobaciones=hechos.comprobaciones,
        sha256=hechos.sha256,
        folio=hechos.folio,
        version=hechos.version,
    )


def hay_mal(comprobaciones: Iterable[Comprobacion]) -> bool:
    """Whether one of the checks failed."""
    return any(c.mal for c in comprobaciones)
