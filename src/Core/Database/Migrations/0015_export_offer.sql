-- What of the finished files a class is offered, as a view: the public's role is then given no function beyond its own classes, which could be asked about the views
-- of others. It belongs to the owner, so it sees the catalogue whole; what it hands out is of the reader's own classes only.
DROP POLICY readable ON gis.export_file;
REVOKE ALL ON gis.export_file FROM gis_public, gis_staff;
DROP FUNCTION gis.export_is_current(text, text, bigint, text);

CREATE VIEW gis.export_offer WITH (security_barrier = true) AS
SELECT e.layer_id, e.audience, e.format, e.revision, e.file, e.bytes, e.row_count, e.sha256, e.remarks, e.made_at
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
