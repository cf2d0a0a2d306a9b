namespace Gis.Testing;

/// <summary>
/// How long the long tests (fuzz, kill, load) run. The plain run takes a slice with a fixed seed, so that it finds the same things
/// every time; <c>./gis test --full</c> (<c>GIS_TEST_FULL=1</c>) runs the whole. No test is skipped for its length.
/// </summary>
public static class TestScale
{
    /// <summary>True in the full run.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("GIS_TEST_FULL") == "1";

    /// <summary>The fixed seed of every random test; print a failing case's own seed in its message.</summary>
    public const int Seed = 20_260_401;

    /// <summary>The number of cases to run.</summary>
    /// <param name="slice">In the plain run; all such tests together must stay within seconds.</param>
    /// <param name="full">In the full run.</param>
    public static int Cases(int slice, int full) => IsFull ? full : slice;

    /// <summary>A generator for one test, apart from every other test's.</summary>
    /// <param name="salt">Any number that tells this test from others.</param>
    public static Random Random(int salt = 0) => new(unchecked(Seed + (salt * 7919)));
}
