using System.Net;
using System.Net.NetworkInformation;

namespace Gis.MapServer.Hosting;

/// <summary>
/// The host names under which this server may be asked. Links in answers are built from the request's host, so a made-up Host header
/// (or a foreign name that was pointed at this machine) must not get through.
/// </summary>
/// <param name="options">Names the town registered.</param>
public sealed class HostNames(ServerOptions options)
{
    private readonly HashSet<string> _names = Collect(options);
    private volatile string? _last;

    /// <summary>Whether a request may ask for a host.</summary>
    public bool Allow(HostString host)
    {
        var name = host.Host.Trim('[', ']');
        return _names.Contains(name) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>The same of a request's Host header as it came; the last one allowed is remembered, since nearly all are the same.</summary>
    public bool Allows(Microsoft.Extensions.Primitives.StringValues header)
    {
        if (header.Count != 1 || header[0] is not { } text)
            return false;
        if (ReferenceEquals(text, _last) || text == _last)
            return true;
        if (!Allow(new HostString(text)))
            return false;
        _last = text;
        return true;
    }

    /// <summary>Scheme and authority for absolute links in an answer.</summary>
    public string OriginOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return options.PublicUrl is { } url ? url.GetLeftPart(UriPartial.Authority) : $"{SchemeOf(request)}://{request.Host}";
    }

    // A proxy passes on what a visitor wrote, if nobody told it otherwise.
    private static string SchemeOf(HttpRequest request) => request.IsHttps ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;

    private static HashSet<string> Collect(ServerOptions options)
    {
        var names = new HashSet<string>(options.AllowedHosts, StringComparer.OrdinalIgnoreCase) { "localhost", Dns.GetHostName() };
        if (options.PublicUrl is { } url)
            names.Add(url.Host);
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var own in card.GetIPProperties().UnicastAddresses)
                names.Add(own.Address.ToString());
        }

        return names;
    }
}
