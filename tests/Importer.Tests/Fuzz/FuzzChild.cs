using System.Globalization;
using Gis.Importer.Tests.Formats;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>
/// The program that reads damaged files one after the other. It is a process of its own because a fault in a native library ends the process that meets it:
/// then the test goes on with the next file, and knows which one it was.
/// </summary>
internal static class FuzzChild
{
    /// <summary>Entry of this assembly: <c>fuzz TARGET FIRST COUNT</c>. A line <c>&gt; n</c> begins a case, <c>= n OUTCOME</c> ends it.</summary>
    public static int Main(string[] args)
    {
        if (args is not ["fuzz", var name, var first, var count])
            return 2;
        using var samples = new TemporaryFolder();
        var target = FuzzSamples.Find(name, samples);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        var from = int.Parse(first, CultureInfo.InvariantCulture);
        var reading = new FuzzReading();
        for (var n = from; n < from + int.Parse(count, CultureInfo.InvariantCulture); n++)
        {
            using var folder = new TemporaryFolder();
            output.Write($"> {n}\n");
            output.Write($"= {n} {Outcome(reading, target.Write(folder.Root, n))}\n");
        }

        return 0;
    }

    private static string Outcome(FuzzReading reading, string path)
    {
        var outcome = "";
        try
        {
            outcome = reading.Read(path);
        }
        catch (Exception e)
        {
            outcome = "fault " + string.Join(" | ", e.ToString().Split('\n').Take(6).Select(l => l.Trim()));
        }

        var left = Directory.GetFileSystemEntries(Path.GetTempPath(), "gis-import-*");
        foreach (var entry in left.Where(Directory.Exists))
            Directory.Delete(entry, true);
        return left.Length == 0 ? outcome : $"fault left behind {left[0]} after: {outcome}";
    }
}
