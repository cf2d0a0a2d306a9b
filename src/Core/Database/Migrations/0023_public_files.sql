-- Files of public layers that always stand ready: the worker makes them after a change, nobody asks for them, and no visitor can fill the queue.

-- How well a layer fills the list of デジタル庁 that it is: sums without any value of a row, found while the CSV was written.
ALTER TABLE gis.export_file ADD COLUMN quality jsonb;

DROP VIEW gis.export_offer;
CREATE VIEW gis.export_offer WITH (security_barrier = true) AS
SELECT e.layer_id, e.audience, e.format, e.revision, e.file, e.bytes, e.row_count, e.sha256, e.remarks, e.made_at, e.quality
FROM gis.export_file e
JOIN gis.layer l ON l.id = e.layer_id
JOIN gis.rights_class c ON c.id = e.audience AND l.audience = ANY (c.includes)
JOIN pg_namespace n ON n.nspname = c.view_schema
JOIN pg_class v ON v.relnamespace = n.oid AND v.relname = l.id
JOIN pg_description d ON d.objoid = v.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE e.audience = ANY (gis.my_classes())
  AND d.description = e.view_mark                             -- the class still sees the very fields that it saw then
  AND (NOT l.row_filtered OR l.revision = e.revision);        -- rows that can be hidden one by one make every older file doubtful
GRANT SELECT ON gis.export_offer TO gis_public, gis_staff;

-- When a set was first there is what a catalogue of data sets calls its issue.
GRANT SELECT (created_at) ON gis.layer TO gis_public, gis_staff;

-- Asks for the public's files of a layer, all formats in one job, where they are due: the view shows other fields than any file, or a file of the present revision is
-- missing and the layer has been left alone for a while (or has been changed without a pause for long). A state that could not be
-- written is tried again after 4 minutes, then 16, then 64, at last every six hours.
-- Only the owner's worker calls it. Returns the number of jobs made.
CREATE FUNCTION gis.request_public_exports(p_quiet interval, p_longest interval) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, public AS $$
    WITH layers AS (
        SELECT l.id, l.revision, l.updated_at, obj_description(to_regclass(gis.table_name(c.view_schema, l.id)), 'pg_class') AS mark,
            CASE WHEN l.geometry_type = 'none' THEN '{csv,geojson,gpkg}'::text[] ELSE '{csv,geojson,gpkg,shp,shp-cp932,fgb}'::text[] END AS formats
        FROM gis.layer l JOIN gis.rights_class c ON c.id = 'public' AND l.audience = ANY (c.includes)
    ), files AS (
        SELECT l.id, count(*) FILTER (WHERE e.view_mark = l.mark) AS seen, count(*) FILTER (WHERE e.view_mark = l.mark AND e.revision = l.revision) AS now, max(e.made_at) AS last
        FROM layers l LEFT JOIN gis.export_file e ON e.layer_id = l.id AND e.audience = 'public' AND e.format = ANY (l.formats)
        GROUP BY l.id
    ), due AS (
        SELECT l.id, jsonb_build_object('audience', 'public', 'format', array_to_string(l.formats, ','), 'revision', l.revision, 'mark', l.mark) AS options
        FROM layers l JOIN files f USING (id)
        WHERE l.mark IS NOT NULL AND f.now < cardinality(l.formats)
          AND (f.seen = 0 OR l.updated_at < now() - p_quiet OR f.last < now() - p_longest)
    ), made AS (
        INSERT INTO gis.job (kind, rights_class, requested_by, layer_id, options)
        SELECT 'export', 'public', 'worker', d.id, d.options FROM due d
        WHERE NOT EXISTS (SELECT FROM gis.job j WHERE j.rights_class = 'public' AND j.layer_id = d.id AND j.state IN ('waiting', 'running'))
          AND now() >= (SELECT coalesce(max(j.finished_at) + interval '1 minute' * least(360, power(4, count(*))), '-infinity') FROM gis.job j
            WHERE j.rights_class = 'public' AND j.layer_id = d.id AND j.state = 'failed' AND j.options = d.options)
        ORDER BY d.id
        RETURNING 1
    )
    SELECT count(*) FROM made
$$;
REVOKE ALL ON FUNCTION gis.request_public_exports(interval, interval) FROM PUBLIC;
