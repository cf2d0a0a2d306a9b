namespace Gis.Importer.Formats;

/// <summary>A file that lies ready on the local disk, whether it was given directly or taken out of an archive.</summary>
/// <param name="DisplayPath">The name people know it by; members of archives read <c>town.zip!/roads.shp</c>.</param>
/// <param name="LocalPath">Where the bytes are. For archive members a path inside the <see cref="StagingArea"/>.</param>
public sealed record SourceFile(string DisplayPath, string LocalPath)
{
    /// <summary>File name without folder, as published (the member's name for archive members).</summary>
    public string Name => Path.GetFileName(DisplayPath.Replace('\\', '/'));

    /// <summary>Lower-case extension with the dot, or an empty string.</summary>
    public string Extension => Path.GetExtension(Name).ToLowerInvariant();
}
