using Gis.Core.Database;
using Npgsql;

namespace Gis.Importer.Commands;

/// <summary>What the commands talk to; tests put their own in.</summary>
internal sealed record CommandEnvironment
{
    /// <summary>Results.</summary>
    public TextWriter Out { get; init; } = Console.Out;

    /// <summary>Problems, one sentence each.</summary>
    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>Whether <see cref="Out"/> is a terminal: tables and a running count; otherwise plain lines.</summary>
    public bool IsTerminal { get; init; } = !Console.IsOutputRedirected;

    /// <summary>Whether a worker reads <see cref="Out"/>: rows are told one line each time.</summary>
    public bool IsJob { get; init; }

    /// <summary>Opens the owner's pool of a home.</summary>
    public Func<GisHome, NpgsqlDataSource> Connect { get; init; } = home => GisDatabase.Connect(home, DatabaseRole.Owner);

    /// <summary>Opens the pool of any role of a home.</summary>
    public Func<GisHome, DatabaseRole, NpgsqlDataSource> ConnectAs { get; init; } = GisDatabase.Connect;

    /// <summary>Who works: written into revisions and reports.</summary>
    public string Actor { get; init; } = Environment.UserName;
}
