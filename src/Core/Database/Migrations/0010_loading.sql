-- What a quick and careful load needs. The source's key stands in the row itself instead of in one table for all layers: it costs nothing extra to
-- load, and the rows that are gone still have theirs in the history. Beside it a hash of the row as the source last had it, and whether somebody
-- changed the row since: so that the next edition touches only what differs and no edit is lost unseen.

-- System columns of a layer table that the importer keeps; views show none of them.
CREATE FUNCTION gis.ensure_columns(p_schema name, p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = gis.table_name(p_schema, p_layer)::regclass AND attname = 'gis_edited' AND NOT attisdropped) THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE %s ADD COLUMN IF NOT EXISTS gis_key text, ADD COLUMN IF NOT EXISTS gis_hash bigint,
        ADD COLUMN IF NOT EXISTS gis_edited boolean NOT NULL DEFAULT false', gis.table_name(p_schema, p_layer));
END $$;

DO $$
DECLARE
    l gis.layer;
    v_table text;
BEGIN
    FOR l IN SELECT * FROM gis.layer WHERE to_regclass(gis.table_name(table_schema, id)) IS NOT NULL LOOP
        v_table := gis.table_name(l.table_schema, l.id);
        PERFORM gis.ensure_columns(l.table_schema, l.id);
        PERFORM gis.ensure_history(l.id);
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', v_table);
        EXECUTE format('UPDATE %s t SET gis_key = k.source_key FROM gis.feature_key k WHERE k.layer_id = %L AND k.fid = t.fid', v_table, l.id);
        EXECUTE format('UPDATE %s t SET gis_key = k.source_key FROM gis.feature_key k WHERE k.layer_id = %L AND k.fid = t.fid',
            gis.table_name('history', l.id), l.id);
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER USER', v_table);
    END LOOP;
END $$;
DROP TABLE gis.feature_key;

-- A row that plain SQL or an editor changes is marked; the importer sets gis_since itself and so passes by these triggers.
CREATE OR REPLACE FUNCTION gis.complete_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.geom IS NULL THEN
        NEW.geom_3857 := NULL;
    ELSIF TG_OP = 'INSERT' OR NEW.geom IS DISTINCT FROM OLD.geom THEN
        NEW.geom_3857 := ST_Transform(NEW.geom, 3857);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        NEW.gis_since := now();
        NEW.gis_edited := true;
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION gis.stamp_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.gis_since := now();
    NEW.gis_edited := true;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION gis.ensure_triggers(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    l gis.layer;
    v_table text;
    v_spatial text;
BEGIN
    SELECT * INTO STRICT l FROM gis.layer WHERE id = p_layer;
    v_table := gis.table_name(l.table_schema, l.id);
    PERFORM gis.ensure_columns(l.table_schema, l.id);
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

-- Shapes without a place have a history of their own, so that an undo finds them.
ALTER TABLE gis.unplaced_geometry ADD gis_since timestamptz NOT NULL DEFAULT now();
CREATE TABLE gis.unplaced_history (
    layer_id        text NOT NULL,
    fid             bigint NOT NULL,
    map_name        text NOT NULL,
    geom            geometry(Geometry, 0) NOT NULL,
    gis_since       timestamptz NOT NULL,
    gis_until       timestamptz NOT NULL
);
CREATE INDEX unplaced_history_layer ON gis.unplaced_history (layer_id, gis_until);

CREATE FUNCTION gis.stamp_unplaced() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN NEW.gis_since := now(); RETURN NEW; END $$;
CREATE FUNCTION gis.keep_unplaced() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO gis.unplaced_history (layer_id, fid, map_name, geom, gis_since, gis_until)
    SELECT layer_id, fid, map_name, geom, gis_since, now() FROM old_rows WHERE gis_since < now();
    RETURN NULL;
END $$;
CREATE TRIGGER stamp_unplaced BEFORE UPDATE ON gis.unplaced_geometry FOR EACH ROW EXECUTE FUNCTION gis.stamp_unplaced();
CREATE TRIGGER keep_updated AFTER UPDATE ON gis.unplaced_geometry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION gis.keep_unplaced();
CREATE TRIGGER keep_deleted AFTER DELETE ON gis.unplaced_geometry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION gis.keep_unplaced();

-- The search index in parts: one for all small layers, and one of its own for each large layer, which is loaded and indexed in bulk before it is
-- attached. Few parts, so that a search still asks few indexes. A foreign key would be checked for every row of a bulk load; the trigger below does its work.
ALTER TABLE search.public_entry RENAME TO public__rest;
ALTER TABLE search.staff_entry RENAME TO staff__rest;
ALTER TABLE search.public__rest DROP CONSTRAINT public_entry_layer_id_fkey;
ALTER TABLE search.staff__rest DROP CONSTRAINT staff_entry_layer_id_fkey;
CREATE TABLE search.public_entry (LIKE search.public__rest) PARTITION BY LIST (layer_id);
CREATE TABLE search.staff_entry (LIKE search.staff__rest) PARTITION BY LIST (layer_id);
ALTER TABLE search.public_entry ALTER weight SET DEFAULT 1;
ALTER TABLE search.staff_entry ALTER weight SET DEFAULT 1;
-- Each part has its indexes to itself: that of a large layer needs no layer_id in them.
ALTER TABLE search.public_entry ATTACH PARTITION search.public__rest DEFAULT;
ALTER TABLE search.staff_entry ATTACH PARTITION search.staff__rest DEFAULT;
REVOKE ALL ON search.public__rest, search.staff__rest FROM gis_public, gis_staff;
GRANT SELECT ON search.public_entry TO gis_public, gis_staff;
GRANT SELECT ON search.staff_entry TO gis_staff;

-- What a foreign key with ON DELETE CASCADE would do, without being asked for every row of a load.
ALTER TABLE gis.unplaced_geometry DROP CONSTRAINT unplaced_geometry_layer_id_fkey;
CREATE FUNCTION gis.forget_layer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DROP TABLE IF EXISTS search.%I, search.%I', 'public_' || OLD.id, 'staff_' || OLD.id);
    DELETE FROM search.public_entry WHERE layer_id = OLD.id;
    DELETE FROM search.staff_entry WHERE layer_id = OLD.id;
    DELETE FROM gis.unplaced_geometry WHERE layer_id = OLD.id;
    DELETE FROM gis.unplaced_history WHERE layer_id = OLD.id;
    RETURN NULL;
END $$;
CREATE TRIGGER forget_layer AFTER DELETE ON gis.layer FOR EACH ROW EXECUTE FUNCTION gis.forget_layer();
