-- What the web roles may see of the catalogue itself. Row security on the lists, column grants on what they tell; nothing else in
-- schema gis, nothing at all in layer, register and history.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO gis_public, gis_staff;      -- PostGIS lives there
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA gis FROM PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA gis REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA gis TO gis_public, gis_staff;
GRANT USAGE ON SCHEMA for_public TO gis_public;
GRANT USAGE ON SCHEMA for_staff TO gis_staff;

-- Plain SQL by an editor's role must be able to run the triggers of the tables it may write to.
GRANT EXECUTE ON FUNCTION gis.complete_row(), gis.stamp_row(), gis.after_statement() TO gis_staff;

-- The classes the reader's role holds: 'public', or 'public' and 'staff'.
CREATE FUNCTION gis.my_classes() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT coalesce((SELECT includes FROM gis.rights_class WHERE role_name = session_user), '{}') $$;
GRANT EXECUTE ON FUNCTION gis.my_classes() TO gis_public, gis_staff;

ALTER TABLE gis.layer ENABLE ROW LEVEL SECURITY;
ALTER TABLE gis.field ENABLE ROW LEVEL SECURITY;
ALTER TABLE gis.relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE gis.change ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON gis.layer FOR SELECT TO gis_public, gis_staff USING (audience = ANY (gis.my_classes()));
CREATE POLICY readable ON gis.field FOR SELECT TO gis_public, gis_staff
    USING (rights_class = ANY (gis.my_classes()) AND EXISTS (SELECT FROM gis.layer l WHERE l.id = layer_id));
CREATE POLICY readable ON gis.relation FOR SELECT TO gis_public, gis_staff USING (rights_class = ANY (gis.my_classes()));
CREATE POLICY readable ON gis.change FOR SELECT TO gis_public, gis_staff
    USING (EXISTS (SELECT FROM gis.layer l WHERE l.id = layer_id));

GRANT SELECT (code, name, notice, plane_zone, boundary, contact) ON gis.town TO gis_public, gis_staff;
GRANT SELECT ON gis.kind, gis.department TO gis_public, gis_staff;
GRANT SELECT (id, title, description, kind, audience, department, geometry_type, attribution, data_date, next_review, coverage, style,
    min_zoom, max_zoom, sort_order, panel_title, feature_count, unplaced_count, bbox, revision, updated_at)
    ON gis.layer TO gis_public, gis_staff;
GRANT SELECT ON gis.field, gis.relation TO gis_public, gis_staff;
GRANT SELECT (id, layer_id, revision, operation, row_count, area, at) ON gis.change TO gis_public, gis_staff;
