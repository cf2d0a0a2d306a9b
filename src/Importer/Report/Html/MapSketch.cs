using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Report.Html;

/// <summary>The town and a layer as a few SVG paths, for the small map of a report.</summary>
/// <param name="Frame">West, south, east, north in degrees that the picture shows.</param>
/// <param name="Town">Path of the town's boundary, or null.</param>
/// <param name="Areas">Path of the layer's areas and lines.</param>
/// <param name="Points">The layer's points in picture units.</param>
internal sealed record MapSketch(double[] Frame, string? Town, string Areas, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Width of the picture.</summary>
    public const double Width = 720;

    /// <summary>Height of the picture.</summary>
    public const double Height = 460;

    private const int MostShapes = 1_500;

    private const string FrameSql = """
        SELECT ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b) FROM (
            SELECT coalesce((SELECT ST_Extent(boundary)::geometry FROM gis.town WHERE boundary IS NOT NULL),
                (SELECT ST_MakeEnvelope(bbox[1], bbox[2], bbox[3], bbox[4]) FROM gis.layer WHERE id = $1 AND bbox IS NOT NULL)) AS b) f WHERE b IS NOT NULL
        """;

    /// <summary>Reads it; null when there is neither a town nor a layer with a place.</summary>
    public static async Task<MapSketch?> LoadAsync(NpgsqlConnection connection, string layer, CancellationToken cancellation)
    {
        if (await FrameAsync(connection, layer, cancellation) is not { } frame)
            return null;
        // Into picture units before it is written out: ST_AsSVG turns y round.
        string Picture(string shape) => string.Create(
            CultureInfo.InvariantCulture,
            $"ST_AsSVG(ST_Simplify(ST_TransScale({shape}, {-frame[0]:R}, {-frame[3]:R}, {Width / (frame[2] - frame[0]):R}, {Height / (frame[3] - frame[1]):R}), 0.4, true), 1, 1)");
        var town = await Sql.ValueAsync<string>(connection, $"SELECT {Picture("boundary")} FROM gis.town", cancellation);
        var (areas, points) = ("", new List<(double, double)>());
        if (await Sql.ValueAsync<bool>(connection, "SELECT to_regclass($1) IS NOT NULL", cancellation, "layer." + layer))
        {
            var table = Sql.Table("layer", LayerId.Parse(layer));
            var inFrame = string.Create(CultureInfo.InvariantCulture, $"geom && ST_MakeEnvelope({frame[0]:R}, {frame[1]:R}, {frame[2]:R}, {frame[3]:R}, 6668)");
            areas = await Sql.ValueAsync<string>(
                connection, $"SELECT string_agg({Picture("s.geom")}, ' ') FROM (SELECT geom FROM {table} WHERE {inFrame} AND ST_Dimension(geom) > 0 LIMIT {MostShapes}) s", cancellation) ?? "";
            await using var command = Sql.Command(
                connection, $"SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_Centroid(geom) AS p FROM {table} WHERE {inFrame} AND ST_Dimension(geom) = 0 LIMIT {MostShapes}) s");
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                points.Add(Place(frame, reader.GetDouble(0), reader.GetDouble(1)));
        }

        return new MapSketch(frame, town, areas, points);
    }

    /// <summary>A position in picture units; outside the picture when the position is.</summary>
    public (double X, double Y) Place(double lon, double lat) => Place(Frame, lon, lat);

    private static (double X, double Y) Place(double[] frame, double lon, double lat) =>
        ((lon - frame[0]) / (frame[2] - frame[0]) * Width, (frame[3] - lat) / (frame[3] - frame[1]) * Height);

    // The town with a margin, widened to the picture's proportions at its latitude.
    private static async Task<double[]?> FrameAsync(NpgsqlConnection connection, string layer, CancellationToken cancellation)
    {
        double[] box;
        await using (var command = Sql.Command(connection, FrameSql, layer))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
                return null;
            box = [reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3)];
        }

        var (lon, lat) = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        var squeeze = Math.Cos(lat * Math.PI / 180);
        var height = Math.Max(Math.Max(box[3] - box[1], (box[2] - box[0]) * squeeze * Height / Width), 0.002) * 1.16;
        var width = height * Width / Height / squeeze;
        return [lon - (width / 2), lat - (height / 2), lon + (width / 2), lat + (height / 2)];
    }
}
