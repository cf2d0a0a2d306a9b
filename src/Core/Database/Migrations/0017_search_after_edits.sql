-- A row that an editor, the staff's page or plain SQL writes is found under its new words. The normal form of words is made by the same code for index and
-- question (Gis.Core.Japanese.SearchText), which the database does not have: the triggers take the old words out of the index in the writer's own transaction,
-- so nothing is found under a name that it no longer has, and note the row; the worker writes the new entries and wakes by the notification. The importer, which
-- indexes what it writes itself, says so by the setting gis.indexes = self.

CREATE TABLE search.stale (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layer_id    text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    fid         bigint                          -- null: all rows
);
CREATE INDEX stale_layer ON search.stale (layer_id);

-- After a statement: old versions into history, one journal entry with what was touched, and what search has to know.
CREATE OR REPLACE FUNCTION gis.after_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_layer text := TG_ARGV[0];
    v_spatial boolean := TG_ARGV[1] = 'spatial';
    v_actor text := coalesce(nullif(current_setting('gis.actor', true), ''), session_user);
    v_columns text;
    v_union text;
    v_rows bigint;
    v_area geometry;
    v_old text;
    v_new text;
    v_lines boolean;
    v_table text;
    v_renamed text;
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE', 'TRUNCATE') THEN
        SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO v_columns
        FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
        EXECUTE format('INSERT INTO %s (%s, gis_until, gis_operation, gis_actor) SELECT %s, now(), %L, %L FROM %s',
            gis.table_name('history', v_layer), v_columns, v_columns, lower(TG_OP), v_actor,
            CASE WHEN TG_OP = 'TRUNCATE' THEN TG_RELID::regclass::text ELSE 'old_rows' END);
    END IF;
    v_union := CASE TG_OP
        WHEN 'INSERT' THEN 'SELECT %1$s FROM new_rows'
        WHEN 'UPDATE' THEN 'SELECT %1$s FROM new_rows UNION ALL SELECT %1$s FROM old_rows'
        WHEN 'DELETE' THEN 'SELECT %1$s FROM old_rows'
        ELSE 'SELECT %1$s FROM ' || TG_RELID::regclass END;
    EXECUTE format('SELECT count(*) FROM (' || v_union || ') r', 'fid') INTO v_rows;
    IF TG_OP = 'UPDATE' THEN
        v_rows := v_rows / 2;
    END IF;
    IF v_rows = 0 THEN
        RETURN NULL;
    END IF;
    IF v_spatial THEN
        -- Few rows: the box of each, so that only touched tiles are cut. Many: one box, a bulk load redraws its area anyway.
        EXECUTE format('SELECT CASE WHEN count(geom_3857) <= 1000 THEN ST_Collect(ST_Envelope(geom_3857)) '
            'ELSE ST_SetSRID(ST_Extent(geom_3857)::geometry, 3857) END FROM (' || v_union || ') r', 'geom_3857') INTO v_area;
    END IF;
    PERFORM gis.record_change(v_layer, lower(TG_OP), v_rows, v_area);

    -- The columns whose roles stand in the kind's templates are what a thing is called.
    IF coalesce(current_setting('gis.indexes', true), '') = 'self' THEN
        RETURN NULL;
    END IF;
    SELECT string_agg(format('o.%I::text', f.name), ', ' ORDER BY f.name), string_agg(format('n.%I::text', f.name), ', ' ORDER BY f.name), bool_or(l.geometry_type = 'line')
    INTO v_old, v_new, v_lines
    FROM gis.layer l JOIN gis.kind k ON k.id = l.kind JOIN gis.field f ON f.layer_id = l.id
    WHERE l.id = v_layer AND position('{' || f.role || '}' IN (k.preset -> 'search')::text) > 0;
    IF v_old IS NULL THEN
        RETURN NULL;
    END IF;
    v_renamed := CASE TG_OP
        WHEN 'UPDATE' THEN format('SELECT o.fid FROM old_rows o LEFT JOIN new_rows n ON n.fid = o.fid WHERE n.fid IS NULL OR ROW(%s) IS DISTINCT FROM ROW(%s)', v_old, v_new)
        WHEN 'DELETE' THEN 'SELECT fid FROM old_rows'
        WHEN 'TRUNCATE' THEN 'SELECT fid FROM ' || TG_RELID::regclass END;
    IF v_renamed IS NOT NULL THEN
        FOREACH v_table IN ARRAY '{search.public_entry,search.staff_entry}'::text[] LOOP
            EXECUTE format('DELETE FROM %s e WHERE e.layer_id = %L AND e.fid IN (%s)', v_table, v_layer, v_renamed);
        END LOOP;
    END IF;
    IF v_lines THEN
        -- One entry stands for all lines of a name: which of them carries it has to be found again.
        INSERT INTO search.stale (layer_id) VALUES (v_layer);
    ELSIF TG_OP = 'INSERT' THEN
        EXECUTE format('INSERT INTO search.stale (layer_id, fid) SELECT %L, fid FROM new_rows', v_layer);
    ELSIF TG_OP = 'UPDATE' THEN
        EXECUTE format('INSERT INTO search.stale (layer_id, fid) SELECT %L, n.fid FROM new_rows n LEFT JOIN old_rows o ON o.fid = n.fid '
            'WHERE o.fid IS NULL OR ROW(%s%s) IS DISTINCT FROM ROW(%s%s)', v_layer,
            v_old, CASE WHEN v_spatial THEN ', o.geom' ELSE '' END, v_new, CASE WHEN v_spatial THEN ', n.geom' ELSE '' END);
    ELSE
        RETURN NULL;
    END IF;
    PERFORM pg_notify('gis_search', '');
    RETURN NULL;
END $$;
