using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>One area drawn on a 地図: a parcel, or what the sheet shows in place of one (地区外, 別図).</summary>
/// <param name="Oaza">Null for ground of another municipality.</param>
/// <param name="Number">地番.</param>
/// <param name="Rings">Corner numbers, outline first.</param>
/// <param name="AzaCode">小字コード, 0 when there is none.</param>
/// <param name="Aza">小字名, empty when there is none.</param>
internal sealed record MapArea(Oaza? Oaza, string Number, List<int[]> Rings, int AzaCode, string Aza)
{
    public static MapArea Of(Parcel parcel) => new(parcel.Oaza, parcel.Number, parcel.Rings, parcel.AzaCode, parcel.Aza);
}

/// <summary>One 地図XML file.</summary>
/// <param name="FileName">Without extension: 市区町村コード-登記所コード-番号.</param>
/// <param name="Title">地図名.</param>
/// <param name="Areas">What is drawn on it.</param>
/// <param name="Quality">How exact it is and from what kind of survey.</param>
/// <param name="Place">From a corner number to X (north) and Y (east) as written.</param>
internal sealed record CadastralMap(string FileName, string Title, List<MapArea> Areas, MapQuality Quality, Func<int, (double X, double Y)> Place)
{
    /// <summary>任意座標系: the numbers have no place on the earth.</summary>
    public bool IsUnplaced { get; init; }
}

/// <summary>Accuracy words of a 地図XML.</summary>
/// <param name="Grade">精度区分.</param>
/// <param name="Values">座標値種別.</param>
/// <param name="Datum">測地系判別, empty when not given.</param>
/// <param name="Kind">地図種類.</param>
/// <param name="Class">地図分類.</param>
/// <param name="Scale">縮尺分母.</param>
/// <param name="Year">Year of making.</param>
internal sealed record MapQuality(string Grade, string Values, string Datum, string Kind, string Class, int Scale, int Year)
{
    public static readonly MapQuality Survey = new("甲二", "測量成果", "測量", "地籍図", "法第14条1項地図", 500, 2018);
    public static readonly MapQuality LandReadjustment = new("甲一", "測量成果", "測量", "土地区画整理所在図", "法第14条1項地図", 500, 2004);
    public static readonly MapQuality Country = new("甲三", "測量成果", "測量", "地籍図", "法第14条1項地図", 1000, 2013);
    public static readonly MapQuality Converted = new("乙一", "図上測量", "変換", "地籍図", "法第14条1項地図", 1000, 1988);
    public static readonly MapQuality Old = new("", "図上測量", "", "旧土地台帳附属地図", "地図に準ずる図面", 600, 1889);
}
