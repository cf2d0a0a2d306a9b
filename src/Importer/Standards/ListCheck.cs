using Gis.Core.Standards;

namespace Gis.Importer.Standards;

/// <summary>A value that is not as its list wants it.</summary>
/// <param name="Row">Line in the CSV that is handed out, the header being the first.</param>
/// <param name="Name">What names the row to people: its 名称, else its ID; may be empty.</param>
/// <param name="Column">The column.</param>
/// <param name="Value">The value; empty where one is missing.</param>
internal sealed record ListFault(long Row, string Name, StandardColumn Column, string Value)
{
    /// <summary>The fault as a Japanese sentence.</summary>
    public string Sentence => Value.Length == 0
        ? $"{Row}行目{Called}「{Column.Name}」が空です。必須の列です"
        : $"{Row}行目{Called}「{Column.Name}」の「{Shortened}」は標準の形ではありません。{ColumnRules.Wanted(Column)}";

    private string Called => Name.Length == 0 ? "" : $"（{Name}）";

    private string Shortened => Value.Length > 40 ? Value[..40] + "…" : Value;
}

/// <summary>Looks at each row of a list as it goes by, and keeps the sums and the first faults.</summary>
internal sealed class ListCheck
{
    private readonly StandardList list;
    private readonly int most;
    private readonly long[] filled;
    private readonly Dictionary<int, Dictionary<string, long>> seen = [];
    private readonly List<ListFault> faults = [];
    private readonly int name;
    private long rows, lacking, wrong, count;

    /// <summary>Begins.</summary>
    /// <param name="list">The list.</param>
    /// <param name="most">Faults to keep with their values.</param>
    public ListCheck(StandardList list, int most)
    {
        (this.list, this.most) = (list, most);
        filled = new long[list.Columns.Count];
        for (var i = 0; i < list.Columns.Count; i++)
        {
            if (list.Columns[i].Rule == ColumnRule.Unique)
                seen[i] = new Dictionary<string, long>(StringComparer.Ordinal);
        }

        var names = list.Columns.Select(c => c.Name).ToList();
        name = names.IndexOf("名称") is >= 0 and var at ? at : names.FindIndex(n => n is "ID" or "NO");
    }

    /// <summary>The first faults.</summary>
    public IReadOnlyList<ListFault> Faults => faults;

    /// <summary>Looks at the next row.</summary>
    /// <param name="values">Values of the list's columns.</param>
    public void See(IReadOnlyList<string> values)
    {
        rows++;
        var (lacks, differs) = (false, false);
        for (var i = 0; i < list.Columns.Count; i++)
        {
            var (column, value) = (list.Columns[i], values[i]);
            if (value.Length == 0)
            {
                // An empty mark says no.
                if (column.Required && !column.IsMark)
                {
                    lacks = true;
                    Note(values, column, value);
                }

                continue;
            }

            filled[i]++;
            if (!ColumnRules.Holds(column, value) || (seen.TryGetValue(i, out var known) && !known.TryAdd(value, rows)))
            {
                differs = true;
                Note(values, column, value);
            }
        }

        lacking += lacks ? 1 : 0;
        wrong += differs ? 1 : 0;
    }

    /// <summary>The sums, without any value of a row.</summary>
    public ListQuality Sum() => new(
        list.FullTitle, list.Edition == ListEdition.Present, list.Columns.Count, filled.Count(f => f > 0), rows, lacking, wrong, count);

    private void Note(IReadOnlyList<string> values, StandardColumn column, string value)
    {
        if (++count <= most)
            faults.Add(new ListFault(rows + 1, name < 0 ? "" : values[name], column, value));
    }
}
