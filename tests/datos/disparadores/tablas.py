"""Every table of the database, by what its triggers owe to a closed acta."""

DE_LA_REUNION = {"asistencia", "punto_orden_dia", "votacion", "intervencion", "acuerdo", "documento", "receso"}
ENLACES = {"reunion_region", "reunion_compromiso", "acuerdo_compromiso", "documento_compromiso"}
NIETAS = {
    "votacion_parte": "votacion",
    "votacion_habilitado": "votacion",
    "votacion_excusa": "votacion",
    "acuerdo_responsable": "acuerdo",
}
HIJAS = sorted(DE_LA_REUNION | ENLACES | set(NIETAS))
SOLO_SE_AGREGAN = {
    "acta",
    "reapertura",
    "rendicion",
    "firma",
    "observacion",
    "resolucion",
    "folio_emitido",
    "seguimiento",
    "paquete",
    "bitacora",
    "adjunto",
    "paquete_recibido",
    "paso_de_paquete",
    "acuse_emitido",
    "acuse",
    "folio_oficial",
    "observacion_de_autoridad",
}
RECIBIDO = {
    "acta_recibida",
    "contenido_en_espera",
    "fila_en_espera",
    "fila_recibida",
    "permiso_de_recepcion",
    "propuesta_de_catalogo",
    "remitente",
    "resultado_de_acuse",
    "resultado_de_paquete",
    "vinculo",
}
"""What came from others and what was answered: no acta made here holds it; `acta_recibida` has triggers of its own."""
SIN_CONGELAR = {
    "actividad",
    "causal",
    "compromiso",
    "compromiso_organizacion",
    "compromiso_region",
    "contador",
    "ejercicio",
    "municipio",
    "nombramiento",
    "organizacion",
    "organizacion_alias",
    "parte_de_regla",
    "persona",
    "procedencia",
    "region",
    "regla_decision",
    "rol",
    "sitio",
    "testado",
    "tipo_reunion",
}
"""Catalogues and this site's own counters: their names and texts are copied into the JSON.

The marks of a public version hang on the acta from outside.
"""
DERIVADAS = {"busqueda", "captura", "situacion"}
"""What is derived from the rest, and what was not confirmed yet: nobody signs it."""
RECIBIDAS: dict[str, dict[str, object]] = {
    "paquete_recibido": dict.fromkeys(("paquete", "sitio", "remitente", "generado", "contenido_sha256", "archivo"), "x")
    | {"tipo": "completo", "epoca": 1, "secuencia": 1, "filas": 1},
    "paso_de_paquete": {"recibido": "x", "estado": "aplicado"},
    "acuse_emitido": {"recibido": "x", "numero": 1, "contenido_sha256": "x", "archivo_sha256": "x"},
    "acuse": dict.fromkeys(("paquete", "contenido_sha256", "recibido", "quien", "autoridad", "acuse_sha256"), "x")
    | {"numero": 1, "llegaron": 1},
    "folio_oficial": {"registro": "x", "folio": "x"},
    "observacion_de_autoridad": {"registro": "x", "texto": "x"},
}
"""One row of each, as columns and values."""
LIBRES = {"estado", "rev", "modificado"}
