using System.Globalization;

namespace Gis.Importer.Jobs;

/// <summary>The side of a job's process: it limits itself before it opens anything, tells its rows, and ends with its worker.</summary>
internal static class JobChild
{
    /// <summary>Environment variable with the limits; set only by the worker.</summary>
    public const string Variable = "GIS_JOB_LIMITS";

    /// <summary>Environment variable with the name of the person who asked.</summary>
    public const string ActorVariable = "GIS_JOB_ACTOR";

    /// <summary>Begins a line that says how many rows were read.</summary>
    public const string RowsMark = "rows ";

    /// <summary>Whether this process does a job.</summary>
    public static bool IsOne => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    /// <summary>Limits this process and ties it to its worker: when the worker dies, standard input ends.</summary>
    public static void Prepare()
    {
        var parts = Environment.GetEnvironmentVariable(Variable)!.Split(' ').Select(p => long.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        Environment.SetEnvironmentVariable(Variable, null);
        ProcessLimits.Apply(new JobLimits(parts[0], parts[1], new TimeSpan(parts[2])));
        var watch = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }

            Environment.Exit(1);
        })
        {
            IsBackground = true,
        };
        watch.Start();
    }
}
