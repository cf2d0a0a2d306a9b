using Gis.Core.Database;

namespace Gis.Importer.Commands;

/// <summary>The shift grids of a run: those named on the command line, and those in the home's folder <c>grids/</c>.</summary>
internal static class GridFiles
{
    /// <summary>Paths of <c>.par</c> files, the named ones first.</summary>
    /// <exception cref="ImportException">A named file does not exist (exit status 2).</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string>? named, GisHome home)
    {
        foreach (var path in named ?? [])
        {
            if (!File.Exists(path))
                throw ImportException.Usage($"変換パラメータのファイル「{path}」が見つかりません。パスを確認してください。");
        }

        var folder = Path.Combine(home.Root, "grids");
        var kept = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.par").Order(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return [.. named ?? [], .. kept];
    }
}
