namespace Gis.TileBench.Peers;

/// <summary>nginx of the machine with one worker, in a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private Nginx(ChildProcess process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="folder">For its settings and temporary files.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="location">What stands in its one location.</param>
    /// <param name="core">The processor it is bound to; null for all.</param>
    public static async Task<Nginx> StartAsync(string folder, int port, string location, int? core = null)
    {
        var settings = Path.Combine(folder, $"nginx-{port}.conf");

        // tcp_nopush stays off: on, large bodies wait 40 ms over loopback. No log, as ours has none for kept tiles.
        await File.WriteAllTextAsync(settings, $$"""
            daemon off;
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            worker_processes 1;
            pid {{folder}}/nginx-{{port}}.pid;
            error_log {{folder}}/nginx.log;
            events { worker_connections 2048; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush off;
                keepalive_requests 100000000;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                fastcgi_buffers 64 64k;
                fastcgi_buffer_size 64k;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                open_file_cache max=10000;
                types { application/vnd.mapbox-vector-tile mvt; }
                server {
                    listen 127.0.0.1:{{port}} backlog=1024;
                    location / { {{location}} }
                }
            }
            """);
        List<string> command = ["/usr/sbin/nginx", "-c", settings, "-p", folder];
        if (core is { } number)
            command.InsertRange(0, ["taskset", "-c", $"{number}"]);
        var process = ChildProcess.Start(new Dictionary<string, string>(), command);
        await Task.Delay(1000);
        return new Nginx(process);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
