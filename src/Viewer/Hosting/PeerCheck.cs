using System.Globalization;

namespace Gis.Viewer.Hosting;

/// <summary>
/// On Linux, whose program is at the other end of a loopback connection. The window's first address, token included, stands in the
/// browser's command line, which every user of the machine can read: so the token counts only from the viewer's own user.
/// </summary>
internal static class PeerCheck
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>True when the connection comes from the same user, or the system does not tell.</summary>
    /// <param name="connection">The connection of a request.</param>
    public static bool IsOwnUser(ConnectionInfo connection)
    {
        // A program may reach the loopback address through a socket of either protocol.
        var tables = Tables.Where(File.Exists).ToList();
        if (tables.Count == 0)
        {
            return true;
        }

        // Columns: number, local address:port, remote address:port (hex), state, queues, timer, retransmits, uid, …
        // The peer's own socket has our ends the other way round.
        var peer = tables.SelectMany(static table => File.ReadLines(table).Skip(1))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(columns => PortOf(columns[1]) == connection.RemotePort && PortOf(columns[2]) == connection.LocalPort);
        return peer is not null && peer[7] == OwnUser();
    }

    private static int PortOf(string address) =>
        int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string? OwnUser() =>
        File.ReadLines("/proc/self/status")
            .FirstOrDefault(static line => line.StartsWith("Uid:", StringComparison.Ordinal))?
            .Split('\t', StringSplitOptions.RemoveEmptyEntries)[2];
}
