"""The two kinds of error a user may see; anything else is a bug (exit code 1)."""


class ErrorDeEnlace(Exception):
    """Base of both kinds.

    The message is Spanish, for the user: what happened, what was kept, what to do. It never holds personal data
    that the user did not just type.
    """


class ErrorDeNegocio(ErrorDeEnlace):
    """What was asked cannot be done, or the answer is no; the message tells the user what to do (exit code 3)."""


class ErrorDeEntorno(ErrorDeEnlace):
    """The environment failed: disk, permission, lock, damaged file (exit code 4)."""
