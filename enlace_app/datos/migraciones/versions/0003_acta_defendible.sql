-- Schema 3. Plain SQL: a migration never imports today's classes.

ALTER TABLE acta ADD COLUMN clase VARCHAR(32) DEFAULT 'acta' NOT NULL;

ALTER TABLE acta ADD COLUMN corrige VARCHAR(36);

ALTER TABLE firma ADD COLUMN hora VARCHAR(5);

ALTER TABLE firma ADD COLUMN motivo TEXT;

ALTER TABLE firma ADD COLUMN certificado TEXT;

ALTER TABLE firma ADD COLUMN titular TEXT;

ALTER TABLE regla_decision ADD COLUMN votos_necesarios INTEGER;

ALTER TABLE reunion ADD COLUMN hora_programada VARCHAR(5);

ALTER TABLE reunion ADD COLUMN convocada_el VARCHAR(10);

ALTER TABLE votacion ADD COLUMN asunto TEXT;

ALTER TABLE votacion ADD COLUMN hora VARCHAR(5);

ALTER TABLE votacion ADD COLUMN presentes_sin_votar INTEGER;

ALTER TABLE votacion ADD COLUMN evidente BOOLEAN DEFAULT 0 NOT NULL;

CREATE INDEX ix_acta_corrige ON acta (corrige);

CREATE TABLE causal (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clave TEXT NOT NULL,
    motivo TEXT NOT NULL,
    fundamento TEXT,
    PRIMARY KEY (uuid)
);

CREATE TABLE observacion (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    version INTEGER NOT NULL,
    borrador_sha256 VARCHAR(64) NOT NULL,
    autor TEXT NOT NULL,
    texto TEXT NOT NULL,
    seccion TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_observacion_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_observacion_reunion ON observacion (reunion);

CREATE TABLE resolucion (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    observacion VARCHAR(36) NOT NULL,
    resultado VARCHAR(32) NOT NULL,
    respuesta TEXT,
    persona TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_resolucion_observacion FOREIGN KEY(observacion) REFERENCES observacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_resolucion_observacion ON resolucion (observacion);

CREATE TABLE testado (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    acta VARCHAR(36) NOT NULL,
    ruta TEXT NOT NULL,
    causal TEXT NOT NULL,
    desde INTEGER,
    hasta INTEGER,
    nota TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_testado_acta FOREIGN KEY(acta) REFERENCES acta (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_testado_acta ON testado (acta);

CREATE TABLE votacion_habilitado (
    id INTEGER NOT NULL,
    votacion VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    persona TEXT NOT NULL,
    parte TEXT,
    suple_a TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_votacion_habilitado_votacion FOREIGN KEY(votacion) REFERENCES votacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_votacion_habilitado_votacion ON votacion_habilitado (votacion);

CREATE TABLE votacion_excusa (
    id INTEGER NOT NULL,
    votacion VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    persona TEXT NOT NULL,
    motivo TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_votacion_excusa_votacion FOREIGN KEY(votacion) REFERENCES votacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_votacion_excusa_votacion ON votacion_excusa (votacion);

CREATE TABLE intervencion (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    punto VARCHAR(36),
    votacion VARCHAR(36),
    orden INTEGER NOT NULL,
    clase VARCHAR(32) NOT NULL,
    persona TEXT NOT NULL,
    texto TEXT NOT NULL,
    hora VARCHAR(5),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_intervencion_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_intervencion_punto FOREIGN KEY(punto) REFERENCES punto_orden_dia (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_intervencion_votacion FOREIGN KEY(votacion) REFERENCES votacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_intervencion_punto ON intervencion (punto);

CREATE INDEX ix_intervencion_reunion ON intervencion (reunion);

CREATE INDEX ix_intervencion_votacion ON intervencion (votacion);

