using System.Diagnostics;
using System.Net.Sockets;
using Gis.MapServer.Tests.Secrets;

namespace Gis.MapServer.Tests.Running;

/// <summary>nginx of the machine before a server, as docs/reverse-proxy.md sets it up: connections kept open, and a shared cache.</summary>
public sealed class NginxProxy : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private NginxProxy(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="server">Port of the server behind it.</param>
    public static async Task<NginxProxy> StartAsync(int server)
    {
        var folder = Directory.CreateTempSubdirectory("gis-nginx-").FullName;
        var port = ServerProcess.FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { worker_connections 8192; }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                proxy_cache_path {{folder}}/cache keys_zone=gis:10m;
                upstream gis { server 127.0.0.1:{{server}}; keepalive 8; }
                server {
                    listen 127.0.0.1:{{port}} backlog=4096;
                    location / {
                        proxy_pass http://gis;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Forwarded-For $remote_addr;
                        proxy_set_header X-Forwarded-Proto $scheme;
                        proxy_cache gis;
                        proxy_cache_revalidate on;
                    }
                }
            }
            """);
        var process = Process.Start(new ProcessStartInfo("/usr/sbin/nginx", ["-c", Path.Combine(folder, "nginx.conf"), "-p", folder]))!;
        for (var i = 0; i < 200; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync("127.0.0.1", port);
                return new NginxProxy(process, folder, port);
            }
            catch (SocketException)
            {
                Xunit.Assert.False(process.HasExited, "nginx ended; see its package, nginx-light.");
                await Task.Delay(50);
            }
        }

        throw new TimeoutException("nginx does not listen.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
