using Gis.Testing;

namespace Gis.Engine.Tests.Cql2;

/// <summary>A row of OGC's abstract tests of CQL2, as the real data folder has them.</summary>
internal sealed record OgcTestRow(IReadOnlyDictionary<string, string> Cells)
{
    public string Class => Cells["class"];

    public string TestId => Cells["test_id"];

    public string Collection => Cells["collection"];

    public bool IsJson => Cells["filter_lang"] == "cql2-json";

    public bool HasFilter => Cells["filter_lang"].Length > 0;

    public string Filter => Cells["filter"];

    public string CaseId => Cells["case_id"];

    public string Needs => Cells["needs"];

    public IEnumerable<string> Expectations => Cells["expected"].Split(';');

    /// <summary>What the folder's own evaluation gave, when it gave a number.</summary>
    public int? DerivedCount => int.TryParse(Cells["derived_count"], out var count) ? count : null;

    /// <summary>The note says that the source's count is wrong.</summary>
    public bool IsNotToBeJudged => Cells["note"].Contains("do not judge by this row", StringComparison.Ordinal);

    public string Name => $"{CaseId} ({Cells["filter_lang"]}): {Filter}";
}

/// <summary>Reads <c>cql2/tests.csv</c> (RFC 4180, line breaks inside fields).</summary>
internal static class OgcTestTable
{
    public static List<OgcTestRow> Read()
    {
        var records = Records(File.ReadAllText(SharedData.File("cql2/tests.csv")));
        var header = records[0];
        return [.. records.Skip(1).Select(record => new OgcTestRow(header.Zip(record).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    private static List<List<string>> Records(string text)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        for (var at = text[0] == '\uFEFF' ? 1 : 0; at < text.Length;)
        {
            record.Add(Field(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            records.Add(record);
            record = [];
            at += text.AsSpan(at).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1;
        }

        return records;
    }

    private static string Field(string text, ref int at)
    {
        var start = at;
        if (at < text.Length && text[at] == '"')
        {
            var end = start;
            do
            {
                end = text.IndexOf('"', end + 1);
            }
            while (end + 1 < text.Length && text[end + 1] == '"' && end++ > 0);
            at = end + 1;
            return text[(start + 1)..end].Replace("\"\"", "\"", StringComparison.Ordinal);
        }

        while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
            at++;
        return text[start..at];
    }
}
