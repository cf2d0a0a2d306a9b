-- Work that a web process may ask for but must not do itself (GDAL never runs there): uploads that are to be imported. The importer's worker takes
-- the jobs one after the other, one a layer at a time.

CREATE TABLE gis.job (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            text NOT NULL CHECK (kind IN ('import')),
    state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    rights_class    text NOT NULL REFERENCES gis.rights_class,  -- the class that asked, and may read it
    requested_by    text NOT NULL,
    layer_id        text CHECK (layer_id ~ '^[a-z0-9][a-z0-9_]{0,55}$'),
    staged_file     text NOT NULL CHECK (staged_file ~ '^[0-9a-f-]{8,64}(/[^/\\]+)?$' AND staged_file !~ '(^|/)\.\.?(/|$)'),   -- below HOME/uploads
    options         jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(options) = 'object'),
    attempts        int NOT NULL DEFAULT 0,
    worker          text,                                       -- who has it
    heartbeat_at    timestamptz,
    rows_read       bigint NOT NULL DEFAULT 0,
    message         text,                                       -- what it does, or why it failed, in Japanese
    report          jsonb,
    requested_at    timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    finished_at     timestamptz
);
CREATE INDEX job_waiting ON gis.job (id) WHERE state IN ('waiting', 'running');
CREATE UNIQUE INDEX job_one_a_layer ON gis.job (layer_id) WHERE state = 'running';

-- Whoever listens learns the number only, and reads the job as far as its rights go.
CREATE FUNCTION gis.tell_job() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('gis_job', NEW.id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER tell_job AFTER INSERT OR UPDATE ON gis.job FOR EACH ROW EXECUTE FUNCTION gis.tell_job();

-- The only way for a web role to make a job: for its own class, and only a class that is more than public.
CREATE FUNCTION gis.request_import(p_staged_file text, p_layer text, p_options jsonb, p_requested_by text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    v_class text;
    v_id bigint;
BEGIN
    SELECT id INTO v_class FROM gis.rights_class WHERE role_name = session_user AND id <> 'public';
    IF v_class IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'only staff may ask for an import';
    END IF;
    IF (SELECT count(*) FROM gis.job WHERE state = 'waiting') >= 1000 THEN
        RAISE configuration_limit_exceeded USING MESSAGE = 'too many jobs are waiting';
    END IF;
    INSERT INTO gis.job (kind, rights_class, requested_by, layer_id, staged_file, options)
    VALUES ('import', v_class, p_requested_by, p_layer, p_staged_file, coalesce(p_options, '{}')) RETURNING id INTO v_id;
    RETURN v_id;
END $$;
REVOKE ALL ON FUNCTION gis.request_import(text, text, jsonb, text), gis.tell_job() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gis.request_import(text, text, jsonb, text) TO gis_staff;

ALTER TABLE gis.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_class ON gis.job FOR SELECT TO gis_staff USING (rights_class = ANY (gis.my_classes()) AND rights_class <> 'public');
GRANT SELECT (id, kind, state, requested_by, layer_id, options, rows_read, message, report, requested_at, started_at, finished_at) ON gis.job TO gis_staff;
GRANT SELECT (rights_class) ON gis.job TO gis_staff;
