using System.Text.Json;

namespace Gis.Launcher.TestRuns;

/// <summary>Reads the JSON report of vitest (the shape of Jest's <c>--json</c>).</summary>
internal static class JsonReport
{
    /// <summary>Reads one report.</summary>
    /// <param name="name">The runner's name.</param>
    /// <param name="path">The report.</param>
    public static RunnerResult Read(string name, string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var passed = 0;
        List<TestNote> failures = [];
        List<TestNote> skipped = [];
        foreach (var file in document.RootElement.GetProperty("testResults").EnumerateArray())
        {
            var tests = file.GetProperty("assertionResults").EnumerateArray().ToList();
            foreach (var test in tests)
            {
                var title = test.GetProperty("fullName").GetString() ?? "?";
                switch (test.GetProperty("status").GetString())
                {
                    case "passed":
                        passed++;
                        break;
                    case "failed":
                        failures.Add(new TestNote(title, Messages(test)));
                        break;
                    default:
                        skipped.Add(new TestNote(title, ""));
                        break;
                }
            }

            // A file that could not be loaded has failed without a single test in it.
            if (file.GetProperty("status").GetString() == "failed" && !tests.Any(static test => test.GetProperty("status").GetString() == "failed"))
            {
                failures.Add(new TestNote(
                    file.GetProperty("name").GetString() ?? "?", file.TryGetProperty("message", out var message) ? message.GetString() ?? "" : ""));
            }
        }

        return new RunnerResult(name, passed, failures, skipped, null);
    }

    private static string Messages(JsonElement test) =>
        test.TryGetProperty("failureMessages", out var messages)
            ? string.Join('\n', messages.EnumerateArray().Select(static message => message.GetString()))
            : "";
}
