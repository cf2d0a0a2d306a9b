using Gis.Engine.Styles.Legend;

namespace Gis.Importer.Kinds.Hazards;

/// <summary>Reads a depth or duration from a column: rank codes, range words, or plain numbers.</summary>
/// <param name="column">Index of the column.</param>
/// <param name="unit">m or h.</param>
/// <param name="mode">How its values are meant.</param>
/// <param name="scenario">Scenario of all rows, or null.</param>
/// <param name="steps">Upper bounds of the kind's scale, to put plain depths into classes.</param>
/// <param name="evidence">Why this column, in Japanese.</param>
internal sealed class RankReading(int column, string unit, RankMode mode, string? scenario, IReadOnlyList<double> steps, string evidence) : IHazardReading
{
    public string Evidence => evidence;

    public IReadOnlyList<int> Columns => [column];

    public HazardClassValue Read(object?[] values)
    {
        var value = values[column];
        var code = mode == RankMode.Code ? KsjRanks.Code(value) : null;
        if (code is { } rank && (unit == "h" ? KsjRanks.Duration(rank) : KsjRanks.Depth(rank)) is { } known)
            return new HazardClassValue(rank, known.Min, known.Max, KsjRanks.Words(known, unit), scenario, true);
        var text = KsjRanks.Text(value);
        if (RangeText.TryParse(text, unit, out var range))
            return new HazardClassValue(null, range.Min, range.Max, RangeWords.Of(range.Min, range.Max, unit), scenario, true);
        if (mode == RankMode.Number && RangeText.TryParseNumber(value, out var number) && number >= 0)
            return FromNumber(number);
        return new HazardClassValue(code, null, null, text, scenario, false);
    }

    private HazardClassValue FromNumber(double number)
    {
        var max = steps.Where(s => number < s).Select(s => (double?)s).FirstOrDefault();
        var min = steps.Where(s => number >= s).Select(s => (double?)s).LastOrDefault() ?? 0;
        return new HazardClassValue(null, min, max, RangeWords.Of(min, max, unit), scenario, true);
    }
}

/// <summary>How the values of a rank column are meant.</summary>
internal enum RankMode
{
    /// <summary>Codes of 国土数値情報.</summary>
    Code,

    /// <summary>Words with a range.</summary>
    Words,

    /// <summary>The depth or the hours themselves.</summary>
    Number,
}
