-- The search index: one table a rights class, so that a reader's query cannot even touch what it may not find. The importer writes
-- `norm` with Gis.Core.Japanese.SearchText, the same code that reads the visitor's words.
CREATE SCHEMA search;

CREATE TABLE search.public_entry (
    layer_id    text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    fid         bigint NOT NULL,
    label       text NOT NULL,                  -- what the list shows
    detail      text,                           -- second line: address, category
    norm        text NOT NULL,                  -- normalised key
    weight      real NOT NULL DEFAULT 1,        -- places before parcels when equally good
    point       geometry(Point, 6668)           -- null: known but without a place
);
CREATE INDEX public_entry_prefix ON search.public_entry (norm text_pattern_ops);
CREATE INDEX public_entry_infix ON search.public_entry USING gin (norm public.gin_trgm_ops);
CREATE INDEX public_entry_layer ON search.public_entry (layer_id, fid);

CREATE TABLE search.staff_entry (LIKE search.public_entry INCLUDING ALL,
    FOREIGN KEY (layer_id) REFERENCES gis.layer ON DELETE CASCADE);

GRANT USAGE ON SCHEMA search TO gis_public, gis_staff;
GRANT SELECT ON search.public_entry TO gis_public, gis_staff;   -- staff reads both tables
GRANT SELECT ON search.staff_entry TO gis_staff;
