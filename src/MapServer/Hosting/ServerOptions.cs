using System.Globalization;
using System.Net;
using Gis.Core.Catalogue;
using Gis.Core.Database;

namespace Gis.MapServer.Hosting;

/// <summary>What one server process is told at its start.</summary>
public sealed record ServerOptions
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>Who is served; decides what is mounted and how one gets in.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Connection string of the role that belongs to the audience: the only secret this process has.</summary>
    public required string Database { get; init; }

    /// <summary>TCP port; 0 takes a free one.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Address to listen on.</summary>
    public IPAddress Bind { get; init; } = IPAddress.Loopback;

    /// <summary>The installation's folder; the staff server keeps the keys of its sign-in cookies there.</summary>
    public GisHome Home { get; init; } = new(".gis");

    /// <summary>Folder with the built pages (<c>public/</c>, <c>staff/</c>, <c>assets/</c>); null serves data only.</summary>
    public string? Web { get; init; }

    /// <summary>Scheme and authority under which people reach the server through a proxy, such as <c>https://gis.example.lg.jp</c>; null: as asked.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Further host names a request may ask for.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Reverse proxies whose X-Forwarded headers are believed; nobody else's are.</summary>
    public IReadOnlyList<IPAddress> TrustedProxies { get; init; } = [];

    /// <summary>Bytes of memory for layers; those that do not fit are asked of the database.</summary>
    public long LayerMemoryBytes { get; init; } = 512 * Megabyte;

    /// <summary>Bytes of memory for encoded tiles.</summary>
    public long TileCacheBytes { get; init; } = 128 * Megabyte;

    /// <summary>Bytes of disk for encoded tiles; 0 keeps none there.</summary>
    public long DiskCacheBytes { get; init; } = 1024 * Megabyte;

    /// <summary>A tile that took longer to make than this is written to disk: what was made quicker is made again quicker than it is read.</summary>
    public TimeSpan TileWorthWriting { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>Requests that one address may send each second in the long run; 0 does not count them.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>How long an answer may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>
    /// How long the database may work, without giving anything, for a page whose conditions or order somebody thought up; whole seconds.
    /// </summary>
    public TimeSpan StatementLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Port of the loopback address for the figures of this server; null gives none.</summary>
    public int? MetricsPort { get; init; }

    /// <summary>How long a session goes on after its account was closed, at most.</summary>
    public TimeSpan SessionCheckInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the command line.</summary>
    /// <param name="args">Its words.</param>
    /// <param name="database">Value of the environment variable with the connection string.</param>
    /// <exception cref="FormatException">Something is missing or cannot be read; the message is a Japanese sentence.</exception>
    public static ServerOptions Parse(IReadOnlyList<string> args, string? database)
    {
        ArgumentNullException.ThrowIfNull(args);
        Audience? audience = null;
        var options = new ServerOptions { Audience = default, Database = "" };
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} の値がありません。");
            options = args[i] switch
            {
                "--audience" => options with { Audience = (audience = ReadAudience(value)).Value },
                "--port" => options with { Port = ReadPort(value) },
                "--bind" => options with { Bind = ReadAddress(args[i], value) },
                "--home" => options with { Home = new GisHome(value) },
                "--web" => options with { Web = Path.GetFullPath(value) },
                "--public-url" => options with { PublicUrl = ReadUrl(value) },
                "--layer-memory" => options with { LayerMemoryBytes = ReadMegabytes(args[i], value) },
                "--tile-memory" => options with { TileCacheBytes = ReadMegabytes(args[i], value) },
                "--tile-disk" => options with { DiskCacheBytes = ReadMegabytes(args[i], value) },
                "--request-limit" => options with { RequestsPerSecond = ReadCount(args[i], value) },
                "--metrics-port" => options with { MetricsPort = ReadPort(value) },
                "--allowed-host" => options with { AllowedHosts = [.. options.AllowedHosts, value] },
                "--trusted-proxy" => options with { TrustedProxies = [.. options.TrustedProxies, ReadAddress(args[i], value)] },
                var unknown => throw new FormatException($"オプション「{unknown}」は分かりません。"),
            };
        }

        if (audience is null)
            throw new FormatException("--audience public または --audience staff を指定してください。");
        if (string.IsNullOrEmpty(database))
            throw new FormatException($"環境変数 {GisDatabase.ServerVariable} がありません。./gis up で起動してください。");
        return options with { Database = database };
    }

    private static Audience ReadAudience(string value) => AudienceText.TryParse(value, out var audience)
        ? audience
        : throw new FormatException($"--audience の値「{value}」は使えません。public か staff を指定してください。");

    private static int ReadPort(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
        ? port
        : throw new FormatException($"--port の値「{value}」は使えません。0 から 65535 の数を指定してください。");

    private static int ReadCount(string option, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"{option} の値「{value}」は使えません。0 以上の数を指定してください。");

    private static long ReadMegabytes(string option, string value) => uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number * Megabyte
        : throw new FormatException($"{option} の値「{value}」は使えません。メガバイト数を指定してください。");

    private static IPAddress ReadAddress(string option, string value) => IPAddress.TryParse(value, out var address)
        ? address
        : throw new FormatException($"{option} の値「{value}」は IP アドレスではありません。");

    private static Uri ReadUrl(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is not null
        ? url
        : throw new FormatException($"--public-url の値「{value}」は http または https の URL ではありません。");
}
