using System.Globalization;
using Gis.Core.Geodesy;

namespace Gis.Importer.Pinning;

/// <summary>A control point and how far the pin misses it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">On the map, to the right.</param>
/// <param name="Y">On the map, up.</param>
/// <param name="Lon">Ground longitude, degrees, EPSG:6668.</param>
/// <param name="Lat">Ground latitude.</param>
/// <param name="East">By the pin less given, metres.</param>
/// <param name="North">By the pin less given, metres.</param>
/// <param name="Metres">Distance.</param>
internal sealed record PinResidual(string Name, double X, double Y, double Lon, double Lat, double East, double North, double Metres);

/// <summary>What a pin was made of and how well it fits; kept in the database and in the layer's lineage.</summary>
internal sealed record PinReport
{
    /// <summary>Version of this shape.</summary>
    public string Schema { get; init; } = "gis-pin-report/1";

    /// <summary>pin or unpin.</summary>
    public string Action { get; init; } = "pin";

    /// <summary>Layer id.</summary>
    public required string Layer { get; init; }

    /// <summary>Name of the map.</summary>
    public required string Map { get; init; }

    /// <summary>helmert or affine.</summary>
    public string? Method { get; init; }

    /// <summary>Plane zone of the fit.</summary>
    public int? Zone { get; init; }

    /// <summary>Root mean square of the residuals in metres.</summary>
    public double? Rms { get; init; }

    /// <summary>Metres on the ground by metre on the map.</summary>
    public double? Scale { get; init; }

    /// <summary>Turn in degrees, counter-clockwise.</summary>
    public double? Turn { get; init; }

    /// <summary>The points.</summary>
    public IReadOnlyList<PinResidual>? Points { get; init; }

    /// <summary>Sentences, in Japanese.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Parcels that were placed, or lost their place.</summary>
    public long Parcels { get; init; }

    /// <summary>Revision of the layer that it made.</summary>
    public long? Revision { get; init; }
}

/// <summary>Finds the pin of control points and judges it: in a line, face down, wild.</summary>
internal sealed class PinDecision(PlaneZone zone, ControlPoints points, PinMethod method)
{
    private const double InALine = 0.02;
    private readonly List<string> remarks = [];

    /// <summary>Fits and judges.</summary>
    /// <param name="layer">Layer id, for the report.</param>
    /// <param name="map">Name of the map, for the report.</param>
    /// <param name="tolerance">Largest residual in metres that is believed.</param>
    /// <param name="accept">Believe any residual and any scale.</param>
    /// <exception cref="ImportException">Too few points, in a line, or wild.</exception>
    public (FittedPin Fit, PinReport Report) Decide(string layer, string map, double tolerance, bool accept)
    {
        if (points.Points.Count < 3)
            throw new ImportException($"対応点が{points.Points.Count}つしかありません。3つ以上の対応点を書いてください。");
        var placed = Oriented(out var northFirst);
        if (PinFit.Breadth(placed.Select(p => (p.X, p.Y)).ToList()) < InALine || PinFit.Breadth(placed.Select(p => (p.Ground.East, p.Ground.North)).ToList()) < InALine)
            throw new ImportException("対応点が一直線に並んでいるため、地図の向きが決まりません。線から離れた点を加えてください。");
        var fit = PinFit.Fit(method, zone, placed);
        if (!points.NamesDirections)
            remarks.Add(northFirst ? "対応点のx,yは、x=北、y=東（地図XMLと同じ）と判定しました" : "対応点のx,yは、x=東（右）、y=北（上）と判定しました");
        var report = Report(layer, map, fit, placed);
        Judge(fit, report, tolerance, accept);
        return (fit, report with { Remarks = remarks });
    }

    // A map is never drawn face down, so of the two readings of "x, y" only one fits without a mirror.
    private List<(double X, double Y, PlanePoint Ground)> Oriented(out bool northFirst)
    {
        var north = points.Points.Select(p => (X: p.Second, Y: p.First, p.Ground)).ToList();
        var east = points.Points.Select(p => (X: p.First, Y: p.Second, p.Ground)).ToList();
        northFirst = points.NamesDirections || PinFit.Fit(PinMethod.Helmert, zone, north).Rms <= PinFit.Fit(PinMethod.Helmert, zone, east).Rms;
        return northFirst ? north : east;
    }

    private void Judge(FittedPin fit, PinReport report, double tolerance, bool accept)
    {
        var faults = new List<string>();
        if (fit.Pin.IsMirrored)
            faults.Add("地図が裏返しになります（北と東の列が逆ではありませんか）");
        if (fit.Worst > tolerance)
        {
            var worst = report.Points!.MaxBy(p => p.Metres)!;
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"対応点「{worst.Name}」のずれが{worst.Metres:N2}mあります（許容{tolerance:0.##}m、全体のRMS {fit.Rms:N2}m）"));
        }

        if (fit.Pin.Scale is < 0.8 or > 1.25)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"縮尺が{fit.Pin.Scale:0.###}倍になります（地図の座標がメートルなら1に近いはずです）"));
        if (method == PinMethod.Affine && points.Points.Count == 3)
            remarks.Add("3点のアフィン変換はどんな点にもぴったり合うため、残差0mは正しさの証拠になりません。4点以上にすると確かめられます");
        if (faults.Count == 0)
            return;
        if (!accept)
            throw new ImportException($"{string.Join('。', faults)}。対応点を見直すか、承知のうえなら --accept-residuals を付けてください。");
        remarks.AddRange(faults.Select(f => f + "が、指定により受け入れました"));
    }

    private PinReport Report(string layer, string map, FittedPin fit, List<(double X, double Y, PlanePoint Ground)> placed) => new()
    {
        Layer = layer,
        Map = map,
        Method = method.ToString().ToLowerInvariant(),
        Zone = zone.Number,
        Rms = Math.Round(fit.Rms, 4),
        Scale = Math.Round(fit.Pin.Scale, 6),
        Turn = Math.Round(fit.Pin.Turn, 4),
        Points = placed.Select((p, i) =>
        {
            var ground = zone.ToLonLat(p.Ground);
            var (east, north) = fit.Residuals[i];
            return new PinResidual(
                points.Points[i].Name, p.X, p.Y, Math.Round(ground.Lon, 9), Math.Round(ground.Lat, 9), Math.Round(east, 4), Math.Round(north, 4),
                Math.Round(Math.Sqrt((east * east) + (north * north)), 4));
        }).ToList(),
    };
}
