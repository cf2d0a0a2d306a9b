using System.Diagnostics;
using System.Globalization;
using System.Threading.RateLimiting;

namespace Gis.MapServer.Hosting.Limits;

/// <summary>
/// Questions with conditions, an order or an offset that somebody thought up go through a lane half as wide as the machine has processors, which rests as long as each of
/// them worked. Whoever sends such without a pause, from however many addresses, leaves the rest to those who look at the map: without it each of them stands
/// before every tile in the queue of the threads. The lane is left when the answer begins, so that a slow reader does not hold it.
/// </summary>
internal static class CostlyLane
{
    private const int Waiting = 128;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(50);

    private static readonly string[] ThoughtUp = ["filter", "sortby", "offset"];

    /// <summary>Puts the lane into the pipeline.</summary>
    public static void UseCostlyLane(this IApplicationBuilder app)
    {
        var lane = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        app.Use((context, next) => IsCostly(context.Request) ? ThroughAsync(lane, context, next) : next(context));
    }

    private static bool IsCostly(HttpRequest request) =>
        request.Path.StartsWithSegments("/ogc", StringComparison.Ordinal) && ThoughtUp.Any(request.Query.ContainsKey);

    private static async Task ThroughAsync(ConcurrencyLimiter lane, HttpContext context, RequestDelegate next)
    {
        var place = new Place(await lane.AcquireAsync(1, context.RequestAborted));
        if (!place.IsTaken)
        {
            place.Leave();
            context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            await Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        try
        {
            context.Response.OnStarting(
                static held =>
                {
                    ((Place)held).Leave();
                    return Task.CompletedTask;
                },
                place);
            await next(context);
        }
        finally
        {
            place.Leave();
        }
    }

    /// <summary>A place in the lane.</summary>
    private sealed class Place(RateLimitLease lease)
    {
        private readonly long _since = Stopwatch.GetTimestamp();
        private int _left;

        public bool IsTaken => lease.IsAcquired;

        /// <summary>Gives the place to the next after the rest; once more does nothing.</summary>
        public void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                _ = RestAsync(Stopwatch.GetElapsedTime(_since));
        }

        private async Task RestAsync(TimeSpan worked)
        {
            await Task.Delay(worked < LongestRest ? worked : LongestRest);
            lease.Dispose();
        }
    }
}
