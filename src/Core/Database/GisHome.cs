using System.Text.Json;

namespace Gis.Core.Database;

/// <summary>
/// The folder in which one installation lives (<c>--home</c>, default <c>.gis</c>): database cluster, secrets, logs, caches.
/// It knows names and places; it starts and creates nothing but folders.
/// </summary>
/// <param name="path">The folder, absolute or relative to the working directory.</param>
public sealed class GisHome(string path)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Absolute path of the home folder.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>PostgreSQL's data directory.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    /// <summary>One file a database role with its password; readable by the owner only.</summary>
    public string Secrets => Path.Combine(Root, "secrets");

    /// <summary>Where the servers and the cluster write their logs.</summary>
    public string Logs => Path.Combine(Root, "logs");

    /// <summary>Process ids of what was started from this home.</summary>
    public string Run => Path.Combine(Root, "run");

    /// <summary>The run-time tile cache; may be deleted at any time.</summary>
    public string TileCache => Path.Combine(Root, "tile-cache");

    /// <summary>Reports of imports as JSON and HTML.</summary>
    public string Imports => Path.Combine(Root, "imports");

    /// <summary>Files that staff handed over and the worker is to import, one folder each.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>Files that the worker made of layers for others to take, one folder a rights class.</summary>
    public string Exports => Path.Combine(Root, "exports");

    /// <summary>Kinds that the town adds to the presets of the product, one JSON file each.</summary>
    public string Presets => Path.Combine(Root, "presets");

    /// <summary>The generated files of the sample town.</summary>
    public string SampleTown => Path.Combine(Root, "sample-town");

    /// <summary>Host, port and database of the cluster, written by the launcher.</summary>
    public string ConnectionFile => Path.Combine(Root, "connection.json");

    /// <summary>What the town decided; read by the servers at their start.</summary>
    public string SettingsFile => Path.Combine(Root, "settings.json");

    /// <summary>Path of the file that holds a role's password.</summary>
    public string SecretFile(DatabaseRole role) => Path.Combine(Secrets, role.LoginName());

    /// <summary>Reads where the database of this home listens.</summary>
    /// <exception cref="DatabaseUnavailableException">The home was never started.</exception>
    public DatabaseAddress ReadAddress()
    {
        if (!File.Exists(ConnectionFile))
            throw new DatabaseUnavailableException($"データベースがまだ作られていません（{Root}）。先に ./gis up を実行してください。");
        return JsonSerializer.Deserialize<DatabaseAddress>(File.ReadAllText(ConnectionFile), Json)
            ?? throw new DatabaseUnavailableException($"{ConnectionFile} が読めません。./gis doctor で状態を確認してください。");
    }

    /// <summary>Records where the database of this home listens.</summary>
    public void WriteAddress(DatabaseAddress address)
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(ConnectionFile, JsonSerializer.Serialize(address, Json));
    }
}

/// <summary>Where a PostgreSQL server listens.</summary>
/// <param name="Host">Host name or address; a socket folder when it begins with '/'.</param>
/// <param name="Port">Port number.</param>
/// <param name="Database">Name of the database.</param>
public sealed record DatabaseAddress(string Host, int Port, string Database);
