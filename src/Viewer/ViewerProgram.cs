using Gis.Viewer.Hosting;
using Gis.Viewer.Window;

namespace Gis.Viewer;

/// <summary>The command line of <c>gis-viewer</c>: the town's map in a window of its own.</summary>
public static class ViewerProgram
{
    private const string Usage = """
        使い方: gis-viewer [--server URL] [--web フォルダー] [--browser プログラム] [--size 幅x高さ]
          --server   町の公開型サーバー（既定 http://127.0.0.1:8080）
        """;

    /// <summary>Opens the window and waits until it is closed.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>0 when the window was closed, 1 when it could not be opened, 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ViewerOptions options;
        try
        {
            options = ViewerOptions.Parse(args);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            await using var host = await ViewerHost.StartAsync(options);
            using var window = AppWindow.Open(options, host.OpeningAddress);

            // Without the token: whoever reads this line gets 403.
            Console.WriteLine($"地図の窓を開きました（{host.Address}）。窓を閉じると終わります。");
            using var stop = new CancellationTokenSource();
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(
                System.Runtime.InteropServices.PosixSignal.SIGTERM,
                signal =>
                {
                    signal.Cancel = true;
                    stop.Cancel();
                });
            await window.WaitAsync(stop.Token);
            return 0;
        }
        catch (ViewerException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }
}
