using System.Globalization;

namespace Gis.ImportBench;

/// <summary>Times of one subject over the rounds.</summary>
internal sealed class Sample
{
    private readonly List<double> values = [];

    /// <summary>Adds a round.</summary>
    public void Add(double value) => values.Add(value);

    /// <summary>The median; of an even number the lower.</summary>
    public double Median => values.Order().ElementAt((values.Count - 1) / 2);

    /// <summary>The largest.</summary>
    public double Largest => values.Max();

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} s ({string.Join(' ', values.Select(v => v.ToString("0.00", CultureInfo.InvariantCulture)))})");
}
