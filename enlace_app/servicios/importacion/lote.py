"""The rows of one import call on their way to the store: who they are, what they say, what they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from uuid import UUID

from enlace_app.dominio.identidad import ORIGEN_PUBLICADO, uuid_nuevo, uuid_publicado
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Registro, Valor
from enlace_app.dominio.textos import ErrorDeTexto
from enlace_app.servicios.importacion.celdas import Celdas, Rechazo
from enlace_app.servicios.importacion.informe import Cuenta
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.procedencia import Memoria, huella
from enlace_app.servicios.importacion.resolucion import Directorio
from enlace_app.sincronizacion.problemas import Problema

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Procedencia, Unidad
    from enlace_app.servicios.importacion.fuentes import Renglon

_SIN_AVISO = frozenset({"uuid", "rev", "baja", "observacion", "region", "folio_reunion", "fecha_reunion"})
_OTRAS_MARCAS = ("folio", "clave", "nombre")
"""Columns by which the other rows of a workbook may mean a row that has no `ref`."""


class Lote:
    """Takes in sheet after sheet; a sheet must come after those that its rows refer to."""

    def __init__(self, unidad: Unidad, cuenta: Cuenta, avance: Callable[[], None]) -> None:
        self.unidad = unidad
        self.cuenta = cuenta
        self.directorio = Directorio(unidad)
        self.memoria = Memoria(unidad)
        self._avance = avance
        self._ajenas: set[tuple[str, UUID]] = set()
        self._sin_guardar: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._sin_ref: dict[tuple[str, str], int] = defaultdict(int)
        self._claves: dict[tuple[str, str], UUID] = {}
        self._maximos: dict[tuple[type, str], dict[UUID | None, int]] = {}

    def procesar(self, materia: Materia, renglones: Sequence[Renglon]) -> list[Entrada]:
        """Take in the rows of one sheet; return those that became new records."""
        self.memoria.presenciar(renglon.fila for renglon in renglones)
        return self._ingresar(materia, [e for e in [self._atender(materia, r) for r in renglones] if e])

    def _ingresar(self, materia: Materia, entradas: Sequence[Entrada]) -> list[Entrada]:
        primeras: dict[UUID, Entrada] = {}
        gemelas: list[Entrada] = []
        pendientes: list[Entrada] = []
        for entrada in entradas:
            if primeras.setdefault(_identidad(entrada), entrada) is not entrada:
                gemelas.append(entrada)
            elif entrada.recordada and not entrada.nueva:
                self._dejar_igual(materia, entrada)
            else:
                pendientes.append(entrada)
        leidas = [e for e in pendientes if self._intentar(materia, e, self._leer)]
        leidas = self._sin_sueltas(materia, leidas)
        nuevas = [e for e in leidas if e.nueva]
        for entrada in leidas:
            self._intentar(materia, entrada, self._guardar)
        for gemela in gemelas:
            self._resolver_gemela(materia, gemela, primeras[_identidad(gemela)])
        libres = [g for g in gemelas if primeras[_identidad(g)].rechazada]
        return [*nuevas, *(self._ingresar(materia, libres) if libres else ())]

    def _resolver_gemela(self, materia: Materia, gemela: Entrada, primera: Entrada) -> None:
        """Settle a row that means the record of an earlier one of this import: they must agree, if that one got in."""
        origen = primera.renglon.fila
        if primera.rechazada:
            return
        if gemela.huella == primera.huella:
            self._dejar_igual(materia, gemela)
        else:
            motivo = f"dice otra cosa que la fila {origen.numero} de {origen.archivo}, que es la misma; deje una sola"
            self._rechazar(materia, gemela, Rechazo(None, motivo))

    def _dejar_igual(self, materia: Materia, entrada: Entrada) -> None:
        self.memoria.recordar(entrada.renglon.fila, entrada.clave, entrada.huella, _identidad(entrada))
        self.cuenta.sumar(materia.hoja, "iguales")

    def avisar_de_lo_omitido(self) -> None:
        """Name, once per sheet, the columns that were not kept and the rows that no mark makes recognisable."""
        for (archivo, hoja), columnas in sorted(self._sin_guardar.items()):
            motivo = f"tiene columnas cuyo contenido el programa no guarda: {', '.join(sorted(columnas))}"
            self.cuenta.problemas.append(Problema(archivo, hoja, None, None, motivo, grave=False))
        for (archivo, hoja), cuantas in sorted(self._sin_ref.items()):
            motivo = (
                f"{cuantas} {'fila nueva no tiene' if cuantas == 1 else 'filas nuevas no tienen'} «ref»: si las cambia "
                "y vuelve a importar, entrarán como otras; ponga una marca propia a cada fila"
            )
            self.cuenta.problemas.append(Problema(archivo, hoja, None, "ref", motivo, grave=False))

    def siguiente_en(self, clase: type[Registro], numero: str, reunion: UUID | None) -> int:
        """Return the number after the highest of that kind in a meeting, those given before in this import included."""
        maximos = self._maximos.get((clase, numero))
        if maximos is None:
            maximos = self._maximos[clase, numero] = defaultdict(int)
            for registro in self.directorio.todos(clase):
                duenia = getattr(registro, "reunion", None)
                maximos[duenia] = max(maximos[duenia], getattr(registro, numero))
        maximos[reunion] += 1
        return maximos[reunion]

    def es_ajena(self, renglon: Renglon, uuid: UUID) -> bool:
        """Whether a row of these files took the mark of a record that it is not."""
        return (renglon.grupo, uuid) in self._ajenas

    def _atender(self, materia: Materia, renglon: Renglon) -> Entrada | None:
        """Find out which record a row is and let the other rows refer to it; None if it is rejected."""
        self._avance()
        entrada = Entrada(Celdas(renglon, self.unidad.operacion.alfabeto, self.cuenta.problemas), self)
        if not self._intentar(materia, entrada, self._identificar):
            return None
        fila = renglon.fila
        self.directorio.marcar(renglon, materia.hoja, fila.ref, _identidad(entrada))
        if not renglon.publicado:
            for columna in _OTRAS_MARCAS:
                self.directorio.marcar(renglon, materia.hoja, fila.texto(columna), _identidad(entrada))
        self.memoria.anunciar(fila, entrada.clave, entrada.huella, _identidad(entrada))
        return entrada

    def _identificar(self, materia: Materia, entrada: Entrada) -> None:
        fila, memoria = entrada.renglon.fila, self.memoria
        entrada.clave = memoria.clave(fila, huella(fila, {}))
        self._exigir_marca_propia(entrada)
        entrada.enlaces = materia.enlaces(entrada)
        entrada.huella = huella(fila, entrada.enlaces)
        previa = memoria.recordada(fila, entrada.clave) or self._cambiada_en_su_lugar(materia, entrada)
        copia = memoria.misma_en_otro_archivo(fila, entrada.clave, entrada.huella)
        if entrada.renglon.publicado:
            entrada.uuid = uuid_publicado(materia.tabla, materia.clave(entrada))
            entrada.recordada = copia == entrada.uuid
        elif copia and (previa is None or previa.huella == entrada.huella):
            entrada.uuid, entrada.recordada = copia, True
        else:
            entrada.uuid = previa.registro if previa else self._identidad_escrita(materia, entrada)
            if previa and materia.solo_se_agrega:
                entrada.uuid = uuid_nuevo()
        entrada.registro = self.directorio.de_uuid(materia.clase, entrada.uuid)
        if materia.solo_se_agrega and not entrada.nueva:
            entrada.recordada = True

    def _cambiada_en_su_lugar(self, materia: Materia, entrada: Entrada) -> Procedencia | None:
        """A row without mark that somebody corrected where it stood: the same file, place and meeting as before."""
        reunion = entrada.enlaces.get("reunion")
        if entrada.renglon.publicado or materia.solo_se_agrega or reunion is None:
            return None
        previa = self.memoria.en_su_lugar(entrada.renglon.fila)
        registro: Any = self.directorio.de_uuid(materia.clase, previa.registro) if previa else None
        if registro is None or registro.reunion != reunion:
            return None
        entrada.sustituye = previa
        return previa

    def _exigir_marca_propia(self, entrada: Entrada) -> None:
        fila = entrada.renglon.fila
        try:
            entrada.celdas.alfabeto.limpiar("ref", entrada.clave)
        except ErrorDeTexto as error:
            raise Rechazo("ref", error.motivo) from error
        # In published files the same key may come twice, from two folders: that is the same row.
        if not entrada.renglon.publicado and self.memoria.repetida(fila, entrada.clave):
            raise Rechazo("ref", f"«{fila.ref or fila.texto('uuid')}» ya está en otra fila; cada una lleva la suya")

    def _identidad_escrita(self, materia: Materia, entrada: Entrada) -> UUID:
        """Identity of a captured row that no import remembers: its uuid, the record with its own key, or a new one."""
        escrita = entrada.celdas.texto("uuid")
        if escrita is None:
            return self._identidad_natural(materia, entrada)
        try:
            uuid = UUID(escrita)
        except ValueError:
            raise Rechazo("uuid", "no es un identificador; deje la celda vacía y el programa pondrá uno") from None
        if self.directorio.de_uuid(materia.clase, uuid) is None:
            raise Rechazo(
                "uuid", "aquí no existe ese registro; deje la celda vacía para darlo de alta, o reciba el paquete"
            )
        return uuid

    def _identidad_natural(self, materia: Materia, entrada: Entrada) -> UUID:
        if materia.natural is None:
            return uuid_nuevo()
        clave = entrada.celdas.exigir(materia.natural)
        existente: Any = self.directorio.nombrado(materia.clase, clave)
        if existente is not None:
            return UUID(str(existente.uuid))
        return self._claves.setdefault((materia.hoja, plegar(clave)), uuid_nuevo())

    def _leer(self, materia: Materia, entrada: Entrada) -> None:
        if not entrada.nueva:
            self._exigir_propio(entrada)
        de_baja = entrada.celdas.si_no("baja") if not entrada.renglon.publicado else None
        if de_baja and (entrada.nueva or materia.solo_se_agrega):
            raise Rechazo("baja", "la fila viene dada de baja y aquí no existe; no hay nada que importar")
        materia.leer(entrada)
        if de_baja:
            entrada.valores["baja"] = True
        if entrada.nueva:
            entrada.exigir_abiertas()
        elif self._es_otra(materia, entrada):
            self._ajenas.add((entrada.renglon.grupo, _identidad(entrada)))
            raise Rechazo(
                "ref",
                "en una importación anterior de un archivo con este nombre, esa marca era de otra fila; si es otro "
                "libro, cambie el nombre del archivo; si es la misma fila, corríjala en el programa",
            )

    def _exigir_propio(self, entrada: Entrada) -> None:
        registro = entrada.registro
        if registro.baja:
            raise Rechazo(None, "ese registro se dio de baja en el programa y no vuelve a entrar")
        if registro.origen not in {None, self.unidad.sitio.uuid, ORIGEN_PUBLICADO}:
            raise Rechazo(None, "ese registro es de otro sitio y sólo quien lo hizo lo cambia; agregue un seguimiento")
        if entrada.renglon.publicado:
            suya, del_archivo = getattr(registro, "fuente", None), entrada.celdas.texto("fuente")
            if suya and suya != del_archivo:
                # What hangs on the row in the same files is of that other source too.
                self._ajenas.add((entrada.renglon.grupo, registro.uuid))
                raise Rechazo("fuente", f"{entrada.clave} ya existe y viene de otra fuente («{suya}»); no se cambió")

    def _es_otra(self, materia: Materia, entrada: Entrada) -> bool:
        if entrada.renglon.publicado or entrada.renglon.fila.ref is None or not materia.senas:
            return False
        previa = self.memoria.recordada(entrada.renglon.fila, entrada.clave)
        pares = [(getattr(entrada.registro, n), entrada.valores.get(n)) for n in materia.senas]
        comparables = [(uno, otro) for uno, otro in pares if uno and otro]
        return previa is not None and len(comparables) > 1 and not any(_iguales(*par) for par in comparables)

    def _sin_sueltas(self, materia: Materia, leidas: list[Entrada]) -> list[Entrada]:
        """Reject the rows that point to a row of their own sheet that does not get in, or back to themselves."""
        if materia.interna is None:
            return leidas
        quedan = {_identidad(e): e for e in leidas}
        while True:
            sueltas = [e for e in quedan.values() if self._suelta(materia, e, quedan)]
            if not sueltas:
                return list(quedan.values())
            for entrada in sueltas:
                del quedan[_identidad(entrada)]
                self._rechazar(
                    materia,
                    entrada,
                    Rechazo(materia.interna, "la fila a la que se refiere no entró, o se refieren una a la otra"),
                )

    def _suelta(self, materia: Materia, entrada: Entrada, quedan: dict[UUID, Entrada]) -> bool:
        nombre = str(materia.interna)
        destino, vistos = entrada.guardado(nombre), {_identidad(entrada)}
        while destino is not None:
            if destino in vistos:
                return True
            vistos.add(destino)
            siguiente = quedan.get(destino)
            existente: Any = self.directorio.de_uuid(materia.clase, destino)
            if siguiente is None and existente is None:
                return True
            destino = siguiente.guardado(nombre) if siguiente else getattr(existente, nombre)
        return False

    def _guardar(self, materia: Materia, entrada: Entrada) -> None:
        fila = entrada.renglon.fila
        previa = self.memoria.recordada(fila, entrada.clave)
        if entrada.nueva:
            registro: Any = materia.clase(uuid=_identidad(entrada), **entrada.valores)
            materia.completar(registro, entrada)
            self.unidad.agregar(registro)
            entrada.registro = registro
            que = "cambiadas" if previa and materia.solo_se_agrega else "nuevas"
            if self._sera_irreconocible(entrada):
                self._sin_ref[fila.archivo, fila.hoja] += 1
        else:
            que = self._cambiar(entrada)
        self.directorio.agregar(entrada.registro)
        if entrada.sustituye:
            self.memoria.olvidar(entrada.sustituye)
        self.memoria.recordar(fila, entrada.clave, entrada.huella, _identidad(entrada))
        self.cuenta.sumar(materia.hoja, que)
        sobran = {c for c, v in fila.valores.items() if v is not None} - entrada.celdas.usadas - _SIN_AVISO
        if sobran:
            self._sin_guardar[fila.archivo, fila.hoja] |= sobran

    @staticmethod
    def _sera_irreconocible(entrada: Entrada) -> bool:
        """Whether a later correction of the row would pass for another row: it has no mark and no meeting."""
        fila = entrada.renglon.fila
        sin_marca = fila.ref is None and fila.texto("uuid") is None
        return sin_marca and not entrada.renglon.publicado and entrada.enlaces.get("reunion") is None

    def _cambiar(self, entrada: Entrada) -> str:
        registro = entrada.registro
        distintos = {n: v for n, v in entrada.valores.items() if not _iguales(getattr(registro, n), v)}
        if distintos:
            entrada.exigir_abiertas()
        for nombre, valor in distintos.items():
            setattr(registro, nombre, valor)
        return "cambiadas" if distintos else "iguales"

    def _intentar(self, materia: Materia, entrada: Entrada, paso: Callable[[Materia, Entrada], None]) -> bool:
        try:
            paso(materia, entrada)
        except Rechazo as rechazo:
            self._rechazar(materia, entrada, rechazo)
            return False
        return True

    def _rechazar(self, materia: Materia, entrada: Entrada, rechazo: Rechazo) -> None:
        fila = entrada.renglon.fila
        entrada.rechazada = True
        self.cuenta.problemas.append(
            Problema(fila.archivo, fila.hoja, fila.numero, rechazo.columna, rechazo.motivo, grave=True)
        )
        self.cuenta.sumar(materia.hoja, "rechazadas")


def _identidad(entrada: Entrada) -> UUID:
    if entrada.uuid is None:
        raise TypeError("la fila aún no tiene identidad")
    return entrada.uuid


def _iguales(uno: Any, otro: Any) -> bool:
    if isinstance(uno, list) and isinstance(otro, list):
        return _miembros(uno) == _miembros(otro)
    if isinstance(uno, Registro) and isinstance(otro, Registro):
        return uno.uuid == otro.uuid
    return bool(uno == otro)


def _miembros(lista: Iterable[Any]) -> list[str]:
    """Return what a list holds in an order of its own: the store gives its members in any."""
    return sorted(
        repr(tuple(getattr(m, f.name) for f in fields(m) if f.name != "id")) if isinstance(m, Valor) else str(m.uuid)
        for m in lista
    )
