using Gis.Testing;
using Gis.TileBench.Targets;
using Gis.TileBench.Towns;
using Npgsql;

namespace Gis.TileBench.Peers;

/// <summary>MapServer (Debian's cgi-mapserver) over FastCGI behind nginx: layers in the plane zone, connections kept open.</summary>
internal sealed class MapServerPeer : IAsyncDisposable
{
    private readonly ChildProcess _worker;
    private readonly Nginx _nginx;

    private MapServerPeer(ChildProcess worker, Nginx nginx, HttpTarget target) => (_worker, _nginx, Target) = (worker, nginx, target);

    /// <summary>Asks it.</summary>
    public HttpTarget Target { get; }

    /// <summary>Starts it.</summary>
    /// <param name="database">The town's.</param>
    /// <param name="folder">For settings.</param>
    /// <param name="port">Where nginx listens; the next one is FastCGI's.</param>
    public static async Task<MapServerPeer> StartAsync(TestDatabase database, string folder, int port)
    {
        var map = Path.Combine(folder, "town.map");
        await File.WriteAllTextAsync(map, MapFile(new NpgsqlConnectionStringBuilder(database.SuperuserConnectionString)));
        var settings = Path.Combine(folder, "mapserver.conf");
        await File.WriteAllTextAsync(settings, $"""
            CONFIG
              ENV
                MS_MAP_PATTERN "^{folder}/"
              END
            END
            """);

        // Requests come one after the other, so one process that stays is as quick as many.
        var worker = ChildProcess.Start(
            new Dictionary<string, string> { ["MAPSERVER_CONFIG_FILE"] = settings },
            "spawn-fcgi", "-n", "-a", "127.0.0.1", "-p", $"{port + 1}", "--", "/usr/lib/cgi-bin/mapserv");
        var nginx = await Nginx.StartAsync(folder, port, $"""
            fastcgi_pass 127.0.0.1:{port + 1};
            fastcgi_keep_conn on;
            fastcgi_param QUERY_STRING $query_string;
            fastcgi_param REQUEST_METHOD $request_method;
            fastcgi_param SERVER_NAME localhost;
            fastcgi_param SERVER_PORT {port};
            fastcgi_param SCRIPT_NAME /mapserv;
            """);
        var layers = string.Join('+', BenchLayers.All.Select(l => l.Id));
        return new MapServerPeer(worker, nginx, new HttpTarget("MapServer FastCGI, kept in 6677", compresses: false, tile => new Uri(
            $"http://127.0.0.1:{port}/mapserv?map={map}&mode=tile&tilemode=gmap&tile={tile.X}+{tile.Y}+{tile.Z}&layers={layers}&map.imagetype=mvt")));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Target.Dispose();
        await _nginx.DisposeAsync();
        await _worker.DisposeAsync();
    }

    private static string MapFile(NpgsqlConnectionStringBuilder database)
    {
        var connection = $"host={database.Host} port={database.Port} dbname={database.Database} user={database.Username} password={database.Password} options='-c jit=off -c max_parallel_workers_per_gather=0'";
        var layers = string.Concat(BenchLayers.All.Select(layer => $"""

              LAYER
                NAME "{layer.Id}"
                TYPE {layer.Geometry.ToUpperInvariant()}
                STATUS ON
                CONNECTIONTYPE POSTGIS
                CONNECTION "{connection}"
                PROCESSING "CLOSE_CONNECTION=DEFER"
                DATA "geom from t6677.{layer.Id} using unique id using srid=6677"
                PROJECTION
                  "epsg:6677"
                END
                METADATA
                  "gml_include_items" "all"
                END
                CLASS
                END
              END
            """));
        return $"""
            MAP
              NAME "town"
              SIZE 256 256
              UNITS METERS
              EXTENT 15490000 4200000 15510000 4220000
              PROJECTION
                "epsg:3857"
              END
              OUTPUTFORMAT
                NAME "mvt"
                DRIVER "MVT"
                FORMATOPTION "EXTENT=4096"
                FORMATOPTION "EDGE_BUFFER=4"
              END
              WEB
                METADATA
                  "ows_enable_request" "*"
                END
              END{layers}
            END
            """;
    }
}
