using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Gis.Core.Catalogue;
using Gis.Importer.Formats;
using Gis.Importer.Loading;

namespace Gis.Importer.Planning;

/// <summary>
/// The manifest that an import of loose files comes to: one entry a layer, each naming exactly the files and the dataset it was made of, so that it makes the
/// same layer again on its own. Every entry is tried (opened and planned) before it is written.
/// </summary>
/// <param name="planner">Plans the entries for the trial.</param>
/// <param name="file">Where the manifest will stand; paths in it are relative to its folder.</param>
internal sealed class ManifestDraft(ImportPlanner planner, string file)
{
    private static readonly JsonSerializerOptions Json = new(CatalogueJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly List<ManifestImport> imports = [];

    private string Folder => Path.GetDirectoryName(Path.GetFullPath(file))!;

    /// <summary>Layers so far.</summary>
    public IEnumerable<string> Layers => imports.Select(i => i.Layer!);

    /// <summary>Adds the layers of an order.</summary>
    /// <exception cref="ImportException">An entry would not make the same layer again.</exception>
    public void Add(ImportOrder order, ImportPlan plan, CancellationToken cancellation)
    {
        foreach (var request in plan.Requests)
        {
            var entry = Entry(order, plan, request);
            using var trial = planner.Plan(entry.ToOrder(Paths(entry), Folder) with { Near = order.Near, Grids = order.Grids }, cancellation);
            if (trial.Requests is not [{ } again] || !Parts(again).SetEquals(Parts(request)))
                throw new ImportException($"レイヤ「{request.Layer}」（{request.Datasets[0].SourcePath}）は、目録から同じものを作れる書き方がありません。このファイルだけ別のフォルダーに分けて、もう一度目録を作ってください。");
            imports.Add(entry);
        }
    }

    /// <summary>Writes the manifest, with what the catalogue says of town and layers by now.</summary>
    /// <param name="town">The town, or null.</param>
    /// <param name="departments">Its departments.</param>
    /// <param name="layers">The layers as the catalogue has them, by id; those missing are written as ordered.</param>
    public void Write(ManifestTown? town, IReadOnlyList<ManifestDepartment> departments, IReadOnlyDictionary<string, Layer> layers)
    {
        var manifest = new Manifest { Town = town, Departments = departments, Imports = [.. imports.Select(i => layers.TryGetValue(i.Layer!, out var layer) ? Known(i, layer) : i)] };
        Directory.CreateDirectory(Folder);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(manifest, Json) + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    private static ManifestImport Known(ManifestImport entry, Layer layer) => entry with
    {
        Title = layer.Title,
        Description = layer.Description,
        Audience = layer.Audience.ToText(),
        Department = layer.Department,
        Attribution = layer.Attribution,
        Date = layer.DataDate,
        NextReview = layer.NextReview,
        Visible = layer.Style.Visible,
    };

    private ManifestImport Entry(ImportOrder order, ImportPlan plan, ImportRequest request)
    {
        var taken = plan.Sets.SelectMany((set, i) => set.Datasets.Where(d => request.Datasets.Contains(d) || request.Datasets.Any(r => r.Name == d.UsedBy)).Select(d => Outer(order.Paths[i], d)))
            .Distinct(StringComparer.Ordinal).ToList();
        var files = taken.Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).ToList();
        return new ManifestImport
        {
            File = files.Count == 1 ? files[0] : null,
            Files = files.Count == 1 ? null : files,
            Layer = request.Layer.Value,
            Dataset = DatasetOf(plan, request),
            Kind = request.Kind.Kind.Id,
            Title = order.Wishes.Title,
            Audience = order.Wishes.Audience?.ToText(),
            Department = order.Wishes.Department,
            Coverage = order.Wishes.Coverage is null or "town" or "extent" or "unknown" ? order.Wishes.Coverage : Path.GetRelativePath(Folder, Path.GetFullPath(order.Wishes.Coverage)).Replace('\\', '/'),
            Crs = order.Crs,
            Encoding = order.Encoding,
        };
    }

    // Named only where its file holds more than it: by its own name, or by the member of the archive where two have one name.
    private static string? DatasetOf(ImportPlan plan, ImportRequest request)
    {
        if (request.Datasets is not [{ } only])
            return null;
        var beside = plan.Sets.First(s => s.Datasets.Contains(only)).Datasets.Where(d => OuterPart(d.SourcePath) == OuterPart(only.SourcePath)).ToList();
        if (beside.Count == 1)
            return only.IsDefault ? null : only.Name;
        return beside.Count(d => string.Equals(d.Name, only.Name, StringComparison.OrdinalIgnoreCase)) == 1 ? only.Name : MemberPart(only.SourcePath);
    }

    private IReadOnlyList<string> Paths(ManifestImport entry) => [.. (entry.Files ?? [entry.File!]).Select(f => Path.Combine(Folder, f))];

    // What is displayed begins with the name of the path that was handed over (SourceOpener).
    private static string Outer(string path, Dataset dataset)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full))
            return full;
        var above = Path.GetFileName(full).Length == 0 ? full : Path.GetDirectoryName(full)!;
        return Path.Combine(above, OuterPart(dataset.SourcePath));
    }

    private static string OuterPart(string sourcePath) => sourcePath.Split("!/", 2)[0];

    private static string MemberPart(string sourcePath) => sourcePath[(sourcePath.LastIndexOf("!/", StringComparison.Ordinal) is var at and >= 0 ? at + 2 : 0)..];

    private static HashSet<string> Parts(ImportRequest request) =>
        request.Datasets.Select(d => $"{Path.GetFileName(OuterPart(d.SourcePath))}{d.SourcePath[OuterPart(d.SourcePath).Length..]} {d.Name}").ToHashSet(StringComparer.Ordinal);
}
