-- gis.expose(layer): views and grants from the catalogue, triggers on the table. Called in the transaction that changes a table or its
-- catalogue rows. The table itself is granted to nobody: a rights class reads its own view, whose columns are exactly the fields it may see.

CREATE FUNCTION gis.table_name(p_schema name, p_layer text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT format('%I.%I', p_schema, p_layer) $$;

-- The text of a class's view over a layer, or null when the class may not see the layer at all.
CREATE FUNCTION gis.view_definition(p_layer text, p_class text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    l gis.layer;
    c gis.rights_class;
    v_columns text;
BEGIN
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    SELECT * INTO STRICT c FROM gis.rights_class WHERE id = p_class;
    IF NOT l.audience = ANY (c.includes) THEN
        RETURN NULL;
    END IF;
    SELECT string_agg(format(', t.%I', f.name), '' ORDER BY f.ordinal, f.name) INTO v_columns
    FROM gis.field f
    WHERE f.layer_id = p_layer AND f.rights_class = ANY (c.includes);
    RETURN format('SELECT t.fid%s, t.gis_since%s FROM %s t%s',
        CASE WHEN l.geometry_type = 'none' THEN '' ELSE ', t.geom, t.geom_3857' END,
        coalesce(v_columns, ''),
        gis.table_name(l.table_schema, l.id),
        CASE WHEN l.row_filtered AND NOT 'staff' = ANY (c.includes) THEN ' WHERE t.gis_published' ELSE '' END);
END $$;

CREATE FUNCTION gis.expose(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    l gis.layer;
    c gis.rights_class;
    v_view text;
    v_definition text;
    v_mark text;
BEGIN
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    FOR c IN SELECT * FROM gis.rights_class LOOP
        v_view := gis.table_name(c.view_schema, p_layer);
        v_definition := gis.view_definition(p_layer, c.id);
        v_mark := md5(coalesce(v_definition, '') || l.row_filtered);
        -- An unchanged view is left alone: dropping it would lock out its readers until this transaction ends.
        CONTINUE WHEN v_definition IS NOT NULL AND to_regclass(v_view) IS NOT NULL
            AND obj_description(to_regclass(v_view), 'pg_class') = v_mark;
        EXECUTE format('DROP VIEW IF EXISTS %s', v_view);
        CONTINUE WHEN v_definition IS NULL;
        -- A row filter must run before any function of the reader's query sees a hidden row; without a filter the barrier would only
        -- keep the spatial index from being used.
        EXECUTE format('CREATE VIEW %s WITH (security_barrier = %s) AS %s',
            v_view, l.row_filtered AND NOT 'staff' = ANY (c.includes), v_definition);
        EXECUTE format('COMMENT ON VIEW %s IS %L', v_view, v_mark);
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', v_view);
        EXECUTE format('GRANT SELECT ON %s TO %I', v_view, c.role_name);
    END LOOP;
    PERFORM gis.ensure_triggers(p_layer);
END $$;

-- Removes a layer whole: views, table, history, catalogue rows (which cascade).
CREATE FUNCTION gis.drop_layer(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    l gis.layer;
    c gis.rights_class;
BEGIN
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    FOR c IN SELECT * FROM gis.rights_class LOOP
        EXECUTE format('DROP VIEW IF EXISTS %s', gis.table_name(c.view_schema, p_layer));
    END LOOP;
    EXECUTE format('DROP TABLE IF EXISTS %s', gis.table_name(l.table_schema, l.id));
    EXECUTE format('DROP TABLE IF EXISTS %s', gis.table_name('history', l.id));
    DELETE FROM gis.layer WHERE id = p_layer;
END $$;
