using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Importer.Loading;

/// <summary>What of a layer can be searched for: the templates of its kind over the columns that it has.</summary>
internal sealed class SearchPlan
{
    private readonly Template label;
    private readonly Template? detail;
    private readonly string? fixedDetail;
    private readonly List<Template> also;

    private SearchPlan(SearchPreset preset, List<LayerColumn> columns)
    {
        Weight = preset.Weight;
        Columns = columns;
        label = new Template(preset.Label, columns);
        detail = preset.Detail is null ? null : new Template(preset.Detail, columns);
        fixedDetail = preset.Detail is not null && RoleTemplate.Roles(preset.Detail).Count == 0 ? preset.Detail : null;
        also = preset.Also.Select(t => new Template(t, columns)).ToList();
    }

    /// <summary>The columns that entries are made of.</summary>
    public IReadOnlyList<LayerColumn> Columns { get; }

    /// <summary>Weight of every entry.</summary>
    public double Weight { get; }

    /// <summary>An entry: what the list shows, its second line, and one normal form by which it is found.</summary>
    public readonly record struct Entry(string Label, string? Detail, string Norm);

    /// <summary>The plan of a layer; null when nothing in it can be searched for.</summary>
    public static SearchPlan? Of(LayerShape shape)
    {
        if (shape.Kind.Search is not { } preset)
            return null;
        var columns = new[] { preset.Label, preset.Detail ?? "" }.Concat(preset.Also).SelectMany(RoleTemplate.Roles).Distinct()
            .Select(shape.WithRole).OfType<LayerColumn>().ToList();
        return RoleTemplate.Roles(preset.Label).Any(r => columns.Any(c => c.Role == r)) ? new SearchPlan(preset, columns) : null;
    }

    /// <summary>Adds the entries of a row.</summary>
    /// <param name="entries">Receives them.</param>
    /// <param name="values">The row's values as text, in the order of <see cref="Columns"/>; blank ones null.</param>
    public void Fill(List<Entry> entries, ReadOnlySpan<string?> values)
    {
        if (label.Fill(values) is not { } shown)
            return;
        var second = detail is null ? null : detail.Fill(values) ?? fixedDetail;
        var first = entries.Count;
        Add(entries, first, new Entry(shown, second, SearchText.Normalise(shown)));
        foreach (var template in also)
        {
            if (template.Fill(values) is { } text)
                Add(entries, first, new Entry(shown, second, SearchText.Normalise(text)));
        }
    }

    private static void Add(List<Entry> entries, int first, Entry entry)
    {
        if (entry.Norm.Length == 0)
            return;
        for (var i = first; i < entries.Count; i++)
        {
            if (entries[i].Norm == entry.Norm)
                return;
        }

        entries.Add(entry);
    }

    private sealed class Template
    {
        private readonly List<(string? Words, int Column)> parts = [];

        public Template(string text, List<LayerColumn> columns)
        {
            var rest = text;
            foreach (var role in RoleTemplate.Roles(text))
            {
                var mark = "{" + role + "}";
                var at = rest.IndexOf(mark, StringComparison.Ordinal);
                if (at > 0)
                    parts.Add((rest[..at], -1));
                rest = rest[(at + mark.Length)..];
                if (columns.FindIndex(c => c.Role == role) is >= 0 and var column)
                    parts.Add((null, column));
            }

            if (rest.Length > 0)
                parts.Add((rest, -1));
        }

        public string? Fill(ReadOnlySpan<string?> values)
        {
            var text = "";
            var any = false;
            foreach (var (words, column) in parts)
            {
                var part = words ?? values[column];
                any |= words is null && !string.IsNullOrEmpty(part);
                text = text.Length == 0 ? part ?? "" : string.Concat(text, part);
            }

            text = text.Trim();
            return any && text.Length > 0 ? text : null;
        }
    }
}
