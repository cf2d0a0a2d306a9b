-- Every server asks each second whether the catalogue has changed. The areas in it can be megabytes (the coverage of a prefecture's tsunami), so what tells
-- one from another is worked out when they are written, not when they are asked about.
ALTER TABLE gis.layer ADD COLUMN coverage_mark text GENERATED ALWAYS AS (md5(coverage::bytea)) STORED;
ALTER TABLE gis.town ADD COLUMN boundary_mark text GENERATED ALWAYS AS (md5(boundary::bytea)) STORED;
GRANT SELECT (coverage_mark) ON gis.layer TO gis_public, gis_staff;
GRANT SELECT (boundary_mark) ON gis.town TO gis_public, gis_staff;
