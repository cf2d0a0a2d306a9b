using System.Net;
using System.Net.Sockets;
using Gis.Launcher.Processes;

namespace Gis.Launcher.Servers;

/// <summary>Refuses a port before anything is started, and says who has it.</summary>
internal static class ListenCheck
{
    /// <summary>Makes sure a server can listen there.</summary>
    /// <param name="bind">An IP address of this machine.</param>
    /// <param name="port">A TCP port.</param>
    /// <param name="option">The option that names another port, for the message.</param>
    /// <exception cref="LauncherException">The port is taken or not allowed, or the address is none.</exception>
    public static void Require(string bind, int port, string option)
    {
        if (!IPAddress.TryParse(bind, out var address))
        {
            throw new LauncherException($"--bind {bind} は IP アドレスではありません（例: 127.0.0.1）。");
        }

        try
        {
            if (FreePort.IsFree(port, address))
            {
                return;
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new LauncherException($"ポート {port} は管理者だけが使えます。{option} で 1024 以上の番号を指定してください。");
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable)
        {
            throw new LauncherException($"{bind} はこの機械のアドレスではありません。--bind を直してください。");
        }

        var owner = PortOwner.Of(port)?.Describe() ?? "別のプログラム";
        throw new LauncherException($"ポート {port} は {owner} が使っています。それを止めるか、{option} で別の番号を指定してください。");
    }
}
