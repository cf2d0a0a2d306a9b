using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Loading;
using Gis.Importer.Report;

namespace Gis.Importer.Planning;

/// <summary>The layers that an order comes to. Disposing it closes the files.</summary>
/// <param name="Requests">In order.</param>
/// <param name="Sets">The opened files.</param>
internal sealed record ImportPlan(IReadOnlyList<ImportRequest> Requests, IReadOnlyList<SourceSet> Sets) : IDisposable
{
    public void Dispose()
    {
        foreach (var set in Sets)
            set.Dispose();
    }
}

/// <summary>Opens files and decides which of their datasets become which layer.</summary>
internal sealed class ImportPlanner(KindSet kinds, SourceOpener opener)
{
    /// <summary>Plans an order.</summary>
    /// <exception cref="SourceException">Nothing can be read.</exception>
    /// <exception cref="ImportException">The options make no sense for these files (exit status 2).</exception>
    public ImportPlan Plan(ImportOrder order, CancellationToken cancellation)
    {
        var kind = order.Kind is null ? null : kinds.Require(order.Kind);
        var options = ReadOptionsOf(order);
        var layer = LayerOf(order);
        // Beside the first look at the files, which is one thread's work.
        var sources = Task.Run(() => order.Paths.Select(SourceDigest.Of).ToList(), cancellation);
        var sets = new List<SourceSet>();
        try
        {
            foreach (var path in order.Paths)
                sets.Add(opener.Open(path, options, null, cancellation));
            var choice = new DatasetChoice(new KindRecognition(kinds), kind, order.Dataset).From(sets);
            return new ImportPlan(Requests(order, layer, choice, sources.GetAwaiter().GetResult()), sets);
        }
        catch
        {
            sets.ForEach(s => s.Dispose());
            throw;
        }
    }

    /// <summary>Encoding and CRS as the readers take them.</summary>
    /// <exception cref="ImportException">Unknown names (exit status 2).</exception>
    public static ReadOptions ReadOptionsOf(ImportOrder order)
    {
        if (order.Encoding is { } encoding && JapaneseEncodings.ByName(encoding) is null)
            throw ImportException.Usage($"文字コード「{encoding}」は分かりません。CP932、UTF-8、UTF-16、EUC-JP のどれかを指定してください。");
        var crs = order.Crs is null
            ? null
            : Crs.TryParse(order.Crs) ?? throw ImportException.Usage($"座標系「{order.Crs}」は分かりません。EPSG:6677 のように指定してください。");
        return new ReadOptions(order.Encoding, crs, order.Near, order.Dataset, order.Grids.Count == 0 ? null : Formats.Coordinates.DatumGrids.Load(order.Grids));
    }

    // Ids are spelled with underscores in tables; a hyphen means the same.
    private static LayerId? LayerOf(ImportOrder order)
    {
        if (order.Layer is null)
            return null;
        return LayerId.TryParse(order.Layer.Replace('-', '_'), out var id)
            ? id
            : throw ImportException.Usage($"レイヤID「{order.Layer}」は使えません。英小文字・数字・_ で56文字以内にしてください。");
    }

    private static List<ImportRequest> Requests(ImportOrder order, LayerId? layer, Choice choice, IReadOnlyList<ReportedSource> sources)
    {
        var reading = $"encoding={order.Encoding};crs={order.Crs};dataset={order.Dataset};kind={order.Kind}{string.Concat(order.Grids.Select(g => ";grid=" + Path.GetFileName(g)))}";
        ImportRequest Request(LayerId id, IReadOnlyList<ChosenDataset> datasets) => new()
        {
            Layer = id,
            LayerIsGiven = layer is not null,
            Kind = datasets[0].Kind,
            Datasets = datasets.Select(d => d.Dataset).ToList(),
            Sources = sources,
            NotTaken = choice.NotTaken,
            Wishes = order.Wishes,
            ReadingText = reading,
        };

        if (layer is { } given)
        {
            var joined = Groups(choice.Chosen);
            if (joined.Count > 1 && !order.MayJoin)
            {
                throw ImportException.Usage(
                    $"--layer {order.Layer} に入れられるデータが{joined.Count}つあります。--dataset か --kind で1つに絞ってください：{string.Join('、', choice.Chosen.Select(c => DatasetChoice.Describe(c.Dataset)))}");
            }

            return [Request(given, choice.Chosen)];
        }

        return Groups(choice.Chosen)
            .Select(g => (Id: LayerNaming.FromName(NameOf(g, order), g[0].Kind.Kind), Datasets: g))
            .GroupBy(g => g.Id)
            .SelectMany(same => same.Select((g, i) => Request(i == 0 ? g.Id : Numbered(g.Id, i + 1), g.Datasets)))
            .ToList();
    }

    // The Ministry gives one 地図XML a map and 国土地理院 one file a mesh; the parts of one order are one layer.
    private static List<IReadOnlyList<ChosenDataset>> Groups(IReadOnlyList<ChosenDataset> chosen) =>
        chosen.GroupBy(c => c.Dataset.PartOf is { } whole ? (object)(whole, c.Kind.Kind.Id) : c.Dataset).Select(g => (IReadOnlyList<ChosenDataset>)g.ToList()).ToList();

    private static string NameOf(IReadOnlyList<ChosenDataset> group, ImportOrder order)
    {
        if (group.Count == 1)
            return group[0].Dataset.Name;
        var whole = group[0].Dataset.PartOf!;
        return whole.All(c => c < 128) ? whole : Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(order.Paths[0]));
    }

    private static LayerId Numbered(LayerId id, int number)
    {
        var suffix = "_" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return LayerId.Parse(id.Value[..Math.Min(id.Value.Length, 56 - suffix.Length)] + suffix);
    }
}
