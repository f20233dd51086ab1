"""LibreOffice as a person uses it: opens a workbook, does something to it, saves it. One start for many workbooks."""

import contextlib
import html
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

XLSX, ODS = "Calc MS Excel 2007 XML", "calc8"
_CABEZA = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE {clase} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{dtd}.dtd">
"""
_BIBLIOTECAS = _CABEZA.format(clase="library:libraries", dtd="libraries") + (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
_BIBLIOTECA = _CABEZA.format(clase="library:library", dtd="library") + (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">{elementos}</library:library>'
)
_MODULO = _CABEZA.format(clase="script:module", dtd="module") + (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Pruebas" '
    'script:language="StarBasic">{codigo}</script:module>'
)
_YA_INSTALADO = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>
"""
_BASIC = """
Function Dato(nombre As String, valor As Variant) As Object
  Dim hecho As New com.sun.star.beans.PropertyValue
  hecho.Name = nombre
  hecho.Value = valor
  Set Dato = hecho
End Function

Function Cifrado(clave As String) As Object
  ' What the dialog for saving makes of a password: the argument Password alone opens, and saves in the clear.
  Dim datos(1) As New com.sun.star.beans.NamedValue
  datos(0).Name = "OOXPassword"
  datos(0).Value = clave
  datos(1).Name = "CryptoType"
  datos(1).Value = "Standard"
  Set Cifrado = Dato("EncryptionData", datos())
End Function

Function Zona(hoja As Object) As Object
  Dim cursor As Object
  cursor = hoja.createCursor()
  cursor.gotoEndOfUsedArea(False)
  If cursor.RangeAddress.EndRow < 1 Then cursor = hoja.getCellByPosition(0, 1)
  Zona = hoja.getCellRangeByPosition(0, 1, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
End Function

Sub Ordenar(documento As Object)
  ' Every sheet upside down, with another width, a blank row and a remark; the first values edited and put back.
  Dim hoja As Object, celda As Object, campo(0) As New com.sun.star.table.TableSortField, antes As String
  Dim n As Integer, fila As Long
  For n = 1 To documento.Sheets.Count - 1
    hoja = documento.Sheets.getByIndex(n)
    hoja.Columns.getByIndex(2).Width = 9000
    campo(0).Field = 0
    campo(0).IsAscending = False
    Zona(hoja).sort(Array(Dato("SortFields", campo()), Dato("ContainsHeader", False)))
    For fila = 1 To 3
      celda = hoja.getCellByPosition(0, fila)
      antes = celda.getString()
      If antes <> "" Then
        celda.setString("otra cosa")
        celda.setString(antes)
      End If
    Next
    hoja.Rows.insertByIndex(2, 1)
    Cambiar(documento, hoja.Name, "observacion", "Revisado")
  Next
End Sub

Sub Cambiar(documento As Object, nombre As String, columna As String, valor As String)
  Dim hoja As Object, n As Integer
  hoja = documento.Sheets.getByName(nombre)
  For n = 0 To 60
    If hoja.getCellByPosition(n, 0).getString() = columna Then hoja.getCellByPosition(n, 1).setString(valor)
  Next
End Sub
"""
_PRINCIPAL = """
Sub Principal
  Dim documento As Object
  On Error GoTo Falla
  {pasos}
  Exit Sub
Falla:
  Open {falla} For Output As #1
  Print #1, Error$
  Close #1
  StarDesktop.terminate()
End Sub
"""


class Guardado(NamedTuple):
    """One workbook to be opened and saved; `hacer` is Basic about `documento`, `contrasena` opens and closes it."""

    origen: Path
    destino: Path
    hacer: str = ""
    filtro: str = XLSX
    contrasena: str | None = None


def guardar(pasos: Sequence[Guardado], perfil: Path) -> None:
    """Open and save them all in one LibreOffice with a profile of its own; the test is left out where there is none."""
    programa = shutil.which("soffice")
    if programa is None:
        pytest.skip("falta LibreOffice (soffice)")
    falla = perfil.with_name("falla.txt")
    _escribir_macro(perfil, _BASIC + _PRINCIPAL.format(pasos="".join(map(_paso, pasos)), falla=_texto(str(falla))))
    orden = [programa, f"-env:UserInstallation={perfil.as_uri()}", "--headless", "macro:///Standard.Pruebas.Principal"]
    proceso = subprocess.Popen(orden, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        proceso.wait(timeout=180)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(proceso.pid, signal.SIGKILL)  # the program is a child of the one that was started
    assert not falla.exists(), falla.read_text()
    assert [paso.destino for paso in pasos if not paso.destino.is_file()] == []


def _paso(paso: Guardado) -> str:
    abrir, guardar_como = _texto(paso.origen.as_uri()), _texto(paso.destino.as_uri())
    clave = f', Dato("Password", {_texto(paso.contrasena)})' if paso.contrasena else ""
    cifrado = f", Cifrado({_texto(paso.contrasena)})" if paso.contrasena else ""
    return (
        f'documento = StarDesktop.loadComponentFromURL({abrir}, "_blank", 0, '
        f'Array(Dato("Hidden", False){clave}))\n{paso.hacer}\n'
        f'documento.storeToURL({guardar_como}, Array(Dato("FilterName", {_texto(paso.filtro)}){cifrado}))\n'
        "documento.close(True)\n"
    )


def _texto(valor: str) -> str:
    return '"' + valor.replace('"', '""') + '"'


def _escribir_macro(perfil: Path, codigo: str) -> None:
    """Put it where LibreOffice keeps a person's own macros, in a profile that it does not take for a new one."""
    basic = perfil / "user" / "basic"
    (basic / "Standard").mkdir(parents=True)
    (perfil / "user" / "registrymodifications.xcu").write_text(_YA_INSTALADO)
    (basic / "script.xlc").write_text(_BIBLIOTECAS)
    (basic / "dialog.xlc").write_text(_BIBLIOTECAS)
    (basic / "Standard" / "dialog.xlb").write_text(_BIBLIOTECA.format(elementos=""))
    modulo = _BIBLIOTECA.format(elementos='<library:element library:name="Pruebas"/>')
    (basic / "Standard" / "script.xlb").write_text(modulo)
    (basic / "Standard" / "Pruebas.xba").write_text(_MODULO.format(codigo=html.escape(codigo, quote=True)))
