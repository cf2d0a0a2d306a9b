using System.CommandLine;
using Gis.Launcher.Doctor;

namespace Gis.Launcher.Verbs;

/// <summary><c>doctor</c>: checks what must be there and what runs, one line each, with the mend.</summary>
internal static class DoctorVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var home = HomeOption.Create();
        var command = new Command("doctor", "足りないもの・おかしいところを調べ、直し方を示します。") { home };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var installation = Installation.Current();
            var place = installation.Home(parsed.GetValue(home));
            List<Finding> findings =
            [
                .. await MachineChecks.RunAsync(installation, cancellationToken),
                .. await HomeChecks.RunAsync(installation, place, cancellationToken),
            ];
            foreach (var finding in findings)
            {
                Console.WriteLine(finding);
            }

            return findings.Any(static finding => finding.IsWrong) ? ExitStatus.Failed : ExitStatus.Done;
        });
        return command;
    }
}
