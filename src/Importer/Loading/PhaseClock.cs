using System.Diagnostics;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Times the phases of an import for the report, and names the present one to the database (<c>pg_stat_activity.application_name</c>).</summary>
/// <param name="report">Receives the times.</param>
internal sealed class PhaseClock(ImportReport report)
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private string? present;

    /// <summary>Ends the present phase and begins another.</summary>
    /// <param name="connection">Is told.</param>
    /// <param name="phase">read, copy, difference, index, search, catalogue or commit.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task BeginAsync(NpgsqlConnection connection, string phase, CancellationToken cancellation)
    {
        End();
        present = phase;
        await Sql.RunAsync(connection, "SELECT set_config('application_name', $1, false)", cancellation, "gis-import " + phase);
    }

    /// <summary>Ends the present phase.</summary>
    public void End()
    {
        if (present is not null)
            report.Phases.Add(new ReportedPhase(present, Math.Round(clock.Elapsed.TotalSeconds, 3)));
        present = null;
        clock.Restart();
    }
}
