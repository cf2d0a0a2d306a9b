using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Gis.MapServer.Tests.Running;

/// <summary>An answer as it stood on the wire.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">Body, unpacked from its chunks.</param>
public sealed record RawAnswer(int Status, string Head, string Body);

/// <summary>Sends bytes that no client library would send, and reads the answers strictly: what is no well-formed answer is a fault.</summary>
public static class RawConnection
{
    /// <summary>Sends all bytes, says that no more will come, and reads until the server closes.</summary>
    /// <param name="port">On the loopback address.</param>
    /// <param name="bytes">Latin-1: each character is a byte.</param>
    /// <param name="silence">
    /// How long nothing may come before the connection is closed from here; null: as long as the server likes, after it was told that no more will be sent
    /// (which some proxies take for the asker's leaving).
    /// </param>
    public static async Task<List<RawAnswer>> SendAsync(int port, string bytes, TimeSpan? silence = null)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync("127.0.0.1", port, limit.Token);
        using var received = new MemoryStream();
        var reading = ReadAsync(socket, received, silence, limit.Token);
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(bytes), SocketFlags.None, limit.Token);
            if (silence is null)
                socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The server has heard enough and closed.
        }

        await reading;
        return Parse(Encoding.Latin1.GetString(received.ToArray()));
    }

    private static async Task ReadAsync(Socket socket, MemoryStream into, TimeSpan? silence, CancellationToken end)
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                using var quiet = CancellationTokenSource.CreateLinkedTokenSource(end);
                if (silence is { } most)
                    quiet.CancelAfter(most);
                var read = await socket.ReceiveAsync(buffer, quiet.Token);
                if (read == 0)
                    return;
                into.Write(buffer, 0, read);
            }
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            // Nothing more comes.
        }
        catch (SocketException)
        {
            // Closed hard: what came before counts.
        }
    }

    private static List<RawAnswer> Parse(string text)
    {
        var answers = new List<RawAnswer>();

        // Who begins in HTTP/2 is told in HTTP/2 that this is not spoken here: a frame of 8 bytes, GOAWAY.
        if (text.StartsWith("\0\0\u0008\u0007", StringComparison.Ordinal))
            return [new RawAnswer(505, "GOAWAY", "")];
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf("\r\n\r\n", at, StringComparison.Ordinal);
            if (end < 0 || !text.AsSpan(at).StartsWith("HTTP/1.", StringComparison.Ordinal))
                throw new InvalidDataException($"No answer: {text[at..Math.Min(text.Length, at + 200)]}");
            var head = text[at..end];
            var status = int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture);
            at = end + 4;

            // The answer to HEAD says how long the other would be, and has no body.
            var none = status is 204 or 304 or < 200 || at == text.Length || text.AsSpan(at).StartsWith("HTTP/1.", StringComparison.Ordinal);
            var body = none ? "" : Body(head, text, ref at);
            if (status >= 200)
                answers.Add(new RawAnswer(status, head, body));
        }

        return answers;
    }

    private static string Body(string head, string text, ref int at)
    {
        if (Header(head, "Transfer-Encoding") == "chunked")
        {
            var body = new StringBuilder();
            while (true)
            {
                var line = at < text.Length ? text.IndexOf("\r\n", at, StringComparison.Ordinal) : -1;
                if (line < 0)
                    throw new InvalidDataException("The answer ends in the middle of its chunks.");
                var size = int.Parse(text.AsSpan(at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                body.Append(text, line + 2, size);
                at = line + 2 + size + 2;
                if (size == 0)
                    return body.ToString();
            }
        }

        var length = Header(head, "Content-Length") is { } said ? int.Parse(said, CultureInfo.InvariantCulture) : text.Length - at;
        if (at + length > text.Length)
            throw new InvalidDataException("The answer is shorter than it says.");
        var whole = text.Substring(at, length);
        at += length;
        return whole;
    }

    private static string? Header(string head, string name) => head.Split("\r\n").Skip(1).Select(l => l.Split(": ", 2))
        .Where(p => p.Length == 2 && p[0].Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => p[1].Trim()).FirstOrDefault();
}
