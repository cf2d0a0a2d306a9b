using Gis.Engine.Cql2.Sql;
using Gis.Engine.Tiles;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Content;

namespace Gis.MapServer.Tiles;

/// <summary>A filter on the features of tiles. It may name the fields that the catalogue shows this rights class, and the shape, and nothing else.</summary>
internal static class TileFilter
{
    /// <summary>The layers with a filter on each.</summary>
    /// <exception cref="RequestProblemException">It cannot be read, or names what a layer does not have.</exception>
    public static LayerSet Apply(LayerSet set, string filter, string? language, SetNumbers numbers)
    {
        var expression = FilterReader.Parse(filter, language);
        return set with
        {
            Number = numbers.Of(set.Members, $"{language}|{filter}"),
            Filters = [.. set.Members.Select(m => Cql2Sql.Translate(FilterReader.Check(expression, m.Layer), TileReader.FirstFilterParameter))],
        };
    }
}
