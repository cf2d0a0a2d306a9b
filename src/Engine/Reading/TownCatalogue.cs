using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Engine.Reading;

/// <summary>A layer whose content or description is not what it was.</summary>
/// <param name="Layer">Its id.</param>
/// <param name="Revision">Its revision now; null when it is gone.</param>
public sealed record LayerChange(string Layer, long? Revision)
{
    /// <summary>Names its present content in tile addresses (<see cref="TownSnapshot.StampOf"/>); null when it is gone.</summary>
    public string? Stamp { get; init; }

    /// <summary>The tiles that look different now; null when that may be all of them.</summary>
    public IReadOnlyCollection<Core.Geodesy.TileCoord>? Tiles { get; init; }
}

/// <summary>Who holds more than the catalogue and must be up to date before anybody sees the new one.</summary>
public interface ISnapshotFollower
{
    /// <summary>Brings what is held up to the next snapshot. An exception keeps the present one in use; the next look tries again.</summary>
    /// <param name="before">The present snapshot; null at the start.</param>
    /// <param name="after">The one that follows.</param>
    /// <param name="changes">The layers that differ.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The changes with what is now known of them.</returns>
    Task<IReadOnlyList<LayerChange>> FollowAsync(
        TownSnapshot? before, TownSnapshot after, IReadOnlyList<LayerChange> changes, CancellationToken cancellation);
}

/// <summary>
/// The present snapshot, held in memory and replaced as a whole. Readers take <see cref="Current"/> once for each question, so that
/// an answer never mixes two states. While the database is away the last snapshot stays.
/// </summary>
/// <param name="source">Connections under the role whose audience this is.</param>
/// <param name="audience">Whose views are read.</param>
public sealed class TownCatalogue(NpgsqlDataSource source, Audience audience)
{
    private volatile TownSnapshot? _current;
    private CatalogueState? _state;

    /// <summary>Raised after the snapshot was replaced, with the layers that changed; empty when only descriptions did.</summary>
    public event Action<TownSnapshot, IReadOnlyList<LayerChange>>? Changed;

    /// <summary>Who is brought up to date before the snapshot is replaced; set before the first reading.</summary>
    public ISnapshotFollower? Follower { get; set; }

    /// <summary>The present snapshot; null until the first one was read.</summary>
    public TownSnapshot? Current => _current;

    /// <summary>Reads a new snapshot if anything in the catalogue changed.</summary>
    /// <param name="connection">An open connection, for the question whether anything changed.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>True when there is a new snapshot.</returns>
    public async Task<bool> RefreshAsync(NpgsqlConnection connection, CancellationToken cancellation = default)
    {
        // The state is read first: a change between state and snapshot leads to one reading too many, never to one too few.
        var state = await TownSnapshotReader.ReadStateAsync(connection, audience, cancellation);
        if (state.Equals(_state))
            return false;
        var before = _current;

        // Most changes are of rows: then all that describes the town is as it was.
        var next = (state.Mark == _state?.Mark ? before?.With(state.Layers) : null) ?? await TownSnapshotReader.LoadAsync(source, audience, cancellation);
        IReadOnlyList<LayerChange> changes = Difference(before, next);
        if (Follower is { } follower)
            changes = await follower.FollowAsync(before, next, changes, cancellation);
        (_current, _state) = (next, state);
        Changed?.Invoke(next, changes);
        return true;
    }

    /// <summary>Reads the first snapshot.</summary>
    public async Task<TownSnapshot> LoadAsync(CancellationToken cancellation = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await RefreshAsync(connection, cancellation);
        return _current!;
    }

    private static List<LayerChange> Difference(TownSnapshot? before, TownSnapshot after)
    {
        var changes = new List<LayerChange>();
        if (before is null)
            return changes;
        foreach (var layer in after.Layers)
        {
            if (before.Find(layer.Id.Value) is not { } old || before.StampOf(old) != after.StampOf(layer))
                changes.Add(new LayerChange(layer.Id.Value, layer.Revision) { Stamp = after.StampOf(layer) });
        }

        changes.AddRange(before.Layers.Where(l => after.Find(l.Id.Value) is null).Select(l => new LayerChange(l.Id.Value, null)));
        return changes;
    }
}
