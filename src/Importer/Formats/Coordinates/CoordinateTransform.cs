using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>Brings source coordinates to EPSG:6668 in degrees, x = longitude; says by what method, for the report and the layer's lineage.</summary>
public abstract class CoordinateTransform
{
    /// <summary>SRID of everything that comes out.</summary>
    public const int Srid = 6668;

    /// <summary>The method in Japanese.</summary>
    public abstract string Method { get; }

    /// <summary>Expected horizontal error in metres where the method itself has one worth saying; otherwise null.</summary>
    public virtual double? ExpectedErrorMetres => null;

    /// <summary>Transforms in place. Source order is x = longitude or east, y = latitude or north. What cannot be transformed becomes NaN.</summary>
    public abstract void Apply(Span<double> x, Span<double> y);

    /// <summary>Transforms one position.</summary>
    public (double X, double Y) Apply(double x, double y)
    {
        Span<double> xs = [x];
        Span<double> ys = [y];
        Apply(xs, ys);
        return (xs[0], ys[0]);
    }

    /// <summary>Transforms a geometry in place and sets its SRID.</summary>
    public Geometry Apply(Geometry geometry)
    {
        geometry.Apply(new Walk(this));
        geometry.GeometryChanged();
        SetSrid(geometry);
        return geometry;
    }

    private static void SetSrid(Geometry geometry)
    {
        geometry.SRID = Srid;
        if (geometry is GeometryCollection collection)
        {
            for (var i = 0; i < collection.NumGeometries; i++)
                SetSrid(collection.GetGeometryN(i));
        }
    }

    private sealed class Walk(CoordinateTransform transform) : IEntireCoordinateSequenceFilter
    {
        private double[] xs = [];
        private double[] ys = [];

        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            var count = sequence.Count;
            if (xs.Length < count)
                (xs, ys) = (new double[count * 2], new double[count * 2]);
            for (var i = 0; i < count; i++)
                (xs[i], ys[i]) = (sequence.GetX(i), sequence.GetY(i));
            transform.Apply(xs.AsSpan(0, count), ys.AsSpan(0, count));
            for (var i = 0; i < count; i++)
            {
                sequence.SetX(i, xs[i]);
                sequence.SetY(i, ys[i]);
            }
        }
    }
}
