using System.Globalization;
using System.Text;
using Gis.Core.Geodesy;
using Gis.Core.Geodesy.Grids;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>
/// The shift grids a town has got from 国土地理院: TKY2JGD (旧日本測地系 → JGD2000) and PatchJGD (JGD2000 → JGD2011 after the earthquake of 2011). Which is which is
/// told by the size of the shift: some ten seconds of arc, or tenths of one.
/// </summary>
public sealed class DatumGrids
{
    private const double OldDatumSeconds = 3;
    private readonly List<GridShift> patches = [];

    /// <summary>旧日本測地系 → JGD2000, or null.</summary>
    public GridShift? Tokyo { get; private set; }

    /// <summary>JGD2000 → JGD2011, in the order in which they are tried.</summary>
    public IReadOnlyList<GridShift> Patches => patches;

    /// <summary>Reads <c>.par</c> files. Files of heights (<c>…_h.par</c>) are passed over: only the plan is shifted.</summary>
    /// <exception cref="SourceException">A file cannot be read or is no grid.</exception>
    public static DatumGrids Load(IEnumerable<string> paths)
    {
        var grids = new DatumGrids();
        foreach (var path in paths.Where(p => !Path.GetFileNameWithoutExtension(p).EndsWith("_h", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                using var reader = new StreamReader(path, Encoding.Latin1);
                var grid = GridShift.Read(reader, Path.GetFileName(path));
                if (IsOldDatum(path))
                    grids.Tokyo ??= grid;
                else
                    grids.patches.Add(grid);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                throw new SourceException(Path.GetFileName(path), null, "地域ごとの変換パラメータ(.par)として読めません", "国土地理院のTKY2JGDかPatchJGDの.parファイルを指定してください", e);
            }
        }

        return grids;
    }

    /// <summary>The position after the earthquake; false where no grid has it, which is where the ground was taken not to have moved.</summary>
    public bool TryPatch(LonLat from, out LonLat to)
    {
        foreach (var patch in patches)
        {
            if (patch.TryForward(from, out to))
                return true;
        }

        to = from;
        return false;
    }

    private static bool IsOldDatum(string path)
    {
        foreach (var line in File.ReadLines(path, Encoding.Latin1))
        {
            if (!MeshNode.TryParse(line.AsSpan(0, Math.Min(8, line.Length)), out _))
                continue;
            var first = line[8..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            return double.TryParse(first, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) > OldDatumSeconds;
        }

        return false;
    }
}
