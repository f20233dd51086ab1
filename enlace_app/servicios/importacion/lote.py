"""The rows of one import call on their way to the store: who they are, what they say, what they change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from enlace_app.dominio.identidad import ORIGEN_PUBLICADO, uuid_nuevo, uuid_publicado
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.registros import Registro
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.textos import ErrorDeTexto
from enlace_app.servicios.importacion.celdas import Celdas, Lugar, Rechazo
from enlace_app.servicios.importacion.comparacion import contar_cambios, distintos
from enlace_app.servicios.importacion.continuidad import conserva_su_dia, exigir_continuidad
from enlace_app.servicios.importacion.dependencias import Dependencias
from enlace_app.servicios.importacion.informe import Cuenta
from enlace_app.servicios.importacion.materia import Entrada, Materia
from enlace_app.servicios.importacion.procedencia import Memoria, contenido_propio, huella
from enlace_app.servicios.importacion.resolucion import Directorio
from enlace_app.sincronizacion.problemas import Problema

if TYPE_CHECKING:
    from enlace_app.datos.unidad import Procedencia, Unidad
    from enlace_app.servicios.importacion.fuentes import Caido, Renglon
    from enlace_app.sincronizacion.filas import FilaLeida

_SIN_AVISO = frozenset({"uuid", "rev", "baja", "observacion", "region", "folio_reunion", "fecha_reunion"})
_OTRAS_MARCAS = ("folio", "clave", "nombre")
"""Columns by which the other rows of a workbook may mean a row that has no `ref`."""


class Lote:
    """Takes in sheet after sheet; a sheet must come after those that its rows refer to.

    `renglones` are all rows of the import; `caidos` those that reading rejected already, which are never taken in.
    """

    def __init__(
        self,
        unidad: Unidad,
        cuenta: Cuenta,
        avance: Callable[[], None],
        *,
        renglones: Sequence[Renglon] = (),
        caidos: Sequence[Caido] = (),
    ) -> None:
        self.unidad = unidad
        self.cuenta = cuenta
        self.directorio = Directorio(unidad)
        todos = [*renglones, *(c.renglon for c in caidos)]
        self.memoria = Memoria(unidad, {r.fila.archivo: r.libro for r in todos if not r.publicado})
        self._avance = avance
        self._dependencias = Dependencias()
        self._filas: dict[tuple[str, str], list[FilaLeida]] = defaultdict(list)
        for renglon in renglones:
            self._filas[renglon.fila.archivo, renglon.fila.hoja].append(renglon.fila)
        self._con_ajenas: set[str] = set()
        self._rechazadas: set[Lugar] = set()
        self._sin_guardar: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._sin_ref: dict[tuple[str, str], int] = defaultdict(int)
        self._claves: dict[tuple[str, str], UUID] = {}
        self._maximos: dict[tuple[type, str], dict[UUID | None, int]] = {}
        for caido in caidos:
            self._asentar_caido(caido)

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
        que = "iguales"
        if not entrada.nueva and not getattr(entrada.registro, "baja", False):
            que = self._aplicar(materia, entrada, materia.con_el_tiempo(entrada))
        self.memoria.recordar(entrada.renglon.fila, entrada.clave, entrada.huella, _identidad(entrada))
        self.cuenta.sumar(materia.hoja, que)

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

    def caida(self, renglon: Renglon, hoja: str, marca: str, uuid: UUID | None) -> Lugar | None:
        """Return the rejected row that a reference of these files means, in the end; None if it means none."""
        return self._dependencias.raiz(renglon, hoja, marca, uuid)

    def filas_de(self, archivo: str, hoja: str) -> Sequence[FilaLeida]:
        """Return the rows of one sheet of a file of this import."""
        return self._filas[archivo, hoja]

    def tenia_hijas(self, materia: Materia, entrada: Entrada) -> bool:
        """Whether the workbook once had rows that hang on this one and are still valid."""
        registro = entrada.registro
        if not materia.hijas:
            return False
        vigentes = [*registro.puntos, *registro.votaciones, *registro.asistencias, *registro.acuerdos]
        suyas = {hija.uuid for hija in vigentes if not hija.baja}
        return any(p.registro in suyas for p, _ in self.memoria.del_libro(entrada.renglon.fila.archivo))

    def tiene_ajenas(self, archivo: str) -> bool:
        """Whether a row of the file took a mark of another."""
        return archivo in self._con_ajenas

    def se_rechazo(self, archivo: str, hoja: str, fila: int) -> bool:
        """Whether what stands in that place did not get in."""
        return Lugar(archivo, hoja, fila) in self._rechazadas

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
        entrada.clave = memoria.clave(fila, contenido_propio(fila))
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
                "uuid",
                "aquí no existe ese registro; deje la celda vacía para darlo de alta. Si vino en un paquete, lo recibe "
                "la autoridad, el paquete entero",
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
            self._exigir_propio(materia, entrada)
        de_baja = entrada.celdas.si_no("baja") if not entrada.renglon.publicado else None
        if de_baja and (entrada.nueva or materia.solo_se_agrega):
            raise Rechazo("baja", "la fila viene dada de baja y aquí no existe; no hay nada que importar")
        materia.leer(entrada)
        if de_baja:
            entrada.valores["baja"] = True
        if entrada.nueva:
            entrada.exigir_abiertas()
            return
        try:
            exigir_continuidad(materia, entrada)
        except Rechazo:
            entrada.ajena = True
            raise

    def _exigir_propio(self, materia: Materia, entrada: Entrada) -> None:
        registro = entrada.registro
        if registro.baja:
            raise Rechazo(None, "ese registro se dio de baja en el programa y no vuelve a entrar")
        if registro.origen not in {None, self.unidad.sitio.uuid, ORIGEN_PUBLICADO}:
            raise Rechazo(None, "ese registro es de otro sitio y sólo quien lo hizo lo cambia; agregue un seguimiento")
        if entrada.renglon.publicado and materia.con_fuente:
            suya, del_archivo = getattr(registro, "fuente", None), entrada.celdas.texto("fuente")
            if suya and suya != del_archivo:
                # What hangs on the row in the same files is of that other source too.
                entrada.ajena = True
                raise Rechazo("fuente", f"{entrada.clave} ya existe y viene de otra fuente («{suya}»); no se cambió")

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
            que = self._aplicar(materia, entrada, entrada.valores)
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

    def _aplicar(self, materia: Materia, entrada: Entrada, valores: Mapping[str, Any]) -> str:
        registro = entrada.registro
        cambios = distintos(registro, valores)
        if not cambios:
            return "iguales"
        entrada.exigir_abiertas()
        if materia.narrada:
            marca = entrada.renglon.fila.ref
            nombre = f"{marca} ({registro.folio_visible})" if marca else registro.folio_visible
            entrada.celdas.avisar(None, f"{nombre} cambió: {contar_cambios(registro, cambios)}")
        for nombre, valor in cambios.items():
            setattr(registro, nombre, valor)
        return "cambiadas"

    def _intentar(self, materia: Materia, entrada: Entrada, paso: Callable[[Materia, Entrada], None]) -> bool:
        try:
            paso(materia, entrada)
        except Rechazo as rechazo:
            self._rechazar(materia, entrada, rechazo)
            for otro in entrada.celdas.otras_malas(rechazo.columna):
                self.cuenta.rechazar(entrada.renglon.fila, otro)
            return False
        return True

    def _rechazar(self, materia: Materia, entrada: Entrada, rechazo: Rechazo) -> None:
        fila = entrada.renglon.fila
        entrada.rechazada = True
        self._rechazadas.add(Lugar(fila.archivo, fila.hoja, fila.numero))
        self._dependencias.anotar(materia, entrada, rechazo)
        if entrada.ajena:
            self._con_ajenas.add(fila.archivo)
        self.cuenta.rechazar(fila, rechazo)
        self.cuenta.sumar(materia.hoja, "rechazadas")

    def _asentar_caido(self, caido: Caido) -> None:
        """Let nothing hang on a row that reading rejected, unless it is a known meeting that keeps its day."""
        fila, memoria = caido.renglon.fila, self.memoria
        self._rechazadas.add(Lugar(fila.archivo, fila.hoja, fila.numero))
        if fila.ref is None:
            return
        memoria.ver(fila)
        conocido = memoria.registro_de_marca(fila.archivo, fila.hoja, fila.ref)
        reunion = self.directorio.de_uuid(Reunion, conocido)
        if conocido is None:
            self._dependencias.anotar_marca(caido.renglon, caido.lugar)
        elif reunion is not None:
            celdas = Celdas(caido.renglon, self.unidad.operacion.alfabeto, [])
            if not conserva_su_dia(Entrada(celdas, self, registro=reunion)):
                self._con_ajenas.add(fila.archivo)
                self._dependencias.anotar_registro(caido.renglon, conocido, caido.lugar)


def _identidad(entrada: Entrada) -> UUID:
    if entrada.uuid is None:
        raise TypeError("la fila aún no tiene identidad")
    return entrada.uuid
