namespace Gis.MapServer.Hosting.Threads;

/// <summary>
/// Runs what comes after an <c>await</c> on the thread pool. The public server answers tiles that lie ready on the very thread that reads the socket;
/// sockets then also finish their work there, those to the database too. Whatever is more than sending bytes must not stay on that thread: it runs
/// in this context.
/// </summary>
internal sealed class PoolContext : SynchronizationContext
{
    private static readonly PoolContext Instance = new();

    /// <summary>Runs work on the pool, with everything that follows its awaits.</summary>
    public static Task<T> RunAsync<T>(Func<Task<T>> work) => Task.Run(() =>
    {
        SetSynchronizationContext(Instance);
        return work();
    });

    /// <summary>Runs work on the pool, with everything that follows its awaits.</summary>
    public static Task RunAsync(Func<Task> work) => Task.Run(() =>
    {
        SetSynchronizationContext(Instance);
        return work();
    });

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.UnsafeQueueUserWorkItem(
        static work =>
        {
            SetSynchronizationContext(Instance);
            work.d(work.state);
        },
        (d, state), preferLocal: false);

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;
}
