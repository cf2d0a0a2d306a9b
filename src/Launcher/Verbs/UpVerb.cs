using System.CommandLine;
namespace Gis.Launcher.Verbs;
internal static class UpVerb { public static Command Create() { var c = new Command("up"); c.SetAction(static _ => 1); return c; } }
