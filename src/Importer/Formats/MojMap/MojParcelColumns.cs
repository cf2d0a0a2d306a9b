using System.Globalization;

namespace Gis.Importer.Formats.MojMap;

/// <summary>The columns of a parcel dataset: the 筆's own elements, and those of its map and sheets.</summary>
internal static class MojParcelColumns
{
    /// <summary>Names as in the XML; 筆ID is the file's id of the 筆.</summary>
    public static IReadOnlyList<SourceField> Fields { get; } =
    [
        Text("市区町村コード"), Text("市区町村名"), Text("大字コード"), Text("丁目コード"), Text("小字コード"), Text("予備コード"),
        Text("大字名"), Text("丁目名"), Text("小字名"), Text("予備名"), Text("地番"), Text("筆界未定構成筆"), Text("精度区分"), Text("座標値種別"),
        Text("地図名"), Text("地図番号"), new("縮尺分母", FieldType.Integer), Text("地図種類"), Text("地図分類"), Text("地図作成年月日"), Text("備付地図年月日"),
        Text("座標系"), Text("測地系判別"), Text("筆ID"),
    ];

    private static readonly HashSet<string> OfMap = ["市区町村コード", "市区町村名", "地図名", "座標系", "測地系判別"];
    private static readonly HashSet<string> OfSheet = ["地図番号", "地図種類", "地図分類", "地図作成年月日", "備付地図年月日"];

    /// <summary>The values of a 筆. Where it lies on several sheets that differ, their values are joined with semicolons.</summary>
    public static object?[] Values(MojParcel parcel, MojMapHeader header, IReadOnlyList<MojSheet> sheets)
    {
        var values = new object?[Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var name = Fields[i].Name;
            values[i] = name switch
            {
                "筆ID" => parcel.Id,
                "縮尺分母" => Scale(sheets),
                _ when OfMap.Contains(name) => Filled(header[name]),
                _ when OfSheet.Contains(name) => Joined(sheets, name),
                _ => Filled(parcel[name]),
            };
        }

        return values;
    }

    private static SourceField Text(string name) => new(name, FieldType.Text);

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Joined(IReadOnlyList<MojSheet> sheets, string name) =>
        Filled(string.Join(';', sheets.Select(s => s[name]).Where(v => !string.IsNullOrEmpty(v)).Distinct()));

    // The coarsest sheet says how exact the parcel as a whole can be.
    private static long? Scale(IReadOnlyList<MojSheet> sheets)
    {
        long? coarsest = null;
        foreach (var sheet in sheets)
        {
            if (long.TryParse(sheet["縮尺分母"], NumberStyles.None, CultureInfo.InvariantCulture, out var scale) && scale > (coarsest ?? 0))
                coarsest = scale;
        }

        return coarsest;
    }
}
