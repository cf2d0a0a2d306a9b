using System.Globalization;

namespace Gis.AnswerBench;

/// <summary>Times of one kind of question, and what is printed of them.</summary>
internal sealed class Timings
{
    private readonly List<double> _milliseconds = [];

    /// <summary>Number of questions.</summary>
    public int Count => _milliseconds.Count;

    /// <summary>The middle one.</summary>
    public double Median => Percentile(0.5);

    /// <summary>Adds a time.</summary>
    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    /// <summary>The time that a part of them does not exceed.</summary>
    public double Percentile(double part)
    {
        var sorted = _milliseconds.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(part * sorted.Count))];
    }

    /// <summary>A number of milliseconds.</summary>
    public static string Text(double value) => value.ToString(value < 1 ? "0.0000" : "0.00", CultureInfo.InvariantCulture);
}
