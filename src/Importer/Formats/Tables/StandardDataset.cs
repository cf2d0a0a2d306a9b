using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Tables;

/// <summary>
/// One of the lists that デジタル庁 prescribes for municipalities: 自治体標準オープンデータセット and its predecessor 推奨データセット, told by the columns that only that
/// list has. Sources: the definition documents and templates of both editions.
/// </summary>
/// <param name="Title">Edition and name of the list.</param>
/// <param name="Kind">Kind it stands for.</param>
internal sealed record StandardDataset(string Title, string Kind)
{
    private static readonly (string List, string Kind, string[] Columns)[] Lists =
    [
        ("指定緊急避難場所一覧", "emergency-site", ["名称", "災害種別_洪水", "災害種別_地震"]),
        ("公衆トイレ一覧", "toilet", ["男性トイレ総数", "女性トイレ総数"]),
        ("消防水利施設一覧", "hydrant", ["種別", "口径"]),
        ("AED設置箇所一覧", "aed", ["設置位置", "小児対応設備の有無"]),
        ("公衆無線LANアクセスポイント一覧", "wifi", ["SSID"]),
        ("医療機関一覧", "facility", ["医療機関の種類"]),
        ("医療機関一覧", "facility", ["診療科目", "診療曜日"]),
        ("介護サービス事業所一覧", "facility", ["実施サービス", "事業所番号"]),
        ("子育て施設一覧", "facility", ["受入年齢", "一時預かりの有無"]),
        ("文化財一覧", "facility", ["文化財分類"]),
        ("文化財一覧", "facility", ["文化財指定日"]),
        ("観光施設一覧", "facility", ["名称", "アクセス方法", "料金(基本)", "POIコード"]),
        ("公共施設一覧", "facility", ["名称", "POIコード", "説明", "バリアフリー情報"]),
        ("イベント一覧", "facility", ["イベント名", "開始日"]),
        ("食品等営業許可・届出一覧", "facility", ["営業の種類", "許可番号"]),
        ("地域・年齢別人口", "other", ["総人口", "0-4歳の男性"]),
        ("オープンデータ一覧", "other", ["データ名称", "更新頻度"]),
    ];

    /// <summary>The list whose columns these are, or null.</summary>
    public static StandardDataset? Recognise(IReadOnlyList<string> names)
    {
        var plain = names.Select(Plain).ToHashSet(StringComparer.Ordinal);
        var older = plain.Contains("都道府県コード又は市区町村コード") || (plain.Contains("no") && plain.Contains("方書"));
        var present = plain.Contains("全国地方公共団体コード") || plain.Contains("所在地_連結表記") || plain.Contains("所在地_連結標記") || plain.Contains("所在地_全国地方公共団体コード");
        if (!older && !present)
            return null;
        foreach (var (list, kind, columns) in Lists)
        {
            if (Array.TrueForAll(columns, c => plain.Contains(Plain(c))))
                return new StandardDataset($"{(present ? "自治体標準オープンデータセット" : "推奨データセット")} {list}", kind);
        }

        return null;
    }

    // Asterisks mark what must be filled in; some publishers leave them in the header.
    private static string Plain(string name) => Width.Fold(name).Replace(" ", "", StringComparison.Ordinal).TrimEnd('*', '◎', '○').ToLowerInvariant();
}
