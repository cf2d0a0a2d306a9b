using System.Text.Json;
using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Engine.Hazards.Zones;
using Gis.MapServer.Hosting;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.MapServer.Hazards;

/// <summary>What hazards are asked for, as it is sent.</summary>
/// <param name="Place">A place, when there is no shape.</param>
/// <param name="Shape">A line or an area, or null.</param>
internal sealed record AskedBody(LonLat Place, AskedShape? Shape)
{
    /// <summary>Most positions of a shape.</summary>
    public const int MostPositions = 2_000;

    /// <summary>Most degrees that it may reach across: a town, not a prefecture.</summary>
    public const double MostDegrees = 0.5;

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 6668);

    /// <summary>Reads a GeoJSON geometry.</summary>
    /// <exception cref="RequestProblemException">It is none, one that hazards are not asked for, or too large.</exception>
    public static AskedBody Read(byte[] json)
    {
        var shape = Parse(json);
        if (shape.NumPoints > MostPositions)
            throw RequestProblemException.Bad($"図形の点は {MostPositions} 個までにしてください。");
        if (!shape.Coordinates.All(c => new LonLat(c.X, c.Y).IsOnEarth))
            throw RequestProblemException.Bad("図形の座標は、経度、緯度の順に、度の数で指定してください。");
        if (shape is Point point)
            return new AskedBody(new LonLat(point.X, point.Y), null);
        var box = shape.EnvelopeInternal;
        if (box.Width > MostDegrees || box.Height > MostDegrees)
            throw RequestProblemException.Bad($"図形の広がりは、東西も南北も {MostDegrees} 度までにしてください。");
        try
        {
            return new AskedBody(default, AskedShape.Of(shape));
        }
        catch (ArgumentException)
        {
            throw RequestProblemException.Bad("図形は、長さのある線か、線が交わらない面にしてください。");
        }
    }

    private static Shape Parse(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            return new GeoJsonGeometryReader(Factory).Read(ref reader) is { IsEmpty: false } shape && !reader.Read() ? shape : throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw RequestProblemException.Bad("本文を GeoJSON の図形（Point、LineString、Polygon など）として読めません。");
        }
    }
}
