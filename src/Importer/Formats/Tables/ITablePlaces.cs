using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Tables;

/// <summary>Finds the place of each row of a table.</summary>
internal interface ITablePlaces
{
    /// <summary>What the rows carry.</summary>
    GeometryFamily Geometry { get; }

    /// <summary>The system found; null without places.</summary>
    Detected<Crs>? Crs { get; }

    /// <summary>How coordinates are brought to EPSG:6668.</summary>
    string? Method { get; }

    /// <summary>What error that leaves, in metres.</summary>
    double? ErrorMetres { get; }

    /// <summary>Remarks about the whole table.</summary>
    List<string> Remarks { get; }

    /// <summary>Looks at a row in the first pass.</summary>
    void Observe(IReadOnlyList<string> cells);

    /// <summary>Ends the first pass.</summary>
    /// <exception cref="SourceException">The system cannot be told.</exception>
    void Decide(ReadOptions options);

    /// <summary>The place of a row in the second pass.</summary>
    (Geometry? Geometry, Placement Placement) Resolve(IReadOnlyList<string> cells, List<RowRemark> remarks);
}

/// <summary>A table without coordinates: every row is kept without a place.</summary>
internal sealed class NoPlaces : ITablePlaces
{
    public GeometryFamily Geometry => GeometryFamily.None;

    public Detected<Crs>? Crs => null;

    public string? Method => null;

    public double? ErrorMetres => null;

    public List<string> Remarks { get; } = ["緯度・経度の列が見つからないため、位置のない行として扱います"];

    public void Observe(IReadOnlyList<string> cells)
    {
    }

    public void Decide(ReadOptions options)
    {
    }

    public (Geometry? Geometry, Placement Placement) Resolve(IReadOnlyList<string> cells, List<RowRemark> remarks)
    {
        remarks.Add(new RowRemark(RemarkKind.Note, "no-coordinates", "座標の列がないため位置がありません"));
        return (null, new Placement.Unplaced(null));
    }
}
