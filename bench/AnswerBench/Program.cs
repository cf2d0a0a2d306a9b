using System.Globalization;
using Gis.AnswerBench;

// Measures hazard answers and search beside PostGIS; see ../README.md. Arguments: hazards or search, rounds (3), and port=N (18160).
var what = args.FirstOrDefault();
var rounds = args.Skip(1).Where(a => !a.Contains('=', StringComparison.Ordinal)).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).FirstOrDefault(3);
var port = args.Select(a => a.Split('=')).Where(a => a[0] == "port").Select(a => int.Parse(a[1], CultureInfo.InvariantCulture)).FirstOrDefault(18160);
switch (what)
{
    case "hazards":
        await HazardsRun.RunAsync(rounds);
        return 0;
    case "search":
        await SearchRun.RunAsync(rounds, port);
        return 0;
    default:
        await Console.Error.WriteLineAsync("hazards か search を指定してください。");
        return 2;
}
