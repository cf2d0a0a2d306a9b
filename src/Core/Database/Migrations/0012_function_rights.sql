-- PostgreSQL lets everybody execute a new function. A rule for one schema cannot take that back (see its manual, ALTER DEFAULT PRIVILEGES:
-- per-schema defaults only add), so functions of the migrations after 0004 stood open. Now the rule holds for all that the owner makes.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA gis FROM PUBLIC;
