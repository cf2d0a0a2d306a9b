using System.Diagnostics;
using System.Text;

namespace Gis.Launcher.Processes;

/// <summary>What a finished program left behind.</summary>
/// <param name="ExitCode">Its exit status.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>True for exit status 0.</summary>
    public bool Succeeded => ExitCode == 0;
}

/// <summary>Runs another program to its end, without a shell in between.</summary>
internal static class CommandRun
{
    /// <summary>Runs a program and keeps what it wrote.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="input">What it reads from standard input; nothing when null.</param>
    /// <param name="environment">Variables added to (or, with a null value, taken from) this program's environment.</param>
    /// <param name="directory">Where it runs; the root folder when null, because another user may not be able to enter the present one.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public static async Task<CommandResult> CaptureAsync(
        IReadOnlyList<string> command,
        string? input = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? directory = null,
        CancellationToken cancellationToken = default)
    {
        var start = Describe(command, environment, directory);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a program, hands over each line it writes, and keeps what it wrote to standard error.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="onLine">Called for each line of standard output.</param>
    /// <param name="environment">As for <see cref="CaptureAsync"/>.</param>
    /// <param name="directory">As for <see cref="CaptureAsync"/>.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public static async Task<CommandResult> FollowAsync(
        IReadOnlyList<string> command,
        Action<string> onLine,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? directory = null,
        CancellationToken cancellationToken = default)
    {
        var start = Describe(command, environment, directory);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = new StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                output.AppendLine(line);
                onLine(line);
            }

            await process.WaitForExitAsync(cancellationToken);
            return new CommandResult(process.ExitCode, output.ToString(), await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a program that writes straight to this program's terminal.</summary>
    /// <inheritdoc cref="CaptureAsync" path="/param"/>
    /// <returns>The exit status.</returns>
    public static async Task<int> ShowAsync(
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? directory = null,
        CancellationToken cancellationToken = default)
    {
        using var process = Process.Start(Describe(command, environment, directory))!;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The start of a program, with its environment set.</summary>
    /// <inheritdoc cref="CaptureAsync" path="/param"/>
    private static ProcessStartInfo Describe(
        IReadOnlyList<string> command, IReadOnlyDictionary<string, string?>? environment, string? directory)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = directory ?? "/", UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return start;
    }
}
