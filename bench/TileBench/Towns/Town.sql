-- A made-up town around 35.33N 139.22E in EPSG:6677, the same in every run: 100,000 parcels with shared borders, 150,000 buildings, 20,000 roads,
-- 300 shelters, 3,000 flood zones of 4.3 million vertices, 2,000 landslide zones. Rows come in random order, as no one sorts them in a town hall.
CREATE SCHEMA t6677;
CREATE SCHEMA t3857;

-- A number in [0, 1) from a key and a salt.
CREATE FUNCTION t6677.chance(k bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT (hashint8extended(k, salt) & 4503599627370495)::float8 / 4503599627370496 $$;
CREATE FUNCTION t6677.spot(x float8, y float8) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT ST_SetSRID(ST_MakePoint(round(x::numeric, 3)::float8, round(y::numeric, 3)::float8), 6677) $$;

CREATE TABLE t6677.corner AS
    SELECT i, j, t6677.spot(-59800 + 25.1 * i + 8 * (t6677.chance(i * 1000 + j, 1) - 0.5), -78300 + 25.1 * j + 8 * (t6677.chance(i * 1000 + j, 2) - 0.5)) AS p
    FROM generate_series(0, 320) i, generate_series(0, 313) j;
CREATE UNIQUE INDEX ON t6677.corner (i, j);

-- A border carries none, one or two points of its own, the same for both neighbours.
CREATE FUNCTION t6677.border(a geometry, b geometry, k bigint) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ST_MakeLine(ARRAY[a] || ARRAY(
        SELECT t6677.spot(ST_X(a) + (ST_X(b) - ST_X(a)) * n / (m + 1) + 2 * (t6677.chance(k * 10 + n, 4) - 0.5),
                          ST_Y(a) + (ST_Y(b) - ST_Y(a)) * n / (m + 1) + 2 * (t6677.chance(k * 10 + n, 5) - 0.5))
        FROM (SELECT floor(t6677.chance(k, 3) * 3)::int AS m) c, generate_series(1, m) n) || ARRAY[b]) $$;
CREATE TABLE t6677.across AS
    SELECT a.i, a.j, t6677.border(a.p, b.p, a.i * 1000 + a.j) AS l FROM t6677.corner a JOIN t6677.corner b ON b.i = a.i + 1 AND b.j = a.j;
CREATE TABLE t6677.along AS
    SELECT a.i, a.j, t6677.border(a.p, b.p, 500000 + a.i * 1000 + a.j) AS l FROM t6677.corner a JOIN t6677.corner b ON b.i = a.i AND b.j = a.j + 1;
CREATE UNIQUE INDEX ON t6677.across (i, j);
CREATE UNIQUE INDEX ON t6677.along (i, j);

CREATE TABLE t6677.parcel (id int, oaza text, chiban text, chimoku text, chiseki numeric(10, 2), geom geometry(Polygon, 6677));
INSERT INTO t6677.parcel
    SELECT row_number() OVER (ORDER BY t6677.chance(k, 10)), '大字' || chr(19968 + i / 40 * 8 + j / 40), (i % 40) * 40 + j % 40 + 1
        || CASE WHEN t6677.chance(k, 11) < 0.6 THEN '-' || 1 + floor(t6677.chance(k, 12) * 20)::int ELSE '' END,
        ('{宅地,宅地,宅地,田,畑,畑,山林,山林,雑種地,公衆用道路,原野,墓地}'::text[])[1 + floor(t6677.chance(k, 13) * 12)::int], round(ST_Area(g)::numeric, 2), g
    FROM (SELECT s.i * 1000 + s.j AS k, s.i, s.j, ST_MakePolygon(ST_MakeLine(ARRAY[s.l, e.l, ST_Reverse(n.l), ST_Reverse(w.l)])) AS g
          FROM t6677.across s JOIN t6677.across n ON n.i = s.i AND n.j = s.j + 1 JOIN t6677.along w ON w.i = s.i AND w.j = s.j
              JOIN t6677.along e ON e.i = s.i + 1 AND e.j = s.j ORDER BY s.j, s.i LIMIT 100000) x
    ORDER BY t6677.chance(k, 10);
ALTER TABLE t6677.parcel ADD PRIMARY KEY (id);

CREATE TABLE t6677.building (id int, kind text, floors int, year int, geom geometry(Polygon, 6677));
INSERT INTO t6677.building
    SELECT n, ('{普通建物,堅ろう建物,無壁舎,高層建物}'::text[])[1 + floor(t6677.chance(n, 20) * t6677.chance(n, 21) * 4)::int], 1 + floor(t6677.chance(n, 22) * 4)::int,
        1950 + floor(t6677.chance(n, 23) * 75)::int,
        ST_SnapToGrid(ST_Translate(ST_Rotate(ST_SetSRID(CASE WHEN n % 2 = 0 THEN ST_MakeEnvelope(-w, -d, w, d)
            ELSE ST_GeomFromText(format('POLYGON((%1$s %2$s,%3$s %2$s,%3$s %4$s,%5$s %4$s,%5$s %6$s,%1$s %6$s,%1$s %2$s))', -w, -d, w, d * 0.2, w * 0.3, d)) END, 6677),
            t6677.chance(n, 24) * 3.1), ST_X(c), ST_Y(c)), 0.001)
    FROM (SELECT n, 3 + 4 * t6677.chance(n, 25) AS w, 3 + 4 * t6677.chance(n, 26) AS d,
              ST_Translate(ST_Centroid(p.geom), 8 * (t6677.chance(n, 27) - 0.5), 8 * (t6677.chance(n, 28) - 0.5)) AS c
          FROM generate_series(1, 150000) n JOIN t6677.parcel p ON p.id = 1 + (n::bigint * 7919) % 100000) b;

CREATE TABLE t6677.road (id int, class text, width numeric(4, 1), name text, geom geometry(LineString, 6677));
INSERT INTO t6677.road
    SELECT n, ('{市町村道,市町村道,市町村道,県道,国道,農道}'::text[])[1 + floor(t6677.chance(n, 30) * 6)::int], round((3 + 9 * t6677.chance(n, 31))::numeric, 1), '町道' || n || '号線',
        (SELECT ST_MakeLine(t6677.spot(ST_X(p) + k * step * cos(turn) + 2 * sin(k * 0.7 + n), ST_Y(p) + k * step * sin(turn) + 2 * cos(k * 0.7 + n)) ORDER BY k)
         FROM generate_series(0, 4 + floor(t6677.chance(n, 32) * 25)::int) k)
    FROM (SELECT n, 6 + 10 * t6677.chance(n, 33) AS step, CASE WHEN n % 2 = 0 THEN 0 ELSE pi() / 2 END + 0.2 * (t6677.chance(n, 34) - 0.5) AS turn,
              floor(t6677.chance(n, 35) * 320)::int AS i, floor(t6677.chance(n, 36) * 310)::int AS j FROM generate_series(1, 20000) n) r
        JOIN t6677.corner USING (i, j);

CREATE TABLE t6677.shelter (id int, name text, capacity int, flood bool, geom geometry(Point, 6677));
INSERT INTO t6677.shelter
    SELECT n, '第' || n || '避難所', 50 + floor(t6677.chance(n, 40) * 800)::int, t6677.chance(n, 41) < 0.5, p
    FROM generate_series(1, 300) n JOIN t6677.corner ON i = floor(t6677.chance(n, 42) * 320)::int AND j = floor(t6677.chance(n, 43) * 310)::int;

-- An outline around a point: waves of three lengths and noise that grows finer with the number of vertices.
CREATE FUNCTION t6677.blob(n bigint, c geometry, r float8, vertices int) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ST_MakePolygon(ST_AddPoint(l, ST_StartPoint(l))) FROM (
        SELECT ST_MakeLine(t6677.spot(ST_X(c) + reach * cos(a), ST_Y(c) + reach * sin(a)) ORDER BY k) AS l
        FROM (SELECT k, a, r * (1 + 0.25 * sin(3 * a + n) + 0.15 * sin(11 * a + 2 * n) + 0.06 * sin(41 * a + 3 * n)
                  + 0.25 * (t6677.chance(n * 10000 + k, 50) - 0.5) * least(1, 120.0 / vertices)) AS reach
              FROM (SELECT k, 2 * pi() * k / vertices AS a FROM generate_series(0, vertices - 1) k) angle) ring) line $$;

CREATE TABLE t6677.flood (id int, river text, rank int, depth text, geom geometry(Polygon, 6677));
INSERT INTO t6677.flood
    SELECT n, '第' || 1 + n % 7 || '川', rank, ('{0.5m未満,0.5-1m,1-3m,3-5m,5-10m,10m以上}'::text[])[rank], t6677.blob(n, p, 20 + 0.035 * vertices, vertices)
    FROM (SELECT n, 200 + floor(4792 * t6677.chance(n, 51) ^ 3)::int AS vertices, 1 + floor(t6677.chance(n, 52) * 6)::int AS rank,
              floor(t6677.chance(n, 53) * 320)::int AS i, floor(t6677.chance(n, 54) * 310)::int AS j FROM generate_series(1, 3000) n) f JOIN t6677.corner USING (i, j);

CREATE TABLE t6677.landslide (id int, kind text, zone text, geom geometry(Polygon, 6677));
INSERT INTO t6677.landslide
    SELECT n, ('{急傾斜地の崩壊,土石流,地すべり}'::text[])[1 + n % 3], ('{警戒区域,特別警戒区域}'::text[])[1 + n % 2],
        t6677.blob(n + 100000, p, 20 + 80 * t6677.chance(n, 60), 10 + floor(50 * t6677.chance(n, 61))::int)
    FROM (SELECT n, floor(t6677.chance(n, 62) * 320)::int AS i, floor(t6677.chance(n, 63) * 310)::int AS j FROM generate_series(1, 2000) n) s JOIN t6677.corner USING (i, j);

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY '{parcel,building,road,shelter,flood,landslide}'::text[] LOOP
        IF t <> 'parcel' THEN
            EXECUTE format('ALTER TABLE t6677.%I ADD PRIMARY KEY (id)', t);
        END IF;
        EXECUTE format('CREATE INDEX ON t6677.%I USING gist (geom)', t);
        EXECUTE format('CREATE TABLE t3857.%1$I AS SELECT * FROM t6677.%1$I', t);
        EXECUTE format('ALTER TABLE t3857.%I ALTER geom TYPE geometry(Geometry, 3857) USING ST_Transform(geom, 3857)', t);
        EXECUTE format('ALTER TABLE t3857.%I ADD PRIMARY KEY (id)', t);
        EXECUTE format('CREATE INDEX ON t3857.%I USING gist (geom)', t);
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA t6677, t3857 TO gis_owner;
GRANT SELECT ON ALL TABLES IN SCHEMA t6677, t3857 TO gis_owner;
