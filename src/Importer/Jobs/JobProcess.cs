using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Importer.Exports;

namespace Gis.Importer.Jobs;

/// <summary>How a job's process ended.</summary>
/// <param name="Done">Whether it was loaded.</param>
/// <param name="Message">The sentence for people.</param>
/// <param name="Report">The report as JSON, or null.</param>
internal sealed record JobOutcome(bool Done, string Message, string? Report);

/// <summary>Does a job in a process of its own, within limits: a crash, a hang or a flood of memory ends that process and nothing else.</summary>
internal sealed class JobProcess(GisHome home, JobLimits limits)
{
    private static readonly string[] PassedOn = ["layer", "dataset", "kind", "crs", "encoding", "audience", "department", "coverage", "title"];

    /// <summary>Does it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="beat">Called about every second with the rows read; false: stop, the job is somebody else's.</param>
    /// <param name="cancellation">Stops the process; the job stays for the next worker.</param>
    public async Task<JobOutcome> RunAsync(Job job, Func<long, Task<bool>> beat, CancellationToken cancellation)
    {
        if (job.StagedFile is null)
            return await RunAsync(job, ExportArguments(job), beat, cancellation);
        var file = Path.GetFullPath(Path.Combine(home.Uploads, job.StagedFile));
        if (!file.StartsWith(home.Uploads + Path.DirectorySeparatorChar, StringComparison.Ordinal) || (!File.Exists(file) && !Directory.Exists(file)))
            return new JobOutcome(false, "預けられたファイルが見つかりません。もう一度アップロードしてください。", null);
        if (File.Exists(file) && new FileInfo(file).Length > limits.FileBytes)
            return new JobOutcome(false, $"ファイルが大きすぎます（上限 {limits.FileBytes >> 20:N0} MB）。分けてアップロードしてください。", null);
        return await RunAsync(job, ["import", file, .. Options(job).SelectMany(o => (string[])["--" + o.Name, o.Value])], beat, cancellation);
    }

    private async Task<JobOutcome> RunAsync(Job job, string[] arguments, Func<long, Task<bool>> beat, CancellationToken cancellation)
    {
        using var place = Formats.OwnFolder.New("gis-job-");
        return await RunAsync(Start(job, arguments, place.Path), place.Path, beat, cancellation);
    }

    private async Task<JobOutcome> RunAsync(Process process, string place, Func<long, Task<bool>> beat, CancellationToken cancellation)
    {
        using var own = process;
        var (clock, rows, stopped) = (Stopwatch.StartNew(), 0L, (string?)null);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = FollowAsync(process, n => rows = n);
        try
        {
            while (!process.HasExited && stopped is null)
            {
                await Task.WhenAny(process.WaitForExitAsync(cancellation), Task.Delay(500, cancellation));
                cancellation.ThrowIfCancellationRequested();
                stopped = clock.Elapsed > limits.Time ? $"{limits.Time.TotalMinutes:0.#}分たっても終わらないため中断しました。ファイルを分けてアップロードしてください。"
                    : MemoryOf(process) > limits.MemoryBytes ? TooMuchMemory
                    : await beat(rows) ? null : "別のワーカーが引き取りました。";
            }
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            await output;
        }

        var report = Path.Combine(place, "report.json");
        return new JobOutcome(
            stopped is null && process.ExitCode == 0,
            stopped ?? (process.ExitCode == 0 ? "終わりました。" : Sentence(await error)),
            File.Exists(report) ? await File.ReadAllTextAsync(report, CancellationToken.None) : null);
    }

    // What the program says is a sentence; what the runtime says when it is out of memory, or a crash, is not for people.
    private string Sentence(string error)
    {
        var last = error.Trim().Split('\n')[^1].Trim();
        if (last.EndsWith('。') && last.Length < 2000)
            return last;
        return error.Contains("memory", StringComparison.OrdinalIgnoreCase)
            ? TooMuchMemory
            : "処理が途中で止まりました。何も変更していません。元のファイルを確認し、分けてアップロードしてください。";
    }

    private string TooMuchMemory => $"使ってよいメモリ（{limits.MemoryBytes >> 20:N0} MB）を超えたため中断しました。ファイルを分けてアップロードしてください。";

    private Process Start(Job job, string[] arguments, string place)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var assembly = Path.Combine(AppContext.BaseDirectory, "gis-import.dll");
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) != "gis-import")
            start.ArgumentList.Add(assembly);
        foreach (var argument in (string[])[.. arguments, "--home", home.Root, "--report", Path.Combine(place, "report.json")])
            start.ArgumentList.Add(argument);

        // The managed heap ends well before the process does, so that running out is a sentence and not a kill.
        start.Environment["DOTNET_GCHeapHardLimit"] = (limits.MemoryBytes / 4 * 3).ToString("x", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["TMPDIR"] = place;
        start.Environment[JobChild.Variable] = string.Create(CultureInfo.InvariantCulture, $"{limits.FileBytes} {limits.MemoryBytes} {limits.Time.Ticks}");
        start.Environment[JobChild.ActorVariable] = job.RequestedBy;
        var process = Process.Start(start)!;
        if (job.InBackground)
            GiveWay(process);
        return process;
    }

    // The map and those who wait for an import come first. A process that has ended already needs nothing any more.
    private static void GiveWay(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
        }
    }

    private string[] ExportArguments(Job job)
    {
        using var options = JsonDocument.Parse(job.Options);
        var (audience, format) = (options.RootElement.GetProperty("audience").GetString(), options.RootElement.GetProperty("format").GetString());
        var reader = AudienceText.TryParse(audience, out var known) ? known : Audience.Public;
        return ["export", job.Layer!, "--audience", reader.ToText(), "--format", format ?? "", "--out", ExportShelf.Folder(home, reader, LayerId.Parse(job.Layer!))];
    }

    private static IEnumerable<(string Name, string Value)> Options(Job job)
    {
        using var options = JsonDocument.Parse(job.Options);
        if (job.Layer is not null)
            yield return ("layer", job.Layer);
        foreach (var option in options.RootElement.EnumerateObject())
        {
            // A value cannot become an option of its own: it follows its name, and names are from the list.
            if (PassedOn.Contains(option.Name) && !(option.Name == "layer" && job.Layer is not null) && option.Value.ValueKind == JsonValueKind.String && option.Value.GetString() is { Length: > 0 } value && value[0] != '-')
                yield return (option.Name, value);
        }
    }

    private static async Task FollowAsync(Process process, Action<long> rows)
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.StartsWith(JobChild.RowsMark, StringComparison.Ordinal) && long.TryParse(line.AsSpan(JobChild.RowsMark.Length), CultureInfo.InvariantCulture, out var count))
                rows(count);
        }
    }

    private static long MemoryOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? 0 : process.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
