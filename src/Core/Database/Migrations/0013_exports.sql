-- Files of whole layers for others to take. A worker makes them (GDAL never runs in a web process) under the role of the class they are for, so that no
-- file can hold what that class may not read.

ALTER TABLE gis.job DROP CONSTRAINT job_kind_check;
ALTER TABLE gis.job ADD CONSTRAINT job_kind_check CHECK (kind IN ('import', 'export'));
ALTER TABLE gis.job ALTER COLUMN staged_file DROP NOT NULL;
ALTER TABLE gis.job ADD CONSTRAINT job_whole CHECK (CASE kind
    WHEN 'import' THEN staged_file IS NOT NULL
    ELSE staged_file IS NULL AND layer_id IS NOT NULL AND options ?& '{audience,format}' END);

-- One row a finished file. The view mark is the comment of the view it was read from (gis.expose): a file made while the class still saw a field that was
-- taken from it since is not offered any more.
CREATE TABLE gis.export_file (
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    audience        text NOT NULL REFERENCES gis.rights_class,
    format          text NOT NULL CHECK (format IN ('csv', 'geojson', 'gpkg', 'shp', 'shp-cp932', 'fgb')),
    revision        bigint NOT NULL,
    view_mark       text NOT NULL,
    file            text NOT NULL,                              -- below HOME/exports
    bytes           bigint NOT NULL,
    row_count       bigint NOT NULL,
    sha256          bytea NOT NULL,
    remarks         text[] NOT NULL DEFAULT '{}',               -- what the format could not hold, in Japanese
    made_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (layer_id, audience, format, revision)
);

-- Whether a file shows no more than its class may see now. Rows that can be hidden one by one make every older file doubtful.
CREATE FUNCTION gis.export_is_current(p_layer text, p_audience text, p_revision bigint, p_view_mark text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM gis.layer l, gis.rights_class c
        WHERE l.id = p_layer AND c.id = p_audience AND l.audience = ANY (c.includes)
          AND obj_description(to_regclass(gis.table_name(c.view_schema, l.id)), 'pg_class') = p_view_mark
          AND (NOT l.row_filtered OR l.revision = p_revision))
$$;
REVOKE ALL ON FUNCTION gis.export_is_current(text, text, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.export_is_current(text, text, bigint, text) TO gis_public, gis_staff;

ALTER TABLE gis.export_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON gis.export_file FOR SELECT TO gis_public, gis_staff
    USING (audience = ANY (gis.my_classes()) AND gis.export_is_current(layer_id, audience, revision, view_mark));
GRANT SELECT (layer_id, audience, format, revision, view_mark, file, bytes, row_count, sha256, remarks, made_at) ON gis.export_file TO gis_public, gis_staff;

-- The only way for a web role to ask for a file: of a layer that both it and the class the file is for may see.
CREATE FUNCTION gis.request_export(p_layer text, p_audience text, p_format text, p_requested_by text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    c gis.rights_class;
    v_id bigint;
BEGIN
    SELECT * INTO c FROM gis.rights_class WHERE role_name = session_user AND id <> 'public';
    IF c.id IS NULL OR NOT p_audience = ANY (c.includes) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only staff may ask for an export, and only for their own classes';
    END IF;
    IF NOT EXISTS (SELECT FROM gis.layer l, gis.rights_class r WHERE l.id = p_layer AND r.id = p_audience AND l.audience = ANY (r.includes)) THEN
        RAISE no_data_found USING MESSAGE = 'no such layer for this class';
    END IF;
    IF p_format NOT IN ('csv', 'geojson', 'gpkg', 'shp', 'shp-cp932', 'fgb') THEN
        RAISE invalid_parameter_value USING MESSAGE = 'no such format';
    END IF;
    IF (SELECT count(*) FROM gis.job WHERE state = 'waiting') >= 1000 THEN
        RAISE configuration_limit_exceeded USING MESSAGE = 'too many jobs are waiting';
    END IF;
    INSERT INTO gis.job (kind, rights_class, requested_by, layer_id, options)
    VALUES ('export', c.id, p_requested_by, p_layer, jsonb_build_object('audience', p_audience, 'format', p_format)) RETURNING id INTO v_id;
    RETURN v_id;
END $$;
REVOKE ALL ON FUNCTION gis.request_export(text, text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.request_export(text, text, text, text) TO gis_staff;
GRANT SELECT (kind) ON gis.job TO gis_staff;
