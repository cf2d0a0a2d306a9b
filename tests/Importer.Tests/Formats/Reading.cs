using Gis.Core.Geodesy;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Tests.Formats;

/// <summary>Short ways to open and read in tests.</summary>
internal static class Reading
{
    public static SourceSet Open(string path, string? encoding = null, string? crs = null) =>
        SourceFormats.Opener().Open(path, new ReadOptions(encoding, crs is null ? null : Crs.TryParse(crs)));

    public static List<SourceRow> Rows(this Dataset dataset) => dataset.Read(TestContextToken).ToList();

    public static object? Value(this Dataset dataset, SourceRow row, string field)
    {
        for (var i = 0; i < dataset.Fields.Count; i++)
        {
            if (dataset.Fields[i].Name == field)
                return row.Values[i];
        }

        throw new KeyNotFoundException($"{field} is not among {string.Join(", ", dataset.Fields.Select(f => f.Name))}");
    }

    public static SourceField Field(this Dataset dataset, string name) => dataset.Fields.Single(f => f.Name == name);

    /// <summary>Area in square metres in a plane zone, with all vertices projected.</summary>
    public static double PlanarArea(Geometry geometry, int zone)
    {
        var plane = new PlaneZone(zone);
        var copy = geometry.Copy();
        copy.Apply(new Project(plane));
        copy.GeometryChanged();
        return copy.Area;
    }

    private static CancellationToken TestContextToken => CancellationToken.None;

    private sealed class Project(PlaneZone zone) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence, int i)
        {
            var point = zone.ToPlane(new LonLat(sequence.GetX(i), sequence.GetY(i)));
            sequence.SetX(i, point.East);
            sequence.SetY(i, point.North);
        }
    }
}
