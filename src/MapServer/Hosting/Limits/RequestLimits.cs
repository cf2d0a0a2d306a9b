using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Gis.MapServer.Hosting.Limits;

/// <summary>
/// Bounds on what one address may ask for in a time (429), on what all together may have under way (503), and on how long an answer may take (503).
/// Tiles that lie ready are answered before this: they cost next to nothing, and a shelter full of people looks at the map from one address.
/// </summary>
internal static class RequestLimits
{
    // Under way at a time, and waiting for it: beyond that it is kinder to say so.
    private const int UnderWay = 64, Waiting = 256;

    // An address may ask for so many seconds' worth at once: a map that opens asks for a hundred tiles.
    private const int BurstSeconds = 20;

    public static void AddLimits(this IServiceCollection services, ServerOptions options)
    {
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(PerAddress(options.RequestsPerSecond), Together());
            limiter.OnRejected = (context, _) => RefuseAsync(context.HttpContext, context.Lease);
        });
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context => Problems.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "時間内に終わりませんでした。範囲を小さくしてやり直してください。"),
        });
    }

    // A program on this machine is the town's own, or a proxy that was not named: then all visitors would count as one.
    private static PartitionedRateLimiter<HttpContext> PerAddress(int perSecond) => PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
        context.Connection.RemoteIpAddress is { } address && perSecond > 0 && !IPAddress.IsLoopback(address)
            ? RateLimitPartition.GetTokenBucketLimiter(Network(address), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond * BurstSeconds,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(IPAddress.None));

    // Tiles wait in a queue of their own; a listener is under way for hours.
    private static PartitionedRateLimiter<HttpContext> Together() => PartitionedRateLimiter.Create<HttpContext, bool>(context =>
        context.Request.Path.Value is "/live" or "/healthz" || context.Request.Path.StartsWithSegments("/tiles", StringComparison.Ordinal)
            ? RateLimitPartition.GetNoLimiter(false)
            : RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = UnderWay,
                QueueLimit = Waiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));

    // Whoever has an IPv6 address has at least 2^64 of them.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static ValueTask RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var often = lease.TryGetMetadata(MetadataName.RetryAfter, out var after);
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new ValueTask(Problems.WriteAsync(context, often ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable));
    }
}
