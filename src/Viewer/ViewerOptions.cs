using System.Globalization;

namespace Gis.Viewer;

/// <summary>What one viewer is told at its start.</summary>
public sealed record ViewerOptions
{
    /// <summary>The town's public server: the only place data is fetched from.</summary>
    public Uri Server { get; init; } = new("http://127.0.0.1:8080/");

    /// <summary>The built pages (<c>public/</c>, <c>assets/</c>).</summary>
    public string Web { get; init; } = FindWeb();

    /// <summary>The browser that draws the window; null looks for one.</summary>
    public string? Browser { get; init; }

    /// <summary>Width of the window in pixels.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Height of the window in pixels.</summary>
    public int Height { get; init; } = 860;

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <exception cref="FormatException">Something cannot be read; the message is a Japanese sentence.</exception>
    public static ViewerOptions Parse(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var options = new ViewerOptions();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} の値がありません。");
            options = args[i] switch
            {
                "--server" => options with { Server = ReadServer(value) },
                "--web" => options with { Web = Path.GetFullPath(value) },
                "--browser" => options with { Browser = value },
                "--size" => WithSize(options, value),
                var unknown => throw new FormatException($"オプション「{unknown}」は分かりません。"),
            };
        }

        return options;
    }

    private static Uri ReadServer(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is not null
            ? new Uri(url.GetLeftPart(UriPartial.Authority) + "/")
            : throw new FormatException($"--server の値「{value}」は http または https の URL ではありません。");

    private static ViewerOptions WithSize(ViewerOptions options, string value)
    {
        var parts = value.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 320 and <= 16384
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height is >= 320 and <= 16384
            ? options with { Width = width, Height = height }
            : throw new FormatException($"--size の値「{value}」は 1280x860 の形ではありません。");
    }

    // Beside the program when it is delivered, in the repository while it is developed.
    private static string FindWeb()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "web");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null && !Directory.Exists(beside); folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "src", "Web", "dist");
            if (Directory.Exists(built))
            {
                return built;
            }
        }

        return beside;
    }
}
