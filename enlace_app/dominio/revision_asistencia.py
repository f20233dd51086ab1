"""What is odd about an attendance list before its acta is closed.

Only a facilitador who votes blocks, and two signatories of one name.

Source, where a rule names no other: decision of ours; each of these is a slip that a list of real meetings invites, and
none of them can be told from an oddity that happened, so they warn.
"""

from collections.abc import Iterator

from enlace_app.dominio.asistencias import Asistencia
from enlace_app.dominio.expedientes import Expediente
from enlace_app.dominio.hallazgos import Gravedad, Hallazgo
from enlace_app.dominio.organizaciones import plegar
from enlace_app.dominio.quorum import enumerar
from enlace_app.dominio.respuestas import dice_quien
from enlace_app.dominio.reuniones import Reunion
from enlace_app.dominio.votantes import Votante

_SIN_NOMBRE = "particular"
"""Stands in a package for whoever did not consent to be named: two of them are two persons."""


def revisar_asistencia(expediente: Expediente) -> list[Hallazgo]:
    """Return the findings on who came, as what, when, and with which vote."""
    reunion, votantes = expediente.reunion, expediente.votantes()
    hallazgos = [*_facilitadores_con_voto(votantes), *_repetidas(reunion), *_horas(reunion), *_nombrados(reunion)]
    hallazgos += _firmantes_homonimos(expediente)
    if reunion.tipo.con_quorum:
        hallazgos += [*_votos_sin_derecho(votantes), *_partes_con_dos_votos(votantes)]
    hallazgos += _partes_ajenas(reunion, votantes)
    return [Hallazgo(h.gravedad, h.tabla, h.uuid, h.campo, f"{reunion.folio_visible}: {h.mensaje}") for h in hallazgos]


def _sobre(asistencia: Asistencia, campo: str, mensaje: str, gravedad: Gravedad = Gravedad.ADVIERTE) -> Hallazgo:
    return Hallazgo(gravedad, "asistencia", asistencia.uuid, campo, mensaje)


def _facilitadores_con_voto(votantes: list[Votante]) -> Iterator[Hallazgo]:
    """Source: «Informe ICAI, ejercicio local 2015-2017»: the facilitador is impartial. Published history only warns."""
    for v in votantes:
        if v.facilita and v.asistencia.voto:
            gravedad = Gravedad.ADVIERTE if v.asistencia.publicado else Gravedad.BLOQUEA
            mensaje = f"{v.asistencia.quien} facilita la reunión y tiene anotado voto; quien facilita no vota: quítelo."
            yield _sobre(v.asistencia, "voto", mensaje, gravedad)


def _votos_sin_derecho(votantes: list[Votante]) -> Iterator[Hallazgo]:
    """Source: see `votantes`; what the workbook says is kept as written and not counted."""
    for v in votantes:
        a = v.asistencia
        if a.ausente or v.facilita:
            continue
        if v.voto is False and (a.voto or v.suple):
            remedio = (
                "anote en «suple_a» a quién suplió"
                if v.suple and not a.suple_a
                else "revise su voto, su calidad o a quién suple"
            )
            yield _sobre(a, "voto", f"el voto de {a.quien} no cuenta: {v.razon}; {remedio}.")
        elif v.voto and a.voto is False:
            yield _sobre(a, "voto", f"{a.quien} {v.razon} y tiene anotado que no vota; así su parte no cuenta por él.")


def _partes_con_dos_votos(votantes: list[Votante]) -> Iterator[Hallazgo]:
    """Source: «Informe ICAI, ejercicio local 2015-2017»: each party is represented by one, or by the suplente."""
    por_parte: dict[str, list[Votante]] = {}
    for v in votantes:
        if v.vota and v.parte and not v.asistencia.ausente:
            por_parte.setdefault(plegar(v.parte), []).append(v)
    for juntos in por_parte.values():
        otros = [v for v in juntos[1:] if _votan_a_la_vez(juntos[0], v)]
        if otros:
            nombres = enumerar([v.asistencia.quien for v in (juntos[0], *otros)])
            mensaje = f"por {juntos[0].parte} tienen voto a la vez {nombres}; cada parte tiene un solo voto."
            yield _sobre(otros[0].asistencia, "voto", mensaje)


def _votan_a_la_vez(uno: Votante, otro: Votante) -> bool:
    """A suplente does not vote while the one she substitutes is there: of those two only one votes at any hour."""
    turnan = otro.asistencia in uno.suplidos or uno.asistencia in otro.suplidos
    return not turnan and uno.asistencia.coincide_con(otro.asistencia)


def _repetidas(reunion: Reunion) -> Iterator[Hallazgo]:
    vistas: dict[str, list[Asistencia]] = {}
    for a in reunion.asistencias_vigentes():
        nombre = plegar(a.persona or "")
        if not dice_quien(nombre) or nombre == _SIN_NOMBRE:
            continue
        # Who left and came back has a row for each stay.
        if any(a.coincide_con(otra) for otra in vistas.get(nombre, ())):
            yield _sobre(a, "persona", f"{a.persona} está más de una vez en la asistencia; deje una sola fila.")
        vistas.setdefault(nombre, []).append(a)


def _firmantes_homonimos(expediente: Expediente) -> Iterator[Hallazgo]:
    """Signatures are settled by name: of two of the same name who came for others, one would sign for both.

    Published history only warns: nobody signs it here.
    """
    por_nombre: dict[str, list[Asistencia]] = {}
    for a in expediente.asistencias_que_firman():
        nombre = plegar(a.persona or "")
        if dice_quien(nombre) and nombre != _SIN_NOMBRE:
            por_nombre.setdefault(nombre, []).append(a)
    for primera, *otras in por_nombre.values():
        ajena = next((otra for otra in otras if _son_de_otras(primera, otra)), None)
        if ajena is not None:
            mensaje = (
                f"hay dos firmantes con el mismo nombre, {primera.persona} de {primera.organizacion} y de "
                f"{ajena.organizacion}; distíngalos con el segundo apellido o el cargo, o deje una sola fila si es la "
                "misma persona."
            )
            gravedad = Gravedad.ADVIERTE if ajena.publicado else Gravedad.BLOQUEA
            yield _sobre(ajena, "persona", mensaje, gravedad)


def _son_de_otras(una: Asistencia, otra: Asistencia) -> bool:
    """Whether two rows of one name came for different organisations, and the directory does not say they are one."""
    if una.persona_registrada is not None and una.persona_registrada == otra.persona_registrada:
        return False
    return bool(una.organizacion and otra.organizacion) and plegar(una.organizacion or "") != plegar(
        otra.organizacion or ""
    )


def _horas(reunion: Reunion) -> Iterator[Hallazgo]:
    if reunion.termina_antes_de_empezar or reunion.fecha_fin not in {None, reunion.fecha}:
        return  # of a meeting past midnight the hours alone do not tell what is earlier
    for a in reunion.asistencias_vigentes():
        if a.ausente:
            continue
        if a.llegada and reunion.hora_fin and a.llegada > reunion.hora_fin:
            yield _sobre(a, "llegada", f"{a.quien} llega a las {a.llegada}, después del término ({reunion.hora_fin}).")
        if a.salida and reunion.hora_inicio and a.salida < reunion.hora_inicio:
            yield _sobre(a, "salida", f"{a.quien} sale a las {a.salida}, antes del inicio ({reunion.hora_inicio}).")
        if a.llegada and a.salida and a.salida < a.llegada:
            yield _sobre(a, "salida", f"{a.quien} sale ({a.salida}) antes de llegar ({a.llegada}).")


def _nombrados(reunion: Reunion) -> Iterator[Hallazgo]:
    """Where nobody is listed by name, as in the published meetings, nobody can be missed."""
    presentes = {plegar(a.persona) for a in reunion.asistencias_vigentes() if a.persona and not a.ausente}
    for campo, papel in (("preside", "preside"), ("facilitador", "facilita")):
        nombre = getattr(reunion, campo)
        if presentes and dice_quien(nombre) and plegar(nombre) not in presentes:
            mensaje = f"{nombre.strip()} {papel} y no está en la asistencia; agregue su fila o corrija el nombre."
            yield Hallazgo(Gravedad.ADVIERTE, "reunion", reunion.uuid, campo, mensaje)


def _partes_ajenas(reunion: Reunion, votantes: list[Votante]) -> Iterator[Hallazgo]:
    regla = reunion.ejercicio.regla if reunion.ejercicio else None
    if not reunion.tipo.con_quorum or regla is None or not regla.partes:
        return
    for v in votantes:
        a = v.asistencia
        if a.parte and not a.ausente and not v.facilita and v.voto is not False and regla.parte_de(v.parte) is None:
            partes = enumerar(regla.nombres_de_partes)
            yield _sobre(a, "parte", f"«{a.parte}» ({a.quien}) no es una parte de la regla; las partes son {partes}.")
