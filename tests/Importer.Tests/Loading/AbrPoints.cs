using System.IO.Compression;
using Gis.Testing;

namespace Gis.Importer.Tests.Loading;

/// <summary>Reads the address registry's parcels and their positions, as the judge of a map's place.</summary>
internal static class AbrPoints
{
    /// <summary>Fills table abr (oaza, prc, point).</summary>
    public static async Task LoadAsync(TestDatabase database, string parcels, string positions)
    {
        var names = new Dictionary<string, (string Oaza, string Number)>(StringComparer.Ordinal);
        foreach (var row in Rows(parcels))
        {
            var number = string.Join('-', new[] { row["prc_num1"], row["prc_num2"], row["prc_num3"] }.Where(n => n.Length > 0));
            names[row["machiaza_id"] + row["prc_id"]] = (row["oaza_cho"] + row["chome"] + row["koaza"], number);
        }

        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var copy = await connection.BeginTextImportAsync("COPY abr FROM STDIN");
        foreach (var row in Rows(positions))
        {
            var (oaza, number) = names[row["machiaza_id"] + row["prc_id"]];
            await copy.WriteAsync($"{oaza}\t{number}\tSRID=6668;POINT({row["rep_lon"]} {row["rep_lat"]})\n");
        }
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string zip)
    {
        using var archive = ZipFile.OpenRead(zip);
        using var reader = new StreamReader(archive.Entries[0].Open());
        var header = reader.ReadLine()!.TrimStart('\uFEFF').Split(',');
        while (reader.ReadLine() is { } line)
        {
            var values = line.Split(',').Select(v => v.Trim('"')).ToArray();
            yield return header.Zip(values).ToDictionary(p => p.First, p => p.Second);
        }
    }
}
