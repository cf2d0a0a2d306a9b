using Gis.Core.Catalogue;
using Gis.Core.Geometry;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// Where a hazard layer speaks (rule 7). "No zone here" may only be said inside this area, so it is set only on someone's word: <c>town</c> (the file
/// covers the whole town), <c>extent</c> (the box around the data), a file with the area, or <c>unknown</c>. Without a word it is the town when the
/// town itself is named as the publisher, and unknown otherwise.
/// </summary>
internal static class CoverageStep
{
    private const string DefaultSql = """
        SELECT CASE WHEN l.lineage ->> 'coverage' IS NOT NULL THEN l.lineage ->> 'coverage'
                    WHEN EXISTS (SELECT FROM gis.town t WHERE position(t.name IN coalesce(l.attribution ->> 'publisher', '')) > 0) THEN 'town'
                    ELSE 'unknown' END
        FROM gis.layer l WHERE l.id = $1
        """;

    private const string TownSql = "UPDATE gis.layer SET coverage = (SELECT boundary FROM gis.town) WHERE id = $1";

    private const string UnknownSql = "UPDATE gis.layer SET coverage = NULL WHERE id = $1";

    /// <summary>Sets the coverage of a hazard layer.</summary>
    /// <returns>The way it was set, for the report; null for kinds that are no hazard.</returns>
    public static async Task<string?> WriteAsync(
        NpgsqlConnection connection, LayerId layer, Kind kind, string? wish, Func<string, Geometry>? areaOfFile, CancellationToken cancellation)
    {
        if (kind.Hazard is null)
            return null;
        var mode = wish ?? await Sql.ValueAsync<string>(connection, DefaultSql, cancellation, layer.Value) ?? "unknown";
        switch (mode)
        {
            case "town":
                await Sql.RunAsync(connection, TownSql, cancellation, layer.Value);
                return mode;
            case "extent":
                await Sql.RunAsync(
                    connection,
                    $"UPDATE gis.layer SET coverage = (SELECT ST_Multi(ST_SetSRID(ST_Extent(geom)::geometry, 6668)) FROM {Sql.Table("layer", layer)}) WHERE id = $1",
                    cancellation,
                    layer.Value);
                return mode;
            case "unknown":
                await Sql.RunAsync(connection, UnknownSql, cancellation, layer.Value);
                return mode;
            case "file" when wish is null:
                return mode;
            default:
                var area = areaOfFile?.Invoke(mode) ?? throw ImportException.Usage($"--coverage「{mode}」は使えません。town、extent、unknown、または範囲のファイルを指定してください。");
                await Sql.RunAsync(
                    connection, "UPDATE gis.layer SET coverage = ST_Multi($2::bytea::geometry) WHERE id = $1", cancellation, layer.Value, Ewkb.Write(area));
                return "file";
        }
    }

    /// <summary>The area that the polygons of a file cover together.</summary>
    public static Geometry AreaOf(SourceSet source, CancellationToken cancellation)
    {
        var parts = source.Datasets.SelectMany(d => d.Read(cancellation)).Select(r => r.Geometry).OfType<Geometry>()
            .Where(g => g.Dimension == Dimension.Surface).Select(g => GeometryRepair.Repair(g).Geometry).OfType<Geometry>().ToList();
        var area = UnaryUnionOp.Union(parts);
        if (area is null || area.IsEmpty)
            throw new ImportException("範囲（--coverage）のファイルに面がありません。町や区域の面の入ったファイルを指定してください。");
        area.SRID = 6668;
        return area;
    }
}
