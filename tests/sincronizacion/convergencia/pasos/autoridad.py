"""What the authority's officer does, and what becomes of her answers."""

import json
from dataclasses import dataclass
from uuid import UUID

from enlace_app.consultas import vinculos
from enlace_app.consultas.duplicados import posibles_duplicados
from enlace_app.errores import ErrorDeNegocio
from enlace_app.servicios.acuses import asignar_folio_oficial, observar_registro
from enlace_app.servicios.propuestas import declinar_propuesta, tomar_propuesta
from enlace_app.servicios.vinculos import descartar, deshacer_vinculo, vincular
from tests.sincronizacion.convergencia.modelo import sin_rev, suya
from tests.sincronizacion.convergencia.mundo import Mundo, Respuesta, exigir
from tests.sincronizacion.convergencia.pasos import ediciones
from tests.sincronizacion.convergencia.pasos.paso import elegir, intentar

_PENDIENTES = (
    "SELECT uuid, rev, sitio, hoja, registro, campos FROM propuesta_de_catalogo "
    "WHERE NOT baja AND estado = 'pendiente' ORDER BY rowid"
)
_RECIBIDOS = "SELECT uuid, sitio FROM paquete_recibido ORDER BY rowid"


@dataclass(frozen=True)
class Responde:
    """A proposal is taken or declined."""

    cual: int
    toma: bool

    def dar(self, mundo: Mundo) -> None:
        pendientes = mundo.garante.lectura.filas(_PENDIENTES)
        if not pendientes:
            return
        pedida = pendientes[self.cual % len(pendientes)]
        clave = pedida["sitio"], pedida["hoja"], pedida["registro"]
        propuesta, rev = UUID(pedida["uuid"]), int(pedida["rev"])
        almacen = mundo.garante.almacen
        exigir(clave in mundo.modelo.propuestas, f"hay una propuesta que nadie hace: {clave}")
        if not self.toma:
            declinar_propuesta(almacen, propuesta=propuesta, rev=rev, respuesta="No procede.")
            mundo.modelo.responder(clave, tomada=None)
            mundo.cuentas["propuesta declinada"] += 1
            return
        pedido = mundo.modelo.propuestas[clave]
        try:
            tomar_propuesta(almacen, propuesta=propuesta, rev=rev, formato=mundo.formato)
        except ErrorDeNegocio:
            mundo.cuentas["propuesta que no se puede tomar"] += 1
            return
        filas = mundo.exportar_filas(mundo.garante)[clave[1]]
        ahora = next(suya(f, clave[1]) for f in filas if f["uuid"] == clave[2])
        campos = json.loads(pedida["campos"])
        distintos = [c for c in campos if ahora.get(c) != pedido.get(c)]
        exigir(not distintos, f"se tomó la propuesta {clave} y quedaron otros {distintos}: {ahora}")
        antes = mundo.modelo.propias[clave[1:]]
        otros = [c for c in {*antes, *ahora} - {*campos, "rev"} if antes.get(c) != ahora.get(c)]
        exigir(not otros, f"tomar la propuesta {clave} cambió también {otros}")
        mundo.modelo.responder(clave, tomada=ahora)
        mundo.cuentas["propuesta tomada"] += 1


@dataclass(frozen=True)
class CorrigeCatalogo:
    """The authority changes a published row itself."""

    cual: int
    n: int

    def dar(self, mundo: Mundo) -> None:
        intentar(mundo, "catálogo corregido", lambda: ediciones.catalogo(mundo.garante.almacen, self.cual, self.n))
        for fila in mundo.exportar_filas(mundo.garante)["Organizaciones"]:
            clave = "Organizaciones", str(fila["uuid"])
            if clave in mundo.modelo.propias:
                mundo.modelo.propias[clave] = suya(fila, "Organizaciones")


@dataclass(frozen=True)
class Observa:
    """A remark on a record that was received, or its official folio."""

    que: str
    cual: int
    n: int

    def dar(self, mundo: Mundo) -> None:
        tabla = ("reunion", "acuerdo", "documento")[self.n % 3]
        fila = elegir(mundo.garante.almacen, tabla, self.cual, ajenas=True)
        if fila is None:
            return
        registro, almacen = UUID(fila["uuid"]), mundo.garante.almacen
        if self.que == "folio":
            folio = f"OFICIAL/{self.n % 40}"
            intentar(mundo, "folio oficial", lambda: asignar_folio_oficial(almacen, registro=registro, folio=folio))
        else:
            texto = f"Falta algo {self.n % 9}"
            intentar(mundo, "observación", lambda: observar_registro(almacen, registro=registro, texto=texto))


@dataclass(frozen=True)
class Vincula:
    """Two records that may be the same are linked, or a link is undone."""

    cual: int
    deshace: bool

    def dar(self, mundo: Mundo) -> None:
        almacen = mundo.garante.almacen
        if self.deshace:
            hechos = vinculos.listar(almacen.lectura, decision=None)
            if hechos:
                v = hechos[self.cual % len(hechos)]
                intentar(mundo, "vínculo deshecho", lambda: deshacer_vinculo(almacen, vinculo=UUID(v.uuid), rev=v.rev))
            return
        posibles = posibles_duplicados(almacen.lectura)
        if posibles:
            d = posibles[self.cual % len(posibles)]
            uno, otro = UUID(d.uno), UUID(d.otro)
            decir = vincular if self.cual % 3 else descartar
            intentar(mundo, "vínculo", lambda: decir(almacen, clase=d.clase, uno=uno, otro=otro))


@dataclass(frozen=True)
class Acusa:
    """The authority answers a package; the receipt is on its way, or arrives at once."""

    cual: int
    llega: bool

    def dar(self, mundo: Mundo) -> None:
        recibidos = mundo.garante.lectura.filas(_RECIBIDOS)
        if not recibidos:
            return
        # Mostly one of the latest: nobody answers the oldest for ever.
        pedido = recibidos[-1 - self.cual % min(len(recibidos), 8)]
        try:
            cuerpo = mundo.soporte.acusar(mundo.garante.almacen, pedido["uuid"])
        except ErrorDeNegocio:
            mundo.cuentas["acuse de lo no aplicado rehusado"] += 1
            return
        respuesta = Respuesta(mundo.uuids.index(pedido["sitio"]), cuerpo)
        mundo.respuestas.append(respuesta)
        mundo.cuentas["acuse hecho"] += 1
        if self.llega:
            _dar_acuse(mundo, respuesta)
        else:
            mundo.respuestas_en_camino.append(respuesta)


@dataclass(frozen=True)
class LlegaAcuse:
    """One of the receipts on their way arrives, or is lost."""

    cual: int
    se_pierde: bool

    def dar(self, mundo: Mundo) -> None:
        if not mundo.respuestas_en_camino:
            return
        respuesta = mundo.respuestas_en_camino.pop(self.cual % len(mundo.respuestas_en_camino))
        if self.se_pierde:
            mundo.cuentas["acuse perdido"] += 1
        else:
            _dar_acuse(mundo, respuesta)


@dataclass(frozen=True)
class AcuseRepetido:
    """Any receipt that was ever made arrives again, at its own site or at another, where it must be refused."""

    cual: int
    con: int

    def dar(self, mundo: Mundo) -> None:
        if not mundo.respuestas:
            return
        respuesta = mundo.respuestas[self.cual % len(mundo.respuestas)]
        sede = mundo.sede(self.con)
        if self.con % 2 == 0 or sede is mundo.sedes[respuesta.sitio]:
            _dar_acuse(mundo, respuesta)
        else:
            tomado = mundo.recibir_acuse(sede, mundo.soporte.abrir_acuse(respuesta.cuerpo))
            exigir(not tomado, "un sitio tomó el acuse de otro")


def _dar_acuse(mundo: Mundo, respuesta: Respuesta) -> None:
    sede = mundo.sedes[respuesta.sitio]
    antes = {h: [sin_rev(f) for f in filas] for h, filas in mundo.exportar_filas(sede).items()}
    if mundo.recibir_acuse(sede, mundo.soporte.abrir_acuse(respuesta.cuerpo)):
        despues = {h: [sin_rev(f) for f in filas] for h, filas in mundo.exportar_filas(sede).items()}
        for hoja, filas in antes.items():
            unas, otras = ([suya(f, hoja) for f in f_s] for f_s in (filas, despues[hoja]))
            exigir(unas == otras, f"un acuse cambió {hoja} del sitio {respuesta.sitio}")
