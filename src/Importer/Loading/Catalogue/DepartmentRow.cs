using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Departments (課), named by id or by title.</summary>
internal static class DepartmentRow
{
    private const string FindSql = "SELECT id FROM gis.department WHERE id = $1 OR title = $1 ORDER BY id = $1 DESC LIMIT 1";

    private const string UpsertSql =
        "INSERT INTO gis.department (id, title) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET title = excluded.title WHERE gis.department.title <> excluded.title";

    /// <summary>Writes a department.</summary>
    public static Task WriteAsync(NpgsqlConnection connection, string id, string title, CancellationToken cancellation) =>
        Sql.RunAsync(connection, UpsertSql, cancellation, id, title);

    /// <summary>The id of a department; it is made when nobody has named it before. Null stays null.</summary>
    public static async Task<string?> EnsureAsync(NpgsqlConnection connection, string? name, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        if (await Sql.ValueAsync<string>(connection, FindSql, cancellation, name) is { } known)
            return known;
        var id = IsId(name) ? name : "d" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8];
        await WriteAsync(connection, id, name, cancellation);
        return id;
    }

    /// <summary>All of them by id.</summary>
    public static async Task<IReadOnlyList<Planning.ManifestDepartment>> AllAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var all = new List<Planning.ManifestDepartment>();
        await using var command = Sql.Command(connection, "SELECT id, title FROM gis.department ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            all.Add(new Planning.ManifestDepartment(reader.GetString(0), reader.GetString(1)));
        return all;
    }

    private static bool IsId(string text) =>
        char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-');
}
