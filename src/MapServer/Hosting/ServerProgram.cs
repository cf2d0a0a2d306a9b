using Gis.Core.Catalogue;
using Gis.Core.Database;

namespace Gis.MapServer.Hosting;

/// <summary>The command line of <c>gis-server</c>.</summary>
public static class ServerProgram
{
    private const string Usage = """
        使い方: gis-server --audience public|staff --port 番号 [--bind アドレス] [--home フォルダ] [--web フォルダ]
                           [--public-url URL] [--allowed-host 名前]… [--trusted-proxy アドレス]…
                           [--layer-memory MB] [--tile-memory MB] [--tile-disk MB]
                           [--request-limit 毎秒の数] [--metrics-port 番号]
        データベースの接続文字列は環境変数 GIS_SERVER_DATABASE で渡します。
        """;

    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>0 stopped in order, 1 could not start, 2 wrong usage.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (RuntimeVersion.Refuse(Environment.Version) is { } tooOld)
        {
            await Console.Error.WriteLineAsync(tooOld);
            return 1;
        }

        ServerOptions options;
        try
        {
            options = ServerOptions.Parse(args, Environment.GetEnvironmentVariable(GisDatabase.ServerVariable));
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        // The secret is handed over once; nothing this process starts or dumps of its environment shall hold it.
        Environment.SetEnvironmentVariable(GisDatabase.ServerVariable, null);

        // Read by the runtime with the first socket: what a socket has to say is heard on the thread that waits for it (see PoolContext).
        if (options.Audience == Audience.Public)
            Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        await using var app = ServerApplication.Build(options);
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync(
                $"{options.Bind}:{options.Port} で待ち受けできません（{e.Message}）。ほかのプログラムが使っていないか確認し、--port で別の番号を指定してください。");
            return 1;
        }
    }
}
