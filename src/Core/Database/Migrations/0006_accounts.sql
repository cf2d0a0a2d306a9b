-- Who may sign in to the staff map. One table for now; departments and rights by field will stand beside it in this schema.
CREATE SCHEMA account;

CREATE TABLE account.staff_account (
    name                text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    display_name        text NOT NULL,
    password_hash       text NOT NULL,                          -- Gis.Core.Accounts.PasswordHash
    created_at          timestamptz NOT NULL DEFAULT now(),
    password_changed_at timestamptz NOT NULL DEFAULT now(),
    disabled_at         timestamptz                             -- not null: may no longer sign in
);

-- The staff server checks passwords itself and makes no accounts; the public role has no way into this schema.
GRANT USAGE ON SCHEMA account TO gis_staff;
GRANT SELECT ON account.staff_account TO gis_staff;
