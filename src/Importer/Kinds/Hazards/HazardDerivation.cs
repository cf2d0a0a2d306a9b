using Gis.Core.Catalogue;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Kinds.Hazards;

/// <summary>Adds hazard_rank, hazard_min, hazard_max, hazard_class and hazard_scenario.</summary>
internal sealed class HazardDerivation : IDerivation
{
    private readonly IHazardReading? reading;
    private readonly string? scenario;
    private readonly Dictionary<string, int> unread = new(StringComparer.Ordinal);
    private int silent;

    /// <summary>Prepares for a dataset.</summary>
    /// <param name="kind">A kind with a hazard meaning.</param>
    /// <param name="reading">How classes are read; null when no column can be meant.</param>
    /// <param name="scenario">The scenario that the manifest names, or null.</param>
    public HazardDerivation(Kind kind, IHazardReading? reading, string? scenario)
    {
        this.reading = reading;
        this.scenario = scenario;
        var unit = kind.Hazard?.Unit is { Length: > 0 } u ? u : null;
        Columns =
        [
            new("hazard_rank", "ランク（元の値）", FieldType.Integer, FieldRole.HazardRank, false),
            new("hazard_min", "下限", FieldType.Number, FieldRole.HazardMin, false, Unit: unit),
            new("hazard_max", "上限", FieldType.Number, FieldRole.HazardMax, false, Unit: unit),
            new("hazard_class", "区分", FieldType.Text, FieldRole.HazardClass, true),
            new("hazard_scenario", "想定", FieldType.Text, FieldRole.Scenario, true),
        ];
    }

    public IReadOnlyList<DerivedColumn> Columns { get; }

    public IReadOnlyCollection<int> Replaced => reading?.Columns ?? [];

    public IReadOnlyList<string> Remarks
    {
        get
        {
            var remarks = new List<string>();
            remarks.Add(reading is null ? "災害の区分を表す列が見つかりません。区分なしとして取り込みました" : $"災害の区分を読み取った所：{reading.Evidence}");
            if (unread.Count > 0)
            {
                remarks.Add(
                    $"区分を数値に読み取れない値がありました。元の言葉のまま表示します：{string.Join('、', unread.Take(10).Select(u => $"「{Excerpt.Of(u.Key)}」{u.Value}件"))}"
                    + (unread.Count > 10 ? $" ほか{unread.Count - 10}種類" : ""));
            }

            if (silent > 0 && reading is not null)
                remarks.Add($"区分の値が空の行が{silent}件ありました");
            return remarks;
        }
    }

    public void Derive(object?[] source, Span<object?> target)
    {
        var value = reading?.Read(source) ?? default;
        target[0] = value.Rank is { } rank ? (long)rank : null;
        target[1] = value.Min;
        target[2] = value.Max;
        target[3] = value.Words;
        target[4] = scenario ?? value.Scenario;
        if (value.Words is null)
            silent++;
        else if (!value.Readable)
            unread[value.Words] = unread.GetValueOrDefault(value.Words) + 1;
    }
}
