"""Compromisos: how far each is and all together, and the record of each."""

from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from enlace_app.consultas import opciones
from enlace_app.consultas.compromisos import AvanceGeneral, FilaCompromiso, avance_general, listado
from enlace_app.consultas.registro_de_compromiso import compromiso_de
from enlace_app.dominio.compromisos import ESTADOS
from enlace_app.ui.componentes.barra_de_avance import Indice, PintorDeBarra
from enlace_app.ui.componentes.botones import BotonPrimario
from enlace_app.ui.componentes.estado_vacio import EstadoVacio
from enlace_app.ui.componentes.etiquetas import Etiqueta
from enlace_app.ui.componentes.lista import Filtro, Lista
from enlace_app.ui.componentes.lista_y_registro import ListaYRegistro
from enlace_app.ui.entorno import Entorno
from enlace_app.ui.modelos_tabla.compromisos import COLUMNAS_DE_COMPROMISOS
from enlace_app.ui.modelos_tabla.modelo_de_listado import FILA
from enlace_app.ui.navegacion import Destino, Seccion
from enlace_app.ui.paginas.compromisos.registro import RegistroDelCompromiso
from enlace_app.ui.paginas.pagina import DE_LA_AUTORIDAD, Pagina
from enlace_app.ui.tema import Icono


class PaginaDeCompromisos(Pagina):
    """Overall progress above, list and record below."""

    titulo = "Compromisos"
    tablas = DE_LA_AUTORIDAD | {
        "compromiso",
        "actividad",
        "acuerdo",
        "seguimiento",
        "reunion",
        "documento",
        "organizacion",
    }

    def __init__(self, entorno: Entorno, parent: QWidget | None = None) -> None:
        super().__init__(entorno, parent)
        self._dia = self._hoy()
        self.general = Etiqueta("", ajustar=True)
        self.lista = self._crear_lista()
        self.registro = RegistroDelCompromiso(entorno, self._hoy)
        self._elegir = EstadoVacio(
            Icono.COMPROMISOS,
            "Elija un compromiso",
            "Aquí se ve su objetivo, cuánto lleva y sus reuniones, acuerdos y documentos. Enter en un renglón lleva a "
            "anotar su avance.",
        )
        self._lado = QStackedWidget()
        for vista in (self._elegir, self.registro):
            self._lado.addWidget(vista)
        caja = QVBoxLayout(self)
        caja.addWidget(self.general)
        caja.addWidget(ListaYRegistro(entorno.memoria, "compromisos", self.lista, self._lado, reparto=(6, 5)), 1)
        self.lista.elegida.connect(self._mostrar_registro)
        self.lista.abierta.connect(self._anotar)
        self.lista.modelo.modelReset.connect(self._contar)
        self._contar()

    def _hoy(self) -> date:
        return self.entorno.ahora_en(None).date()

    def _crear_lista(self) -> Lista[FilaCompromiso]:
        lectura, navegacion = self.entorno.contexto.almacen.lectura, self.entorno.navegacion
        traer = BotonPrimario(
            "Traer de Excel…",
            con_icono=Icono.IMPORTAR,
            al_pulsar=lambda: navegacion.ir(Destino(Seccion.PAQUETES, campo="importar")),
        )
        lista = Lista(
            self.entorno,
            nombre="compromisos",
            que="compromisos",
            listado=listado(hoy=self._dia),
            columnas=COLUMNAS_DE_COMPROMISOS,
            vacio=EstadoVacio(
                Icono.COMPROMISOS,
                "Todavía no hay compromisos",
                "Los compromisos del Plan de Acción Local llegan en el libro de datos de la autoridad: tráigalo aquí.",
                [traer],
            ),
            filtros=[
                Filtro("ejercicio", "Ejercicio", [(o.clave, o.clave) for o in opciones.ejercicios(lectura)]),
                Filtro("tipo", "Tipo", [("Ordinarios", "ordinario"), ("Proactivos", "proactivo")]),
                Filtro("region", "Región", [(o.nombre, o.clave) for o in opciones.regiones(lectura)]),
                Filtro("estado", "Estado", [(estado.capitalize(), estado) for estado in ESTADOS]),
            ],
        )
        numero = next(n for n, columna in enumerate(COLUMNAS_DE_COMPROMISOS) if columna.clave == "avance")
        lista.tabla.setItemDelegateForColumn(numero, PintorDeBarra(_parte, lista.tabla))
        return lista

    def mostrar(self, destino: Destino) -> None:
        """Show a compromiso, one of its activities, or what a filter keeps."""
        self._revisar_dia()
        if destino.filtro is not None and destino.filtro[0] in {"ejercicio", "tipo", "region", "estado"}:
            self.lista.filtrar(*destino.filtro)
        uuid = destino.uuid
        if destino.tabla == "actividad" and uuid is not None:
            uuid = compromiso_de(self.entorno.contexto.almacen.lectura, uuid)
        if uuid is None:
            self.lista.enfocar()
            return
        if not self._mostrar_registro(uuid):
            return
        self.lista.seleccionar(uuid)
        if destino.tabla == "actividad" and destino.uuid is not None:
            self.registro.mostrar_actividad(destino.uuid)
        elif destino.campo == "avance":
            self.registro.enfocar()
        else:
            self.lista.enfocar()

    def refrescar(self, tocados: frozenset[tuple[str, str]]) -> None:
        """Read the list, the sum and what is on show again."""
        self._revisar_dia()
        self.lista.recargar()
        registro = self.registro.registro
        if registro is not None and not self.registro.mostrar(registro.fila.uuid):
            self._lado.setCurrentWidget(self._elegir)

    def dejar(self) -> bool:
        """Save what is being edited."""
        return self.registro.dejar()

    def _mostrar_registro(self, uuid: str) -> bool:
        anterior = self.registro.registro
        if anterior is not None and anterior.fila.uuid != uuid and not self.registro.dejar():
            self.lista.seleccionar(anterior.fila.uuid)
            return False
        if not self.registro.mostrar(uuid):
            self.entorno.avisos.aviso("Ese compromiso ya no está en estos datos.")
            return False
        self._lado.setCurrentWidget(self.registro)
        return True

    def _anotar(self, uuid: str) -> None:
        if self._mostrar_registro(uuid):
            self.registro.enfocar()

    def _contar(self) -> None:
        ejercicio = self.lista.modelo.pedido.filtros.get("ejercicio")
        clave = str(ejercicio) if ejercicio else None
        general = avance_general(self.entorno.contexto.almacen.lectura, ejercicio=clave)
        self.general.setText(decir_avance_general(general, clave))
        vacia = not (general.total or general.proactivos)
        self.general.setVisible(not vacia)
        self._lado.setVisible(not vacia or self._lado.currentWidget() is self.registro)

    def _revisar_dia(self) -> None:
        """After midnight other agreements are overdue."""
        if (hoy := self._hoy()) != self._dia:
            self._dia = hoy
            self.lista.poner_listado(listado(hoy=hoy))


def _parte(indice: Indice) -> float | None:
    fila = indice.data(FILA)
    return fila.avance / 100 if isinstance(fila, FilaCompromiso) and fila.avance is not None else None


def decir_avance_general(general: AvanceGeneral, ejercicio: str | None) -> str:
    """Say how far all are together, and who is left out of it."""
    de = f" de {ejercicio}" if ejercicio else ""
    cuantos = f"{general.total:,} {'compromiso' if general.total == 1 else 'compromisos'}{de}"
    estados = ", ".join(f"{n:,} {estado}" for estado, n in general.por_estado)
    partes = [f"Avance general: {cuantos}{f': {estados}' if estados else ''}"]
    if general.promedio is not None:
        partes.append(f"promedio {general.promedio} % (de {general.con_avance:,} con porcentaje anotado)")
    if general.proactivos:
        partes.append("los proactivos no cuentan" if general.proactivos > 1 else "el proactivo no cuenta")
    return f"{'; '.join(partes)}."
