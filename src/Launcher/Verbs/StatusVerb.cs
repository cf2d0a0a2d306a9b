using System.CommandLine;
namespace Gis.Launcher.Verbs;
internal static class StatusVerb { public static Command Create() { var c = new Command("status"); c.SetAction(static _ => 1); return c; } }
