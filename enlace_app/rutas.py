"""The only file that knows where resources, PDF templates and the data folder are."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from enlace_app import __version__
from enlace_app.errores import ErrorDeEntorno, causa_del_sistema

NOMBRE_APLICACION = "Enlace"


def _carpeta_instalada(nombre: str, en_fuentes: str | None = None) -> Path:
    """Find a folder that hatch copies into the wheel as ``_<nombre>`` and that a checkout keeps at its root.

    There it may have another name, `en_fuentes`.
    """
    paquete = Path(__file__).resolve().parent
    en_rueda = paquete / f"_{nombre}"
    if en_rueda.is_dir():
        return en_rueda
    en_fuente = paquete.parent / (en_fuentes or nombre)
    # Without pyproject.toml beside it, the parent is somebody's site-packages, whose "recursos" is not ours.
    if en_fuente.is_dir() and (paquete.parent / "pyproject.toml").is_file():
        return en_fuente
    raise ErrorDeEntorno(
        f"La instalación de Enlace está incompleta: falta la carpeta «{nombre}». Sus datos no se tocaron. "
        "Vuelva a instalar Enlace."
    )


def carpeta_recursos() -> Path:
    """Catalogues and icons; raises ErrorDeEntorno if the installation lacks them."""
    return _carpeta_instalada("recursos")


def carpeta_plantillas() -> Path:
    """PDF templates; raises ErrorDeEntorno if the installation lacks them."""
    return _carpeta_instalada("plantillas_pdf")


def carpeta_ayuda() -> Path:
    """The manual and its pictures; raises ErrorDeEntorno if the installation lacks them."""
    return _carpeta_instalada("ayuda", "docs")


def carpeta_datos_predeterminada() -> Path:
    """Where this user's data go when no other folder was chosen; it may not exist yet."""
    return platformdirs.user_data_path(NOMBRE_APLICACION, appauthor=False)


def senal_de_ventana() -> Path:
    """Return the empty file whose presence says that a window of this version opened on this computer."""
    carpeta = platformdirs.user_cache_path(NOMBRE_APLICACION, appauthor=False, ensure_exists=True)
    return carpeta / f"ventana-{__version__}"


@dataclass(frozen=True)
class CarpetaDatos:
    """One data folder and the names of what lies in it."""

    raiz: Path

    @property
    def base(self) -> Path:
        """The database."""
        return self.raiz / "enlace.db"

    @property
    def adjuntos(self) -> Path:
        """Stored files, by content."""
        return self.raiz / "adjuntos"

    @property
    def respaldos(self) -> Path:
        """Backups, and databases that a restore set aside."""
        return self.raiz / "respaldos"

    @property
    def plantillas(self) -> Path:
        """The institution's own PDF templates; it may not exist."""
        return self.raiz / "plantillas"

    @property
    def autoridades(self) -> Path:
        """Certificates (`.cer`) of the authorities whose e.firmas the institution trusts; it may not exist."""
        return self.raiz / "autoridades"

    @property
    def cerrojo(self) -> Path:
        """The file whose lock means that a program has the folder open."""
        return self.raiz / "enlace.lock"

    @property
    def llave_de_envio(self) -> Path:
        """The private key by which this site signs its packages; in no backup."""
        return self.raiz / "llave_de_envio.pem"

    def preparar(self) -> None:
        """Create what is missing and prove that each folder can be written; ErrorDeEntorno if not.

        A folder created here is for its owner alone (POSIX mode 700); an existing one keeps its permissions.
        """
        for carpeta in (self.raiz, self.adjuntos, self.respaldos):
            try:
                _preparar_carpeta(carpeta)
            except OSError as error:
                raise ErrorDeEntorno(_explicar(carpeta, error)) from error


def _preparar_carpeta(carpeta: Path) -> None:
    if not carpeta.is_dir():
        carpeta.parent.mkdir(parents=True, exist_ok=True)
        carpeta.mkdir(mode=0o700, exist_ok=True)
    # Permission bits promise nothing on network shares, read-only media or Windows: only a written file does.
    # Nameless where the system can, so that a program that dies right here leaves nothing behind.
    with tempfile.TemporaryFile(dir=carpeta, prefix=".prueba-") as prueba:
        prueba.write(b"Enlace")
        prueba.flush()  # not fsync: that it can be written is the question, and an old disk takes long to answer more


def _explicar(carpeta: Path, error: OSError) -> str:
    if isinstance(error, FileExistsError | NotADirectoryError):
        return (
            f"No se puede usar «{carpeta}» como carpeta de datos: ahí o más arriba hay un archivo con ese nombre. "
            "Elija otra carpeta."
        )
    causa = causa_del_sistema(error)
    return (
        f"No se puede escribir en la carpeta de datos «{carpeta}» ({causa}). Revise que el disco tenga espacio y "
        "que su usuario tenga permiso de escribir ahí, o elija otra carpeta."
    )
