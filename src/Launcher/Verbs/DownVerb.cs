using System.CommandLine;
namespace Gis.Launcher.Verbs;
internal static class DownVerb { public static Command Create() { var c = new Command("down"); c.SetAction(static _ => 1); return c; } }
