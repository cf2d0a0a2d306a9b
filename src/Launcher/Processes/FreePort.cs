using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Gis.Launcher.Processes;

/// <summary>Finds ports nobody listens on.</summary>
internal static class FreePort
{
    // Below the range the system hands to outgoing connections (32768 on), so that the port is still free at the next start.
    private const int First = 20_000;
    private const int Last = 32_000;

    /// <summary>A random free port on the loopback address.</summary>
    public static int Choose()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last);
            if (IsFree(port, IPAddress.Loopback))
            {
                return port;
            }
        }

        throw new LauncherException($"空いているポートが {First}～{Last} の間に見つかりません。動いているプログラムを減らしてください。");
    }

    /// <summary>True when a server could listen on the port now.</summary>
    /// <param name="port">A TCP port.</param>
    /// <param name="address">The address it would listen on.</param>
    public static bool IsFree(int port, IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
