using Gis.Core.Catalogue;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Report;

namespace Gis.Importer.Planning;

/// <summary>A dataset that is to be loaded, with its kind.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Kind">What it is taken for.</param>
internal sealed record ChosenDataset(Dataset Dataset, RecognisedKind Kind);

/// <summary>What of the files is loaded, and what is not and why.</summary>
/// <param name="Chosen">In path order.</param>
/// <param name="NotTaken">The rest.</param>
internal sealed record Choice(IReadOnlyList<ChosenDataset> Chosen, IReadOnlyList<NotTaken> NotTaken);

/// <summary>
/// Chooses datasets: by <c>--dataset</c>, by <c>--kind</c> (those known to be of the kind; else those of no known kind whose shapes fit it), and of
/// format twins only the richest.
/// </summary>
internal sealed class DatasetChoice(KindRecognition recognition, Kind? kind, string? datasetName)
{
    /// <summary>Chooses from what the files hold.</summary>
    /// <exception cref="ImportException">Nothing fits (exit status 2, with the list).</exception>
    public Choice From(IReadOnlyList<SourceSet> sets)
    {
        var rest = new List<NotTaken>();
        var candidates = new List<Dataset>();
        Formats.Addresses.AddressDataset.Join(sets.SelectMany(s => s.Datasets));
        foreach (var set in sets)
        {
            var (datasets, twins) = set.WithoutTwins();
            candidates.AddRange(datasets);
            rest.AddRange(twins.Select(t => new NotTaken(Describe(t), "同じ内容が別の形式で入っているため、こちらは使いません")));
            rest.AddRange(set.Skipped.Select(s => new NotTaken(s.DisplayPath, s.Reason, s.IsError)));
        }

        rest.AddRange(candidates.Where(d => d.UsedBy is not null).Select(d => new NotTaken(Describe(d), $"「{d.UsedBy}」の位置として一緒に読みました")));
        candidates.RemoveAll(d => d.UsedBy is not null);
        if (datasetName is not null)
            candidates = ByName(sets, candidates, rest);
        else if (candidates.Exists(d => d.IsDefault))
            candidates = Usual(candidates, rest);
        rest.AddRange(candidates.SelectMany(d => d.AlsoHolds.Select(n => (d.Format, Name: n))).Distinct().Select(h => new NotTaken($"{h.Name}（{h.Format}）", $"指定がなければ取り込みません。必要なら --dataset {h.Name} を指定してください")));
        var known = candidates.Select(d => new ChosenDataset(d, recognition.Recognise(d))).ToList();
        return new Choice(kind is null ? known : OfKind(known, kind, rest), rest);
    }

    /// <summary>A dataset's name for lists: name, format, file.</summary>
    public static string Describe(Dataset dataset) => $"{dataset.Name}（{dataset.Format}、{dataset.SourcePath}）";

    private static List<Dataset> Usual(List<Dataset> candidates, List<NotTaken> rest)
    {
        rest.AddRange(candidates.Where(d => !d.IsDefault).Select(d => new NotTaken(Describe(d), $"指定がなければ取り込みません。必要なら --dataset {d.Name} を指定してください")));
        return candidates.FindAll(d => d.IsDefault);
    }

    // A name may well mean a twin that would otherwise be left out.
    private List<Dataset> ByName(IReadOnlyList<SourceSet> sets, List<Dataset> candidates, List<NotTaken> rest)
    {
        bool Is(Dataset d) => string.Equals(d.Name, datasetName, StringComparison.OrdinalIgnoreCase)
            || d.SourcePath.EndsWith("!/" + datasetName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Path.GetFileName(d.SourcePath), datasetName, StringComparison.OrdinalIgnoreCase);
        var named = candidates.Where(Is).ToList();
        if (named.Count == 0)
            named = sets.SelectMany(s => s.Datasets).Where(Is).Take(1).ToList();
        if (named.Count == 0)
        {
            throw ImportException.Usage(
                $"「{datasetName}」という名前のデータはありません。入っているのは次のとおりです：{string.Join('、', sets.SelectMany(s => s.Datasets).Select(Describe))}");
        }

        rest.AddRange(candidates.Except(named).Select(d => new NotTaken(Describe(d), "--dataset で指定されていません")));
        return named;
    }

    private List<ChosenDataset> OfKind(List<ChosenDataset> known, Kind wanted, List<NotTaken> rest)
    {
        var ordered = new RecognisedKind(wanted, "指定された種類");
        // One dataset and one kind: the person knows.
        if (known.Count == 1 || datasetName is not null)
            return known.Select(k => k with { Kind = ordered }).ToList();
        var fitting = known.Where(k => k.Kind.Kind.Id == wanted.Id).ToList();
        if (fitting.Count == 0)
            fitting = known.Where(k => k.Kind.IsGuess && KindRecognition.Accepts(wanted, k.Dataset.Geometry)).ToList();
        if (fitting.Count == 0)
        {
            throw ImportException.Usage(
                $"「{wanted.Title}」（{wanted.Id}）に合うデータが見つかりません。--dataset で選んでください：{string.Join('、', known.Select(k => $"{Describe(k.Dataset)}は{k.Kind.Kind.Title}"))}");
        }

        rest.AddRange(known.Except(fitting).Select(k => new NotTaken(Describe(k.Dataset), $"指定された種類（{wanted.Title}）ではなく「{k.Kind.Kind.Title}」と思われます")));
        return fitting.Select(k => k with { Kind = ordered }).ToList();
    }
}
