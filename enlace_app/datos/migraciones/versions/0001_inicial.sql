-- Schema 1. Plain SQL: a migration never imports today's classes.

CREATE TABLE adjunto (
    sha256 VARCHAR(64) NOT NULL,
    nombre TEXT NOT NULL,
    tipo TEXT NOT NULL,
    tamano INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE bitacora (
    secuencia INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    operacion VARCHAR(36) NOT NULL,
    intencion TEXT NOT NULL,
    instante VARCHAR(32) NOT NULL,
    persona TEXT NOT NULL,
    sitio VARCHAR(36) NOT NULL,
    epoca INTEGER NOT NULL,
    dispositivo TEXT NOT NULL,
    tabla VARCHAR(40) NOT NULL,
    uuid VARCHAR(36) NOT NULL,
    accion VARCHAR(8) NOT NULL,
    rev_antes INTEGER,
    rev INTEGER NOT NULL,
    antes TEXT,
    despues TEXT,
    deshace VARCHAR(36),
    recibido BOOLEAN NOT NULL
);

CREATE INDEX ix_bitacora_operacion ON bitacora (operacion);

CREATE INDEX ix_bitacora_uuid ON bitacora (uuid);

CREATE TABLE contador (
    clave TEXT NOT NULL,
    valor INTEGER NOT NULL,
    PRIMARY KEY (clave)
);

CREATE TABLE folio_emitido (
    folio TEXT NOT NULL,
    serie TEXT NOT NULL,
    anio INTEGER NOT NULL,
    consecutivo INTEGER,
    reunion VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    PRIMARY KEY (folio)
);

CREATE TABLE organizacion (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    nombre TEXT NOT NULL,
    sigla TEXT,
    sector TEXT,
    ambito TEXT,
    papel TEXT,
    nota TEXT,
    fuente TEXT,
    desde VARCHAR(10),
    hasta VARCHAR(10),
    sucede_a VARCHAR(36),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_organizacion_sucede_a FOREIGN KEY(sucede_a) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_organizacion_sucede_a ON organizacion (sucede_a);

CREATE TABLE paquete (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    epoca INTEGER NOT NULL,
    secuencia INTEGER NOT NULL,
    tipo VARCHAR(32) NOT NULL,
    generado VARCHAR(32) NOT NULL,
    contenido_sha256 VARCHAR(64) NOT NULL,
    anterior_sha256 VARCHAR(64),
    archivo TEXT NOT NULL,
    bitacora_hasta INTEGER NOT NULL,
    PRIMARY KEY (uuid)
);

CREATE TABLE persona (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    nombre TEXT NOT NULL,
    fuente TEXT,
    PRIMARY KEY (uuid)
);

CREATE TABLE procedencia (
    archivo TEXT NOT NULL,
    hoja TEXT NOT NULL,
    ref TEXT NOT NULL,
    renglon INTEGER NOT NULL,
    huella VARCHAR(64) NOT NULL,
    registro VARCHAR(36) NOT NULL,
    instante VARCHAR(32) NOT NULL,
    PRIMARY KEY (archivo, hoja, ref)
);

CREATE INDEX ix_procedencia_registro ON procedencia (registro);

CREATE TABLE region (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clave VARCHAR(8) NOT NULL,
    nombre TEXT NOT NULL,
    variantes TEXT,
    ciudad_sede TEXT,
    fuente TEXT,
    PRIMARY KEY (uuid)
);

CREATE TABLE regla_decision (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    quorum VARCHAR(32) NOT NULL,
    consenso_primero BOOLEAN NOT NULL,
    dias_aviso INTEGER,
    dias_entre_ordinarias INTEGER,
    sede_rotativa BOOLEAN NOT NULL,
    fuente TEXT,
    PRIMARY KEY (uuid)
);

CREATE TABLE rol (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clave TEXT NOT NULL,
    nombre TEXT NOT NULL,
    voz BOOLEAN NOT NULL,
    voto VARCHAR(32) NOT NULL,
    facilita BOOLEAN NOT NULL,
    firma BOOLEAN NOT NULL,
    variantes TEXT,
    fuente TEXT,
    PRIMARY KEY (uuid)
);

CREATE TABLE sitio (
    uuid VARCHAR(36) NOT NULL,
    nombre TEXT NOT NULL,
    marca TEXT NOT NULL,
    zona TEXT NOT NULL,
    region VARCHAR(8),
    rol VARCHAR(32) NOT NULL,
    epoca INTEGER NOT NULL,
    ejemplo BOOLEAN NOT NULL,
    creado VARCHAR(32) NOT NULL,
    PRIMARY KEY (uuid)
);

CREATE TABLE tipo_reunion (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clave TEXT NOT NULL,
    nombre TEXT NOT NULL,
    documento TEXT NOT NULL,
    serie TEXT NOT NULL,
    formato_folio TEXT NOT NULL,
    con_quorum BOOLEAN NOT NULL,
    con_votacion BOOLEAN NOT NULL,
    numera VARCHAR(32) NOT NULL,
    ordinaria BOOLEAN NOT NULL,
    PRIMARY KEY (uuid)
);

CREATE TABLE ejercicio (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clave VARCHAR(16) NOT NULL,
    nombre TEXT NOT NULL,
    declaratoria VARCHAR(10),
    stga_instalado VARCHAR(10),
    compromisos_acordados VARCHAR(10),
    firma_o_adopcion VARCHAR(10),
    publicacion_po VARCHAR(10),
    inicio_trabajos VARCHAR(10),
    evaluacion VARCHAR(10),
    cierre TEXT,
    vigencia TEXT,
    enfoque TEXT,
    nota TEXT,
    fuente TEXT,
    regla VARCHAR(36),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_ejercicio_regla FOREIGN KEY(regla) REFERENCES regla_decision (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_ejercicio_regla ON ejercicio (regla);

CREATE TABLE municipio (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    cvegeo VARCHAR(5) NOT NULL,
    nombre TEXT NOT NULL,
    zona TEXT NOT NULL,
    cabecera TEXT,
    confianza_region TEXT,
    fuente TEXT,
    region VARCHAR(36),
    poblacion INTEGER,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_municipio_region FOREIGN KEY(region) REFERENCES region (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_municipio_region ON municipio (region);

CREATE TABLE organizacion_alias (
    id INTEGER NOT NULL,
    organizacion VARCHAR(36) NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_organizacion_alias_organizacion FOREIGN KEY(organizacion) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_organizacion_alias_organizacion ON organizacion_alias (organizacion);

CREATE TABLE parte_de_regla (
    id INTEGER NOT NULL,
    regla_decision VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    parte TEXT NOT NULL,
    sinonimos TEXT,
    indispensable BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_parte_de_regla_regla_decision FOREIGN KEY(regla_decision) REFERENCES regla_decision (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_parte_de_regla_regla_decision ON parte_de_regla (regla_decision);

CREATE TABLE compromiso (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    clave VARCHAR(32) NOT NULL,
    ejercicio VARCHAR(36),
    tipo TEXT NOT NULL,
    titulo TEXT NOT NULL,
    numero TEXT,
    nota_region TEXT,
    objetivo TEXT,
    producto TEXT,
    estado_declarado TEXT,
    estado TEXT,
    fuente TEXT,
    estatal BOOLEAN NOT NULL,
    fojas_declaradas INTEGER,
    fojas_es_minimo BOOLEAN NOT NULL,
    reuniones_declaradas INTEGER,
    avance INTEGER,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_compromiso_ejercicio FOREIGN KEY(ejercicio) REFERENCES ejercicio (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_compromiso_ejercicio ON compromiso (ejercicio);

CREATE TABLE nombramiento (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    persona VARCHAR(36),
    rol TEXT NOT NULL,
    persona_literal TEXT,
    organo TEXT,
    parte TEXT,
    calidad TEXT,
    desde_literal TEXT,
    hasta_literal TEXT,
    fuente TEXT,
    region VARCHAR(36),
    ejercicio VARCHAR(36),
    desde VARCHAR(10),
    hasta VARCHAR(10),
    voz BOOLEAN,
    voto VARCHAR(32),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_nombramiento_persona FOREIGN KEY(persona) REFERENCES persona (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_nombramiento_region FOREIGN KEY(region) REFERENCES region (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_nombramiento_ejercicio FOREIGN KEY(ejercicio) REFERENCES ejercicio (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_nombramiento_ejercicio ON nombramiento (ejercicio);

CREATE INDEX ix_nombramiento_persona ON nombramiento (persona);

CREATE INDEX ix_nombramiento_region ON nombramiento (region);

CREATE TABLE reunion (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    folio_provisional TEXT NOT NULL,
    folio TEXT,
    numero TEXT,
    tipo VARCHAR(36) NOT NULL,
    ejercicio VARCHAR(36),
    fecha VARCHAR(10),
    precision VARCHAR(32) NOT NULL,
    fecha_fin VARCHAR(10),
    programada VARCHAR(10),
    hora_inicio VARCHAR(5),
    hora_fin VARCHAR(5),
    zona TEXT NOT NULL,
    zona_supuesta BOOLEAN NOT NULL,
    municipio VARCHAR(36),
    ciudad TEXT,
    sede TEXT,
    modalidad TEXT,
    convoca TEXT,
    preside TEXT,
    facilitador TEXT,
    parte_de VARCHAR(36),
    presentes_n INTEGER,
    presentes_es_minimo BOOLEAN NOT NULL,
    presentes_nota TEXT,
    estado VARCHAR(32) NOT NULL,
    motivo_estado TEXT,
    resumen TEXT,
    asuntos_generales TEXT,
    fuente TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_reunion_tipo FOREIGN KEY(tipo) REFERENCES tipo_reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reunion_ejercicio FOREIGN KEY(ejercicio) REFERENCES ejercicio (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reunion_municipio FOREIGN KEY(municipio) REFERENCES municipio (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reunion_parte_de FOREIGN KEY(parte_de) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_reunion_ejercicio ON reunion (ejercicio);

CREATE INDEX ix_reunion_estado ON reunion (estado);

CREATE INDEX ix_reunion_fecha ON reunion (fecha);

CREATE INDEX ix_reunion_municipio ON reunion (municipio);

CREATE INDEX ix_reunion_parte_de ON reunion (parte_de);

CREATE INDEX ix_reunion_tipo ON reunion (tipo);

CREATE TABLE acta (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    folio TEXT NOT NULL,
    contenido TEXT NOT NULL,
    version INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    anterior_sha256 VARCHAR(64),
    cerrada VARCHAR(32) NOT NULL,
    motivo TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_acta_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_acta_reunion ON acta (reunion);

CREATE TABLE actividad (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    compromiso VARCHAR(36),
    n INTEGER,
    actividad TEXT NOT NULL,
    responsable TEXT,
    trimestre TEXT,
    producto TEXT,
    indicador TEXT,
    estado TEXT,
    plazo VARCHAR(10),
    avance INTEGER,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_actividad_compromiso FOREIGN KEY(compromiso) REFERENCES compromiso (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_actividad_compromiso ON actividad (compromiso);

CREATE TABLE asistencia (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    persona TEXT,
    organizacion TEXT,
    cargo TEXT,
    parte TEXT,
    calidad TEXT,
    suple_a TEXT,
    aviso_version TEXT,
    persona_registrada VARCHAR(36),
    organizacion_registrada VARCHAR(36),
    voz BOOLEAN,
    voto BOOLEAN,
    llegada VARCHAR(5),
    salida VARCHAR(5),
    ausente BOOLEAN NOT NULL,
    justificada BOOLEAN,
    consiente_publicar BOOLEAN NOT NULL,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_asistencia_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_asistencia_persona_registrada FOREIGN KEY(persona_registrada) REFERENCES persona (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_asistencia_organizacion_registrada FOREIGN KEY(organizacion_registrada) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_asistencia_organizacion_registrada ON asistencia (organizacion_registrada);

CREATE INDEX ix_asistencia_persona_registrada ON asistencia (persona_registrada);

CREATE INDEX ix_asistencia_reunion ON asistencia (reunion);

CREATE TABLE compromiso_organizacion (
    id INTEGER NOT NULL,
    compromiso VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    papel VARCHAR(32) NOT NULL,
    literal TEXT NOT NULL,
    organizacion VARCHAR(36),
    PRIMARY KEY (id),
    CONSTRAINT fk_compromiso_organizacion_compromiso FOREIGN KEY(compromiso) REFERENCES compromiso (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_compromiso_organizacion_organizacion FOREIGN KEY(organizacion) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_compromiso_organizacion_compromiso ON compromiso_organizacion (compromiso);

CREATE INDEX ix_compromiso_organizacion_organizacion ON compromiso_organizacion (organizacion);

CREATE TABLE compromiso_region (
    compromiso VARCHAR(36) NOT NULL,
    region VARCHAR(36) NOT NULL,
    PRIMARY KEY (compromiso, region),
    CONSTRAINT fk_compromiso_region_compromiso FOREIGN KEY(compromiso) REFERENCES compromiso (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_compromiso_region_region FOREIGN KEY(region) REFERENCES region (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_compromiso_region_region ON compromiso_region (region);

CREATE TABLE punto_orden_dia (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    n INTEGER NOT NULL,
    asunto TEXT NOT NULL,
    desarrollo TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_punto_orden_dia_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_punto_orden_dia_reunion ON punto_orden_dia (reunion);

CREATE TABLE receso (
    id INTEGER NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    inicio VARCHAR(5) NOT NULL,
    fin VARCHAR(5),
    motivo TEXT,
    PRIMARY KEY (id),
    CONSTRAINT fk_receso_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_receso_reunion ON receso (reunion);

CREATE TABLE reunion_compromiso (
    reunion VARCHAR(36) NOT NULL,
    compromiso VARCHAR(36) NOT NULL,
    PRIMARY KEY (reunion, compromiso),
    CONSTRAINT fk_reunion_compromiso_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reunion_compromiso_compromiso FOREIGN KEY(compromiso) REFERENCES compromiso (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_reunion_compromiso_compromiso ON reunion_compromiso (compromiso);

CREATE TABLE reunion_region (
    reunion VARCHAR(36) NOT NULL,
    region VARCHAR(36) NOT NULL,
    PRIMARY KEY (reunion, region),
    CONSTRAINT fk_reunion_region_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reunion_region_region FOREIGN KEY(region) REFERENCES region (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_reunion_region_region ON reunion_region (region);

CREATE TABLE acuerdo (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    folio_provisional TEXT NOT NULL,
    folio TEXT,
    reunion VARCHAR(36),
    punto VARCHAR(36),
    n INTEGER NOT NULL,
    ejercicio VARCHAR(36),
    texto TEXT NOT NULL,
    plazo_literal TEXT,
    plazo_precision TEXT,
    fuente TEXT,
    plazo VARCHAR(10),
    deriva_de VARCHAR(36),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_acuerdo_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acuerdo_punto FOREIGN KEY(punto) REFERENCES punto_orden_dia (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acuerdo_ejercicio FOREIGN KEY(ejercicio) REFERENCES ejercicio (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acuerdo_deriva_de FOREIGN KEY(deriva_de) REFERENCES acuerdo (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_acuerdo_deriva_de ON acuerdo (deriva_de);

CREATE INDEX ix_acuerdo_ejercicio ON acuerdo (ejercicio);

CREATE INDEX ix_acuerdo_plazo ON acuerdo (plazo);

CREATE INDEX ix_acuerdo_punto ON acuerdo (punto);

CREATE INDEX ix_acuerdo_reunion ON acuerdo (reunion);

CREATE TABLE firma (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    acta VARCHAR(36) NOT NULL,
    nombre TEXT NOT NULL,
    resultado TEXT NOT NULL,
    clase VARCHAR(32) NOT NULL,
    instante VARCHAR(32) NOT NULL,
    adjunto_nombre TEXT,
    adjunto_sha256 VARCHAR(64),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_firma_acta FOREIGN KEY(acta) REFERENCES acta (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_firma_acta ON firma (acta);

CREATE TABLE reapertura (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    acta VARCHAR(36) NOT NULL,
    motivo TEXT NOT NULL,
    persona TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_reapertura_acta FOREIGN KEY(acta) REFERENCES acta (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_reapertura_acta ON reapertura (acta);

CREATE TABLE rendicion (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    acta VARCHAR(36) NOT NULL,
    etapa TEXT NOT NULL,
    pdf_sha256 VARCHAR(64) NOT NULL,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_rendicion_acta FOREIGN KEY(acta) REFERENCES acta (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_rendicion_acta ON rendicion (acta);

CREATE TABLE votacion (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    reunion VARCHAR(36) NOT NULL,
    punto VARCHAR(36),
    orden INTEGER NOT NULL,
    modalidad TEXT NOT NULL,
    resultado TEXT NOT NULL,
    a_favor INTEGER,
    en_contra INTEGER,
    abstenciones INTEGER,
    disenso TEXT,
    PRIMARY KEY (uuid),
    CONSTRAINT fk_votacion_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_votacion_punto FOREIGN KEY(punto) REFERENCES punto_orden_dia (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_votacion_punto ON votacion (punto);

CREATE INDEX ix_votacion_reunion ON votacion (reunion);

CREATE TABLE acuerdo_compromiso (
    acuerdo VARCHAR(36) NOT NULL,
    compromiso VARCHAR(36) NOT NULL,
    PRIMARY KEY (acuerdo, compromiso),
    CONSTRAINT fk_acuerdo_compromiso_acuerdo FOREIGN KEY(acuerdo) REFERENCES acuerdo (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acuerdo_compromiso_compromiso FOREIGN KEY(compromiso) REFERENCES compromiso (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_acuerdo_compromiso_compromiso ON acuerdo_compromiso (compromiso);

CREATE TABLE acuerdo_responsable (
    id INTEGER NOT NULL,
    acuerdo VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    literal TEXT NOT NULL,
    organizacion VARCHAR(36),
    PRIMARY KEY (id),
    CONSTRAINT fk_acuerdo_responsable_acuerdo FOREIGN KEY(acuerdo) REFERENCES acuerdo (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_acuerdo_responsable_organizacion FOREIGN KEY(organizacion) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_acuerdo_responsable_acuerdo ON acuerdo_responsable (acuerdo);

CREATE INDEX ix_acuerdo_responsable_organizacion ON acuerdo_responsable (organizacion);

CREATE TABLE documento (
    uuid VARCHAR(36) NOT NULL,
    rev INTEGER NOT NULL,
    creado VARCHAR(32) NOT NULL,
    modificado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    baja BOOLEAN NOT NULL,
    folio TEXT NOT NULL,
    sentido TEXT NOT NULL,
    tipo TEXT NOT NULL,
    fecha VARCHAR(10),
    precision VARCHAR(32) NOT NULL,
    ejercicio VARCHAR(36),
    remitente TEXT,
    receptor TEXT,
    con_copia TEXT,
    turnado_a TEXT,
    medio TEXT,
    formato TEXT,
    periodo TEXT,
    remitente_registrado VARCHAR(36),
    receptor_registrado VARCHAR(36),
    fojas INTEGER,
    es_minimo BOOLEAN NOT NULL,
    reunion VARCHAR(36),
    acuerdo VARCHAR(36),
    descripcion TEXT,
    clasificacion TEXT,
    archivo TEXT,
    fuente TEXT,
    sha256 VARCHAR(64),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_documento_ejercicio FOREIGN KEY(ejercicio) REFERENCES ejercicio (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_documento_remitente_registrado FOREIGN KEY(remitente_registrado) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_documento_receptor_registrado FOREIGN KEY(receptor_registrado) REFERENCES organizacion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_documento_reunion FOREIGN KEY(reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_documento_acuerdo FOREIGN KEY(acuerdo) REFERENCES acuerdo (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_documento_acuerdo ON documento (acuerdo);

CREATE INDEX ix_documento_ejercicio ON documento (ejercicio);

CREATE INDEX ix_documento_fecha ON documento (fecha);

CREATE INDEX ix_documento_receptor_registrado ON documento (receptor_registrado);

CREATE INDEX ix_documento_remitente_registrado ON documento (remitente_registrado);

CREATE INDEX ix_documento_reunion ON documento (reunion);

CREATE TABLE votacion_parte (
    id INTEGER NOT NULL,
    votacion VARCHAR(36) NOT NULL,
    orden INTEGER NOT NULL,
    parte TEXT NOT NULL,
    sentido TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT fk_votacion_parte_votacion FOREIGN KEY(votacion) REFERENCES votacion (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_votacion_parte_votacion ON votacion_parte (votacion);

CREATE TABLE documento_compromiso (
    documento VARCHAR(36) NOT NULL,
    compromiso VARCHAR(36) NOT NULL,
    PRIMARY KEY (documento, compromiso),
    CONSTRAINT fk_documento_compromiso_documento FOREIGN KEY(documento) REFERENCES documento (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_documento_compromiso_compromiso FOREIGN KEY(compromiso) REFERENCES compromiso (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_documento_compromiso_compromiso ON documento_compromiso (compromiso);

CREATE TABLE seguimiento (
    uuid VARCHAR(36) NOT NULL,
    creado VARCHAR(32) NOT NULL,
    origen VARCHAR(36) NOT NULL,
    acuerdo VARCHAR(36) NOT NULL,
    fecha VARCHAR(10),
    estado VARCHAR(32),
    nota TEXT,
    cumple_literal TEXT,
    evidencia TEXT,
    autor TEXT,
    plazo_nuevo VARCHAR(10),
    cumple_reunion VARCHAR(36),
    cumple_documento VARCHAR(36),
    PRIMARY KEY (uuid),
    CONSTRAINT fk_seguimiento_acuerdo FOREIGN KEY(acuerdo) REFERENCES acuerdo (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_seguimiento_cumple_reunion FOREIGN KEY(cumple_reunion) REFERENCES reunion (uuid) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_seguimiento_cumple_documento FOREIGN KEY(cumple_documento) REFERENCES documento (uuid) DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX ix_seguimiento_acuerdo ON seguimiento (acuerdo);

CREATE INDEX ix_seguimiento_cumple_documento ON seguimiento (cumple_documento);

CREATE INDEX ix_seguimiento_cumple_reunion ON seguimiento (cumple_reunion);
