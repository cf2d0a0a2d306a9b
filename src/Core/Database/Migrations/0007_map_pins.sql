-- Where somebody pinned a map without a place (任意座標系): an affine way from the map's metres to a plane zone, made from control points.
-- The next edition of the map is placed the same way; unpinning or undo takes the row away.

CREATE TABLE gis.map_pin (
    layer_id        text NOT NULL REFERENCES gis.layer ON DELETE CASCADE,
    map_name        text NOT NULL,
    way             jsonb NOT NULL,                 -- {zone, a, b, c, d, e, f}: east = a·x + b·y + c, north = d·x + e·y + f
    report          jsonb NOT NULL,                 -- method, control points, residuals in metres
    actor           text NOT NULL,
    pinned_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (layer_id, map_name)
);
CREATE INDEX unplaced_geometry_map ON gis.unplaced_geometry (map_name);
