-- Schema 2. Plain SQL: a migration never imports today's classes.

CREATE TABLE captura (
    pantalla TEXT NOT NULL,
    campo TEXT NOT NULL,
    texto TEXT NOT NULL,
    instante VARCHAR(32) NOT NULL,
    PRIMARY KEY (pantalla, campo)
);

CREATE TABLE situacion (
    acuerdo VARCHAR(36) NOT NULL,
    estado VARCHAR(32) NOT NULL,
    plazo VARCHAR(10),
    concluido BOOLEAN NOT NULL,
    PRIMARY KEY (acuerdo),
    CONSTRAINT fk_situacion_acuerdo FOREIGN KEY(acuerdo) REFERENCES acuerdo (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_situacion_concluido_plazo ON situacion (concluido, plazo);

CREATE TABLE busqueda (
    id INTEGER NOT NULL,
    tabla VARCHAR(40) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    reunion VARCHAR(36),
    folio TEXT,
    titulo TEXT NOT NULL,
    texto TEXT NOT NULL,
    plegado TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX ix_busqueda_tabla_uuid ON busqueda (tabla, uuid);

CREATE INDEX ix_busqueda_folio ON busqueda (folio);

-- The text is folded before it gets here: what is left to the tokenizer is to split it at its spaces. The index of
-- short beginnings keeps the first letters that a person types as fast as the whole word.
CREATE VIRTUAL TABLE busqueda_fts USING fts5(
    plegado, content='busqueda', content_rowid='id', tokenize='ascii', prefix='1 2 3'
);

-- Without it a deleted word stays in the file.
INSERT INTO busqueda_fts (busqueda_fts, rank) VALUES ('secure-delete', 1);

-- Indexes of the lists: their natural order and their count without a look at the rows. Partial, so that no other
-- query takes `baja` for a good way to find few rows.

CREATE INDEX ix_lista_reunion ON reunion (fecha, hora_inicio, uuid) WHERE NOT baja;

CREATE INDEX ix_retirada_reunion ON reunion (uuid) WHERE baja;

CREATE INDEX ix_lista_documento ON documento (fecha, folio, uuid) WHERE NOT baja;

CREATE INDEX ix_lista_acuerdo ON acuerdo (reunion, uuid) WHERE NOT baja;

CREATE INDEX ix_situacion_plazo_acuerdo ON situacion (plazo, acuerdo);

CREATE INDEX ix_documento_reunion_baja ON documento (reunion, baja);

CREATE INDEX ix_acuerdo_responsable_literal ON acuerdo_responsable (literal);

CREATE INDEX ix_documento_remitente ON documento (remitente);

CREATE INDEX ix_documento_sha256 ON documento (sha256);
