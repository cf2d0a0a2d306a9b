using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Npgsql;

namespace Gis.Importer.Kinds;

/// <summary>The kinds this installation knows: the product's presets, and those a town put into its home's presets folder.</summary>
internal sealed class KindSet
{
    // What is there already is left out first: even a conflict without an update would lock the row, which is a write.
    private const string Upsert = """
        INSERT INTO gis.kind (id, title, preset)
        SELECT n.id, n.title, n.preset::jsonb FROM unnest($1, $2, $3) n (id, title, preset)
        WHERE NOT EXISTS (SELECT FROM gis.kind k WHERE (k.id, k.title, k.preset) = (n.id, n.title, n.preset::jsonb))
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, preset = excluded.preset
        """;

    private KindSet(IReadOnlyList<Kind> all) => All = all;

    /// <summary>All kinds in list order.</summary>
    public IReadOnlyList<Kind> All { get; }

    /// <summary>What nothing else fits.</summary>
    public Kind Other => Find("other")!;

    /// <summary>Reads the presets of the product and of a home.</summary>
    /// <exception cref="ImportException">A town's preset file is malformed.</exception>
    public static KindSet Load(GisHome? home)
    {
        try
        {
            return new KindSet(home is null ? KindPresets.Builtin : KindPresets.WithFolder(home.Presets));
        }
        catch (FormatException e)
        {
            throw new ImportException(e.Message, e);
        }
    }

    /// <summary>The kind of an id, or null.</summary>
    public Kind? Find(string id) => All.FirstOrDefault(k => k.Id == id);

    /// <summary>The kind that a person named.</summary>
    /// <exception cref="ImportException">There is none; the message lists what there is (exit status 2).</exception>
    public Kind Require(string id) => Find(id)
        ?? throw ImportException.Usage($"種類「{id}」はありません。次のどれかを指定してください：{string.Join(' ', All.Select(k => k.Id))}");

    /// <summary>Checks a kind that may be missing.</summary>
    public Kind? RequireIfGiven(string? id) => id is null ? null : Require(id);

    /// <summary>Writes all kinds into the catalogue; unchanged ones stay as they are.</summary>
    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Upsert, connection)
        {
            Parameters =
            {
                new() { Value = All.Select(k => k.Id).ToArray() },
                new() { Value = All.Select(k => k.Title).ToArray() },
                new() { Value = All.Select(ToJson).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Changes whenever a preset changes in a way that could change what an import writes.</summary>
    public static string Fingerprint(Kind kind) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson(kind))))[..16];

    private static string ToJson(Kind kind) => JsonSerializer.Serialize(kind, CatalogueJson.Options);
}
