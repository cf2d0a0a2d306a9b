using System.Diagnostics.Metrics;

namespace Gis.MapServer.Metrics;

/// <summary>Statements and their time, as the database driver itself measures them.</summary>
public sealed class DatabaseMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private long _count;
    private double _seconds;

    /// <summary>Begins to listen.</summary>
    public DatabaseMeter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Npgsql" && instrument.Name is "db.client.operation.duration" or "db.client.commands.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            lock (_lock)
            {
                _count++;
                _seconds += seconds;
            }
        });
        _listener.Start();
    }

    /// <summary>Statements so far, and the seconds they took.</summary>
    public (long Count, double Seconds) Sum
    {
        get
        {
            lock (_lock)
                return (_count, _seconds);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
