namespace Gis.ImportBench.Town;

/// <summary>Even numbers in [0, 1) from a key and a seed (the finaliser of SplitMix64): the same on every machine, in any order.</summary>
internal static class Noise
{
    /// <summary>The number of a key.</summary>
    public static double At(long key, int seed)
    {
        var z = (ulong)key + ((ulong)seed * 0x9E3779B97F4A7C15UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
