-- Single features that staff write through the web. The web role gets no right to write on any table: it may call a function that checks the
-- account, the layer and the fields itself, locks the row, compares its version and writes in the caller's transaction. The triggers of the table do the rest:
-- history, journal, revision.

-- Layers on which lives may hang (hazards) and registers are edited by named accounts only; all others by every open account.
CREATE TABLE account.layer_editor (
    account         text NOT NULL REFERENCES account.staff_account ON UPDATE CASCADE ON DELETE CASCADE,
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    granted_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, layer_id)
);

-- Whether an account may edit a layer: 'yes', 'no', or 'missing' when its class does not see the layer at all.
CREATE FUNCTION gis.may_edit(p_layer text, p_account text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT coalesce((
        SELECT CASE
            WHEN NOT EXISTS (SELECT FROM account.staff_account a WHERE a.name = p_account AND a.disabled_at IS NULL) THEN 'no'
            WHEN l.table_schema = 'layer' AND coalesce(k.preset -> 'hazard', 'null') = 'null' THEN 'yes'
            WHEN EXISTS (SELECT FROM account.layer_editor e WHERE e.account = p_account AND e.layer_id = l.id) THEN 'yes'
            ELSE 'no' END
        FROM gis.layer l JOIN gis.kind k ON k.id = l.kind
        JOIN gis.rights_class c ON c.role_name = session_user AND c.id <> 'public' AND l.audience = ANY (c.includes)
        WHERE l.id = p_layer), 'missing')
$$;

-- Version of a row as entity tags name it: since when it is as it is, in microseconds since 1970.
CREATE FUNCTION gis.row_version(p_since timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$ SELECT (extract(epoch FROM p_since) * 1000000)::bigint $$;

-- Writes one feature. p_operation: create, replace (fields that are not given become null), update (only what is given changes), delete.
-- p_values: fields by column name; p_shape: EWKB in EPSG:6668, taken when p_has_shape; p_version: what the row must be, null: whatever it is.
-- Outcome: done, missing (no such layer or row), forbidden, changed (another version), unknown (a field this class does not see).
CREATE FUNCTION gis.write_feature(
    p_layer text, p_operation text, p_fid bigint, p_values jsonb, p_has_shape boolean, p_shape bytea, p_version bigint, p_account text,
    OUT outcome text, OUT fid bigint, OUT version bigint, OUT revision bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    l gis.layer;
    v_right text := gis.may_edit(p_layer, p_account);
    v_table text;
    v_visible text[];
    v_columns text[];
    v_list text;
    v_shape geometry := p_shape::geometry;
    v_since timestamptz;
    v_sequence text;
    v_before boolean;
BEGIN
    outcome := CASE v_right WHEN 'yes' THEN 'done' WHEN 'no' THEN 'forbidden' ELSE 'missing' END;
    IF v_right <> 'yes' THEN
        RETURN;
    END IF;
    IF p_operation NOT IN ('create', 'replace', 'update', 'delete') THEN
        RAISE invalid_parameter_value USING MESSAGE = 'no such operation';
    END IF;
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    v_table := gis.table_name(l.table_schema, l.id);

    -- Only what the class sees can be named; what it does not see is left as it is.
    SELECT coalesce(array_agg(f.name ORDER BY f.ordinal), '{}') INTO v_visible
    FROM gis.field f JOIN gis.rights_class c ON c.role_name = session_user AND f.rights_class = ANY (c.includes)
    WHERE f.layer_id = p_layer;
    IF EXISTS (SELECT FROM jsonb_object_keys(coalesce(p_values, '{}')) k WHERE k <> ALL (v_visible)) THEN
        outcome := 'unknown';
        RETURN;
    END IF;
    v_columns := CASE p_operation WHEN 'update' THEN ARRAY(SELECT jsonb_object_keys(coalesce(p_values, '{}'))) ELSE v_visible END;
    PERFORM set_config('gis.actor', p_account, true);

    IF v_shape IS NOT NULL THEN
        IF ST_SRID(v_shape) <> 6668 THEN
            RAISE invalid_parameter_value USING MESSAGE = 'shapes are taken in EPSG:6668';
        END IF;
        SELECT CASE WHEN upper(postgis_typmod_type(a.atttypmod)) LIKE 'MULTI%' THEN ST_Multi(v_shape) ELSE v_shape END INTO v_shape
        FROM pg_attribute a WHERE a.attrelid = v_table::regclass AND a.attname = 'geom';
    END IF;

    IF p_operation = 'create' THEN
        v_sequence := pg_get_serial_sequence(v_table, 'fid');
        IF v_sequence IS NOT NULL THEN
            fid := nextval(v_sequence);
        ELSE
            -- A number that was ever used is not given again.
            PERFORM pg_advisory_xact_lock(hashtextextended('gis-fid-' || p_layer, 0));
            EXECUTE format('SELECT 1 + greatest((SELECT coalesce(max(fid), 0) FROM %s), (SELECT coalesce(max(fid), 0) FROM %s))',
                v_table, gis.table_name('history', p_layer)) INTO fid;
        END IF;
        SELECT string_agg(format(', %I', c), '') INTO v_list FROM unnest(v_columns) c;
        EXECUTE format('INSERT INTO %s AS t (fid, geom, gis_edited%s) SELECT $1, $2, true%s FROM jsonb_populate_record(NULL::%s, $3) r RETURNING gis_since',
            v_table, coalesce(v_list, ''), coalesce((SELECT string_agg(format(', r.%I', c), '') FROM unnest(v_columns) c), ''), v_table)
            INTO v_since USING fid, v_shape, coalesce(p_values, '{}');
    ELSE
        fid := p_fid;
        EXECUTE format('SELECT gis_since, geom IS NOT NULL FROM %s WHERE fid = $1 FOR UPDATE', v_table) INTO v_since, v_before USING p_fid;
        IF v_since IS NULL THEN
            outcome := 'missing';
            RETURN;
        END IF;
        IF gis.row_version(v_since) <> p_version THEN
            outcome := 'changed';
            version := gis.row_version(v_since);
            RETURN;
        END IF;
        IF p_operation = 'delete' THEN
            EXECUTE format('DELETE FROM %s WHERE fid = $1', v_table) USING p_fid;
        ELSE
            SELECT string_agg(format('%I = r.%I', c, c), ', ') INTO v_list FROM unnest(v_columns) c;
            IF p_has_shape THEN
                v_list := concat_ws(', ', 'geom = $2', v_list);
            END IF;
            IF v_list IS NOT NULL THEN
                EXECUTE format('UPDATE %s t SET %s FROM jsonb_populate_record(NULL::%s, $3) r WHERE t.fid = $1 RETURNING t.gis_since', v_table, v_list, v_table)
                    INTO v_since USING p_fid, v_shape, coalesce(p_values, '{}');
            END IF;
        END IF;
    END IF;

    -- What lists tell of the layer; a box only grows, the next import makes it tight again.
    UPDATE gis.layer SET
        feature_count = feature_count + CASE p_operation WHEN 'create' THEN 1 WHEN 'delete' THEN -1 ELSE 0 END,
        unplaced_count = unplaced_count
            + CASE WHEN p_operation = 'delete' THEN 0 WHEN p_operation = 'create' OR p_has_shape THEN (v_shape IS NULL)::int ELSE (NOT v_before)::int END
            - coalesce((NOT v_before)::int, 0),
        bbox = CASE WHEN v_shape IS NULL OR ST_IsEmpty(v_shape) THEN bbox
            WHEN bbox IS NULL THEN ARRAY[ST_XMin(v_shape), ST_YMin(v_shape), ST_XMax(v_shape), ST_YMax(v_shape)]
            ELSE ARRAY[least(bbox[1], ST_XMin(v_shape)), least(bbox[2], ST_YMin(v_shape)), greatest(bbox[3], ST_XMax(v_shape)), greatest(bbox[4], ST_YMax(v_shape))] END
    WHERE id = p_layer RETURNING gis.layer.revision INTO revision;
    version := gis.row_version(v_since);
END $$;

REVOKE ALL ON FUNCTION gis.may_edit(text, text), gis.row_version(timestamptz),
    gis.write_feature(text, text, bigint, jsonb, boolean, bytea, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.may_edit(text, text), gis.write_feature(text, text, bigint, jsonb, boolean, bytea, bigint, text) TO gis_staff;
