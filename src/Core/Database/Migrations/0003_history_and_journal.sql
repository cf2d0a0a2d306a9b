-- Nothing is overwritten and every write is seen: statement triggers with transition tables on every layer table.
-- The trigger functions take the layer id as argument; the table is found in the catalogue.

-- The revision of this transaction for a layer: the first write of a transaction makes a new one.
CREATE FUNCTION gis.current_revision(p_layer text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_revision bigint;
BEGIN
    UPDATE gis.layer SET revision = revision + 1, revision_xid = pg_current_xact_id(), updated_at = now()
    WHERE id = p_layer AND revision_xid IS DISTINCT FROM pg_current_xact_id()
    RETURNING revision INTO v_revision;
    IF FOUND THEN
        INSERT INTO gis.revision (layer_id, revision, actor, note)
        VALUES (p_layer, v_revision, coalesce(nullif(current_setting('gis.actor', true), ''), session_user),
            nullif(current_setting('gis.note', true), ''));
    ELSE
        SELECT revision INTO v_revision FROM gis.layer WHERE id = p_layer;
    END IF;
    RETURN v_revision;
END $$;

-- One journal entry, and a notification that wakes the servers. It carries only the entry's number: any role may listen, and each
-- reads the entry itself only as far as its rights go.
CREATE FUNCTION gis.record_change(p_layer text, p_operation text, p_rows bigint, p_area geometry) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_revision bigint := gis.current_revision(p_layer);
    v_change bigint;
BEGIN
    INSERT INTO gis.change (layer_id, revision, operation, row_count, area)
    VALUES (p_layer, v_revision, p_operation, p_rows, p_area) RETURNING id INTO v_change;
    PERFORM pg_notify('gis_change', v_change::text);
END $$;

-- Before a row is stored: its mercator shape and its system time, unless the loader gave them. The WHEN clauses of the triggers
-- keep this function from being called for rows that need nothing.
CREATE FUNCTION gis.complete_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.geom IS NULL THEN
        NEW.geom_3857 := NULL;
    ELSIF TG_OP = 'INSERT' OR NEW.geom IS DISTINCT FROM OLD.geom THEN
        NEW.geom_3857 := ST_Transform(NEW.geom, 3857);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        NEW.gis_since := now();
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION gis.stamp_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.gis_since := now();
    RETURN NEW;
END $$;

-- After a statement: old versions into history, one journal entry with what was touched.
CREATE FUNCTION gis.after_statement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_layer text := TG_ARGV[0];
    v_spatial boolean := TG_ARGV[1] = 'spatial';
    v_actor text := coalesce(nullif(current_setting('gis.actor', true), ''), session_user);
    v_columns text;
    v_union text;
    v_rows bigint;
    v_area geometry;
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
    RETURN NULL;
END $$;

-- The history table of a layer has the layer's columns, old ones included, and three of its own.
CREATE FUNCTION gis.ensure_history(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    l gis.layer;
    v_history text;
    v_column record;
BEGIN
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    v_history := gis.table_name('history', p_layer);
    IF to_regclass(v_history) IS NULL THEN
        EXECUTE format('CREATE TABLE %s (LIKE %s)', v_history, gis.table_name(l.table_schema, p_layer));
        EXECUTE format('ALTER TABLE %s ADD gis_until timestamptz NOT NULL, ADD gis_operation text NOT NULL, ADD gis_actor text NOT NULL',
            v_history);
        EXECUTE format('CREATE INDEX ON %s (fid, gis_until)', v_history);
        EXECUTE format('CREATE INDEX ON %s (gis_until)', v_history);
    END IF;
    FOR v_column IN
        SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type
        FROM pg_attribute a
        WHERE a.attrelid = gis.table_name(l.table_schema, p_layer)::regclass AND a.attnum > 0 AND NOT a.attisdropped
          AND NOT EXISTS (SELECT FROM pg_attribute h
                          WHERE h.attrelid = v_history::regclass AND h.attname = a.attname AND NOT h.attisdropped)
    LOOP
        EXECUTE format('ALTER TABLE %s ADD %I %s', v_history, v_column.attname, v_column.type);
    END LOOP;
END $$;

CREATE FUNCTION gis.ensure_triggers(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    l gis.layer;
    v_table text;
    v_spatial text;
BEGIN
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    v_table := gis.table_name(l.table_schema, l.id);
    PERFORM gis.ensure_history(p_layer);
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = v_table::regclass AND tgname = 'gis_after_insert') THEN
        RETURN;
    END IF;
    v_spatial := CASE WHEN l.geometry_type = 'none' THEN 'plain' ELSE 'spatial' END;
    IF v_spatial = 'spatial' THEN
        EXECUTE format('CREATE TRIGGER gis_complete_insert BEFORE INSERT ON %s FOR EACH ROW
            WHEN (NEW.geom IS NOT NULL AND NEW.geom_3857 IS NULL) EXECUTE FUNCTION gis.complete_row()', v_table);
        EXECUTE format('CREATE TRIGGER gis_complete_update BEFORE UPDATE ON %s FOR EACH ROW
            WHEN (NEW.gis_since = OLD.gis_since) EXECUTE FUNCTION gis.complete_row()', v_table);
    ELSE
        EXECUTE format('CREATE TRIGGER gis_stamp_update BEFORE UPDATE ON %s FOR EACH ROW
            WHEN (NEW.gis_since = OLD.gis_since) EXECUTE FUNCTION gis.stamp_row()', v_table);
    END IF;
    EXECUTE format('CREATE TRIGGER gis_after_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gis.after_statement(%L, %L)', v_table, p_layer, v_spatial);
    EXECUTE format('CREATE TRIGGER gis_after_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gis.after_statement(%L, %L)', v_table, p_layer, v_spatial);
    EXECUTE format('CREATE TRIGGER gis_after_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gis.after_statement(%L, %L)', v_table, p_layer, v_spatial);
    EXECUTE format('CREATE TRIGGER gis_before_truncate BEFORE TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION gis.after_statement(%L, %L)', v_table, p_layer, v_spatial);
END $$;
