-- The one list of what exists (schema gis). Everything that faces a user reads it: tiles, legend, click panel, search, hazard answer.
-- Run as gis_owner. The roles gis_public and gis_staff exist already: the launcher (or the administrator) makes them with their secrets.

CREATE SCHEMA layer;        -- one table a layer
CREATE SCHEMA register;     -- tables of personal data, joined to layers by gis.relation
CREATE SCHEMA history;      -- old row versions of both, same table names prefixed by the schema
CREATE SCHEMA for_public;   -- views: what each rights class may read, made by gis.expose
CREATE SCHEMA for_staff;

CREATE TABLE gis.town (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    code            text NOT NULL,                          -- 5 or 6 digit municipality code
    name            text NOT NULL,
    notice          text,                                   -- shown on every map, e.g. that the town is fictional
    plane_zone      int NOT NULL DEFAULT 9 CHECK (plane_zone BETWEEN 1 AND 19),
    boundary        geometry(MultiPolygon, 6668),           -- from the layer of kind 'boundary'; null: no check for outside rows
    contact         text
);

CREATE TABLE gis.department (
    id              text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9_-]*$'),
    title           text NOT NULL
);

-- A rights class is a PostgreSQL role with a secret of its own and a schema of views. A class includes others: staff sees what public sees.
CREATE TABLE gis.rights_class (
    id              text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9_]*$'),
    role_name       name NOT NULL UNIQUE,
    view_schema     name NOT NULL UNIQUE,
    includes        text[] NOT NULL                         -- ids of the classes whose fields it may read, itself among them
);
INSERT INTO gis.rights_class VALUES
    ('public', 'gis_public', 'for_public', '{public}'),
    ('staff', 'gis_staff', 'for_staff', '{public,staff}');

-- Presets: what a layer of a kind looks like and means until the town says otherwise. Loaded from data/presets, more may be added.
CREATE TABLE gis.kind (
    id              text PRIMARY KEY CHECK (id ~ '^[a-z][a-z0-9-]*$'),
    title           text NOT NULL,
    preset          jsonb NOT NULL
);

CREATE TABLE gis.layer (
    id              text PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9_]{0,55}$'),
    table_schema    name NOT NULL DEFAULT 'layer' CHECK (table_schema IN ('layer', 'register')),
    title           text NOT NULL,
    description     text,
    kind            text NOT NULL REFERENCES gis.kind,
    audience        text NOT NULL CHECK (audience IN ('public', 'staff')),
    department      text REFERENCES gis.department,
    geometry_type   text NOT NULL CHECK (geometry_type IN ('point', 'line', 'polygon', 'mixed', 'none')),
    attribution     jsonb NOT NULL DEFAULT '{}',            -- publisher, licence, url, processing
    data_date       date,
    next_review     date,
    coverage        geometry(MultiPolygon, 6668),           -- where the data speaks; null: unknown (then nobody is told "no zone here")
    style           jsonb NOT NULL DEFAULT '{}',            -- overrides of the kind's preset, legend classes found in the data
    min_zoom        int NOT NULL DEFAULT 0,
    max_zoom        int NOT NULL DEFAULT 18,
    sort_order      int NOT NULL DEFAULT 0,
    panel_title     text,                                   -- template over field names, e.g. '{大字名}{地番}'
    row_filtered    boolean NOT NULL DEFAULT false,         -- true: rows with gis_published = false exist and are hidden from the public
    feature_count   bigint NOT NULL DEFAULT 0,
    unplaced_count  bigint NOT NULL DEFAULT 0,
    bbox            double precision[],                     -- west, south, east, north in degrees
    revision        bigint NOT NULL DEFAULT 0,
    revision_xid    xid8,                                   -- the transaction that made the current revision
    lineage         jsonb NOT NULL DEFAULT '{}',            -- how it came to be: files, CRS, method, encoding
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CHECK (table_schema <> 'register' OR audience = 'staff')
);

CREATE TABLE gis.field (
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    name            text NOT NULL,
    title           text NOT NULL,
    type            text NOT NULL CHECK (type IN ('text', 'integer', 'number', 'boolean', 'date', 'datetime', 'url')),
    ordinal         int NOT NULL,
    role            text,                                   -- what it means: name, address, parcel-number, hazard-rank, fits-flood …
    unit            text,
    codes           jsonb,                                  -- value → words
    rights_class    text NOT NULL REFERENCES gis.rights_class,
    in_panel        boolean NOT NULL DEFAULT true,
    personal        boolean NOT NULL DEFAULT false,         -- set apart and marked on the staff page
    PRIMARY KEY (layer_id, name)
);

-- A row of layer_id belongs to the rows of register_id whose key columns are equal (normalised text keys written by the importer).
CREATE TABLE gis.relation (
    id              text NOT NULL,
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    register_id     text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    title           text NOT NULL,
    layer_key       text NOT NULL,
    register_key    text NOT NULL,
    rights_class    text NOT NULL REFERENCES gis.rights_class,
    PRIMARY KEY (layer_id, id)
);

-- Each change of a layer is a revision; an import, an edit, an undo, or plain SQL.
CREATE TABLE gis.revision (
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    revision        bigint NOT NULL,
    made_at         timestamptz NOT NULL DEFAULT now(),     -- equals gis_since of the rows it wrote
    actor           text NOT NULL DEFAULT session_user,
    import_id       bigint,
    note            text,
    PRIMARY KEY (layer_id, revision)
);

CREATE TABLE gis.change (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    revision        bigint NOT NULL,
    operation       text NOT NULL CHECK (operation IN ('insert', 'update', 'delete', 'truncate', 'catalogue')),
    row_count       bigint NOT NULL,
    area            geometry(Geometry, 3857),               -- what old and new shapes touch: their boxes, or one box for a bulk load
    at              timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX change_layer ON gis.change (layer_id, id);

CREATE TABLE gis.import (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layer_id        text REFERENCES gis.layer ON DELETE CASCADE,
    source_name     text NOT NULL,
    source_sha256   bytea NOT NULL,
    options         jsonb NOT NULL DEFAULT '{}',
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor           text NOT NULL,
    revision        bigint,                                 -- null: nothing changed
    report          jsonb NOT NULL
);
CREATE INDEX import_layer ON gis.import (layer_id, id);

-- The same thing in next year's file keeps its fid: source key → fid, also for rows that are gone for now.
CREATE TABLE gis.feature_key (
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    source_key      text NOT NULL,
    fid             bigint NOT NULL,
    PRIMARY KEY (layer_id, source_key)
);
CREATE INDEX feature_key_fid ON gis.feature_key (layer_id, fid);

-- Rows that were not loaded, with their place in the file and the reason. Nothing is silently lost.
CREATE TABLE gis.set_aside (
    import_id       bigint NOT NULL REFERENCES gis.import ON DELETE CASCADE,
    ordinal         int NOT NULL,
    file            text NOT NULL,
    place           text NOT NULL,
    reason          text NOT NULL,                          -- code of the check
    message         text NOT NULL,
    row_values      jsonb,
    geom            geometry(Geometry, 6668),
    PRIMARY KEY (import_id, ordinal)
);

-- Shapes without a place on the earth (任意座標系), in the map's own metres (x = east, y = north), until someone pins the map.
CREATE TABLE gis.unplaced_geometry (
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    fid             bigint NOT NULL,
    map_name        text NOT NULL,
    geom            geometry(Geometry, 0) NOT NULL,
    PRIMARY KEY (layer_id, fid)
);
