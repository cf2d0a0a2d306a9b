using System.Diagnostics;
using System.Globalization;
using Gis.Importer.Formats;

namespace Gis.ImportBench.MapXml;

/// <summary>
/// How fast 地図XML is parsed on one core, from the file on disk to rows with their shapes in EPSG:6668: no checks, no database. The whole process, collector
/// and compiler included, is held to one processor.
/// </summary>
internal static class ParseRun
{
    private const long BytesPerRound = 100L << 20;
    private const int ParcelsAcross = 250;

    /// <summary>Takes the measure and prints it.</summary>
    public static void Run(BenchOptions options)
    {
        var files = options.Xml.Count > 0 ? options.Xml : [Made(options.Work)];
        var self = Process.GetCurrentProcess();
        var processors = self.ProcessorAffinity;
        self.ProcessorAffinity = 1;
        try
        {
            foreach (var file in files)
            {
                var size = new FileInfo(file).Length;
                var times = (int)Math.Max(1, BytesPerRound / size);
                var (speed, rate) = (new Sample(), new Sample());
                var rows = 0L;
                for (var round = 0; round <= options.Rounds; round++)
                {
                    var clock = Stopwatch.StartNew();
                    rows = 0;
                    for (var i = 0; i < times; i++)
                        rows += Parse(file);
                    var seconds = clock.Elapsed.TotalSeconds;

                    // The first round compiles.
                    if (round == 0)
                        continue;
                    speed.Add(times * (size / 1048576.0) / seconds);
                    rate.Add(rows / seconds);
                }

                Say($"地図XML on one core, {Path.GetFileName(file)}: {size / 1048576.0:0.0} MB with {rows / times:N0} parcels, read {times} times: {speed.Median:0} MB/s, {rate.Median:N0} parcels/s (must 100 MB/s, stretch 200)");
            }
        }
        finally
        {
            self.ProcessorAffinity = processors;
        }
    }

    private static long Parse(string file)
    {
        using var set = SourceFormats.Opener().Open(file, ReadOptions.Detect);
        var rows = 0L;
        foreach (var row in set.Datasets.Where(d => d.IsDefault).SelectMany(d => d.Read(CancellationToken.None)))
            rows += row.Geometry is null ? throw new InvalidOperationException($"{row.Place} has no shape.") : 1;
        return rows;
    }

    private static string Made(string work)
    {
        var file = Path.Combine(work, string.Create(CultureInfo.InvariantCulture, $"map-{ParcelsAcross}.xml"));
        if (!File.Exists(file))
            MapWriter.Write(file, ParcelsAcross);
        return file;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
