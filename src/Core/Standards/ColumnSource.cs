using Gis.Core.Catalogue;

namespace Gis.Core.Standards;

/// <summary>Where a list's column takes its values from.</summary>
/// <param name="Column">The column.</param>
/// <param name="Field">Index of the field with the very values, or null.</param>
/// <param name="Flag">Index of the field that says yes, limited or no for a mark, or null.</param>
public sealed record ColumnSource(StandardColumn Column, int? Field, int? Flag)
{
    /// <summary>
    /// Sources of all columns of a list: the field of the same name, else of another name of the column, else of the same meaning (role). Marks of emergency sites come from
    /// what the importer made of them, which is what maps and answers say too.
    /// </summary>
    /// <param name="list">The list.</param>
    /// <param name="fields">Fields of the layer.</param>
    public static IReadOnlyList<ColumnSource> Of(StandardList list, IReadOnlyList<Field> fields)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(fields);
        var names = fields.Select(f => StandardList.Plain(f.Name)).ToList();
        int? Find(Func<int, bool> wanted) => Enumerable.Range(0, fields.Count).Where(wanted).Select(i => (int?)i).FirstOrDefault();
        bool IsFlag(int i) => fields[i].Role?.StartsWith(FieldRole.FitsPrefix, StringComparison.Ordinal) == true;
        var byName = list.Columns.Select(c => Find(i => !IsFlag(i) && names[i] == StandardList.Plain(c.Name))).ToList();
        var taken = byName.OfType<int>().ToHashSet();
        var sources = new List<ColumnSource>();
        for (var c = 0; c < list.Columns.Count; c++)
        {
            var column = list.Columns[c];
            var also = column.Also.Select(StandardList.Plain).ToHashSet(StringComparer.Ordinal);
            var field = byName[c] ?? Find(i => !taken.Contains(i) && !IsFlag(i) && also.Contains(names[i]));
            if (column.IsMark)
            {
                field ??= Find(i => !taken.Contains(i) && column.Role is not null && fields[i].Role == "source-" + column.Role);
                sources.Add(new ColumnSource(column, field, column.Role is null ? null : Find(i => fields[i].Role == column.Role)));
            }
            else
            {
                field ??= column.Role is null ? null : Find(i => !taken.Contains(i) && fields[i].Role == column.Role);
                sources.Add(new ColumnSource(column, field, null));
            }

            if (field is { } found)
                taken.Add(found);
        }

        return sources;
    }
}
