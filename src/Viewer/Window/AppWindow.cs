using System.Diagnostics;

namespace Gis.Viewer.Window;

/// <summary>A browser window without tabs and address bar, with a profile of its own that is gone when it closes.</summary>
internal sealed class AppWindow : IDisposable
{
    private readonly Process _browser;
    private readonly string _profile;

    private AppWindow(Process browser, string profile)
    {
        _browser = browser;
        _profile = profile;
    }

    /// <summary>Opens the window.</summary>
    /// <param name="options">Size and browser.</param>
    /// <param name="address">What it shows first.</param>
    /// <exception cref="ViewerException">There is no browser or no screen.</exception>
    public static AppWindow Open(ViewerOptions options, Uri address)
    {
        var program = BrowserProgram.Find(options.Browser);
        if (OperatingSystem.IsLinux()
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY")))
        {
            throw new ViewerException("画面がありません（DISPLAY が空です）。デスクトップの端末から実行してください。");
        }

        // Its own profile: a browser that runs already would take the window over, and the cookie would land among others.
        // The temporary folder is made for this user alone.
        var profile = Directory.CreateTempSubdirectory("gis-viewer-").FullName;
        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        File.WriteAllText(Path.Combine(profile, "Default", "Preferences"), """{"translate":{"enabled":false},"credentials_enable_service":false}""");

        var start = new ProcessStartInfo(program, Arguments(options, address, profile)) { UseShellExecute = false };
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.Environment["LANGUAGE"] = "ja";
        var browser = Process.Start(start) ?? throw new ViewerException($"ブラウザー {program} を起動できませんでした。");

        // The browser talks of D-Bus and the like; read away, or it would stop at a full pipe.
        browser.ErrorDataReceived += static (_, _) => { };
        browser.OutputDataReceived += static (_, _) => { };
        browser.BeginErrorReadLine();
        browser.BeginOutputReadLine();
        return new AppWindow(browser, profile);
    }

    /// <summary>Waits until the window is closed, or closes it.</summary>
    /// <param name="cancellationToken">Closes it.</param>
    /// <exception cref="ViewerException">The browser ended with an error.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _browser.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (_browser.ExitCode != 0)
        {
            throw new ViewerException($"ブラウザーが状態 {_browser.ExitCode} で終わりました。画面（DISPLAY）に接続できるか確認してください。");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_browser.HasExited)
        {
            _browser.Kill(entireProcessTree: true);
            _browser.WaitForExit();
        }

        _browser.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A helper of the browser may still write for a moment. What is left holds a cookie of a server that is gone.
        }
    }

    private static IEnumerable<string> Arguments(ViewerOptions options, Uri address, string profile)
    {
        yield return "--app=" + address;
        yield return "--user-data-dir=" + profile;
        yield return $"--window-size={options.Width},{options.Height}";
        yield return "--window-position=0,0";
        yield return "--lang=ja";
        yield return "--no-first-run";
        yield return "--no-default-browser-check";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--disable-default-apps";
        yield return "--disable-extensions";
        yield return "--disable-sync";
        yield return "--no-pings";
        yield return "--password-store=basic";
        yield return "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication";

        // A machine without a graphics card draws the map in software, which must be asked for; with a card it would only be slower.
        if (OperatingSystem.IsLinux() && !HasGraphicsCard())
        {
            yield return "--enable-unsafe-swiftshader";
        }

        // The browser refuses its own sandbox as root (containers, CI); for people it stays on.
        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess)
        {
            yield return "--no-sandbox";
        }
    }

    private static bool HasGraphicsCard() => Directory.Exists("/dev/dri") && Directory.EnumerateFiles("/dev/dri", "renderD*").Any();
}
