using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using SourceGeometry = Gis.Importer.Formats.GeometryFamily;

namespace Gis.Importer.Kinds;

/// <summary>What a dataset was taken for, and why.</summary>
/// <param name="Kind">The kind; "other" when nothing points to one.</param>
/// <param name="Evidence">Why, in Japanese.</param>
/// <param name="IsGuess">True when nothing pointed to any kind.</param>
internal sealed record RecognisedKind(Kind Kind, string Evidence, bool IsGuess = false);

/// <summary>
/// Recognises the kind of a dataset: what the format says, the attribute codes of 国土数値情報, columns that only one kind has, words in the names of
/// file and table, and last a single telling column.
/// </summary>
internal sealed partial class KindRecognition(KindSet presets)
{
    /// <summary>The kind of a dataset.</summary>
    public RecognisedKind Recognise(Dataset dataset)
    {
        var columns = dataset.Fields.Select(f => f.Name).ToList();
        if (dataset.Hint is { } hint && presets.Find(hint.Kind) is { } hinted && Accepts(hinted, dataset.Geometry))
            return new RecognisedKind(hinted, hint.Evidence);
        if (ByCodes(columns) is { } coded)
            return coded;
        if (ByColumns(dataset, columns, 2) is { } strong)
            return strong;
        if (ByWords(dataset) is { } named)
            return named;
        return ByColumns(dataset, columns, 1) ?? new RecognisedKind(presets.Other, "名前と列からは種類が分からないため", true);
    }

    /// <summary>Whether a kind can be made of such shapes at all.</summary>
    public static bool Accepts(Kind kind, SourceGeometry family)
    {
        if (kind.Group == "register")
            return family == SourceGeometry.None;
        if (family is SourceGeometry.Mixed || kind.Group == "other")
            return true;
        if (kind.Hazard is not null)
            return family is SourceGeometry.Polygon or SourceGeometry.Line;
        if (kind.Draw.Count == 0)
            return true;
        // Points are drawn as symbols or circles, areas as fills; a list without coordinates can become points that are still to be placed.
        return family switch
        {
            SourceGeometry.Polygon => kind.Draw.Any(d => d.Type is "fill" or "line" or "fill-extrusion"),
            SourceGeometry.Line => kind.Draw.Any(d => d.Type == "line"),
            _ => kind.Draw.All(d => d.Type is "symbol" or "circle"),
        };
    }

    private RecognisedKind? ByCodes(List<string> columns)
    {
        foreach (var column in columns)
        {
            if (KsjCode().Match(column) is not { Success: true } match)
                continue;
            var id = (match.Groups["set"].Value.ToUpperInvariant(), match.Groups["code"].Value) switch
            {
                ("A31" or "A31A" or "A31B", ['1' or '2', ..]) => "flood-depth",
                ("A31" or "A31A" or "A31B", ['3', ..]) => "flood-duration",
                ("A31" or "A31A" or "A31B", ['4', ..]) => "house-collapse",
                ("A31", "001") => "flood-depth",
                ("A33", _) => "landslide",
                ("A40", _) => "tsunami",
                ("A49", _) => "storm-surge",
                ("A51", _) => "inland-flood",
                ("N03", _) => "boundary",
                ("A29", _) => "zoning",
                ("P20", _) => "shelter",
                ("N01" or "N13", _) => "road",
                ("W05" or "W09", _) => "water",
                _ => null,
            };
            if (id is not null && presets.Find(id) is { } kind)
                return new RecognisedKind(kind, $"国土数値情報の列「{column}」から");
        }

        return null;
    }

    private RecognisedKind? ByColumns(Dataset dataset, List<string> columns, int roles)
    {
        var best = presets.All
            .Where(k => k.RecognisedBy.Count >= roles && Accepts(k, dataset.Geometry) && RoleMap.HasAll(k, columns))
            .OrderByDescending(k => k.RecognisedBy.Count)
            .FirstOrDefault();
        return best is null
            ? null
            : new RecognisedKind(best, $"列「{string.Join("」「", best.RecognisedBy.Select(r => columns[RoleMap.Find(best, r, columns)!.Value]))}」から");
    }

    private RecognisedKind? ByWords(Dataset dataset)
    {
        // The table's name says more than the file's, the file's more than the folder's.
        var path = dataset.SourcePath.Replace('\\', '/').Split('/');
        foreach (var name in new[] { dataset.Name, Path.GetFileNameWithoutExtension(path[^1]), path.Length > 1 ? path[^2] : "" })
        {
            var text = Width.Fold(name).ToLowerInvariant();
            var hit = presets.All
                .Where(k => Accepts(k, dataset.Geometry))
                .SelectMany(k => k.FileWords.Select(w => (Kind: k, Word: w)))
                .Where(x => text.Contains(x.Word, StringComparison.Ordinal))
                .OrderByDescending(x => System.Text.Encoding.UTF8.GetByteCount(x.Word))
                .FirstOrDefault();
            if (hit.Kind is not null)
                return new RecognisedKind(hit.Kind, $"名前「{name}」の「{hit.Word}」から");
        }

        return null;
    }

    [GeneratedRegex("^(?<set>[A-Z][0-9]{2}[ab]?)_?(?<code>[0-9]{3})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KsjCode();
}
