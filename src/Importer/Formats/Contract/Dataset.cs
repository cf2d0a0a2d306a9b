namespace Gis.Importer.Formats;

/// <summary>One layer of a source file: its description, and its rows as a stream.</summary>
/// <remarks>Not thread safe. <see cref="Read"/> may be called more than once, one enumeration at a time.</remarks>
public abstract class Dataset : IDisposable
{
    private static readonly IReadOnlyDictionary<string, string> NoFacts = new Dictionary<string, string>();

    /// <summary>Name of the layer: the table, the layer, or the file name without extension.</summary>
    public abstract string Name { get; }

    /// <summary>Name of the format, as <see cref="IFormat.Name"/> gives it.</summary>
    public abstract string Format { get; }

    /// <summary>The file it comes from, as people know it (<see cref="SourceFile.DisplayPath"/>).</summary>
    public abstract string SourcePath { get; }

    /// <summary>Text encoding and the evidence for it; null where the format itself fixes it.</summary>
    public virtual Detected<string>? Encoding => null;

    /// <summary>Coordinate reference system of the source and the evidence; null without geometry or when it has no place on the earth.</summary>
    public virtual Detected<Crs>? Crs => null;

    /// <summary>How coordinates were brought to EPSG:6668, in Japanese, for the report and the layer's lineage; null without placed geometry.</summary>
    public virtual string? CoordinateMethod => null;

    /// <summary>Horizontal error in metres that <see cref="CoordinateMethod"/> leaves, where it leaves one worth saying.</summary>
    public virtual double? CoordinateErrorMetres => null;

    /// <summary>What kind of shapes the rows carry.</summary>
    public abstract GeometryFamily Geometry { get; }

    /// <summary>The columns, in source order. <see cref="SourceRow.Values"/> are in the same order.</summary>
    public abstract IReadOnlyList<SourceField> Fields { get; }

    /// <summary>Number of rows when the source says it cheaply, for progress; null when it must be counted by reading.</summary>
    public virtual long? RowCount => null;

    /// <summary>The kind (see the catalogue presets) that names, columns or the format itself point to; null when nothing does.</summary>
    public string? KindHint => Hint?.Kind;

    /// <summary>The same with the reason; null when nothing points to a kind.</summary>
    public virtual KindHint? Hint => null;

    /// <summary>Who published the data, as the file itself says; null when it does not.</summary>
    public virtual SourceCredit? Credit => null;

    /// <summary>Whether the dataset is loaded without being asked for by name. False for what only some need (筆界点 of a map, hidden parts).</summary>
    public virtual bool IsDefault => true;

    /// <summary>Facts of the file that are not row values: 地図名, 市区町村コード, 座標系, dates. Keys and values are shown to people.</summary>
    public virtual IReadOnlyDictionary<string, string> Facts => NoFacts;

    /// <summary>
    /// Equal for datasets that hold the same thing in two formats (<c>flood.shp</c> and <c>flood.kml</c> of one folder): folder, name and number of
    /// rows. A KMZ counts as part of the folder it lies in, and so does a folder named after a format or an encoding (<c>UTF-8/</c>, <c>GeoJSON形式/</c>). The one with the lowest <see cref="TwinRank"/> should be taken.
    /// </summary>
    public string TwinKey
    {
        get
        {
            var path = SourcePath.Replace('\\', '/');
            var archive = path.IndexOf(".kmz!/", StringComparison.OrdinalIgnoreCase);
            if (archive >= 0)
                path = path[..archive];
            var folders = path.Split('/')[..^1].Where(f => !TwinFolder.IsOne(f));
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{string.Join('/', folders)}/{Name} {RowCount}");
        }
    }

    /// <summary>Preference among format twins: 0 is the richest format.</summary>
    public virtual int TwinRank => 0;

    /// <summary>Datasets of an order with the same value are parts of one layer (the sheets of a map series); null when each is a layer of its own.</summary>
    public virtual string? PartOf => null;

    /// <summary>Names of further datasets in the same file, opened when asked for by name.</summary>
    public virtual IReadOnlyList<string> AlsoHolds => [];

    /// <summary>Name of the dataset that takes this one in (positions that belong to a list of names); null for one that stands for itself.</summary>
    public virtual string? UsedBy => null;

    /// <summary>Remarks about the whole dataset, in Japanese (library warnings, dropped dimensions …). Grows while reading.</summary>
    public virtual IReadOnlyList<string> Remarks => [];

    /// <summary>Streams the rows in source order. Memory does not grow with the number of rows beyond what the format forces.</summary>
    /// <exception cref="SourceException">The file breaks off or is malformed at some row.</exception>
    public abstract IEnumerable<SourceRow> Read(CancellationToken cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases files and library handles.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
