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
        {
            var plane = new PlaneZoneTransform(zone, crs.Epsg <= 2461 && !HasPatch(options));
            return crs.Epsg <= 2461 && HasPatch(options) ? new PatchTransform(options!.Grids!, plane) : plane;
        }

        return crs.Epsg switch
        {
            6668 or 6667 or 6697 or 104221 => new AsItIs("変換なし(JGD2011/JGD2024の経緯度)"),
            4612 or 4947 or 4948 when HasPatch(options) => new PatchTransform(options!.Grids!, null),
            4612 or 4947 or 4948 => new AsItIs(Jgd2000Note),
            4326 or 4979 or 9057 or 9755 => new AsItIs("WGS84の経緯度をJGD2011とみなしました(差は水平で数十cm以内)"),
            3857 or 900913 or 3785 => new WebMercatorTransform(),
            4301 => new TokyoTransform(null, options?.Grids),
            >= 30161 and <= 30179 => new TokyoTransform(GdalTransform.Create(crs, new Crs(4301), file), options?.Grids),
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

    private static bool HasPatch(ReadOptions? options) => options?.Grids is { Patches.Count: > 0 };

    private sealed class PatchTransform(DatumGrids grids, CoordinateTransform? unproject) : CoordinateTransform
    {
        public override string Method =>
            $"{(unproject is null ? "" : unproject.Method + "。")}JGD2000からJGD2011へPatchJGD（{string.Join('、', grids.Patches.Select(p => p.Title))}）で変換(格子の外は変わらないとみなしました)";

        public override void Apply(Span<double> x, Span<double> y)
        {
            unproject?.Apply(x, y);
            for (var i = 0; i < x.Length; i++)
            {
                _ = grids.TryPatch(new LonLat(x[i], y[i]), out var position);
                (x[i], y[i]) = (position.Lon, position.Lat);
            }
        }
    }

    private sealed class TokyoTransform(CoordinateTransform? unproject, DatumGrids? grids) : CoordinateTransform
    {
        private long outside;

        public override string Method => grids?.Tokyo is not { } grid
            ? "旧日本測地系から3パラメータで変換(地域により数m、最大約10mの誤差が残ります)"
            : $"旧日本測地系から地域ごとの変換パラメータ（{grid.Title}）で変換" + (grids.Patches.Count > 0 ? "、さらにPatchJGDでJGD2011へ変換" : "(JGD2000の値をJGD2011とみなしました)")
                + (outside > 0 ? $"。格子の外の{outside}点は3パラメータで変換(最大約10mの誤差が残ります)" : "");

        public override double? ExpectedErrorMetres => grids?.Tokyo is null || outside > 0 ? TokyoDatum.ThreeParameterErrorMetres : null;

        public override void Apply(Span<double> x, Span<double> y)
        {
            unproject?.Apply(x, y);
            for (var i = 0; i < x.Length; i++)
            {
                var position = Shift(new LonLat(x[i], y[i]));
                (x[i], y[i]) = (position.Lon, position.Lat);
            }
        }

        // The three parameters lead to JGD2011 at once; the grid leads to JGD2000, from where the patch goes on.
        private LonLat Shift(LonLat tokyo)
        {
            if (grids?.Tokyo is not { } grid)
                return TokyoDatum.ToJgd2011(tokyo);
            if (grid.TryForward(tokyo, out var jgd2000))
            {
                _ = grids.TryPatch(jgd2000, out var jgd2011);
                return jgd2011;
            }

            outside++;
            return TokyoDatum.ToJgd2011(tokyo);
        }
    }
}
