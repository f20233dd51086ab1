-- Schema 4. Plain SQL: a migration never imports today's classes.

CREATE TABLE remitente (
    sitio VARCHAR(36) NOT NULL,
    nombre TEXT NOT NULL,
    region VARCHAR(8),
    clave_publica VARCHAR(64),
    conocida VARCHAR(32) NOT NULL,
    aceptada_por TEXT,
    PRIMARY KEY (sitio)
);

CREATE TABLE paquete_recibido (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    paquete VARCHAR(36) NOT NULL,
    sitio VARCHAR(36) NOT NULL,
    remitente TEXT NOT NULL,
    region VARCHAR(8),
    epoca INTEGER NOT NULL,
    secuencia INTEGER NOT NULL,
    tipo VARCHAR(32) NOT NULL,
    anterior_sha256 VARCHAR(64),
    generado VARCHAR(32) NOT NULL,
    contenido_sha256 VARCHAR(64) NOT NULL,
    archivo TEXT NOT NULL,
    archivo_sha256 VARCHAR(64),
    filas INTEGER NOT NULL,
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_paquete_recibido_envio ON paquete_recibido (sitio, epoca, secuencia);

CREATE INDEX ix_paquete_recibido_paquete ON paquete_recibido (paquete);

CREATE TABLE paso_de_paquete (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    recibido VARCHAR(36) NOT NULL,
    estado VARCHAR(32) NOT NULL,
    motivo TEXT,
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_paso_de_paquete_recibido ON paso_de_paquete (recibido);

CREATE TABLE resultado_de_paquete (
    recibido VARCHAR(36) NOT NULL,
    resultados TEXT NOT NULL,
    PRIMARY KEY (recibido)
);

CREATE TABLE contenido_en_espera (
    recibido VARCHAR(36) NOT NULL,
    contenido TEXT NOT NULL,
    PRIMARY KEY (recibido)
);

CREATE TABLE fila_recibida (
    sitio VARCHAR(36) NOT NULL,
    hoja VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    epoca INTEGER NOT NULL,
    secuencia INTEGER NOT NULL,
    recibido VARCHAR(36) NOT NULL,
    retirada BOOLEAN NOT NULL,
    valores TEXT NOT NULL,
    PRIMARY KEY (sitio, hoja, uuid)
);

CREATE INDEX ix_fila_recibida_uuid ON fila_recibida (uuid);

CREATE TABLE fila_en_espera (
    sitio VARCHAR(36) NOT NULL,
    hoja VARCHAR(20) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    motivo TEXT NOT NULL,
    PRIMARY KEY (sitio, hoja, uuid)
);

CREATE TABLE acta_recibida (
    uuid VARCHAR(36) NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    anterior_sha256 VARCHAR(64),
    cerrada TEXT,
    firmada TEXT,
    pdf_sha256 VARCHAR(64),
    origen VARCHAR(36) NOT NULL,
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_acta_recibida_reunion ON acta_recibida (reunion);

CREATE TABLE permiso_de_recepcion (
    reunion VARCHAR(36) NOT NULL,
    PRIMARY KEY (reunion)
);

CREATE TABLE acuse_emitido (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    recibido VARCHAR(36) NOT NULL,
    numero INTEGER NOT NULL,
    contenido_sha256 VARCHAR(64) NOT NULL,
    archivo_sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_acuse_emitido_recibido ON acuse_emitido (recibido);

CREATE TABLE propuesta_de_catalogo (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    hoja VARCHAR(20) NOT NULL,
    registro VARCHAR(36) NOT NULL,
    sitio VARCHAR(36) NOT NULL,
    recibido VARCHAR(36) NOT NULL,
    remitente TEXT NOT NULL,
    campos TEXT NOT NULL,
    valor_propuesto TEXT NOT NULL,
    valor_propio TEXT,
    respuesta TEXT,
    quien TEXT,
    estado VARCHAR(32) NOT NULL,
    respondida VARCHAR(32),
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_propuesta_de_catalogo_registro ON propuesta_de_catalogo (registro);

CREATE TABLE vinculo (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clase VARCHAR(32) NOT NULL,
    decision VARCHAR(32) NOT NULL,
    uno VARCHAR(36) NOT NULL,
    otro VARCHAR(36) NOT NULL,
    nota TEXT,
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_vinculo_otro ON vinculo (otro);

CREATE INDEX ix_vinculo_uno ON vinculo (uno);

CREATE TABLE folio_oficial (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    registro VARCHAR(36) NOT NULL,
    folio TEXT NOT NULL,
    motivo TEXT,
    acuse VARCHAR(36),
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_folio_oficial_registro ON folio_oficial (registro);

CREATE TABLE observacion_de_autoridad (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    registro VARCHAR(36) NOT NULL,
    texto TEXT NOT NULL,
    autor TEXT,
    acuse VARCHAR(36),
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_observacion_de_autoridad_registro ON observacion_de_autoridad (registro);

CREATE TABLE acuse (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    paquete VARCHAR(36) NOT NULL,
    numero INTEGER NOT NULL,
    contenido_sha256 VARCHAR(64) NOT NULL,
    recibido VARCHAR(32) NOT NULL,
    quien TEXT NOT NULL,
    autoridad VARCHAR(36) NOT NULL,
    llegaron INTEGER NOT NULL,
    acuse_sha256 VARCHAR(64) NOT NULL,
    archivo_sha256 VARCHAR(64),
    PRIMARY KEY (uuid)
);

CREATE INDEX ix_acuse_paquete ON acuse (paquete);

CREATE TABLE resultado_de_acuse (
    acuse VARCHAR(36) NOT NULL,
    hoja VARCHAR(20) NOT NULL,
    registro VARCHAR(36) NOT NULL,
    resultado TEXT NOT NULL,
    motivo TEXT,
    PRIMARY KEY (acuse, hoja, registro)
);

CREATE INDEX ix_resultado_de_acuse_registro ON resultado_de_acuse (registro);

-- How many rows a package held; of those made before nobody noted it.
ALTER TABLE paquete ADD COLUMN filas INTEGER;
