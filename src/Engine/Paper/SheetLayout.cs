namespace Gis.Engine.Paper;

/// <summary>A size of paper after ISO 216.</summary>
/// <param name="Id">Name in addresses.</param>
/// <param name="ShortSide">Short side in millimetres.</param>
/// <param name="LongSide">Long side in millimetres.</param>
public sealed record PaperSize(string Id, int ShortSide, int LongSide)
{
    /// <summary>What every town's printer takes.</summary>
    public static PaperSize A4 { get; } = new("A4", 210, 297);

    /// <summary>What every town hall's printer takes.</summary>
    public static PaperSize A3 { get; } = new("A3", 297, 420);

    /// <summary>All sizes that sheets are made for.</summary>
    public static IReadOnlyList<PaperSize> All { get; } = [A4, A3];

    /// <summary>A size by its name, or null.</summary>
    public static PaperSize? Find(string? id) => All.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where the parts of a sheet lie: everything in millimetres.</summary>
/// <param name="Paper">Size of the paper.</param>
/// <param name="IsLandscape">Whether the long side lies below.</param>
public sealed record SheetLayout(PaperSize Paper, bool IsLandscape)
{
    /// <summary>Edge that printers may leave white.</summary>
    public const double Margin = 8;

    /// <summary>Width of the letters and numbers of the reference grid around the map.</summary>
    public const double Band = 5;

    /// <summary>Height of scale bar and north below the map.</summary>
    public const double Strip = 9;

    /// <summary>Room between parts.</summary>
    public const double Gap = 4;

    /// <summary>Room that a district keeps from the edge of the map.</summary>
    private const double Around = 6;

    /// <summary>More room for credits and notices, and a part of it for the title, in languages where words are longer and notices stand twice.</summary>
    public double MoreFoot { get; init; }

    private bool IsLarge => Paper.ShortSide > PaperSize.A4.ShortSide;

    /// <summary>Width of the page.</summary>
    public double Width => IsLandscape ? Paper.LongSide : Paper.ShortSide;

    /// <summary>Height of the page.</summary>
    public double Height => IsLandscape ? Paper.ShortSide : Paper.LongSide;

    /// <summary>Height of the title.</summary>
    public double Head => (IsLarge ? 26 : 22) + (MoreFoot / 1.75);

    /// <summary>Height of credits and notices.</summary>
    public double Foot => 17 + (IsLandscape ? 0 : 3) + MoreFoot;

    /// <summary>Width of the column beside the map, in landscape.</summary>
    public double Column => IsLarge ? 138 : 104;

    /// <summary>Height of legend and list below the map, in portrait.</summary>
    public double Lower => IsLarge ? 128 : 99;

    /// <summary>Width of the map with its band.</summary>
    public double MapWidth => Width - (2 * Margin) - (IsLandscape ? Column + Gap : 0);

    /// <summary>Height of the map with its band and strip.</summary>
    public double MapHeight => Height - (2 * Margin) - Head - Foot - Gap - (IsLandscape ? 0 : Lower + Gap);

    /// <summary>Width of the ground that is shown.</summary>
    public double GroundWidth => MapWidth - (2 * Band);

    /// <summary>Height of the ground that is shown.</summary>
    public double GroundHeight => MapHeight - (2 * Band) - Strip;

    /// <summary>The closest round scale at which something lies whole on the map.</summary>
    /// <param name="width">Its width in metres.</param>
    /// <param name="height">Its height in metres.</param>
    public int ScaleFor(double width, double height) => SheetScale.Fitting(width, height, GroundWidth - (2 * Around), GroundHeight - (2 * Around));
}

/// <summary>Scales of sheets, as the number below the line.</summary>
public static class SheetScale
{
    /// <summary>Round scales that can be chosen, closest first.</summary>
    public static IReadOnlyList<int> Round { get; } = [1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000];

    // For what does not fit at those: coarser, but never cut off.
    private static readonly int[] Coarser = [30_000, 40_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000, 1_000_000];

    /// <summary>The closest round scale at which a ground of some metres fits a paper of some millimetres.</summary>
    public static int Fitting(double width, double height, double paperWidth, double paperHeight) =>
        Round.Concat(Coarser).FirstOrDefault(s => width * 1000 / s <= paperWidth && height * 1000 / s <= paperHeight, Coarser[^1]);
}
