using Gis.Core.Accounts;
using Gis.Core.Database;
using Gis.Core.Database.Setup;
using Gis.Launcher.Accounts;
using Gis.Launcher.Clusters;
using Gis.Launcher.Sample;
using Gis.Launcher.Servers;
using Gis.Launcher.Terminal;
using Gis.Launcher.WebPages;
using Gis.Launcher.Work;
using Spectre.Console;

namespace Gis.Launcher.Up;

/// <summary>Brings a home up: database, schema, sample town, pages, servers. Every step is left out when there is nothing to do.</summary>
/// <param name="installation">Where the programs lie.</param>
/// <param name="home">The home.</param>
/// <param name="options">What was asked for.</param>
/// <param name="console">Where progress is shown.</param>
/// <param name="throwAway">True for the home that tests run on.</param>
internal sealed class UpRun(Installation installation, GisHome home, UpOptions options, IAnsiConsole console, bool throwAway = false)
{
    private readonly MapServers _servers = new(installation, home);
    private readonly JobWorker _worker = new(installation, home);
    private readonly Steps _steps = new(console);

    /// <summary>Starts everything.</summary>
    /// <param name="cancellationToken">Stops between and in steps.</param>
    /// <returns>The running servers, and the first account of the staff map if it was made now.</returns>
    /// <exception cref="LauncherException">Something is missing or in the way.</exception>
    public async Task<UpResult> StartAsync(CancellationToken cancellationToken)
    {
        // Before a folder is made, and again in turn: a refusal leaves nothing behind.
        RequirePorts();
        HomeFolders.Prepare(home);
        using var turn = TakeTurn();
        await KeepOrClearAsync();
        await TakeAddressAsync();
        var ranBefore = _servers.Running().Count > 0 || await new Cluster(home, throwAway).IsRunningAsync(cancellationToken);
        try
        {
            return await StartInTurnAsync(cancellationToken);
        }
        catch when (!ranBefore)
        {
            // Half a start is none: what this run started does not stay behind.
            await StopAsync();
            throw;
        }
    }

    /// <summary>Stops the servers and the private database of the home.</summary>
    public async Task StopAsync()
    {
        await StopServersAsync();
        await new Cluster(home, throwAway).StopAsync(CancellationToken.None);
    }

    /// <summary>Starts the worker again if it has ended.</summary>
    /// <param name="cancellationToken">Stops waiting for it.</param>
    /// <returns>False when it ran.</returns>
    /// <exception cref="LauncherException">It does not start.</exception>
    public async Task<bool> ReviveWorkerAsync(CancellationToken cancellationToken)
    {
        if (_worker.Running() is not null)
        {
            return false;
        }

        await using var owner = GisDatabase.Connect(home, DatabaseRole.Owner);
        await _worker.EnsureAsync(owner, cancellationToken);
        return true;
    }

    /// <summary>Stops the servers of the home and the worker beside them.</summary>
    public async Task StopServersAsync()
    {
        await _worker.StopAsync();
        foreach (var audience in ServerRecord.Audiences)
        {
            await ServerRecord.StopAsync(home, audience);
        }
    }

    private async Task<UpResult> StartInTurnAsync(CancellationToken cancellationToken)
    {

        await _steps.RunAsync("データベース", async progress =>
        {
            await PrepareDatabaseAsync(progress, cancellationToken);
            return null;
        });
        await using var owner = GisDatabase.Connect(home, DatabaseRole.Owner);
        await _steps.RunAsync("表の構成", async _ =>
        {
            var applied = await Migrations.ApplyAsync(owner, cancellationToken);
            return applied.Count == 0 ? "最新です" : $"{applied.Count} 件の変更を適用しました";
        });
        if (options.Sample)
        {
            await _steps.RunAsync(
                "見本の町（架空）", async progress => await new SampleTown(installation, home).EnsureAsync(owner, progress, cancellationToken));
        }

        var pages = new WebBuild(installation);
        if (pages.IsNeeded())
        {
            await _steps.RunAsync("地図のページ", async _ =>
            {
                await pages.RunAsync(cancellationToken);
                return "作りました";
            });
        }

        var missing = ServerRecord.Audiences.Where(audience => ServerRecord.Running(home, audience) is null).ToList();
        if (missing.Count > 0 || _worker.Running() is null)
        {
            await _steps.RunAsync("地図のサーバーとワーカー", async _ =>
            {
                await Task.WhenAll([
                    _worker.EnsureAsync(owner, cancellationToken),
                    .. missing.Select(audience => _servers.StartAsync(audience, options.Bind, options.Port(audience), cancellationToken))]);
                return "応答しています";
            });
        }

        // Last: a password that is shown once must not be lost with a start that fails after it was made.
        var account = await MakeFirstAccountAsync(owner, cancellationToken);
        return new UpResult(_servers.Running(), account);
    }

    private FileStream TakeTurn()
    {
        try
        {
            return new FileStream(Path.Combine(home.Run, "up.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new LauncherException($"{home.Root} では別の ./gis up が起動の途中です。それが終わってから実行してください。");
        }
    }

    // Servers that run where they should and are of this build stay; others make room. Ports are looked at before anything long is
    // done, and before anything is stopped: a refusal changes nothing.
    private async Task KeepOrClearAsync()
    {
        RequirePorts();
        foreach (var audience in ServerRecord.Audiences.Where(audience => !Stays(audience) || _servers.IsOutdated(ServerRecord.Running(home, audience)!)).ToList())
        {
            await ServerRecord.StopAsync(home, audience);
        }

        if (_worker.IsOutdated())
        {
            await _worker.StopAsync();
        }
    }

    // The public server reads its address at its start.
    private async Task TakeAddressAsync()
    {
        try
        {
            if (options.PublicUrl is { } address && PublicAddress.Set(home, address))
            {
                await ServerRecord.StopAsync(home, "public");
            }
        }
        catch (FormatException exception)
        {
            throw new LauncherException(exception.Message);
        }
    }

    private void RequirePorts()
    {
        foreach (var audience in ServerRecord.Audiences)
        {
            if (!Stays(audience) && !_servers.Running().Any(server => server.Port == options.Port(audience)))
            {
                ListenCheck.Require(options.Bind, options.Port(audience), $"--{audience}-port");
            }
        }
    }

    private bool Stays(string audience) =>
        ServerRecord.Running(home, audience) is { } running && running.Port == options.Port(audience) && running.Bind == options.Bind;

    private async Task PrepareDatabaseAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        if (ExistingDatabase.IsNamed && !throwAway)
        {
            await new ExistingDatabase(home).PrepareAsync(cancellationToken);
            return;
        }

        var cluster = new Cluster(home, throwAway);
        await cluster.EnsureRunningAsync(progress, cancellationToken);
        await cluster.PrepareAsync(DatabaseSetup.DefaultName, cancellationToken);
    }

    private static async Task<FirstAccount?> MakeFirstAccountAsync(Npgsql.NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        if (!await StaffAccounts.IsEmptyAsync(owner, cancellationToken))
        {
            return null;
        }

        var first = new FirstAccount("staff", StaffPassword.Make());
        await StaffAccounts.SaveAsync(owner, new StaffAccount(first.Name, "職員"), first.Password, cancellationToken);
        return first;
    }
}

/// <summary>What <c>up</c> brought up.</summary>
/// <param name="Servers">The running servers.</param>
/// <param name="Account">The first account of the staff map; null when there was one before.</param>
internal sealed record UpResult(IReadOnlyList<ServerRecord> Servers, FirstAccount? Account);

/// <summary>The account made with the first start; its password is shown once and kept nowhere in clear.</summary>
/// <param name="Name">What is typed at sign-in.</param>
/// <param name="Password">The made password.</param>
internal sealed record FirstAccount(string Name, string Password);
