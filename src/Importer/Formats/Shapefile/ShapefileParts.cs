namespace Gis.Importer.Formats.Shapefile;

/// <summary>The files that make up one Shapefile; names are matched without regard to case, as Windows made them.</summary>
internal static class ShapefileParts
{
    private static readonly string[] Companions =
        [".shx", ".dbf", ".prj", ".cpg", ".qpj", ".qml", ".qmd", ".qix", ".sbn", ".sbx", ".fbn", ".fbx", ".ain", ".aih", ".ixs", ".mxs", ".atx", ".sld", ".lyr", ".cst"];

    /// <summary>The path of a part, or null when it is not there.</summary>
    public static string? Find(SourceFile file, string extension)
    {
        var folder = Path.GetDirectoryName(file.LocalPath)!;
        var wanted = Base(Path.GetFileName(file.LocalPath)) + extension;
        var exact = Path.Combine(folder, wanted);
        return File.Exists(exact)
            ? exact
            : Directory.EnumerateFiles(folder).FirstOrDefault(f => string.Equals(Path.GetFileName(f), wanted, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the file can be a companion of a Shapefile.</summary>
    public static bool IsCompanion(SourceFile file) =>
        Companions.Contains(file.Extension) || file.Name.EndsWith(".shp.xml", StringComparison.OrdinalIgnoreCase);

    private static string Base(string name) =>
        name.EndsWith(".shp.xml", StringComparison.OrdinalIgnoreCase) ? name[..^8] : Path.GetFileNameWithoutExtension(name);
}
