using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gis.MapServer.Metrics;

/// <summary>Requests by the pattern of their address and their status; addresses themselves are nowhere kept.</summary>
public sealed class RequestMeter
{
    private readonly ConcurrentDictionary<(string Route, int Status), Sum> _sums = new();

    /// <summary>The sums so far.</summary>
    public IEnumerable<(string Route, int Status, long Count, double Seconds)> All =>
        _sums.Select(s => (s.Key.Route, s.Key.Status, Interlocked.Read(ref s.Value.Count), Stopwatch.GetElapsedTime(0, Interlocked.Read(ref s.Value.Ticks)).TotalSeconds));

    /// <summary>Adds a request.</summary>
    /// <param name="route">The pattern.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="ticks">What it took, in ticks of <see cref="Stopwatch"/>.</param>
    public void Add(string route, int status, long ticks)
    {
        var sum = _sums.GetOrAdd((route, status), _ => new Sum());
        Interlocked.Increment(ref sum.Count);
        Interlocked.Add(ref sum.Ticks, ticks);
    }

    private sealed class Sum
    {
        public long Count;
        public long Ticks;
    }
}
