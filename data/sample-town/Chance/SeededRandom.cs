namespace Gis.SampleTown.Chance;

/// <summary>
/// SplitMix64. The town must be the same on every machine and every .NET version, so the generator brings its own random numbers.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A source of its own for one named purpose, so that a change in one part of the town leaves the others alone.</summary>
    public static SeededRandom For(string purpose)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        var hash = 14695981039346656037UL;
        foreach (var c in purpose)
            hash = (hash ^ c) * 1099511628211UL;
        return new SeededRandom(hash);
    }

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Range(double low, double high) => low + (high - low) * Next();

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Index(int count) => (int)(NextBits() % (ulong)count);

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[Index(items.Count)];

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
