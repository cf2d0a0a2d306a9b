namespace Gis.Core.Geodesy.Grids;

/// <summary>
/// A node of the third-order standard mesh (JIS X 0410, 基準地域メッシュ): its south-west corner, counted in steps of 30″ of latitude from
/// the equator and 45″ of longitude from Greenwich.
/// </summary>
/// <param name="LatStep">Latitude / 30″.</param>
/// <param name="LonStep">Longitude / 45″.</param>
public readonly record struct MeshNode(int LatStep, int LonStep)
{
    /// <summary>Steps of latitude in a degree.</summary>
    public const int LatStepsPerDegree = 120;

    /// <summary>Steps of longitude in a degree.</summary>
    public const int LonStepsPerDegree = 80;

    /// <summary>Reads an eight-digit mesh code <c>ppuuqvrw</c>.</summary>
    /// <returns>False when the text is not eight digits or a digit is out of its range.</returns>
    public static bool TryParse(ReadOnlySpan<char> code, out MeshNode node)
    {
        node = default;
        if (code.Length != 8 || code.ContainsAnyExceptInRange('0', '9'))
            return false;

        var (pp, uu) = (10 * (code[0] - '0') + code[1] - '0', 10 * (code[2] - '0') + code[3] - '0');
        var (q, v, r, w) = (code[4] - '0', code[5] - '0', code[6] - '0', code[7] - '0');
        if (q > 7 || v > 7)
            return false;

        // A first-order mesh is 40′ by 1° (80 by 80 steps), a second-order one 5′ by 7′30″ (10 by 10).
        node = new MeshNode(pp * 80 + q * 10 + r, (uu + 100) * 80 + v * 10 + w);
        return true;
    }

    /// <summary>The node south-west of a position, and how far the position lies from it as a share of the cell (0 ≤ share &lt; 1).</summary>
    public static (MeshNode Node, double EastShare, double NorthShare) SouthWestOf(LonLat position)
    {
        var (lat, lon) = (position.Lat * LatStepsPerDegree, position.Lon * LonStepsPerDegree);
        var (south, west) = (Math.Floor(lat), Math.Floor(lon));
        return (new MeshNode((int)south, (int)west), lon - west, lat - south);
    }

    /// <summary>The node some steps further.</summary>
    public MeshNode Step(int east, int north) => new(LatStep + north, LonStep + east);
}
