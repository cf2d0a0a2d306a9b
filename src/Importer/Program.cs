using System.Runtime.InteropServices;
using Gis.Importer.Commands;
using Gis.Importer.Jobs;

using var interrupted = new CancellationTokenSource();
Console.OutputEncoding = System.Text.Encoding.UTF8;
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    interrupted.Cancel();
});
var environment = new CommandEnvironment();
if (JobChild.IsOne)
{
    JobChild.Prepare();
    environment = environment with { Actor = Environment.GetEnvironmentVariable(JobChild.ActorVariable) ?? environment.Actor, IsJob = true };
}

return await CommandLineEntry.RunAsync(args, environment, interrupted.Token);
