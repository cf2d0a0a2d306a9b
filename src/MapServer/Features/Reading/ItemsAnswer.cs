using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Querying;

namespace Gis.MapServer.Features.Reading;

/// <summary>A page of features on its way.</summary>
/// <param name="Rows">The features; whoever has read them disposes of them.</param>
/// <param name="Query">What was asked for.</param>
/// <param name="Links">Links of the page.</param>
/// <param name="CountAsync">Counts all that match; null when that is not told.</param>
internal sealed record ItemsAnswer(FeatureRows Rows, FeatureQuery Query, ItemLinks Links, Func<ValueTask<long?>> CountAsync)
{
    /// <summary>How many match in all. To be asked behind the last row; a page that holds everything needs no counting.</summary>
    public ValueTask<long?> MatchedAsync() =>
        Query.After is null && Query.Offset == 0 && Rows.Next is null ? ValueTask.FromResult<long?>(Rows.Count) : CountAsync();
}
