"""Hostile and odd texts, the same each time, each of which says whether it may be captured at all."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MARCADO: Final = (
    "<b>", "</b>", "<b>negrita</b>", "<para>", "</para>", "<p estilo=\"titulo\">", "</p>", "<br/>", "<br>", "<u", "<",
    ">", "<>", "</", "<font face=\"Courier\" size=\"40\">", "<img src=\"file:///etc/passwd\"/>", "<a href=\"x\">y</a>",
    "<super>2</super>", "<!-- oculto -->", "<![CDATA[x]]>", "]]>", "<?xml version=\"1.0\"?>",
    "<script>alert(1)</script>",
    "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;", "&nbsp;", "&", "&;", "&&amp;", "&noexiste;", "&eacute",
    "<!ENTITY x \"y\">",
)  # fmt: skip
_PLANTILLA: Final = (
    "{{ folio }}", "{{", "}}", "{{ 7*7 }}", "{% if true %}", "{% endif %}", "{% raw %}", "{#", "#}", "{# nada #}",
    "{{ ''.__class__.__mro__ }}", "{{ none }}", "${x}", "%(x)s", "%s", "{0}", "{x!r}", "{", "}",
)  # fmt: skip
_DE_PDF: Final = (
    ") Tj ET Q", "(abierto", "\\(", "\\", "\\n", "\\251", "endstream endobj", "%%EOF", "%PDF-1.7", "/Artifact BMC",
    "EMC",
    "<</MCID 0>> BDC", "[(x)]TJ", "stream", "trailer",
)  # fmt: skip
_DE_OTROS: Final = (
    "=CMD()", "+1", "-1", "@x", "'; DROP TABLE acta; --", "`id`", "$(id)", "; rm -rf /", "../../etc/passwd", "file:///",
    "\\\\servidor\\recurso", "http://127.0.0.1:9/x", "null", "None", "NaN", "true", "0x1F", "_x00_", "C:\\CON",
)  # fmt: skip
_LETRAS: Final = (
    "Múzquiz—Kikapú", "ñandú ÑANDÚ", "Ağrı Şırnak", "Łódź", "Ωμέγα µ", "½ ¾ ° º ª", "€ £ ¥", "«cita» “otra” ‘y’",
    "…", "§ ¶",
    "→ ✓", "Đặng Thị", "šđčćž", "ÆØÅ ß ẞ", "fin ﬁn", "H₂O m³", "№ ™ ®", "1º-2ª", "- – — ―", "¡¿!?",
)  # fmt: skip
_DESCOMPUESTAS: Final = (
    *(unicodedata.normalize("NFD", palabra) for palabra in ("Acuña", "José", "pingüino", "Šé", "Việt")),
    *("x\u0303", "avañe\u0303\u0301\u0323", "q\u0300", "7\u0301", "\u2126", "\u212b"),
)
"""What Unicode composes, and what it cannot."""
_BLANCOS: Final = (
    "  ", "   dos  y  tres   ", "\t", "a\tb", "\n", "\r\n", "\r", "\n\n\n", "\n \n", "\r\n\r\n", "\u00a0", " \n",
    "\u00a0\u00a0x",
)  # fmt: skip
_LARGAS: Final = (
    "W" * 200,
    "i" * 400,
    "Ñ" * 150,
    "/".join("ruta" * 3 for _ in range(30)),
    "a-" * 120,
    "." * 300,
    "<" * 90,
)
_IMPOSIBLES: Final = (
    "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x7f", "\x85", "\u00ad", "\u200b", "\u200d", "\u200e",
    "\u202a",
    "\u202e", "\u2028", "\u2029", "\u2066", "\ufeff", "\ufffd", "\ufffe", "\ue000", "שלום עולם", "مرحبا", "نص عربي",
    "😀", "👩‍👩‍👧", "🇲🇽", "漢字", "ひらがな", "한국어", "हिन्दी", "ไทย", "𝔘𝔫𝔦", "x\u0307", "_x000D_",
    "_x0041_", "x005F_",
)  # fmt: skip
"""What no face in use prints, nothing shows, or a spreadsheet reads as another character."""

_POSIBLES: Final = (*_MARCADO, *_PLANTILLA, *_DE_PDF, *_DE_OTROS, *_LETRAS, *_DESCOMPUESTAS, *_BLANCOS)


@dataclass(frozen=True)
class TextoHostil:
    """What is typed; between marks of its own, so that it is found whole and at one place only."""

    escrito: str
    se_rechaza: bool

    @property
    def impreso(self) -> str:
        """What must be read from the page: composed letters (NFC), as the capture documents."""
        return unicodedata.normalize("NFC", self.escrito)


def textos_hostiles(semilla: int, cuantos: int) -> Iterator[TextoHostil]:
    """Yield that many texts, no two alike; one in eight holds what cannot be printed."""
    azar = random.Random(semilla)
    for n in range(cuantos):
        partes = azar.choices(_POSIBLES, k=azar.randint(1, 6))
        if azar.random() < 0.06:
            partes.append(azar.choice(_LARGAS))
        se_rechaza = azar.random() < 0.125
        if se_rechaza:
            partes.append(azar.choice(_IMPOSIBLES))
        azar.shuffle(partes)
        cuerpo = azar.choice(("", " ", " y ")).join(partes)
        yield TextoHostil(f"«{semilla}.{n:04}» {cuerpo} «/{semilla}.{n:04}»", se_rechaza)


def texto_largo(semilla: int, largo: int) -> str:
    """Return a text of exactly so many UTF-16 units, with markup and line ends in it."""
    azar = random.Random(semilla)
    texto = f"«{semilla}.L»"
    while len(texto) < largo:
        texto += "".join(azar.choices("abcdehilmnorsuñáéí57<&»'\"%{}", k=azar.randint(1, 12)))
        texto += azar.choice((" ", " ", " ", "  ", "\n"))
    return texto[: largo - 1] + "¶"
