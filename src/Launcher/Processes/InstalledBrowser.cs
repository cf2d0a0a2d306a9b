namespace Gis.Launcher.Processes;

/// <summary>Finds Chromium, or a browser built from it.</summary>
internal static class InstalledBrowser
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge"];

    /// <summary>The program; null when there is none.</summary>
    public static string? Find() => Places.FirstOrDefault(File.Exists);
}
