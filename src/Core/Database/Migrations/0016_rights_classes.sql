-- More rights classes than the two that every town has: for instance one that sees the owners' names, for the few who need them. A class is a row in
-- gis.rights_class, a role with a secret of its own, a schema of views; the server that is given its secret serves what it sees and nothing else.

-- A function in a policy is asked once a statement, not once a row, when it stands in a query of its own: lists are read with every change.
ALTER POLICY readable ON gis.layer USING (audience = ANY ((SELECT gis.my_classes())::text[]));
ALTER POLICY readable ON gis.field USING (rights_class = ANY ((SELECT gis.my_classes())::text[]) AND EXISTS (SELECT FROM gis.layer l WHERE l.id = layer_id));
ALTER POLICY readable ON gis.relation USING (rights_class = ANY ((SELECT gis.my_classes())::text[]));

-- Gives a role what gis_staff has beside its views: the same lists, functions and policies. To be repeated when a migration gave staff more.
CREATE FUNCTION gis.grant_as_staff(p_role name) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_command text;
    v_staff oid := 'gis_staff'::regrole;
BEGIN
    FOR v_command IN
        SELECT format('GRANT %s ON SCHEMA %I TO %I', a.privilege_type, n.nspname, p_role)
        FROM pg_namespace n, aclexplode(n.nspacl) a
        WHERE a.grantee = v_staff AND n.nspname IN ('gis', 'search', 'account', 'public')
        UNION ALL
        SELECT format('GRANT %s ON %s TO %I', a.privilege_type, c.oid::regclass, p_role)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
        WHERE a.grantee = v_staff AND n.nspname IN ('gis', 'search', 'account')
        UNION ALL
        SELECT format('GRANT %s (%I) ON %s TO %I', a.privilege_type, t.attname, c.oid::regclass, p_role)
        FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
        WHERE a.grantee = v_staff AND n.nspname IN ('gis', 'search', 'account')
        UNION ALL
        SELECT format('GRANT %s ON FUNCTION %s TO %I', a.privilege_type, p.oid::regprocedure, p_role)
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace, aclexplode(p.proacl) a
        WHERE a.grantee = v_staff AND n.nspname IN ('gis', 'search', 'account')
        UNION ALL
        SELECT format('ALTER POLICY %I ON %s TO %s, %I', p.polname, p.polrelid::regclass,
            (SELECT string_agg(quote_ident(r.rolname), ', ') FROM pg_roles r WHERE r.oid = ANY (p.polroles)), p_role)
        FROM pg_policy p
        WHERE v_staff = ANY (p.polroles) AND NOT (SELECT r.oid FROM pg_roles r WHERE r.rolname = p_role) = ANY (p.polroles)
    LOOP
        EXECUTE v_command;
    END LOOP;
END $$;

-- A further class of staff: it sees what staff sees, and the fields that are its own. The role must be there; an administrator makes it, with its secret.
CREATE FUNCTION gis.add_rights_class(p_class text, p_role name) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_schema name := 'for_' || p_class;
    v_layer text;
BEGIN
    INSERT INTO gis.rights_class (id, role_name, view_schema, includes) VALUES (p_class, p_role, v_schema, ARRAY['public', 'staff', p_class]);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), p_role);
    EXECUTE format('CREATE SCHEMA %I', v_schema);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', v_schema, p_role);
    PERFORM gis.grant_as_staff(p_role);
    FOR v_layer IN SELECT id FROM gis.layer LOOP
        PERFORM gis.expose(v_layer);
    END LOOP;
END $$;

-- Takes a layer's views away from every class, until gis.expose makes them again in the same transaction.
CREATE FUNCTION gis.hide(p_layer text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    c gis.rights_class;
BEGIN
    FOR c IN SELECT * FROM gis.rights_class LOOP
        EXECUTE format('DROP VIEW IF EXISTS %s', gis.table_name(c.view_schema, p_layer));
    END LOOP;
END $$;

REVOKE ALL ON FUNCTION gis.grant_as_staff(name), gis.add_rights_class(text, name), gis.hide(text) FROM PUBLIC;

-- What describes the town wakes the servers like a change of rows: a layer that is withdrawn must be gone at once, not with the next look.
CREATE FUNCTION gis.tell_catalogue() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('gis_change', '');
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION gis.tell_catalogue() FROM PUBLIC;
CREATE TRIGGER tell_catalogue AFTER INSERT OR DELETE OR UPDATE OF title, description, kind, audience, department, attribution, data_date, next_review, coverage,
    style, min_zoom, max_zoom, sort_order, panel_title, row_filtered ON gis.layer FOR EACH STATEMENT EXECUTE FUNCTION gis.tell_catalogue();
CREATE TRIGGER tell_catalogue AFTER INSERT OR UPDATE OR DELETE ON gis.field FOR EACH STATEMENT EXECUTE FUNCTION gis.tell_catalogue();
CREATE TRIGGER tell_catalogue AFTER INSERT OR UPDATE OR DELETE ON gis.relation FOR EACH STATEMENT EXECUTE FUNCTION gis.tell_catalogue();
CREATE TRIGGER tell_catalogue AFTER INSERT OR UPDATE OR DELETE ON gis.kind FOR EACH STATEMENT EXECUTE FUNCTION gis.tell_catalogue();
CREATE TRIGGER tell_catalogue AFTER INSERT OR UPDATE OR DELETE ON gis.town FOR EACH STATEMENT EXECUTE FUNCTION gis.tell_catalogue();
