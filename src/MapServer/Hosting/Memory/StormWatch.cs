namespace Gis.MapServer.Hosting.Memory;

/// <summary>
/// Decides when memory that a storm took is given back: once, when all is calm again, and only if it is worth standing still for. A storm is whatever keeps
/// the processors busy: many visitors, the first reading of the town, a new edition of a layer.
/// </summary>
internal sealed class StormWatch
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Of all processors; work that waits for a thread is as good a sign, where another program takes its share of them.
    private const double BusyShare = 0.5;
    private const int ManyWaiting = 16;
    private const int CalmLooks = 3;
    private const double WorthIt = 1.1;

    private bool _storm = true;
    private int _calm;
    private long _left;

    /// <summary>One look.</summary>
    /// <param name="busy">Share of all processors' time that the process took since the last look, 0 to 1.</param>
    /// <param name="waiting">Pieces of work that wait for a thread.</param>
    /// <param name="held">Bytes of memory that the process has now.</param>
    /// <returns>Whether to give memory back now; then <see cref="Left"/> is called.</returns>
    public bool Look(double busy, long waiting, long held)
    {
        if (busy > BusyShare || waiting > ManyWaiting)
        {
            (_storm, _calm) = (true, 0);
            return false;
        }

        if (!_storm || ++_calm < CalmLooks)
            return false;
        (_storm, _calm) = (false, 0);
        return held > _left * WorthIt;
    }

    /// <summary>Says what was left after memory was given back.</summary>
    /// <param name="held">Bytes of memory that the process has now.</param>
    public void Left(long held) => _left = held;
}
