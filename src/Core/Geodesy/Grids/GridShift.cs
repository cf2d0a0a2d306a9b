namespace Gis.Core.Geodesy.Grids;

/// <summary>
/// A datum shift on mesh nodes as 国土地理院 publishes it in <c>.par</c> files (TKY2JGD.par, touhokutaiheiyouoki2011.par …): bilinear between the four
/// nodes around a position. The files are GSI's and are not part of the product: the town supplies them.
/// </summary>
public sealed class GridShift
{
    private const double SecondsPerDegree = 3600;

    /// <summary>Steps of the inverse; each gains about five digits, so three would do.</summary>
    private const int InverseSteps = 8;

    private readonly Dictionary<MeshNode, Shift> _nodes;

    private readonly Shift _mean;

    private GridShift(string title, Dictionary<MeshNode, Shift> nodes)
    {
        (Title, _nodes) = (title, nodes);
        _mean = new Shift(nodes.Values.Average(s => s.Lat), nodes.Values.Average(s => s.Lon));
    }

    /// <summary>First line of the file, which names grid and version; it belongs in a layer's lineage.</summary>
    public string Title { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => _nodes.Count;

    /// <summary>Reads a <c>.par</c> file.</summary>
    /// <param name="reader">The text; GSI writes CP932 with ASCII numbers, any ASCII-compatible decoder will do.</param>
    /// <param name="source">Name of the file for errors.</param>
    /// <exception cref="FormatException">No node could be read, or a node line is damaged; the message names file and line.</exception>
    public static GridShift Read(TextReader reader, string source)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var title = reader.ReadLine()?.Trim() ?? "";
        var nodes = new Dictionary<MeshNode, Shift>();
        for (var number = 2; reader.ReadLine() is { } line; number++)
        {
            // TKY2JGD has 2 header lines, PatchJGD 16: whatever does not begin with a mesh code before the first node is header.
            if (!MeshNode.TryParse(line.AsSpan(0, Math.Min(8, line.Length)), out var node))
            {
                if (nodes.Count > 0 && !string.IsNullOrWhiteSpace(line))
                    throw Damaged(source, number);
                continue;
            }

            nodes[node] = ParseShift(line.AsSpan(8)) ?? throw Damaged(source, number);
        }

        return nodes.Count > 0
            ? new GridShift(title, nodes)
            : throw new FormatException($"{source}: 地域ごとの変換パラメータ（.par）として読めません。国土地理院が配布する .par ファイルを指定してください。");
    }

    /// <summary>Shifts a position of the old datum to the new one.</summary>
    /// <returns>False outside the grid, that is when one of the four nodes is missing.</returns>
    public bool TryForward(LonLat from, out LonLat to)
    {
        var found = TryShift(from, out var shift);
        to = found ? new LonLat(from.Lon + shift.Lon / SecondsPerDegree, from.Lat + shift.Lat / SecondsPerDegree) : from;
        return found;
    }

    /// <summary>The position of the old datum that <see cref="TryForward"/> takes to the given one, by fixed-point iteration.</summary>
    /// <returns>False outside the grid.</returns>
    public bool TryBackward(LonLat to, out LonLat from)
    {
        // The first guess is off by the mean shift, so that it starts inside the grid near its edge too.
        from = Minus(to, _mean);
        for (var step = 0; step < InverseSteps; step++)
        {
            if (!TryShift(from, out var shift))
                return false;
            from = Minus(to, shift);
        }

        return true;
    }

    private static LonLat Minus(LonLat position, Shift shift) =>
        new(position.Lon - shift.Lon / SecondsPerDegree, position.Lat - shift.Lat / SecondsPerDegree);

    private bool TryShift(LonLat position, out Shift shift)
    {
        shift = default;
        if (!position.IsOnEarth)
            return false;
        var (node, x, y) = MeshNode.SouthWestOf(position);
        if (!_nodes.TryGetValue(node, out var sw) || !_nodes.TryGetValue(node.Step(1, 0), out var se)
            || !_nodes.TryGetValue(node.Step(0, 1), out var nw) || !_nodes.TryGetValue(node.Step(1, 1), out var ne))
            return false;
        shift = new Shift(
            (1 - y) * ((1 - x) * sw.Lat + x * se.Lat) + y * ((1 - x) * nw.Lat + x * ne.Lat),
            (1 - y) * ((1 - x) * sw.Lon + x * se.Lon) + y * ((1 - x) * nw.Lon + x * ne.Lon));
        return true;
    }

    private static Shift? ParseShift(ReadOnlySpan<char> text)
    {
        var values = text.Trim();
        var cut = values.IndexOf(' ');
        if (cut < 0)
            return null;
        var second = values[cut..].Trim();
        if (second.IndexOf(' ') is var end and > 0)
            second = second[..end];
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return double.TryParse(values[..cut], culture, out var lat) && double.TryParse(second, culture, out var lon) ? new Shift(lat, lon) : null;
    }

    private static FormatException Damaged(string source, int line) =>
        new($"{source} の{line}行目が変換パラメータとして読めません。ファイルが途中で壊れていないか確認し、配布元から取り直してください。");

    /// <summary>Shift in seconds of arc.</summary>
    private readonly record struct Shift(double Lat, double Lon);
}
