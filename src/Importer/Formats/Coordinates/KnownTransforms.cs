using Gis.Core.Geodesy;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>Chooses the transform for a coordinate reference system.</summary>
public static class KnownTransforms
{
    private const string Jgd2000Note = "JGD2000の値をそのままJGD2011とみなしました(2011年の地震で動いた東日本では最大約5mの差があり得ます)";

    /// <summary>The way from a system to EPSG:6668.</summary>
    /// <param name="crs">The source's system.</param>
    /// <param name="file">The file that needs it, for messages.</param>
    /// <param name="options">Grids that the town supplies; null for none.</param>
    /// <exception cref="SourceException">The system is unknown, or GDAL, which would know it, is missing.</exception>
    public static CoordinateTransform To6668(Crs crs, SourceFile file, ReadOptions? options = null)
    {
        if (PlaneZone.FromEpsg(crs.Epsg) is { } zone)
            return new PlaneZoneTransform(zone, crs.Epsg <= 2461);
        return crs.Epsg switch
        {
            6668 or 6667 or 6697 or 104221 => new AsItIs("変換なし(JGD2011/JGD2024の経緯度)"),
            4612 or 4947 or 4948 => new AsItIs(Jgd2000Note),
            4326 or 4979 or 9057 or 9755 => new AsItIs("WGS84の経緯度をJGD2011とみなしました(差は水平で数十cm以内)"),
            3857 or 900913 or 3785 => new WebMercatorTransform(),
            4301 => new TokyoTransform(null),
            >= 30161 and <= 30179 => new TokyoTransform(GdalTransform.Create(crs, new Crs(4301), file)),
            _ => GdalTransform.Create(crs, Crs.Jgd2011, file),
        };
    }

    private sealed class AsItIs(string method) : CoordinateTransform
    {
        public override string Method => method;

        public override void Apply(Span<double> x, Span<double> y)
        {
        }
    }

    private sealed class PlaneZoneTransform(PlaneZone zone, bool jgd2000) : CoordinateTransform
    {
        private readonly PlaneInverse inverse = new(zone);

        public override string Method => $"平面直角座標系 第{zone}の逆投影(ガウス・クリューゲル)" + (jgd2000 ? "。" + Jgd2000Note : "");

        public override void Apply(Span<double> x, Span<double> y) => inverse.Apply(x, y);
    }

    private sealed class WebMercatorTransform : CoordinateTransform
    {
        public override string Method => "Webメルカトルの逆投影(WGS84をJGD2011とみなしました)";

        public override void Apply(Span<double> x, Span<double> y)
        {
            for (var i = 0; i < x.Length; i++)
            {
                var position = WebMercator.ToLonLat(x[i], y[i]);
                (x[i], y[i]) = (position.Lon, position.Lat);
            }
        }
    }

    private sealed class TokyoTransform(CoordinateTransform? unproject) : CoordinateTransform
    {
        public override string Method => "旧日本測地系から3パラメータで変換(地域により数m、最大約10mの誤差が残ります)";

        public override double? ExpectedErrorMetres => TokyoDatum.ThreeParameterErrorMetres;

        public override void Apply(Span<double> x, Span<double> y)
        {
            unproject?.Apply(x, y);
            for (var i = 0; i < x.Length; i++)
            {
                var position = TokyoDatum.ToJgd2011(new LonLat(x[i], y[i]));
                (x[i], y[i]) = (position.Lon, position.Lat);
            }
        }
    }
}
