-- What a register's row speaks of lies where its parcel lies: when a parcel is moved, renumbered, added or taken away, the register's search entries are made new too.
-- The triggers stand only on layers that a register is joined to, so nobody else pays for them.

CREATE FUNCTION gis.parcels_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_layer text := TG_ARGV[0];
    v_most CONSTANT int := 1000;        -- of more parcels, all entries of the register are made new: that is quicker than to look each of them up
    v_touched text;
    v_count int;
    r record;
BEGIN
    FOR r IN SELECT e.register_id, e.layer_key, e.register_key FROM gis.relation e WHERE e.layer_id = v_layer LOOP
        v_touched := CASE TG_OP
            WHEN 'INSERT' THEN format('SELECT n.%I AS key FROM new_rows n', r.layer_key)
            WHEN 'DELETE' THEN format('SELECT o.%I AS key FROM old_rows o', r.layer_key)
            WHEN 'UPDATE' THEN format('SELECT unnest(ARRAY[o.%1$I, n.%1$I]) AS key FROM old_rows o FULL JOIN new_rows n ON n.fid = o.fid '
                'WHERE ROW(o.geom, o.%1$I) IS DISTINCT FROM ROW(n.geom, n.%1$I)', r.layer_key)
            ELSE format('SELECT t.%I AS key FROM %s t', r.layer_key, TG_RELID::regclass) END;
        EXECUTE format('SELECT count(*) FROM (SELECT FROM (%s) t LIMIT %s) c', v_touched, v_most + 1) INTO v_count;
        IF v_count > v_most THEN
            INSERT INTO search.stale (layer_id) SELECT r.register_id
            WHERE NOT EXISTS (SELECT FROM search.stale s WHERE s.layer_id = r.register_id AND s.fid IS NULL);
        ELSIF v_count > 0 THEN
            EXECUTE format('INSERT INTO search.stale (layer_id, fid) SELECT %L, g.fid FROM %s g WHERE g.%I IN (SELECT key FROM (%s) t)',
                r.register_id, gis.table_name('register', r.register_id), r.register_key, v_touched);
        END IF;
        IF v_count > 0 THEN
            PERFORM pg_notify('gis_search', '');
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION gis.follow_parcels(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_table text := gis.table_name('layer', p_layer);
BEGIN
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = v_table::regclass AND tgname = 'gis_parcels_insert') THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TRIGGER gis_parcels_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gis.parcels_changed(%L)', v_table, p_layer);
    EXECUTE format('CREATE TRIGGER gis_parcels_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gis.parcels_changed(%L)', v_table, p_layer);
    EXECUTE format('CREATE TRIGGER gis_parcels_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
        FOR EACH STATEMENT EXECUTE FUNCTION gis.parcels_changed(%L)', v_table, p_layer);
    EXECUTE format('CREATE TRIGGER gis_parcels_truncate BEFORE TRUNCATE ON %s
        FOR EACH STATEMENT EXECUTE FUNCTION gis.parcels_changed(%L)', v_table, p_layer);
END $$;

CREATE FUNCTION gis.relation_made() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM gis.follow_parcels(NEW.layer_id);
    RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION gis.parcels_changed(), gis.follow_parcels(text), gis.relation_made() FROM PUBLIC;
CREATE TRIGGER follow_parcels AFTER INSERT ON gis.relation FOR EACH ROW EXECUTE FUNCTION gis.relation_made();
SELECT gis.follow_parcels(layer_id) FROM (SELECT DISTINCT layer_id FROM gis.relation) r;
