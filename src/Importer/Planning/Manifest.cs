using System.Text.Json;
using System.Text.Json.Serialization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Importer.Loading;

namespace Gis.Importer.Planning;

/// <summary><c>town.json</c>: a town and the files it is made of, in import order. Paths are relative to the manifest.</summary>
internal sealed record Manifest
{
    /// <summary>The town, or null: left as it is.</summary>
    public ManifestTown? Town { get; init; }

    /// <summary>Departments by id and title.</summary>
    public IReadOnlyList<ManifestDepartment> Departments { get; init; } = [];

    /// <summary>What to import.</summary>
    public IReadOnlyList<ManifestImport> Imports { get; init; } = [];

    /// <summary>Whether a path is a manifest rather than data.</summary>
    public static bool IsOne(string path)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) || new FileInfo(path).Length > 4 << 20)
            return false;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("imports", out var imports) && imports.ValueKind == JsonValueKind.Array;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ImportException">It is malformed.</exception>
    public static Manifest Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), CatalogueJson.Options)!;
        }
        catch (JsonException e)
        {
            throw new ImportException($"{Path.GetFileName(path)}（{e.LineNumber + 1}行目、{e.Path}）: 目録として読めません。項目の名前と書き方を確認してください。", e);
        }
    }

    /// <summary>The orders, entries of one layer that follow each other joined into one.</summary>
    /// <param name="folder">Folder of the manifest.</param>
    public IReadOnlyList<ImportOrder> Orders(string folder)
    {
        var orders = new List<ImportOrder>();
        foreach (var entry in Imports)
        {
            var paths = (entry.Files ?? []).Concat(entry.File is null ? [] : [entry.File]).Select(f => Path.Combine(folder, f)).ToList();
            if (paths.Count == 0)
                throw new ImportException($"目録の項目「{entry.Title ?? entry.Layer}」に file がありません。ファイル名を書いてください。");
            if (entry.Layer is not null && orders.Count > 0 && orders[^1].Layer == entry.Layer && orders[^1].Kind == entry.Kind)
                orders[^1] = orders[^1] with { Paths = [.. orders[^1].Paths, .. paths], MayJoin = true };
            else
                orders.Add(entry.ToOrder(paths, folder));
        }

        return orders;
    }
}

/// <summary>The town of a manifest.</summary>
/// <param name="Code">Municipality code.</param>
/// <param name="Name">Name.</param>
/// <param name="Zone">Plane rectangular zone, 1–19.</param>
/// <param name="Notice">Sentence on every map, or null.</param>
/// <param name="Contact">Whom to ask, or null.</param>
internal sealed record ManifestTown(string Code, string Name, int Zone = 9, string? Notice = null, string? Contact = null)
{
    /// <summary>The zone.</summary>
    /// <exception cref="ImportException">There is none of this number.</exception>
    [JsonIgnore]
    public PlaneZone PlaneZone => Zone is >= 1 and <= 19
        ? new PlaneZone(Zone)
        : throw new ImportException($"目録の町の系（zone）が{Zone}です。1から19のどれかにしてください。");
}

/// <summary>A department.</summary>
/// <param name="Id">Id in lower-case letters.</param>
/// <param name="Title">Title.</param>
internal sealed record ManifestDepartment(string Id, string Title);

/// <summary>One entry: files that become one layer (or, without <c>layer</c>, one layer a dataset).</summary>
internal sealed record ManifestImport
{
    /// <summary>File or folder.</summary>
    public string? File { get; init; }

    /// <summary>Several of them.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Layer id.</summary>
    public string? Layer { get; init; }

    /// <summary>Name of the dataset in an archive.</summary>
    public string? Dataset { get; init; }

    /// <summary>Kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Title.</summary>
    public string? Title { get; init; }

    /// <summary>Description.</summary>
    public string? Description { get; init; }

    /// <summary>public or staff.</summary>
    public string? Audience { get; init; }

    /// <summary>Department id or title.</summary>
    public string? Department { get; init; }

    /// <summary>Attribution.</summary>
    public Attribution? Attribution { get; init; }

    /// <summary>Date the data speaks of.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Date of the next review.</summary>
    public DateOnly? NextReview { get; init; }

    /// <summary>town, extent, unknown, or a file with the area.</summary>
    public string? Coverage { get; init; }

    /// <summary>Scenario of a hazard.</summary>
    public string? Scenario { get; init; }

    /// <summary>Whether the layer is on when the map opens.</summary>
    public bool? Visible { get; init; }

    /// <summary>CRS.</summary>
    public string? Crs { get; init; }

    /// <summary>Encoding.</summary>
    public string? Encoding { get; init; }

    /// <summary>The order that the entry means.</summary>
    public ImportOrder ToOrder(IReadOnlyList<string> paths, string folder)
    {
        Gis.Core.Catalogue.Audience? audience = null;
        if (Audience is not null)
            audience = AudienceText.TryParse(Audience, out var parsed) ? parsed : throw new ImportException($"目録の audience「{Audience}」は public か staff にしてください。");
        var coverage = Coverage is null or "town" or "extent" or "unknown" ? Coverage : Path.Combine(folder, Coverage);
        return new ImportOrder
        {
            Paths = paths,
            Layer = Layer,
            Dataset = Dataset,
            Kind = Kind,
            Crs = Crs,
            Encoding = Encoding,
            Wishes = new LayerWishes
            {
                Title = Title,
                Description = Description,
                Audience = audience,
                Department = Department,
                Attribution = Attribution,
                Date = Date,
                NextReview = NextReview,
                Coverage = coverage,
                Scenario = Scenario,
                Visible = Visible,
            },
        };
    }
}
