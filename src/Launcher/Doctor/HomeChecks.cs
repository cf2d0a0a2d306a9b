using System.Globalization;
using Gis.Core.Database;
using Gis.Launcher.Clusters;
using Gis.Launcher.Servers;
using Gis.Launcher.Up;
using Gis.Launcher.WebPages;
using Gis.Launcher.Work;
using Npgsql;

namespace Gis.Launcher.Doctor;

/// <summary>The state of one home.</summary>
internal static class HomeChecks
{
    /// <summary>Looks at secrets, database, pages and servers.</summary>
    /// <param name="installation">Where the programs lie.</param>
    /// <param name="home">The home.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Installation installation, GisHome home, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        if (!Directory.Exists(home.Root))
        {
            return [new Finding("フォルダー", $"{home.Root} はまだありません", "./gis up を実行してください")];
        }

        findings.AddRange(SecretFiles(home));
        findings.Add(AddressOf(home));
        findings.AddRange(await DatabaseAsync(home, cancellationToken));
        findings.Add(new WebBuild(installation).IsNeeded()
            ? new Finding("地図のページ", "作られていないか、古いものです", "./gis up を実行してください")
            : new Finding("地図のページ", "最新です"));
        foreach (var audience in ServerRecord.Audiences)
        {
            findings.Add(await ServerAsync(home, audience, cancellationToken));
        }

        findings.Add(await WorkerAsync(new JobWorker(installation, home), home, cancellationToken));
        findings.AddRange(ClusterFolder.Orphans().Select(static folder => new Finding(
            "使われていないデータベース", folder, "中身が要らなければ管理者がこのフォルダーを消してください")));
        return findings;
    }

    /// <summary>Whether the public server knows under which address residents reach it.</summary>
    /// <param name="home">The home.</param>
    public static Finding AddressOf(GisHome home)
    {
        const string subject = "住民に知らせるアドレス";
        try
        {
            return PublicAddress.Of(home) switch
            {
                null => new Finding(
                    subject, "設定されていません。QRコードとリンクが、ほかの人の端末では開けません", "./gis up --public-url https://map.example.lg.jp のように起動してください", Optional: true),
                { Scheme: "http" } address => new Finding(
                    subject, $"{address} は暗号化されません。電波がないときの保存と現在地は働きません", "https のアドレスを用意してください（README の「公開する前に」）", Optional: true),
                var address => new Finding(subject, address.ToString()),
            };
        }
        catch (FormatException exception)
        {
            return new Finding(subject, exception.Message, "設定のファイルを直してください");
        }
    }

    private static IEnumerable<Finding> SecretFiles(GisHome home)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var open = Directory.Exists(home.Secrets)
            ? Directory.EnumerateFiles(home.Secrets).Where(static file => (File.GetUnixFileMode(file) & others) != 0).ToList()
            : [];
        if (open.Count == 0)
        {
            yield return new Finding("合言葉のファイル", "他の利用者には読めません");
        }

        foreach (var file in open)
        {
            yield return new Finding("合言葉のファイル", $"{file} を他の利用者が読めます", $"chmod 600 '{file}' を実行し、合言葉を作り直してください");
        }
    }

    private static async Task<IReadOnlyList<Finding>> DatabaseAsync(GisHome home, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        if (!ExistingDatabase.IsNamed)
        {
            var cluster = new Cluster(home);
            if (cluster.Folder is not { } folder)
            {
                return [new Finding("データベース", "まだありません", "./gis up を実行してください")];
            }

            if (!await cluster.IsRunningAsync(cancellationToken))
            {
                return [new Finding("データベース", $"止まっています（{folder}）", "./gis up を実行してください")];
            }

            findings.Add(new Finding("データベース", $"127.0.0.1:{home.ReadAddress().Port} で動いています（{folder}）"));
        }

        foreach (var role in Enum.GetValues<DatabaseRole>())
        {
            findings.Add(await RoleAsync(home, role, cancellationToken));
        }

        return findings;
    }

    private static async Task<Finding> RoleAsync(GisHome home, DatabaseRole role, CancellationToken cancellationToken)
    {
        var subject = $"接続 {role.LoginName()}";
        try
        {
            await using var source = GisDatabase.Connect(home, role);
            await using var command = source.CreateCommand("SELECT count(*) FROM gis.layer");
            var layers = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            return new Finding(subject, string.Create(CultureInfo.InvariantCulture, $"レイヤー {layers}"));
        }
        catch (Exception exception) when (exception is NpgsqlException or DatabaseUnavailableException)
        {
            return new Finding(subject, exception.Message, "./gis down のあと ./gis up を実行してください");
        }
    }

    private static async Task<Finding> WorkerAsync(JobWorker worker, GisHome home, CancellationToken cancellationToken)
    {
        if (worker.Running() is not { } process)
        {
            return new Finding(JobWorker.Title, "止まっています", "./gis up を実行してください");
        }

        try
        {
            await using var owner = GisDatabase.Connect(home, DatabaseRole.Owner);
            if (!await JobWorker.ListensAsync(owner, process, cancellationToken))
            {
                return new Finding(JobWorker.Title, "データベースにつながっていません", $"{worker.Log} を見てください");
            }

            var (waiting, running) = await JobWorker.JobsAsync(owner, cancellationToken);
            return new Finding(JobWorker.Title, string.Create(CultureInfo.InvariantCulture, $"動いています（待ち {waiting}、実行中 {running}）"));
        }
        catch (Exception exception) when (exception is NpgsqlException or DatabaseUnavailableException)
        {
            return new Finding(JobWorker.Title, exception.Message, "./gis down のあと ./gis up を実行してください");
        }
    }

    private static async Task<Finding> ServerAsync(GisHome home, string audience, CancellationToken cancellationToken)
    {
        var subject = MapServers.Title(audience);
        if (ServerRecord.Running(home, audience) is not { } server)
        {
            return new Finding(subject, "止まっています", "./gis up を実行してください");
        }

        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var answer = await client.GetAsync(new Uri(server.Url + "healthz"), cancellationToken);
            return answer.IsSuccessStatusCode
                ? new Finding(subject, server.Url)
                : new Finding(subject, $"{server.Url} が状態 {(int)answer.StatusCode} を返します", $"{Path.Combine(home.Logs, audience + ".log")} を見てください");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return new Finding(subject, $"{server.Url} が応答しません", "./gis down のあと ./gis up を実行してください");
        }
    }
}
