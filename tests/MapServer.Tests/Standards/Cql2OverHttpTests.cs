using System.Globalization;
using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.MapServer.Tests.Standards;

/// <summary>
/// OGC's abstract tests of CQL2 (shared/data/cql2) over HTTP: every filter of the table is asked of the server on the GeoPackage's layers, the counts are those of
/// the table. Counts that its note says not to judge by are those of its independent evaluation instead.
/// </summary>
public sealed class Cql2OverHttpTests(ITestOutputHelper output)
{
    [SharedDataFact]
    public async Task Every_row_gives_what_it_expects()
    {
        await using var database = await TestDatabase.CreateAsync();
        await WorldLayers.LoadAsync(database, SharedData.File("cql2/ne110m4cql2.gpkg"));
        await using var server = await RunningServer.StartAsync(database);
        var (judged, asked, faults) = (new Dictionary<string, int>(), 0, new List<string>());
        foreach (var row in Table().Where(r => r["filter"].Length > 0 && r["collection"].Length > 0))
        {
            asked++;
            var path = $"/ogc/collections/{row["collection"]}/items?limit=1000&properties=&filter-lang={row["filter_lang"]}&filter={Uri.EscapeDataString(row["filter"])}";
            using var response = await server.Client.GetAsync(path);
            var status = (int)response.StatusCode;
            var fault = row["expected"].Split(';') switch
            {
                var e when e.Contains("status=400") => status == 400 ? null : $"{status} instead of 400",
                _ when status != 200 => $"{status} {await response.Content.ReadAsStringAsync()}",
                _ when Expected(row) is { } count => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("numberMatched").GetInt32() is var found && found == count
                    ? null : $"{found} instead of {count}",
                _ => null,
            };
            judged[row["class"]] = judged.GetValueOrDefault(row["class"]) + 1;
            if (fault is not null)
                faults.Add($"{row["case_id"]} {row["filter_lang"]} {row["filter"]}: {fault}");
        }

        foreach (var (name, count) in judged.OrderBy(j => j.Key, StringComparer.Ordinal))
            output.WriteLine($"{name,-34} {count,5}");
        output.WriteLine($"{asked} asked, {faults.Count} faults");
        Assert.True(asked > 2100, $"Only {asked} rows.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {asked}:\n{string.Join('\n', faults.Take(30))}");
    }

    // The independent count where there is one: the table's own is wrong in three rows, which its notes say.
    private static int? Expected(Dictionary<string, string> row) =>
        int.TryParse(row["derived_count"], NumberStyles.None, CultureInfo.InvariantCulture, out var derived) ? derived
        : int.TryParse(row["expected_count"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && row["note"].Length == 0 ? count : null;

    private static List<Dictionary<string, string>> Table()
    {
        var (rows, cell, line, quoted) = (new List<List<string>>(), new System.Text.StringBuilder(), new List<string>(), false);
        var text = File.ReadAllText(SharedData.File("cql2/tests.csv"));
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else
                    quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                line.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add(line);
                    line = [];
                }
            }
            else
            {
                cell.Append(c);
            }
        }

        return [.. rows.Skip(1).Where(r => r.Count == rows[0].Count).Select(r => rows[0].Zip(r).ToDictionary(p => p.First, p => p.Second))];
    }
}
