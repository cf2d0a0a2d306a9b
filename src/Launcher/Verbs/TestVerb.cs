using System.CommandLine;
using Gis.Launcher.TestRuns;

namespace Gis.Launcher.Verbs;

/// <summary><c>test</c>: every test of every runner, summed in one line.</summary>
internal static class TestVerb
{
    /// <summary>Describes the verb.</summary>
    public static Command Create()
    {
        var full = new Option<bool>("--full") { Description = "長い試験（ファズ・強制終了・負荷）も全部行う" };
        var only = new Option<string?>("--only") { Description = "一つだけ行う（例: Core, Importer, Web, EndToEnd）", HelpName = "NAME" };
        var filter = new Option<string?>("--filter") { Description = "--only とともに: 名前にこれを含む試験だけ", HelpName = "TEXT" };
        var environment = new Option<bool>("--env")
        {
            Description = "試験用データベースを起動したままにし、シェルに渡す変数を書き出す（eval \"$(./gis test --env)\"）",
        };
        var command = new Command("test", "すべての試験を行い、最後に一行で合計を示します。") { full, only, filter, environment };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new TestRun(
                Installation.Current(), parsed.GetValue(full), parsed.GetValue(only), parsed.GetValue(filter));
            return parsed.GetValue(environment)
                ? await run.PrintEnvironmentAsync(cancellationToken)
                : await run.RunAsync(cancellationToken);
        });
        return command;
    }
}
