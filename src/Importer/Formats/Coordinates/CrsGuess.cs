using System.Globalization;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>Guesses the system of coordinates that come without one, from the range of their values.</summary>
/// <param name="MinX">Smallest x of the data.</param>
/// <param name="MinY">Smallest y.</param>
/// <param name="MaxX">Largest x.</param>
/// <param name="MaxY">Largest y.</param>
public readonly record struct CrsGuess(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>Nothing seen yet.</summary>
    public static CrsGuess Empty => new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    /// <summary>The range with one more position in it.</summary>
    public CrsGuess With(double x, double y) => new(Math.Min(MinX, x), Math.Min(MinY, y), Math.Max(MaxX, x), Math.Max(MaxY, y));

    /// <summary>Whether any position was seen.</summary>
    public bool IsEmpty => MinX > MaxX;

    /// <summary>Whether all values can be degrees.</summary>
    public bool CouldBeDegrees => IsEmpty || (MinX >= -180 && MaxX <= 180 && MinY >= -90 && MaxY <= 90);

    /// <summary>The range with x and y exchanged.</summary>
    public CrsGuess Exchanged => new(MinY, MinX, MaxY, MaxX);

    /// <summary>Whether the values can only be Web Mercator metres around Japan.</summary>
    public bool IsWebMercator => MinX >= 13_500_000 && MaxX <= 17_300_000 && MinY >= 2_200_000 && MaxY <= 5_900_000;

    /// <summary>Decides where only one system is possible.</summary>
    /// <param name="file">The file, for the message.</param>
    /// <param name="why">Why there is no declared system, in Japanese (<c>.prjがなく</c>).</param>
    /// <exception cref="SourceException">Metres of a plane zone: nineteen zones share the same range.</exception>
    public Detected<Crs> Decide(SourceFile file, string why)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"x {MinX:0.####}〜{MaxX:0.####}、y {MinY:0.####}〜{MaxY:0.####}");
        if (IsEmpty)
            return new Detected<Crs>(Crs.Jgd2011, $"{why}、座標が1つもないため既定の値です");
        if (CouldBeDegrees)
            return new Detected<Crs>(Crs.Jgd2011, $"{why}、座標の範囲({range})が経緯度なのでJGD2011とみなしました");
        if (IsWebMercator)
            return new Detected<Crs>(new Crs(3857), $"{why}、座標の範囲({range})が日本付近のWebメルカトルです");
        throw new SourceException(
            file.DisplayPath, null, $"{why}、座標の範囲({range})はメートル単位で、平面直角座標系の何系か分かりません", "--crs EPSG:6677(9系の例)のように座標系を指定してください");
    }
}
