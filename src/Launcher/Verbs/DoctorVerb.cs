using System.CommandLine;
namespace Gis.Launcher.Verbs;
internal static class DoctorVerb { public static Command Create() { var c = new Command("doctor"); c.SetAction(static _ => 1); return c; } }
