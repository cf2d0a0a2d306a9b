using System.CommandLine;
namespace Gis.Launcher.Verbs;
internal static class AccountVerb { public static Command Create() { var c = new Command("account"); c.SetAction(static _ => 1); return c; } }
