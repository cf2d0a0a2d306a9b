using System.Globalization;
using System.Text;
using Gis.MapServer.Hosting;
using Gis.MapServer.Live;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;

namespace Gis.MapServer.Metrics;

/// <summary>The figures of a server in the text format of Prometheus (exposition format 0.0.4).</summary>
/// <param name="requests">Requests.</param>
/// <param name="tiles">Tiles sent.</param>
/// <param name="database">Statements.</param>
/// <param name="shelf">Tiles in memory.</param>
/// <param name="disk">Tiles on disk.</param>
/// <param name="maker">Tiles made.</param>
/// <param name="towns">Layers in memory.</param>
/// <param name="listeners">Open maps.</param>
/// <param name="catalogue">Knows whether the database answers.</param>
public sealed class MetricsText(
    RequestMeter requests, TileMeter tiles, DatabaseMeter database, TileShelf shelf, DiskShelf disk, TileMaker maker, TileTowns towns, Listeners listeners,
    CatalogueService catalogue)
{
    /// <summary>Writes them.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        void Head(string name, string type, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {type}\n");
        void Line(string name, string labels, double value) => text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}\n");
        void One(string name, string type, string help, double value)
        {
            Head(name, type, help);
            Line(name, "", value);
        }

        Head("gis_requests_total", "counter", "Requests answered, ready tiles not counted.");
        foreach (var (route, status, count, _) in requests.All)
            Line("gis_requests_total", $"route=\"{route}\",status=\"{status}\"", count);
        Head("gis_request_seconds_total", "counter", "Time spent on requests.");
        foreach (var (route, status, _, seconds) in requests.All)
            Line("gis_request_seconds_total", $"route=\"{route}\",status=\"{status}\"", seconds);
        Head("gis_tiles_sent_total", "counter", "Tiles sent, by layer, zoom and whether they lay ready.");
        foreach (var (layer, counts) in tiles.All)
        {
            foreach (var (zoom, ready, made) in counts.All)
            {
                Line("gis_tiles_sent_total", $"layer=\"{layer}\",zoom=\"{zoom}\",from=\"ready\"", ready);
                Line("gis_tiles_sent_total", $"layer=\"{layer}\",zoom=\"{zoom}\",from=\"made\"", made);
            }
        }

        var sources = maker.Made;
        Head("gis_tiles_made_total", "counter", "Layers of tiles by where they came from.");
        Line("gis_tiles_made_total", "from=\"memory\"", sources.Memory);
        Line("gis_tiles_made_total", "from=\"database\"", sources.Database);
        Line("gis_tiles_made_total", "from=\"disk\"", sources.Disk);
        One("gis_tile_making_seconds_total", "counter", "Time spent on encoding and compressing.", sources.Seconds);
        One("gis_tiles_waiting", "gauge", "Requests that wait for a tile.", maker.Waiting);
        One("gis_tile_shelf_bytes", "gauge", "Tiles in memory.", shelf.Bytes);
        One("gis_tile_shelf_tiles", "gauge", "Tiles in memory.", shelf.Count);
        One("gis_tile_disk_bytes", "gauge", "Tiles on disk.", disk.Bytes);
        One("gis_layer_memory_bytes", "gauge", "Layers in memory.", towns.MemoryBytes);
        One("gis_live_listeners", "gauge", "Open maps that hear of changes.", listeners.Count);
        One("gis_database_connected", "gauge", "1 when the last look at the database succeeded.", catalogue.IsConnected ? 1 : 0);
        One("gis_database_statements_total", "counter", "Statements sent to the database.", database.Sum.Count);
        One("gis_database_seconds_total", "counter", "Time that they took.", database.Sum.Seconds);
        One("process_resident_memory_bytes", "gauge", "Memory of the process.", Environment.WorkingSet);
        var collector = GC.GetGCMemoryInfo(GCKind.Any);
        One("dotnet_gc_heap_bytes", "gauge", "Objects, the dead ones since the last collection among them.", GC.GetTotalMemory(forceFullCollection: false));
        One("dotnet_gc_committed_bytes", "gauge", "Memory the collector held after its last run, room for new objects included.", collector.TotalCommittedBytes);
        One("dotnet_gc_fragmented_bytes", "gauge", "Gaps between objects after its last run.", collector.FragmentedBytes);
        Head("dotnet_gc_collections_total", "counter", "Collections, by the oldest generation they looked at.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
            Line("dotnet_gc_collections_total", $"generation=\"{generation}\"", GC.CollectionCount(generation));
        One("dotnet_gc_pause_seconds_total", "counter", "Time in which requests stood still for the collector.", GC.GetTotalPauseDuration().TotalSeconds);
        return text.ToString();
    }
}
