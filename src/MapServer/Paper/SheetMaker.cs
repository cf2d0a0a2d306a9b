using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Engine.Hazards;
using Gis.Engine.Paper;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Facilities;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using NetTopologySuite.Geometries;

namespace Gis.MapServer.Paper;

/// <summary>Makes sheets, a few at a time: one reads what lies in a whole district.</summary>
/// <param name="districts">Knows the districts.</param>
/// <param name="drawing">Reads the ground.</param>
/// <param name="hazards">Knows the emergency sites.</param>
/// <param name="facilities">Knows their telephone numbers.</param>
public sealed class SheetMaker(DistrictReader districts, SheetDrawing drawing, PointHazards hazards, FacilityReader facilities) : IDisposable
{
    private const int AtOnce = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce);

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    /// <summary>Makes a sheet.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="asked">Which.</param>
    /// <param name="origin">Scheme and authority under which people reach this server.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="RequestProblemException">There is no such district, or too much is asked for.</exception>
    public async Task<SheetPage> MakeAsync(TownSnapshot snapshot, SheetChoice asked, string origin, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(asked);
        if (!await _room.WaitAsync(Patience, cancellation))
            throw RequestProblemException.Busy();
        try
        {
            return await DrawAsync(snapshot, asked.OrUsual(snapshot), origin, cancellation);
        }
        finally
        {
            _room.Release();
        }
    }

    private async Task<SheetPage> DrawAsync(TownSnapshot snapshot, SheetChoice choice, string origin, CancellationToken cancellation)
    {
        var zone = (snapshot.Catalogue.Town ?? throw RequestProblemException.NotFound("町がまだ登録されていません。")).Zone;
        var (district, shape) = await districts.FindAsync(snapshot, choice.District ?? "", cancellation)
            ?? throw RequestProblemException.NotFound("この地区はありません。/paper から選びなおしてください。");
        var box = PlaneBox(zone, shape);
        var layout = Choose(choice, box);
        var scale = choice.Scale ?? layout.ScaleFor(box.Width, box.Height);
        var frame = new SheetFrame(zone, new PlanePoint((box.MinY + box.MaxY) / 2, (box.MinX + box.MaxX) / 2), scale, layout.GroundWidth, layout.GroundHeight);
        var ground = await drawing.ReadAsync(snapshot, frame, choice.Hazards, cancellation);
        if (ground.TooMany.FirstOrDefault(l => l.Kind.Hazard is not null) is { } tooMany)
            throw RequestProblemException.Bad($"「{tooMany.Title}」は、この範囲では細かすぎて紙に描けません。地区を分けるか、縮尺を大きくしてください。");
        var inside = SheetPlaces.Put(frame, shape);
        var middle = zone.ToLonLat(frame.Center);
        var sites = (await hazards.SitesAsync(snapshot, middle, cancellation)).Where(s => Holds(frame, s.Position))
            .OrderBy(s => SheetPlaces.Within(frame, inside, s.Position) ? 0 : 1).ToList();
        var phones = await PhonesAsync(snapshot, [.. sites.Select(s => s.Layer).DistinctBy(l => l.Id)], cancellation);
        IReadOnlyList<string> marks = [.. Engine.Catalogues.SiteFlags.All.Select(f => f.Flag).Where(f => sites.Exists(s => s.Fits.ContainsKey(f)))];
        var numbered = new SheetBudget(layout).Rows(choice.Hazards, sites.Select(s => (s,
            $"{SheetPage.Near(snapshot.Catalogue.Town.Name, s.Address)} ☎{phones.GetValueOrDefault((s.Layer.Id.Value, s.Fid))}")), marks.Count);
        var flags = choice.Hazards.Select(h => h.Kind.Hazard!.SiteFlag).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var grid = new SheetGrid(frame);
        var content = new SheetContent
        {
            Style = ground.Style,
            Features = ground.Features,
            Coverage = ground.Coverage,
            District = inside,
            Signs = [.. sites.Select((s, i) => new SheetSign(s.Position, Symbol(s.Layer), i < numbered ? i + 1 : null, flags.Exists(f => !s.IsFor(f))))],
            Names = ground.Names(snapshot, frame, district, sites),
            Label = Messages.Of("paper.picture", ("district", district.Name), ("layers", string.Join('、', choice.Hazards.Select(Words.Of)))),
            Scale = Messages.Of("paper.scaleOf", ("scale", SheetPage.Grouped(scale))),
            North = Messages.Of("picture.north"),
        };
        return new SheetPage(snapshot, choice, district)
        {
            Layout = layout,
            Frame = frame,
            Grid = grid,
            Map = SheetMap.Draw(layout, frame, grid, content),
            Ground = ground,
            IsCut = !frame.Holds(inside.EnvelopeInternal.MinX, inside.EnvelopeInternal.MinY) || !frame.Holds(inside.EnvelopeInternal.MaxX, inside.EnvelopeInternal.MaxY),
            HasOutside = SheetOutside.Any(frame, ground.Coverage),
            Rows = [.. sites.Take(numbered).Select((s, i) => new SheetRow(i + 1, Cell(frame, grid, s.Position), s, phones.GetValueOrDefault((s.Layer.Id.Value, s.Fid))))],
            Others = sites.Count - numbered,
            Flags = marks,
            // What a town prints on is its own clock, whatever the machine's is set to.
            Made = JapanTime.Day(DateTimeOffset.UtcNow),
            Link = FormattableString.Invariant($"{origin}/#map={Math.Clamp(frame.Zoom - 1, 12, 17):0.0}/{middle.Lat:F5}/{middle.Lon:F5}")
                + (choice.Hazards.Count == 0 ? "" : "&on=" + string.Join(',', choice.Hazards.Select(h => h.Id.Value))),
        };
    }

    // Whichever way shows the district larger; where both do alike, the way its own shape lies.
    private static SheetLayout Choose(SheetChoice choice, Envelope box)
    {
        SheetLayout Way(bool landscape) => new(choice.Size, landscape) { MoreFoot = Language.Current.IsJapanese ? 0 : 7 };
        if (choice.IsLandscape is { } way)
            return Way(way);
        var (upright, across) = (Way(false), Way(true));
        var (uprightScale, acrossScale) = (upright.ScaleFor(box.Width, box.Height), across.ScaleFor(box.Width, box.Height));
        return acrossScale < uprightScale || (acrossScale == uprightScale && box.Width > box.Height) ? across : upright;
    }

    // East and north in metres of the plane.
    private static Envelope PlaneBox(PlaneZone zone, Geometry shape)
    {
        var box = new Envelope();
        foreach (var corner in shape.Coordinates)
        {
            var point = zone.ToPlane(new LonLat(corner.X, corner.Y));
            box.ExpandToInclude(point.East, point.North);
        }

        return box;
    }

    private static bool Holds(SheetFrame frame, LonLat place)
    {
        var (x, y) = frame.At(place);
        return frame.Holds(x, y);
    }

    private static string Cell(SheetFrame frame, SheetGrid grid, LonLat place)
    {
        var (x, y) = frame.At(place);
        return grid.CellOf(x, y);
    }

    private static string? Symbol(Layer layer) => LayerLegend.Of(layer).FirstOrDefault(c => c.Symbol is not null)?.Symbol;

    private async Task<Dictionary<(string, long), string>> PhonesAsync(TownSnapshot snapshot, IReadOnlyList<Layer> layers, CancellationToken cancellation) =>
        (await facilities.ReadAsync(snapshot, [.. layers.Where(l => l.FieldWithRole(FieldRole.Phone) is not null)], null, cancellation))
            .Where(f => f.Phone is not null).ToDictionary(f => (f.Layer.Id.Value, f.Fid), f => f.Phone!);
}
