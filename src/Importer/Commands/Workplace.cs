using System.CommandLine;
using Gis.Core.Database;
using Gis.Importer.Kinds;
using Npgsql;

namespace Gis.Importer.Commands;

/// <summary>A home with its database brought to this build's state, for one command.</summary>
/// <param name="Home">The home.</param>
/// <param name="Owner">Pool of the owner.</param>
/// <param name="Kinds">The kinds it knows.</param>
internal sealed record Workplace(GisHome Home, NpgsqlDataSource Owner, KindSet Kinds) : IAsyncDisposable
{
    /// <summary>Opens the home that the command line names; applies missing migrations and writes the kinds.</summary>
    public static async Task<Workplace> OpenAsync(CommandEnvironment environment, ParseResult arguments, Option<string> home, CancellationToken cancellation)
    {
        var place = new GisHome(arguments.GetValue(home)!);
        // Read beside the first words with the database, which are mostly waiting.
        var reading = Task.Run(() => KindSet.Load(place), cancellation);
        var owner = environment.Connect(place);
        try
        {
            await Migrations.ApplyAsync(owner, cancellation);
            var kinds = await reading;
            await using var connection = await owner.OpenConnectionAsync(cancellation);
            await kinds.WriteAsync(connection, cancellation);
            await Loading.SearchPart.ClearLeftAsync(connection, cancellation);
            return new Workplace(place, owner, kinds);
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
