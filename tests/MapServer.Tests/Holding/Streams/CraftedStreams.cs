using System.Globalization;

namespace Gis.MapServer.Tests.Holding.Streams;

/// <summary>Bytes that readers of HTTP have read differently from each other.</summary>
/// <param name="Name">What is wrong with them.</param>
/// <param name="Bytes">Latin-1.</param>
/// <param name="Refused">Whether the first request must not be answered with 2xx or 3xx.</param>
public sealed record CraftedBytes(string Name, string Bytes, bool Refused);

/// <summary>
/// Streams made from lists of parts. Wherever a reader that is mistaken would find a second request, there stands one for <see cref="Smuggled"/>, an address
/// that nothing else asks for: when the server has seen it, somebody's request can be passed for another's.
/// </summary>
public static class CraftedStreams
{
    /// <summary>The address that must never be asked for.</summary>
    public const string Smuggled = "/ogc/functions";

    private const string Host = "Host: localhost\r\n";
    private const string Second = $"GET {Smuggled} HTTP/1.1\r\n{Host}\r\n";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CraftedBytes> All { get; } =
        [.. Extensions(), .. BothLengths(), .. Lengths(), .. Chunks(), .. Folding(), .. Methods(), .. Targets(), .. Headers(), .. Hosts(), .. Ends(), .. Cuts()];

    private static string Post(string headers, string body = "") => $"POST /ogc HTTP/1.1\r\n{Host}{headers}\r\n{body}";

    // A line feed alone in a chunk's extension (CVE-2025-55315) and its relatives.
    private static IEnumerable<CraftedBytes> Extensions()
    {
        foreach (var extension in (string[])[";\n", ";a\n", ";a=b\n", ";a=\"\n\"", "; \n", "\n", ";\r", ";\n\n", ";a\r", "\r", ";\0\n", ";a=b;c\n", " \n", "\t\n", ";\u000b\n"])
        {
            foreach (var size in (string[])["5", "05", "A"])
            {
                var data = size == "A" ? "helloworld" : "hello";
                yield return new($"chunk extension {Show(extension)} size {size}", Post("Transfer-Encoding: chunked\r\n", $"{size}{extension}xx\r\n{data}\r\n0\r\n\r\n{Second}"), true);
            }
        }
    }

    private static IEnumerable<CraftedBytes> BothLengths()
    {
        string[] codings =
        [
            "chunked", "Chunked", "CHUNKED", " chunked", "chunked ", "\tchunked", "gzip, chunked", "chunked, identity", "identity, chunked", "xchunked", "chunkedx", "chun ked", "\"chunked\"",
            "chunked;q=1", "chunked\u000b", "chunked\r\n x", ",chunked", "chunked,", "", "chunked, chunked", "identity", "chunked\0",
        ];
        foreach (var name in (string[])["Transfer-Encoding", "transfer-encoding", "Transfer-Encoding ", " Transfer-Encoding", "X: y\nTransfer-Encoding"])
        {
            foreach (var coding in codings)
            {
                // As chunks the body is over at once; as a length it holds what follows.
                var body = "0\r\n\r\n" + Second;
                var recognised = name.Trim().Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
                yield return new($"{Show(name)}: {Show(coding)} with Content-Length", Post($"{name}: {coding}\r\nContent-Length: {body.Length}\r\n", body), recognised);
            }
        }

        foreach (var coding in codings.Skip(6).Where(c => c is not ("gzip, chunked" or "identity, chunked" or ",chunked" or "chunked," or "chunked, chunked" or "chunked\r\n x")))
            yield return new($"Transfer-Encoding: {Show(coding)} alone", Post($"Transfer-Encoding: {coding}\r\n", "0\r\n\r\n" + Second), false);
    }

    private static IEnumerable<CraftedBytes> Lengths()
    {
        foreach (var length in (string[])["-5", "+-5", "5 5", "5,5", "5, 6", "0x5", "5.0", "5e0", "99999999999999999999", "5;", "'5'", "", "five", "5\0", "\u00b2", "5\r\n 5", "--5", "5_0"])
            yield return new($"Content-Length: {Show(length)}", Post($"Content-Length: {length}\r\n", "hello" + Second), true);
        foreach (var (first, second) in ((string, string)[])[("5", "6"), ("5", "5"), ("0", "5"), ("5", "0")])
            yield return new($"two lengths {first} {second}", Post($"Content-Length: {first}\r\nContent-Length: {second}\r\n", "hello" + Second), true);
        foreach (var method in (string[])["GET", "HEAD", "DELETE", "OPTIONS"])
        {
            yield return new($"{method} with a body", $"{method} /healthz HTTP/1.1\r\n{Host}Content-Length: {Second.Length}\r\n\r\n{Second}", method is "GET" or "HEAD");
            yield return new($"{method} with chunks", $"{method} /healthz HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\n{Second.Length:x}\r\n{Second}\r\n0\r\n\r\n", method is "GET" or "HEAD");
        }
    }

    private static IEnumerable<CraftedBytes> Chunks()
    {
        string[] bodies =
        [
            "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", "-1\r\nhello\r\n0\r\n\r\n", "+5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n", " 5\r\nhello\r\n0\r\n\r\n", "5_0\r\nhello\r\n0\r\n\r\n",
            "\r\nhello\r\n0\r\n\r\n", "g\r\nhello\r\n0\r\n\r\n", "80000000\r\nhello\r\n0\r\n\r\n", "100000000\r\nhello\r\n0\r\n\r\n", "5\r\nhelloworld\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n", "5\r\nhello\n0\r\n\r\n",
            "5\r\nhello\rX0\r\n\r\n", "5\r\nhe", "5\r\nhello\r\n", "5\r\nhello\r\n0\r\nContent-Length 5\r\n\r\n", "5\r\nhello\r\n0\r\n : x\r\n\r\n", "5\r\nhello\r\n0\r\nA\0: x\r\n\r\n", "5\nhello\n0\n\n",
        ];
        foreach (var body in bodies)
            yield return new($"chunks {Show(body)}", Post("Transfer-Encoding: chunked\r\n", body + Second), true);
    }

    private static IEnumerable<CraftedBytes> Folding()
    {
        foreach (var fold in (string[])["\r\n ", "\r\n\t", "\r\n  ", "\n ", "\r\n \t "])
        {
            foreach (var header in (string[])["X-A: b{0}c", "X-A:{0}b", "Content-Length:{0}5", "Accept: text/html,{0}application/json", "X-A: b{0}Content-Length: 5"])
                yield return new($"folded {Show(string.Format(CultureInfo.InvariantCulture, header, fold))}", Post(string.Format(CultureInfo.InvariantCulture, header, fold) + "\r\n", Second), true);
            yield return new($"folded host {Show(fold)}", $"GET /ogc HTTP/1.1\r\nHost:{fold}localhost\r\n\r\n{Second}", true);
            yield return new($"folded first {Show(fold)}", $"GET /ogc HTTP/1.1{fold}X: y\r\n{Host}\r\n{Second}", true);
        }
    }

    private static IEnumerable<CraftedBytes> Methods()
    {
        foreach (var method in (string[])["G E T", "GET\0", "", "\u0080", "GET\t", "(GET)", "GET,", "GET:", "GET/", "\"GET\"", "G\rET", new string('A', 10_000)])
            yield return new($"method {Show(method)}", $"{method} /ogc HTTP/1.1\r\n{Host}\r\n{Second}", true);
        foreach (var method in (string[])["FOO", "TRACE", "CONNECT", "PATCH", "PROPFIND", "SEARCH"])
            yield return new($"method {method}", $"{method} /ogc HTTP/1.1\r\n{Host}\r\n", true);
        foreach (var version in (string[])["HTTP/1.2", "HTTP/0.9", "HTTP/2.0", "http/1.1", "HTTP/1.1 x", "HTTP/11", "HTTP/1.", "HTTP/01.1", "HTTPS/1.1", "HTTP/1.1\0", "HTTP/1,1"])
            yield return new($"version {Show(version)}", $"GET /ogc {version}\r\n{Host}\r\n{Second}", true);
        yield return new("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Second, true);
        yield return new("no version", $"GET /ogc\r\n{Host}\r\n{Second}", true);
    }

    private static IEnumerable<CraftedBytes> Targets()
    {
        foreach (var target in (string[])
            [
                "/\0", "/ a", "/a b/c", "http://evil.example/ogc", "http://", "*", "evil.example:80", "ogc", "/ogc\u00e9", "\\ogc", "http://localhost@evil.example/ogc", "/" + new string('a', 9000), "", "?", "#",
            ])
            yield return new($"target {Show(target)}", $"GET {target} HTTP/1.1\r\n{Host}\r\n{Second}", true);
        foreach (var target in (string[])["/%00", "/%0d%0aX-Injected:%201", "//evil.example/ogc", "/..;/ogc", "/%2e%2e/%2e%2e/etc/passwd", "/ogc/../../etc/passwd", "/.%00./", "/%ff%fe", "/a%2fb", "/ogc%5c..%5c"])
            yield return new($"target {target}", $"GET {target} HTTP/1.1\r\n{Host}\r\n", true);
    }

    private static IEnumerable<CraftedBytes> Headers()
    {
        foreach (var header in (string[])["X : y", "X\t: y", ": y", "X y: z", "X\0: y", "X: \0", "X: a\rb", "X", "(X): y", "X: y\r\n\0", "\u00e9: y", "X:\u0001y\0", "@: y\0"])
        {
            if (header is not ("(X): y"))
                yield return new($"header {Show(header)}", $"GET /ogc HTTP/1.1\r\n{Host}{header}\r\n\r\n{Second}", header != "\u00e9: y");
        }

        yield return new("header of 1 MB", $"GET /ogc HTTP/1.1\r\n{Host}X: {new string('a', 1_000_000)}\r\n\r\n{Second}", true);
        yield return new("name of 1 MB", $"GET /ogc HTTP/1.1\r\n{Host}{new string('a', 1_000_000)}: x\r\n\r\n{Second}", true);
        yield return new("10,000 headers", $"GET /ogc HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: y\r\n"))}\r\n{Second}", true);
        yield return new("10,000 cookies", $"GET /ogc HTTP/1.1\r\n{Host}Cookie: {string.Join("; ", Enumerable.Range(0, 10_000).Select(i => $"a{i}=b"))}\r\n\r\n{Second}", true);
        foreach (var upgrade in (string[])["Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGVzdA==\r\nSec-WebSocket-Version: 13\r\n"])
            yield return new($"{upgrade[..18]}", $"GET /healthz HTTP/1.1\r\n{Host}{upgrade}Content-Length: {Second.Length}\r\n\r\n{Second}", true);
    }

    private static IEnumerable<CraftedBytes> Hosts()
    {
        yield return new("no host", $"GET /ogc HTTP/1.1\r\nX: y\r\n\r\n{Second}", true);
        yield return new("two hosts", $"GET /ogc HTTP/1.1\r\n{Host}Host: evil.example\r\n\r\n{Second}", true);
        foreach (var host in (string[])["evil.example", "localhost.evil.example", "localhost@evil.example", "localhost/ogc", "local host", "localhost:99999", "localhost:x", "localhost\0", "[::1", "evil.example:80", "<script>", "\u00e9vil"])
            yield return new($"host {Show(host)}", $"GET /ogc HTTP/1.1\r\nHost: {host}\r\n\r\n", host is not "localhost:99999");
    }

    private static IEnumerable<CraftedBytes> Ends()
    {
        yield return new("closed by the asker", $"GET /healthz HTTP/1.1\r\n{Host}Connection: close\r\n\r\n{Second}", false);
        yield return new("closed by version", $"GET /healthz HTTP/1.0\r\n{Host}\r\n{Second}", false);
        yield return new("closed among others", $"GET /healthz HTTP/1.1\r\n{Host}Connection: keep-alive, close\r\n\r\n{Second}", false);
    }

    // Cut at every few bytes: an unfinished request is never answered as a finished one.
    private static IEnumerable<CraftedBytes> Cuts()
    {
        var whole = $"POST /ogc HTTP/1.1\r\n{Host}Content-Length: 20\r\n\r\n0123456789012345678";
        for (var length = 3; length < whole.Length; length += 3)
            yield return new($"cut after {length} bytes", whole[..length], true);
    }

    private static string Show(string text)
    {
        var shown = string.Concat(text.Select(c => c is < ' ' or > '~' ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : c.ToString()));
        return shown.Length > 60 ? shown[..60] + "…" : shown;
    }
}
