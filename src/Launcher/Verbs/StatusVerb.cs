using System.CommandLine;
using System.Globalization;
using Gis.Core.Database;
using Gis.Launcher.Clusters;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;
using Gis.Launcher.Up;
using Gis.Launcher.Work;
using Npgsql;
using Spectre.Console;

namespace Gis.Launcher.Verbs;

/// <summary><c>status</c>: what runs where.</summary>
internal static class StatusVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var command = new Command("status", "動いているもの・版・レイヤーの数・使っている容量を示します。") { home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var installation = Installation.Current();
            var place = installation.Home(parsed.GetValue(home));
            var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
            grid.AddRow(new Text("フォルダー"), new Text(place.Root));
            await AddDatabaseAsync(grid, place, cancellationToken);
            foreach (var audience in ServerRecord.Audiences)
            {
                var server = ServerRecord.Running(place, audience);
                grid.AddRow(new Text(MapServers.Title(audience)), new Text(server is null
                    ? "止まっています"
                    : $"{server.Url}（プロセス番号 {server.Process.Pid}、{server.StartedAt.ToLocalTime():yyyy-MM-dd HH:mm} から）"));
            }

            grid.AddRow(new Text(JobWorker.Title), new Text(new JobWorker(installation, place).Running() is { } worker
                ? $"動いています（プロセス番号 {worker.Pid}）"
                : "止まっています"));
            Screen.Create().Write(grid);
            return ExitStatus.Done;
        });
        return command;
    }

    private static async Task AddDatabaseAsync(Grid grid, GisHome home, CancellationToken cancellationToken)
    {
        var cluster = new Cluster(home);
        if (ExistingDatabase.IsNamed)
        {
            grid.AddRow(new Text("データベース"), new Text($"環境変数 {GisDatabase.OwnerVariable} のもの"));
        }
        else if (cluster.Folder is not { } folder)
        {
            grid.AddRow(new Text("データベース"), new Text("まだありません（./gis up で作られます）"));
            return;
        }
        else
        {
            var running = await cluster.IsRunningAsync(cancellationToken);
            grid.AddRow(new Text("データベース"), new Text(running ? $"127.0.0.1:{home.ReadAddress().Port}" : "止まっています"));
            grid.AddRow(new Text("　置き場所"), new Text($"{folder}（利用者 {(await cluster.AccountAsync()).Name}）"));
            if (!running)
            {
                return;
            }
        }

        try
        {
            await using var owner = GisDatabase.Connect(home, DatabaseRole.Owner);
            await using var command = owner.CreateCommand(
                """
                SELECT current_setting('server_version'), postgis_lib_version(), (SELECT count(*) FROM gis.layer),
                    pg_database_size(current_database()), (SELECT name FROM gis.town)
                """);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            grid.AddRow(new Text("　版"), new Text($"PostgreSQL {reader.GetString(0).Split(' ')[0]}、PostGIS {reader.GetString(1)}"));
            var town = await reader.IsDBNullAsync(4, cancellationToken) ? "（町の名前なし）" : reader.GetString(4);
            grid.AddRow(new Text("　中身"), new Text(string.Create(
                CultureInfo.InvariantCulture,
                $"{town}、レイヤー {reader.GetInt64(2)}、{reader.GetInt64(3) / 1048576.0:0} MB")));
            await reader.CloseAsync();
            var (waiting, running) = await JobWorker.JobsAsync(owner, cancellationToken);
            grid.AddRow(new Text("　頼まれた仕事"), new Text(string.Create(CultureInfo.InvariantCulture, $"待ち {waiting}、実行中 {running}")));
        }
        catch (Exception exception) when (exception is NpgsqlException or DatabaseUnavailableException)
        {
            grid.AddRow(new Text("　中身"), new Text($"読めません: {exception.Message}"));
        }

        var drive = new DriveInfo(home.Root);
        grid.AddRow(new Text("空き容量"), new Text(string.Create(CultureInfo.InvariantCulture, $"{drive.AvailableFreeSpace / 1073741824.0:0.0} GB")));
    }
}
