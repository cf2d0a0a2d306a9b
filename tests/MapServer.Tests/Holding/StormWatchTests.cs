using Gis.MapServer.Hosting.Memory;
using Xunit;

namespace Gis.MapServer.Tests.Holding;

/// <summary>When memory is given back, and above all when not: requests stand still for it.</summary>
public sealed class StormWatchTests
{
    private const long Megabyte = 1 << 20;
    private readonly StormWatch _watch = new();

    [Fact]
    public void Once_after_the_start_as_soon_as_the_town_is_read()
    {
        Assert.False(Looks(10, 0.9, 800));
        Assert.True(Looks(3, 0.1, 800));
        _watch.Left(600 * Megabyte);
        Assert.False(Looks(1000, 0.1, 650));
    }

    [Fact]
    public void Not_while_it_storms_however_long()
    {
        Settle();
        Assert.False(Looks(1000, 0.8, 950));
        // Another program has most of the processor: work waits.
        Assert.False(Looks(1000, 0.2, 950, waiting: 400));
    }

    [Fact]
    public void Once_after_a_storm_when_it_is_over_for_some_seconds()
    {
        Settle();
        Assert.False(Looks(5, 0.8, 950));
        Assert.False(Looks(2, 0.1, 950));
        // A breath between two gusts.
        Assert.False(Looks(1, 0.8, 950));
        Assert.False(Looks(2, 0.1, 950));
        Assert.True(Looks(1, 0.1, 950));
        _watch.Left(610 * Megabyte);
        Assert.False(Looks(1000, 0.1, 660));
    }

    [Fact]
    public void Not_after_a_storm_that_took_little()
    {
        Settle();
        Assert.False(Looks(5, 0.8, 655));
        Assert.False(Looks(1000, 0.1, 655));
    }

    [Fact]
    public void Not_for_what_grows_without_a_storm()
    {
        // That is what the collector has its own rules for.
        Settle();
        Assert.False(Looks(1000, 0.3, 900));
    }

    private void Settle()
    {
        Assert.True(Looks(3, 0.1, 800));
        _watch.Left(600 * Megabyte);
    }

    // Whether memory is given back at the last of some looks; at none before it.
    private bool Looks(int count, double busy, int megabytes, int waiting = 0)
    {
        for (var i = 1; i < count; i++)
            Assert.False(_watch.Look(busy, waiting, megabytes * Megabyte), $"look {i}");
        return _watch.Look(busy, waiting, megabytes * Megabyte);
    }
}
