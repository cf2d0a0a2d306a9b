using System.Globalization;
using System.Runtime.InteropServices;
using Gis.Launcher.Clusters;
using Gis.Launcher.Processes;

namespace Gis.Launcher.Doctor;

/// <summary>What must be on the machine.</summary>
internal static class MachineChecks
{
    private const long Gigabyte = 1L << 30;

    private static readonly string[] LibraryFolders = ["/usr/lib", "/usr/local/lib"];

    /// <summary>Looks at programs, libraries and space.</summary>
    /// <param name="installation">The repository, on whose disk space is needed.</param>
    /// <param name="cancellationToken">Ends a program that is asked for its version.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Installation installation, CancellationToken cancellationToken)
    {
        List<Finding> findings = [new(".NET", RuntimeInformation.FrameworkDescription)];
        findings.Add(await VersionAsync("Node.js", ["node", "--version"], "Node.js 20 以上を入れてください", cancellationToken));
        findings.Add(await VersionAsync("npm", ["npm", "--version"], "npm を入れてください", cancellationToken));
        findings.Add(PostgresBinaries.Installed().MaxBy(static found => found.Major) is { } postgres
            ? new Finding("PostgreSQL と PostGIS", $"{postgres.Major}（{postgres.Folder}）")
            : new Finding("PostgreSQL と PostGIS", "ありません", PostgresBinaries.InstallLine));
        findings.Add(Library("libgdal.so.*") is { } gdal
            ? new Finding("GDAL", gdal)
            : new Finding("GDAL", "ありません", "apt-get install -y --no-install-recommends gdal-bin"));
        findings.Add(InstalledBrowser.Find() is { } browser
            ? new Finding("ブラウザー（./gis test・viewer・paper 用）", browser)
            : new Finding("ブラウザー（./gis test・viewer・paper 用）", "ありません", "apt-get install -y --no-install-recommends chromium chromium-sandbox", Optional: true));

        var free = new DriveInfo(installation.Root).AvailableFreeSpace;
        var space = string.Create(CultureInfo.InvariantCulture, $"{free / (double)Gigabyte:0.0} GB");
        findings.Add(new Finding("空き容量", space, free < 2 * Gigabyte ? "2 GB 以上空けてください" : null));
        return findings;
    }

    private static async Task<Finding> VersionAsync(string subject, string[] command, string mend, CancellationToken cancellationToken)
    {
        try
        {
            var asked = await CommandRun.CaptureAsync(command, cancellationToken: cancellationToken);
            return asked.Succeeded ? new Finding(subject, asked.Output.Trim()) : new Finding(subject, "動きません", mend);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new Finding(subject, "ありません", mend);
        }
    }

    private static string? Library(string pattern) =>
        LibraryFolders
            .Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateDirectories(folder, "*-linux-gnu").Append(folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
}
