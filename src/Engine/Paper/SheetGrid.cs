using System.Globalization;

namespace Gis.Engine.Paper;

/// <summary>The reference grid of a sheet: lines of the plane's round coordinates, columns with letters from the west, rows with numbers from the north.</summary>
public sealed class SheetGrid
{
    private const double Narrowest = 9 * SheetFrame.PerMillimetre, Wanted = 38 * SheetFrame.PerMillimetre;
    private static readonly int[] Spacings = [20, 50, 100, 200, 250, 500, 1_000, 2_000, 2_500, 5_000, 10_000, 20_000, 50_000];

    /// <summary>Makes the grid of a sheet.</summary>
    public SheetGrid(SheetFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Spacing = Spacings.FirstOrDefault(s => s * frame.PerMetre >= Wanted, Spacings[^1]);
        Columns = Lines(Math.Ceiling(frame.West / Spacing) * Spacing - frame.West, frame.PerMetre, frame.Right);
        Rows = Lines(frame.North - (Math.Floor(frame.North / Spacing) * Spacing), frame.PerMetre, frame.Bottom);
        Right = frame.Right;
        Bottom = frame.Bottom;
    }

    /// <summary>Metres between lines.</summary>
    public int Spacing { get; }

    /// <summary>Upright lines: units from the left edge.</summary>
    public IReadOnlyList<double> Columns { get; }

    /// <summary>Level lines: units from the upper edge.</summary>
    public IReadOnlyList<double> Rows { get; }

    private double Right { get; }

    private double Bottom { get; }

    /// <summary>Columns with their letters and middles.</summary>
    public IEnumerable<(string Name, double Middle)> ColumnNames => Cells(Columns, Right).Select((c, i) => (Letter(i), c));

    /// <summary>Rows with their numbers and middles.</summary>
    public IEnumerable<(string Name, double Middle)> RowNames => Cells(Rows, Bottom).Select((c, i) => ((i + 1).ToString(CultureInfo.InvariantCulture), c));

    /// <summary>The cell of a point in units, such as B3.</summary>
    public string CellOf(double x, double y) => Letter(Columns.Count(c => c <= x)) + (Rows.Count(r => r <= y) + 1).ToString(CultureInfo.InvariantCulture);

    // A line that leaves a cell too narrow for its letter is left out.
    private List<double> Lines(double firstMetres, double perMetre, double end)
    {
        var lines = new List<double>();
        for (var at = firstMetres * perMetre; at < end - Narrowest; at += Spacing * perMetre)
        {
            if (at > Narrowest)
                lines.Add(at);
        }

        return lines;
    }

    private static IEnumerable<double> Cells(IReadOnlyList<double> lines, double end) =>
        lines.Prepend(0).Zip(lines.Append(end), (from, to) => (from + to) / 2);

    private static string Letter(int index) => index < 26 ? ((char)('A' + index)).ToString() : "A" + Letter(index - 26);
}
