"""Orders that cannot be carried out, places that cannot be written, backups that are no good: nothing changes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.captura import LibroDeCaptura
from tests.cli.estropear import de_solo_lectura, escribir, sin_medio
from tests.cli.programa import Programa, fotografia
from tests.vivero import entorno


def test_lo_que_no_se_puede_hacer_con_un_acta(
    iniciado: Programa, libro: LibroDeCaptura, importar_libro: Callable[[LibroDeCaptura], str]
) -> None:
    folio = importar_libro(libro)
    escaneo = escribir(iniciado.lugar / "escaneo.pdf", b"%PDF-1.4 /Page papel startxref %%EOF")
    texto = escribir(iniciado.lugar / "texto.pdf", b"esto no es un PDF")
    antes = fotografia(iniciado.datos)
    assert "ciérrela antes" in iniciado.rechazo(3, "acta", "firmar", folio, "--simple", "Persona Dos")
    assert "ciérrela antes" in iniciado.rechazo(3, "acta", "firmar", folio, "--escaneo", escaneo)
    assert "no está cerrada" in iniciado.rechazo(3, "acta", "reabrir", folio, "--motivo", "Porque sí")
    for orden in ("cerrar", "revisar"):
        assert "«NO-EXISTE»" in iniciado.rechazo(3, "acta", orden, "NO-EXISTE")
    assert fotografia(iniciado.datos) == antes
    iniciado("acta", "cerrar", folio)
    antes = fotografia(iniciado.datos)
    assert "cerrada" in iniciado.rechazo(3, "acta", "cerrar", folio)
    assert "motivo" in iniciado.rechazo(3, "acta", "reabrir", folio, "--motivo", "   ")
    assert "texto.pdf" in iniciado.rechazo(3, "acta", "firmar", folio, "--escaneo", texto)
    assert "no-existe.pdf" in iniciado.rechazo(4, "acta", "firmar", folio, "--escaneo", "no-existe.pdf")
    assert "Persona Nadie" in iniciado.rechazo(
        3, "acta", "firmar", folio, "--escaneo", escaneo, "--firmante", "Persona Nadie"
    )
    iniciado("acta", "firmar", folio, "--simple", "Persona Dos")
    despues = fotografia(iniciado.datos)
    assert "ya firmó" in iniciado.rechazo(3, "acta", "firmar", folio, "--simple", "PERSONA DOS")
    assert {k: v for k, v in fotografia(iniciado.datos).items() if "respaldos" not in k} == {
        k: v for k, v in despues.items() if "respaldos" not in k
    }
    assert antes.keys() <= despues.keys()


def test_una_salida_que_no_se_puede_escribir(publicado: Programa) -> None:
    (publicado.lugar / "carpeta").mkdir()
    antes = fotografia(publicado.datos)
    acta, paquete, plantilla = ("acta", "exportar", "R047"), ("paquete", "exportar"), ("paquete", "plantilla")
    for orden, extension in ((acta, ".pdf"), (paquete, ".xlsx"), (plantilla, ".xlsx")):
        ajeno = escribir(publicado.lugar / f"ajeno{extension}", b"lo que otro hizo")
        assert "no-existe" in publicado.rechazo(4, *orden, "-o", f"no-existe/archivo{extension}")
        assert "enlace" in publicado.rechazo(4, *orden, "-o", f"/proc/enlace{extension}")
        assert f"terminar en {extension}" in publicado.rechazo(3, *orden, "-o", "archivo.txt")
        assert "carpeta de datos" in publicado.rechazo(3, *orden, "-o", publicado.datos / f"x{extension}")
        assert "no se tocó" in publicado.rechazo(3, *orden, "-o", ajeno)
        assert ajeno.read_bytes() == b"lo que otro hizo"
    for orden in (acta, plantilla):
        assert "carpeta" in publicado.rechazo(3, *orden, "-o", "carpeta")
    with de_solo_lectura(publicado.lugar / "carpeta"):
        for orden, extension in ((acta, ".pdf"), (paquete, ".xlsx")):
            assert "carpeta" in publicado.rechazo(4, *orden, "-o", f"carpeta/archivo{extension}")
    assert list((publicado.lugar / "carpeta").iterdir()) == []
    assert fotografia(publicado.datos) == antes


def test_un_respaldo_danado_no_se_restaura(publicado: Programa) -> None:
    publicado("respaldo", "crear")
    (bueno, *_) = (Path(r["ruta"]) for r in publicado("respaldo", "listar", "--json").json())
    malo = publicado.lugar / "malo.db"
    malo.write_bytes(sin_medio(bueno.read_bytes()))
    shutil.copy(bueno.with_name(bueno.name + ".sha256"), publicado.lugar / "malo.db.sha256")
    texto = escribir(publicado.lugar / "texto.db", b"no es una base")
    antes = fotografia(publicado.datos)
    for ruta, codigo in ((malo, 3), (texto, 3)):
        publicado("respaldo", "verificar", ruta, codigo=codigo)
        respuesta = publicado.rechazo(codigo, "respaldo", "restaurar", ruta)
        assert ruta.name in respuesta
    assert "no-existe.db" in publicado.rechazo(3, "respaldo", "restaurar", "no-existe.db")
    assert fotografia(publicado.datos) == antes
    publicado("respaldo", "verificar", bueno)


def test_ajustes_que_no_se_entienden_se_nombran(publicado: Programa) -> None:
    for malo in ("respaldos = 3\n", "respaldos_a_conservar = 'muchos'\n", "esto no es toml", "\udce9"):
        (publicado.datos / "ajustes.toml").write_text(malo, encoding="utf-8", errors="surrogateescape")
        assert "ajustes.toml" in publicado.rechazo(3, "listar", "reuniones")


def test_un_disco_lleno_para_la_respuesta(publicado: Programa) -> None:
    with Path("/dev/full").open("w") as lleno:
        proceso = subprocess.run(
            [sys.executable, "-m", "enlace_app", "--datos", publicado.datos, "listar", "reuniones"],
            stdout=lleno,
            stderr=subprocess.PIPE,
            env=entorno(),
            check=False,
        )
    assert proceso.returncode == 4
    assert "lleno" in proceso.stderr.decode()
