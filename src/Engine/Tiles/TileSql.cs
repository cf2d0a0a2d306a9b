using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.Engine.Tiles;

/// <summary>
/// The statement that encodes one layer of one tile. Parameters: $1–$4 west, south, east, north of the tile in metres of EPSG:3857,
/// $5 one unit of its grid in metres.
/// </summary>
/// <remarks>
/// Two traps are kept out. The envelope stands in a materialised CTE, because a generic plan would build it again for each row; and
/// nothing filters the result of ST_AsMVTGeom outside, because PostgreSQL would then compute it twice (ST_AsMVT leaves out rows
/// without a shape itself). A feature that meets the tile but has no unit of area or length left gets a stand-in of one CSS pixel,
/// so the ids in a tile are exactly those of ST_Intersects with the tile and its buffer.
/// </remarks>
public static class TileSql
{
    private static readonly string Head = string.Create(CultureInfo.InvariantCulture, $"""
        WITH tile AS MATERIALIZED (
            SELECT ST_MakeEnvelope($1, $2, $3, $4, 3857) AS bounds,
                   ST_MakeEnvelope($1 - {TileGrid.Buffer} * $5, $2 - {TileGrid.Buffer} * $5,
                                   $3 + {TileGrid.Buffer} * $5, $4 + {TileGrid.Buffer} * $5, 3857) AS reach,
                   $5::float8 AS unit)
        """);

    // A part thinner than a unit gets a square on a grid of squares, joined to the parts that are drawn as they are.
    private static readonly string WholeParts = string.Create(CultureInfo.InvariantCulture, $"""
        , LATERAL (SELECT CASE WHEN ST_NumGeometries(t.geom_3857) = 1 THEN t.geom_3857 ELSE (
            SELECT CASE WHEN bool_or(p.thin) THEN ST_Union(
                     coalesce(ST_Collect(p.part) FILTER (WHERE NOT p.thin), ST_GeomFromText('POLYGON EMPTY', 3857)),
                     (SELECT ST_Union(q.square) FROM (
                         SELECT DISTINCT s.square FROM unnest(array_agg(
                             ST_Expand(ST_SnapToGrid(ST_PointOnSurface(p.part), {TileGrid.StandInReach * 2} * tile.unit), {TileGrid.StandInReach} * tile.unit))
                             FILTER (WHERE p.thin)) AS s(square)) q))
                   ELSE t.geom_3857 END
            FROM (SELECT d.geom AS part, 2 * ST_Area(d.geom) < tile.unit * ST_Perimeter(d.geom) AS thin
                  FROM ST_Dump(t.geom_3857) d WHERE d.geom && tile.reach) p) END AS geom OFFSET 0) shape
        """);

    /// <summary>The statement for a layer as a rights class sees it.</summary>
    /// <param name="audience">Whose view is read.</param>
    /// <param name="layer">The layer, with the fields that class may see.</param>
    /// <param name="condition">A further condition on rows of the alias t, as SQL whose parameters begin at $6; null for none.</param>
    public static string For(Audience audience, Layer layer, string? condition = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var hazard = layer.Kind.Hazard is not null && layer.Geometry is GeometryFamily.Polygon;
        var columns = string.Concat(layer.Fields.Select(Column));
        return $"""
            {Head}
            SELECT ST_AsMVT(r, '{layer.Id.Value}', {TileGrid.Extent}, 'geom', 'fid')
            FROM (SELECT t.fid, {Shape(layer.Geometry, hazard ? "shape.geom" : "t.geom_3857")} AS geom{columns}
                  FROM tile, {SqlName.View(audience, layer)} t{(hazard ? WholeParts : "")}
                  WHERE t.geom_3857 && tile.reach{(condition is null ? "" : $" AND {condition}")}) r
            """;
    }

    // Dates and times as ISO text; every other type has its own in a tile.
    private static string Column(Field field) => field.Type is FieldType.Date or FieldType.DateTime
        ? $", {SqlName.Column(field)}::text AS {SqlName.Quote(field.Name)}"
        : $", {SqlName.Column(field)}";

    private static string Shape(GeometryFamily geometry, string source)
    {
        var plain = Encode(source);
        if (geometry == GeometryFamily.Point)
            return plain;
        return $"""
            coalesce({plain}, CASE WHEN ST_Intersects(t.geom_3857, tile.reach) THEN {Encode(StandIn(geometry))} END)
            """;
    }

    private static string Encode(string source) =>
        string.Create(CultureInfo.InvariantCulture, $"ST_AsMVTGeom({source}, tile.bounds, {TileGrid.Extent}, {TileGrid.Buffer}, true)");

    private static string StandIn(GeometryFamily geometry)
    {
        const string Spot = "ST_PointOnSurface(ST_Intersection(t.geom_3857, tile.reach))";
        var area = string.Create(CultureInfo.InvariantCulture, $"ST_Expand({Spot}, {TileGrid.StandInReach} * tile.unit)");
        var dash = string.Create(
            CultureInfo.InvariantCulture,
            $"ST_MakeLine(ST_Translate({Spot}, -{TileGrid.StandInReach} * tile.unit, 0), ST_Translate({Spot}, {TileGrid.StandInReach} * tile.unit, 0))");
        return geometry switch
        {
            GeometryFamily.Polygon => area,
            GeometryFamily.Line => dash,
            _ => $"CASE ST_Dimension(t.geom_3857) WHEN 2 THEN {area} WHEN 1 THEN {dash} ELSE t.geom_3857 END",
        };
    }
}
