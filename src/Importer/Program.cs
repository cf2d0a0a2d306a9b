using Gis.Importer.Commands;

using var interrupted = new CancellationTokenSource();
Console.OutputEncoding = System.Text.Encoding.UTF8;
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    interrupted.Cancel();
};
return await CommandLineEntry.RunAsync(args, new CommandEnvironment(), interrupted.Token);
