using System.Text;

namespace Gis.Importer.Formats.Addresses;

/// <summary>What a row of an address list gives: the text people search for, its reading, where it is, and what it is.</summary>
/// <param name="Name">白山１丁目1番1号, 安房2-乙.</param>
/// <param name="Kana">Reading, or null.</param>
/// <param name="Area">Prefecture and municipality, or null.</param>
/// <param name="Key">Key that its position has too, or null.</param>
/// <param name="Ended">Whether the row is of an address that no longer is.</param>
internal readonly record struct AddressRow(string? Name, string? Kana, string? Area, string? Key, bool Ended);

/// <summary>A table of アドレス・ベース・レジストリ (デジタル庁) or 位置参照情報 (国土交通省), known by its columns.</summary>
internal sealed class AddressTable
{
    private readonly Dictionary<string, int> index;
    private readonly string[] keys;
    private readonly Shape shape;

    private AddressTable(string category, bool positions, string[] keys, Shape shape, Dictionary<string, int> index)
    {
        (Category, IsPositions, this.keys, this.shape, this.index) = (category, positions, keys, shape, index);
    }

    private enum Shape
    {
        City,
        Town,
        Block,
        Residence,
        Parcel,
        Oaza,
        Street,
    }

    /// <summary>町字, 街区, 住居, 地番 …</summary>
    public string Category { get; }

    /// <summary>Whether the table only says where the rows of another one are.</summary>
    public bool IsPositions { get; }

    /// <summary>The table whose columns these are, or null.</summary>
    public static AddressTable? Recognise(IReadOnlyList<string> names)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            index.TryAdd(names[i], i);
        bool Has(params string[] wanted) => Array.TrueForAll(wanted, index.ContainsKey);
        AddressTable Abr(string category, Shape shape, params string[] keys) => new(category, Has("rep_lon", "rep_lat"), keys, shape, index);
        if (Has("lg_code", "machiaza_id", "prc_id"))
            return Abr("地番", Shape.Parcel, "lg_code", "machiaza_id", "prc_id");
        if (Has("lg_code", "machiaza_id", "rsdt_id"))
            return Abr("住居表示", Shape.Residence, "lg_code", "machiaza_id", "blk_id", "rsdt_id", "rsdt2_id");
        if (Has("lg_code", "machiaza_id", "blk_id"))
            return Abr("街区", Shape.Block, "lg_code", "machiaza_id", "blk_id");
        if (Has("lg_code", "machiaza_id"))
            return Abr("町字", Shape.Town, "lg_code", "machiaza_id");
        if (Has("lg_code", "pref") || Has("lg_code", "rep_lon"))
            return Abr("市区町村", Shape.City, "lg_code");
        if (Has("大字町丁目コード", "大字町丁目名"))
            return new AddressTable("町丁目", false, ["大字町丁目コード"], Shape.Oaza, index);
        return Has("大字・丁目名", "街区符号・地番")
            ? new AddressTable("街区・地番", false, ["都道府県名", "市区町村名", "大字・丁目名", "小字・通称名", "街区符号・地番"], Shape.Street, index)
            : null;
    }

    /// <summary>What a row gives.</summary>
    public AddressRow Read(object?[] values)
    {
        string? Of(string column) => index.TryGetValue(column, out var at) && at < values.Length ? Text(values[at]) : null;
        var key = string.Join('/', keys.Select(Of));
        if (IsPositions)
            return new AddressRow(null, null, null, key, false);
        var area = Of("都道府県名") is { } pref ? pref + Of("市区町村名") : string.Concat(Of("pref"), Of("county"), Of("city"), Of("ward"));
        var town = string.Concat(Of("oaza_cho"), Of("chome"), Of("koaza"));
        var kana = string.Concat(Of("oaza_cho_kana"), Of("chome_kana"), Of("koaza_kana"));
        var name = shape switch
        {
            Shape.City => string.Concat(Of("county"), Of("city"), Of("ward")),
            Shape.Town => town,
            Shape.Block => Of("blk_num") is { } block ? $"{town}{block}番" : town,
            Shape.Residence => Residence(town, Of("blk_num"), Of("rsdt_num"), Of("rsdt_num2")),
            Shape.Parcel => town + string.Join('-', new[] { Of("prc_num1"), Of("prc_num2"), Of("prc_num3") }.OfType<string>()),
            Shape.Oaza => Of("大字町丁目名"),
            _ => string.Concat(Of("大字・丁目名"), Of("小字・通称名"), Of("街区符号・地番"), Of("住居表示フラグ") == "1" ? "番" : ""),
        };
        if (shape == Shape.City)
        {
            kana = string.Concat(Of("county_kana"), Of("city_kana"), Of("ward_kana"));
            area = Of("pref") ?? "";
        }

        // 3 stands for an address that the present edition takes out.
        var ended = Of("ablt_date") is not null || Of("更新後履歴フラグ") == "3";
        return new AddressRow(Filled(name), Filled(kana), Filled(area), key, ended);
    }

    private static string Residence(string town, string? block, string? number, string? second)
    {
        var text = new StringBuilder(town);
        if (block is not null)
            text.Append(block).Append('番');
        if (number is not null)
            text.Append(number).Append(second is null ? "" : "-" + second).Append('号');
        return text.ToString();
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => Filled(text),
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
