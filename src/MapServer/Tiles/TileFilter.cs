using Gis.Core.Catalogue;
using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Sql;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Content;

namespace Gis.MapServer.Tiles;

/// <summary>A filter on the features of tiles. It may name the fields that the catalogue shows this rights class, and the shape, and nothing else.</summary>
internal static class TileFilter
{
    private const string Shape = "geom";

    /// <summary>The layers with a filter on each.</summary>
    /// <exception cref="RequestProblemException">It cannot be read, or names what a layer does not have.</exception>
    public static LayerSet Apply(LayerSet set, string filter, string? language, SetNumbers numbers)
    {
        try
        {
            var expression = language switch
            {
                null or "cql2-text" => Cql2Text.Parse(filter),
                "cql2-json" => Cql2Json.Parse(filter),
                _ => throw RequestProblemException.Bad("filter-lang は cql2-text か cql2-json を指定してください。"),
            };
            return set with
            {
                Number = numbers.Of(set.Members, $"{language}|{filter}"),
                Filters = [.. set.Members.Select(m => Translate(expression, m.Layer))],
            };
        }
        catch (Cql2Exception e)
        {
            throw RequestProblemException.Bad(e.Message);
        }
    }

    private static Cql2Sql Translate(Cql2Expression filter, Layer layer)
    {
        var queryables = layer.Fields.Select(f => new QueryableProperty(f.Name, SqlName.Column(f), TypeOf(f.Type))).ToList();
        if (layer.Fields.All(f => f.Name != Shape))
            queryables.Add(new QueryableProperty(Shape, "t.geom", Cql2Type.Geometry));
        var settings = new Cql2Settings { Queryables = new QueryableList(queryables) };
        return Cql2Sql.Translate(Cql2Checker.Check(filter, settings), TileReader.FirstFilterParameter);
    }

    private static Cql2Type TypeOf(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Number => Cql2Type.Number,
        FieldType.Boolean => Cql2Type.Boolean,
        FieldType.Date => Cql2Type.Date,
        FieldType.DateTime => Cql2Type.Timestamp,
        _ => Cql2Type.Text,
    };
}
