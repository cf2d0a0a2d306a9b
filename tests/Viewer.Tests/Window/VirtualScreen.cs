using System.Diagnostics;
using System.Globalization;

namespace Gis.Viewer.Tests.Window;

/// <summary>A screen without a monitor (Xvfb), whose picture lies in a file.</summary>
internal sealed class VirtualScreen : IDisposable
{
    private readonly Process _server;
    private readonly string _folder;

    private VirtualScreen(Process server, string folder, string display)
    {
        _server = server;
        _folder = folder;
        Display = display;
    }

    /// <summary>What goes into <c>DISPLAY</c>.</summary>
    public string Display { get; }

    /// <summary>Starts a screen on a free number.</summary>
    public static async Task<VirtualScreen> StartAsync(int width, int height)
    {
        // An ordinary user's Xvfb does not make the folder of the sockets itself.
        const string sockets = "/tmp/.X11-unix";
        if (!Directory.Exists(sockets))
        {
            Directory.CreateDirectory(sockets);
            File.SetUnixFileMode(sockets, (UnixFileMode)0x3FF);
        }

        var folder = Directory.CreateTempSubdirectory("gis-screen-").FullName;
        var start = new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", $"{width}x{height}x24", "-fbdir", folder, "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = Process.Start(start)!;
        server.ErrorDataReceived += static (_, _) => { };
        server.BeginErrorReadLine();
        var number = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return new VirtualScreen(server, folder, ":" + int.Parse(number!, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What the screen shows now.</summary>
    public Picture Capture() => Picture.FromDump(File.ReadAllBytes(Path.Combine(_folder, "Xvfb_screen0")));

    public void Dispose()
    {
        _server.Kill();
        _server.WaitForExit();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
