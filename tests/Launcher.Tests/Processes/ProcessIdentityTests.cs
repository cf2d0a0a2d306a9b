using System.Diagnostics;
using Gis.Launcher.Processes;
using Xunit;

namespace Gis.Launcher.Tests.Processes;

public sealed class ProcessIdentityTests
{
    [Fact]
    public async Task It_stops_the_process_it_names()
    {
        using var sleeper = Process.Start("/bin/sleep", "60");
        var identity = ProcessIdentity.Of(sleeper.Id)!;
        Assert.True(identity.IsRunning);
        await identity.StopAsync(TimeSpan.FromSeconds(5));
        Assert.False(identity.IsRunning);
    }

    [Fact]
    public async Task It_leaves_a_later_process_with_the_same_number_alone()
    {
        using var sleeper = Process.Start("/bin/sleep", "60");
        var now = ProcessIdentity.Of(sleeper.Id)!;
        var earlier = now with { StartTicks = now.StartTicks - 1 };
        var otherBoot = now with { Boot = "00000000-0000-0000-0000-000000000000" };
        await earlier.StopAsync(TimeSpan.FromSeconds(1));
        await otherBoot.StopAsync(TimeSpan.FromSeconds(1));
        Assert.True(now.IsRunning);
        sleeper.Kill();
    }

    [Fact]
    public async Task It_ends_a_process_that_does_not_listen_by_force()
    {
        using var stubborn = Process.Start("/bin/sh", ["-c", "trap '' TERM; while :; do sleep 1; done"]);
        await Task.Delay(300);
        var identity = ProcessIdentity.Of(stubborn.Id)!;
        await identity.StopAsync(TimeSpan.FromMilliseconds(300));
        await stubborn.WaitForExitAsync();
        Assert.False(identity.IsRunning);
    }

    [Fact]
    public void A_record_survives_a_file_and_a_torn_one_is_none()
    {
        var path = Path.GetTempFileName();
        var self = ProcessIdentity.Of(Environment.ProcessId)!;
        self.Save(path);
        Assert.Equal(self, ProcessIdentity.Load(path));
        File.WriteAllText(path, "{\"Pid\":1");
        Assert.Null(ProcessIdentity.Load(path));
        File.Delete(path);
    }
}
