-- Links to the map stand on paper for years and name layers. What a layer was called and of which kind it was outlives it, so that a link to one that was
-- withdrawn, renamed or replaced still finds what there is instead.
CREATE TABLE gis.former_layer (
    id text PRIMARY KEY,
    kind text NOT NULL,
    audience text NOT NULL,
    became text,
    gone timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION gis.remember_layer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO gis.former_layer (id, kind, audience, became)
    VALUES (OLD.id, OLD.kind, OLD.audience, CASE WHEN TG_OP = 'UPDATE' AND NEW.id <> OLD.id THEN NEW.id END)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, audience = excluded.audience, became = excluded.became, gone = excluded.gone;
    RETURN NULL;
END $$;

CREATE TRIGGER remember AFTER DELETE ON gis.layer FOR EACH ROW EXECUTE FUNCTION gis.remember_layer();
CREATE TRIGGER remember_change AFTER UPDATE OF id, audience ON gis.layer FOR EACH ROW
    WHEN (NEW.id <> OLD.id OR NEW.audience <> OLD.audience) EXECUTE FUNCTION gis.remember_layer();

-- Whoever could not see a layer is not told that there was one.
ALTER TABLE gis.former_layer ENABLE ROW LEVEL SECURITY;
CREATE POLICY readable ON gis.former_layer FOR SELECT TO gis_public, gis_staff USING (audience = ANY ((SELECT gis.my_classes())::text[]));
GRANT SELECT (id, kind, audience, became) ON gis.former_layer TO gis_public, gis_staff;
