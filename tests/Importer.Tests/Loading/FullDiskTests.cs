using System.Text;
using Gis.Importer.Tests.Formats;
using Gis.Importer.Tests.Fuzz;
using Gis.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Loading;

/// <summary>
/// The disk runs full at any point of an import: one sentence names what to free, nothing has changed, reading goes on, and as soon as there is room the same
/// command works.
/// </summary>
public sealed class FullDiskTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Points = TestScale.Cases(2, 20);
    private static readonly int Rows = TestScale.Cases(5_000, 12_000);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [MountFact]
    public async Task The_disk_of_temporary_files_runs_full()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var disk = new SmallDisk(32);
        var (old, next) = Editions();
        var connection = database.OwnerConnectionString;
        Assert.Equal((0, ""), await ImporterProcess.RunAsync(connection, disk.Path, Import(old)));
        var before = await HashAsync(connection);
        var (room, unpacked) = (disk.Free, Encoding.UTF8.GetByteCount(GridFile.Areas(Rows * 2, 1)));

        for (var i = 0; i < Points; i++)
        {
            // From nothing at all to nearly what the unpacked file needs: a new edition needs no other room.
            disk.Fill(i * unpacked / (Points - 1) * 9 / 10);
            await RefusedAsync(connection, disk, Import(next), before, disk.Path);
            disk.Empty();
            Assert.Equal(room, disk.Free);
        }

        // The entries for the search wait there for the rows of a first load.
        disk.Fill(unpacked + 100_000);
        await RefusedAsync(connection, disk, Import(next, "fresh"), before, disk.Path);
        disk.Empty();
        Assert.Equal(room, disk.Free);

        Assert.Equal((0, ""), await ImporterProcess.RunAsync(connection, disk.Path, Import(next)));
        Assert.NotEqual(before, await HashAsync(connection));
    }

    [MountFact]
    public async Task The_disk_of_the_database_runs_full()
    {
        using var disk = new SmallDisk(160);
        await using var cluster = await KillableCluster.StartNewAsync(disk.Path);
        var (old, next) = Editions();
        var connection = cluster.Connection;
        Assert.Equal((0, ""), await ImporterProcess.RunAsync(connection, null, Import(old)));
        var before = await HashAsync(connection);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() => ReadAsync(connection, before, stop.Token));

        for (var i = 0; i < Points; i++)
        {
            disk.Fill(i * Rows * 350L / (Points - 1));
            await RefusedAsync(connection, disk, Import(next), before, "cluster");
            disk.Empty();

            // At once, without a restart and without anybody's hand.
            await ExecuteAsync(connection, "CREATE TABLE public.room AS SELECT repeat('x', 1000) FROM generate_series(1, 3000); DROP TABLE public.room");
        }

        await stop.CancelAsync();
        output.WriteLine($"{await reader} readings meanwhile");
        Assert.Equal((0, ""), await ImporterProcess.RunAsync(connection, null, Import(next)));
        Assert.NotEqual(before, await HashAsync(connection));
    }

    private (string Old, string Next) Editions() => (
        folder.Zip("old.zip", Encoding.UTF8, ("grid.geojson", Encoding.UTF8.GetBytes(GridFile.Areas(Rows, 0)))),
        folder.Zip("next.zip", Encoding.UTF8, ("grid.geojson", Encoding.UTF8.GetBytes(GridFile.Areas(Rows * 2, 1)))));

    private string[] Import(string file, string layer = "grid") => ["import", file, "--layer", layer, "--kind", "facility", "--home", folder.Root];

    private async Task RefusedAsync(string connection, SmallDisk disk, string[] command, string before, string named)
    {
        var free = disk.Free;
        var (code, error) = await ImporterProcess.RunAsync(connection, named == disk.Path ? disk.Path : null, command);
        output.WriteLine($"{free >> 10} KB free: exit {code}, {error}");
        Assert.Equal(1, code);
        Assert.True(FuzzReading.IsSentence(error, "/nowhere"), error);
        Assert.Contains("ディスク", error, StringComparison.Ordinal);
        Assert.Contains("空け", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync(connection));
    }

    // Counts what it read; any error ends the test.
    private static async Task<int> ReadAsync(string connection, string expected, CancellationToken stop)
    {
        var read = 0;
        for (; !stop.IsCancellationRequested; read++)
        {
            Assert.Equal(expected, await HashAsync(connection));
            await Task.Delay(50, CancellationToken.None);
        }

        return read;
    }

    private static async Task<string> HashAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("SELECT sum(hashtextextended(g::text, 0)) || ' ' || count(*) FROM layer.grid g");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
