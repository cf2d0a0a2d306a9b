using System.CommandLine;
namespace Gis.Launcher.Verbs;
internal static class BenchVerb { public static Command Create() { var c = new Command("bench"); c.SetAction(static _ => 1); return c; } }
