"""Is everything that was printed still there, untouched, beneath the signatures?

A signing library tells what changed after a signature; what came together with the first one it does not ask. So
every object of the printed document is compared with the one that bears its number in the signed file: only the
places where a signature hangs itself may differ.
"""

from typing import TYPE_CHECKING, Any, Final

from enlace_app.salida.verificacion.limites import abrir

if TYPE_CHECKING:
    import pikepdf

_LIBRES: Final = {
    "/Catalog": frozenset({"/AcroForm", "/Extensions", "/Version", "/Perms"}),
    "/Page": frozenset({"/Annots"}),
}
"""What a signature writes into an object of the document, by its /Type."""
_LIBRES_DE_DATOS: Final = frozenset({"/ModDate", "/Producer"})
_DEL_FORMULARIO: Final = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_DEL_CAMPO: Final = frozenset(
    {"/AP", "/F", "/FT", "/Lock", "/P", "/Rect", "/Subtype", "/T", "/TU", "/Type", "/V", "/SV", "/MK", "/Ff", "/DA"}
)


class NoIntacto(Exception):
    """Something else than signatures changed; Spanish, for the user."""


def exigir_intacto(impreso: bytes, pdf: bytes) -> None:
    """Compare the printed document with the signed file that begins with it.

    Raises:
        NoIntacto: an object changed, or a field or annotation is no signature.
        Ilegible: one of them cannot be read.
    """
    with abrir(impreso) as antes, abrir(pdf) as ahora:
        datos = antes.trailer.get("/Info")
        for objeto in antes.objects:
            if not objeto.is_indirect:
                continue
            libres = _libres(objeto, antes, datos)
            if libres is not None and not _igual(objeto, ahora.get_object(objeto.objgen), libres):
                raise NoIntacto("junto con una firma se cambió lo que ya estaba impreso")
        if len(antes.pages) != len(ahora.pages):
            raise NoIntacto("junto con una firma se agregaron o se quitaron hojas")
        for clave in ("/Root", "/Info"):
            if _cual(antes.trailer, clave) != _cual(ahora.trailer, clave):
                raise NoIntacto("junto con una firma se cambió el documento por otro")
        _exigir_solo_campos_de_firma(ahora)


def _cual(remate: "pikepdf.Object", clave: str) -> tuple[int, int] | None:
    return remate[clave].objgen if clave in remate else None


def _libres(objeto: Any, antes: "pikepdf.Pdf", datos: Any) -> frozenset[str] | None:
    """Which keys of an object may differ; None for the metadata, which no page shows."""
    import pikepdf

    if objeto.objgen == antes.Root.get("/Metadata", antes.Root).objgen != antes.Root.objgen:
        return None
    if datos is not None and objeto.objgen == datos.objgen:
        return _LIBRES_DE_DATOS
    if isinstance(objeto, pikepdf.Dictionary):
        return _LIBRES.get(str(objeto.get("/Type", "")), frozenset())
    return frozenset()


def _igual(antes: Any, ahora: Any, libres: frozenset[str]) -> bool:
    import pikepdf

    if isinstance(antes, pikepdf.Stream):
        return (
            isinstance(ahora, pikepdf.Stream)
            and antes.stream_dict.unparse() == ahora.stream_dict.unparse()
            and antes.read_raw_bytes() == ahora.read_raw_bytes()
        )
    if libres and isinstance(antes, pikepdf.Dictionary):
        if not isinstance(ahora, pikepdf.Dictionary):
            return False
        return _sin(antes, libres) == _sin(ahora, libres)
    return bool(antes.unparse(resolved=True) == ahora.unparse(resolved=True))


def _sin(diccionario: Any, libres: frozenset[str]) -> dict[str, bytes]:
    return {clave: _escrito(valor) for clave, valor in diccionario.items() if clave not in libres}


def _escrito(valor: Any) -> bytes:
    """As it stands in the file: a reference stays one. Values that the library turned into Python's are told apart."""
    return valor.unparse() if hasattr(valor, "unparse") else repr((type(valor).__name__, valor)).encode()


def _exigir_solo_campos_de_firma(ahora: "pikepdf.Pdf") -> None:
    """Whatever lies on a page over what was printed is a signature's block, and does nothing when it is pressed."""
    formulario = ahora.Root.get("/AcroForm")
    if formulario is None or not _DEL_FORMULARIO.issuperset(formulario.keys()):
        raise NoIntacto("lleva un formulario que no es de firmas")
    campos = set()
    for campo in formulario["/Fields"]:
        es_firma = str(campo.get("/FT", "")) == "/Sig" and str(campo.get("/Subtype", "")) == "/Widget"
        if not es_firma or "/V" not in campo or not _DEL_CAMPO.issuperset(campo.keys()):
            raise NoIntacto("lleva campos de formulario que no son firmas")
        campos.add(campo.objgen)
    for hoja in ahora.pages:
        for anotacion in hoja.obj.get("/Annots", []):
            if anotacion.objgen not in campos:
                raise NoIntacto("sobre sus hojas hay anotaciones que no son firmas")
