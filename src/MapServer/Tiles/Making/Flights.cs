using System.Collections.Concurrent;

namespace Gis.MapServer.Tiles.Making;

/// <summary>Work under way, shared by all who want its result: done once, and cancelled when the last of them has left.</summary>
/// <typeparam name="TKey">Names the result.</typeparam>
/// <typeparam name="TResult">What the work gives.</typeparam>
public sealed class Flights<TKey, TResult>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Flight> _under = new();

    /// <summary>Pieces of work under way.</summary>
    public int Count => _under.Count;

    /// <summary>Joins the work of a key, or begins it.</summary>
    /// <param name="key">Names the result.</param>
    /// <param name="work">Does it, beginning on the thread of the first who asks; its cancellation is only asked for when nobody waits any more.</param>
    /// <param name="cancellation">Ends this caller's waiting.</param>
    public async Task<TResult> JoinAsync(TKey key, Func<CancellationToken, Task<TResult>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        Flight flight;
        while (!(flight = _under.GetOrAdd(key, _ => new Flight())).TryEnter())
            _under.TryRemove(KeyValuePair.Create(key, flight));
        try
        {
            return await flight.Run(work, cancellation);
        }
        finally
        {
            if (flight.Leave())
                _under.TryRemove(KeyValuePair.Create(key, flight));
        }
    }

    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly Lock _lock = new();
        private readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool _begun;
        private int _waiting;
        private bool _over;

        public bool TryEnter()
        {
            lock (_lock)
            {
                if (_over)
                    return false;
                _waiting++;
                return true;
            }
        }

        public Task<TResult> Run(Func<CancellationToken, Task<TResult>> work, CancellationToken cancellation)
        {
            bool first;
            lock (_lock)
                (first, _begun) = (!_begun, true);
            if (first)
                _ = FinishAsync(work);
            return _result.Task.IsCompleted ? _result.Task : _result.Task.WaitAsync(cancellation);
        }

        private async Task FinishAsync(Func<CancellationToken, Task<TResult>> work)
        {
            try
            {
                _result.SetResult(await work(_end.Token));
            }
            catch (OperationCanceledException e)
            {
                _result.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                // Whoever waits gets it; when nobody does, nobody looks at how it ended.
                _result.SetException(e);
                _ = _result.Task.Exception;
            }
        }

        // True for the last one: nobody joins any more, and what is not finished has no use.
        public bool Leave()
        {
            lock (_lock)
            {
                if (--_waiting > 0)
                    return false;
                _over = true;
            }

            if (_result.Task.IsCompleted)
                Dispose();
            else
                _end.Cancel();
            return true;
        }

        public void Dispose() => _end.Dispose();
    }
}
