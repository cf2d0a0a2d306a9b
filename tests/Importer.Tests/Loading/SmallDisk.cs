using System.Diagnostics;

namespace Gis.Importer.Tests.Loading;

/// <summary>A file system of a few megabytes that a test may fill.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gis-disk-");

    /// <summary>Mounts one.</summary>
    /// <param name="megabytes">Its size.</param>
    /// <exception cref="InvalidOperationException">Mounting is not permitted here.</exception>
    public SmallDisk(int megabytes)
    {
        var error = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder.FullName);
        if (error.Length == 0)
            return;
        folder.Delete();
        throw new InvalidOperationException(error);
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => folder.FullName;

    /// <summary>Room left, in bytes.</summary>
    public long Free => new DriveInfo(Path).AvailableFreeSpace;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Leaves only so much room.</summary>
    public void Fill(long freeBytes)
    {
        using var file = new FileStream(Filler, FileMode.Create);
        var block = new byte[4096];
        for (var room = Free - freeBytes; room >= block.Length; room -= block.Length)
            file.Write(block);
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Filler);

    /// <summary>Runs a program.</summary>
    /// <returns>What it complained of; empty when it did as it should.</returns>
    public static string Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : error.Length > 0 ? error : $"{command[0]} ended with {process.ExitCode}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Lazily: a process that was killed may hold it for a moment longer.
        Run("umount", "-l", Path);
        folder.Delete();
    }
}
