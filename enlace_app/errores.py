"""The two kinds of error a user may see; anything else is a bug (exit code 1)."""

import errno


class ErrorDeEnlace(Exception):
    """Base of both kinds.

    The message is Spanish, for the user: what happened, what was kept, what to do. It never holds personal data
    that the user did not just type.
    """


class ErrorDeNegocio(ErrorDeEnlace):
    """What was asked cannot be done, or the answer is no; the message tells the user what to do (exit code 3)."""


class ErrorDeEntorno(ErrorDeEnlace):
    """The environment failed: disk, permission, lock, damaged file (exit code 4)."""


_CAUSAS = {
    errno.ENOENT: "no existe",
    errno.EACCES: "sin permiso",
    errno.EPERM: "sin permiso",
    errno.EROFS: "disco de sólo lectura",
    errno.ENOSPC: "disco lleno",
    errno.EDQUOT: "cuota de disco agotada",
    errno.EFBIG: "archivo demasiado grande para ese disco",
    errno.EIO: "falla del disco",
    errno.EBUSY: "en uso por otro programa",
    errno.EEXIST: "ya existe",
    errno.ENOTDIR: "no es una carpeta",
    errno.EISDIR: "es una carpeta",
    errno.ENAMETOOLONG: "nombre demasiado largo",
    errno.EMFILE: "demasiados archivos abiertos",
    errno.EINVAL: "operación que ese disco no admite",
    errno.ELOOP: "enlaces que dan vueltas",
}


def causa_del_sistema(error: OSError) -> str:
    """Say why the operating system refused; its own words are not Spanish everywhere."""
    if error.errno is None:
        return type(error).__name__
    return _CAUSAS.get(error.errno) or f"error {errno.errorcode.get(error.errno, error.errno)}"
