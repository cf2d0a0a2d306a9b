using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using NetTopologySuite.Geometries;
using SourceGeometry = Gis.Importer.Formats.GeometryFamily;

namespace Gis.Importer.Loading;

/// <summary>The geometry column of a layer: one declared type, so that QGIS and every other program knows what it holds.</summary>
/// <param name="Type">PostGIS type name.</param>
internal sealed record ShapeColumn(string Type)
{
    /// <summary>The column for a family of shapes. Lines and areas are always multi; points are single until a multipoint comes.</summary>
    public static ShapeColumn For(SourceGeometry family, bool multiPoints) => new(family switch
    {
        SourceGeometry.Polygon => "MultiPolygon",
        SourceGeometry.Line => "MultiLineString",
        SourceGeometry.Mixed => "Geometry",
        _ => multiPoints ? "MultiPoint" : "Point",
    });

    /// <summary>Brings a shape to the column's type.</summary>
    /// <exception cref="WiderShapeException">The column is too narrow for it.</exception>
    public Geometry Fit(Geometry shape)
    {
        var factory = shape.Factory;
        return (Type, shape) switch
        {
            ("Geometry", _) => shape,
            ("Point", Point) or ("MultiPoint", MultiPoint) or ("MultiLineString", MultiLineString) or ("MultiPolygon", MultiPolygon) => shape,
            ("Point", MultiPoint { NumGeometries: 1 } one) => one.GetGeometryN(0),
            ("Point", MultiPoint) => throw new WiderShapeException("MultiPoint"),
            ("MultiPoint", Point point) => factory.CreateMultiPoint([point]),
            ("MultiLineString", LineString line) => factory.CreateMultiLineString([line]),
            ("MultiPolygon", Polygon polygon) => factory.CreateMultiPolygon([polygon]),
            _ => throw new WiderShapeException("Geometry"),
        };
    }

    /// <summary>Whether a flat shape is written as a multi geometry in a column of this type.</summary>
    /// <exception cref="WiderShapeException">The column is too narrow for it.</exception>
    public bool IsMulti(FlatShape shape) => (Type, shape.Kind) switch
    {
        ("Geometry", _) => shape.Parts > 1,
        ("Point", FlatKind.Point) => false,
        ("MultiPoint", FlatKind.Point) or ("MultiLineString", FlatKind.Line) or ("MultiPolygon", FlatKind.Polygon) => true,
        _ => throw new WiderShapeException("Geometry"),
    };

    /// <summary>EWKB in EPSG:6668.</summary>
    public static byte[] Write(Geometry shape)
    {
        shape.SRID = 6668;
        return Ewkb.Write(shape);
    }

    /// <summary>EWKB in EPSG:3857.</summary>
    public static byte[] WriteMercator(Geometry shape)
    {
        var copy = shape.Copy();
        copy.Apply(new ToMercator());
        copy.SRID = 3857;
        return Ewkb.Write(copy);
    }

    private sealed class ToMercator : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                var (x, y) = WebMercator.FromLonLat(new LonLat(sequence.GetX(i), sequence.GetY(i)));
                sequence.SetX(i, x);
                sequence.SetY(i, y);
            }
        }
    }
}

/// <summary>A shape does not fit the geometry column; the import starts again with a wider one.</summary>
/// <param name="type">The type that is needed.</param>
internal sealed class WiderShapeException(string type) : Exception($"A geometry column of type {type} is needed.")
{
    /// <summary>PostGIS type name.</summary>
    public string Type => type;
}
