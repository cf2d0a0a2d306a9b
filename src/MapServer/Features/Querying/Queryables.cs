using Gis.Core.Catalogue;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Reading;

namespace Gis.MapServer.Features.Querying;

/// <summary>
/// What filters on a layer may name: the fields that the catalogue shows the reader's rights class, the number and the shape, and nothing else.
/// </summary>
public static class Queryables
{
    /// <summary>Name of the shape.</summary>
    public const string Shape = "geom";

    /// <summary>Name of the number that is a feature's id.</summary>
    public const string Id = "fid";

    /// <summary>A layer's queryables as filters are checked against them.</summary>
    public static QueryableList Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var all = layer.Fields.Select(f => new QueryableProperty(f.Name, SqlName.Column(f), TypeOf(f.Type))).ToList();
        if (layer.Fields.All(f => f.Name != Id))
            all.Add(new QueryableProperty(Id, "t.fid", Cql2Type.Number));
        if (layer.Geometry != GeometryFamily.None && layer.Fields.All(f => f.Name != Shape))
            all.Add(new QueryableProperty(Shape, "t.geom", Cql2Type.Geometry));
        return new QueryableList(all);
    }

    /// <summary>The type of a field's values in filters.</summary>
    public static Cql2Type TypeOf(FieldType type) => type switch
    {
        FieldType.Integer or FieldType.Number => Cql2Type.Number,
        FieldType.Boolean => Cql2Type.Boolean,
        FieldType.Date => Cql2Type.Date,
        FieldType.DateTime => Cql2Type.Timestamp,
        _ => Cql2Type.Text,
    };

    /// <summary>
    /// The fields that are query parameters of their own (<c>?地番=1</c>). A field that is called like a parameter of the standard is not: that name means
    /// the parameter, and the field is reached by <c>filter</c>.
    /// </summary>
    public static IEnumerable<Field> Parameters(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Fields.Where(f => !ItemsParameters.IsReserved(f.Name));
    }
}
