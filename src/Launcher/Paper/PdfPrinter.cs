using Gis.Launcher.Processes;

namespace Gis.Launcher.Paper;

/// <summary>
/// Prints pages that need no other file into PDF with Chromium, without a window and in a profile of its own that is thrown away. The browser reads the page from
/// a file, so it needs no network, and every host name is closed to it.
/// </summary>
/// <param name="browser">The browser's program.</param>
internal sealed class PdfPrinter(string browser) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("gis-paper-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may still write for a moment; what is left is a profile without anything in it.
        }
    }

    /// <summary>Prints a page.</summary>
    /// <param name="page">The page as HTML.</param>
    /// <param name="file">The PDF; what is there is replaced once the new one is whole.</param>
    /// <param name="cancellationToken">Ends the browser.</param>
    /// <exception cref="LauncherException">The browser made no PDF.</exception>
    public async Task PrintAsync(string page, string file, CancellationToken cancellationToken)
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
        var (from, to) = (Path.Combine(own, "sheet.html"), Path.Combine(own, "sheet.pdf"));
        await File.WriteAllTextAsync(from, page, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        string said;
        try
        {
            said = (await CommandRun.CaptureAsync([browser, .. Arguments(own, from, to)], cancellationToken: limit.Token)).Error;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            said = "時間内に終わりませんでした";
        }

        if (!File.Exists(to) || new FileInfo(to).Length == 0)
        {
            throw new LauncherException($"ブラウザー {browser} が {Path.GetFileName(file)} を作れませんでした: {said.Trim().Split('\n')[^1]}");
        }

        // The folder may be on another disk.
        File.Copy(to, file + ".new", overwrite: true);
        File.Move(file + ".new", file, overwrite: true);
        Directory.Delete(own, recursive: true);
    }

    private static IEnumerable<string> Arguments(string own, string from, string to)
    {
        yield return "--headless";
        yield return "--user-data-dir=" + Path.Combine(own, "profile");
        yield return "--print-to-pdf=" + to;
        yield return "--no-pdf-header-footer";
        yield return "--disable-gpu";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--disable-extensions";
        yield return "--disable-sync";
        yield return "--no-first-run";
        yield return "--no-pings";
        yield return "--host-resolver-rules=MAP * ~NOTFOUND";
        yield return "--lang=ja";

        // The browser refuses its own sandbox as root (containers, CI); for people it stays on.
        if (Environment.IsPrivilegedProcess)
        {
            yield return "--no-sandbox";
        }

        yield return new Uri(from).AbsoluteUri;
    }
}
