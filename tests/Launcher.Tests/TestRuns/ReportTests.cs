using Gis.Launcher.TestRuns;
using Xunit;

namespace Gis.Launcher.Tests.TestRuns;

/// <summary>The sum is only worth as much as what it is summed from: the reports of each runner, and runs that broke.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Outcomes_of_a_trx_report_are_counted_one_by_one()
    {
        File.WriteAllText(
            _path,
            """
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
              <UnitTestResult testName="A" outcome="Passed" />
              <UnitTestResult testName="B" outcome="Failed"><Output><ErrorInfo><Message>why</Message><StackTrace>where</StackTrace></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="C" outcome="NotExecuted"><Output><ErrorInfo><Message>no data</Message></ErrorInfo></Output></UnitTestResult>
              <UnitTestResult testName="D" outcome="Aborted" />
            </Results></TestRun>
            """);
        var result = TrxReport.Read("x", _path);
        Assert.Equal(1, result.Passed);
        Assert.Equal(["B", "D"], result.Failures.Select(static note => note.Test));
        Assert.Equal("why\nwhere", result.Failures[0].Reason);
        Assert.Equal(new TestNote("C", "no data"), Assert.Single(result.Skipped));
    }

    [Fact]
    public void A_test_file_that_could_not_be_loaded_is_a_failure()
    {
        File.WriteAllText(
            _path,
            """
            {"testResults":[
              {"name":"good.ts","status":"passed","assertionResults":[{"fullName":"one","status":"passed"},{"fullName":"two","status":"skipped"}]},
              {"name":"broken.ts","status":"failed","message":"cannot load","assertionResults":[]},
              {"name":"bad.ts","status":"failed","message":"","assertionResults":[{"fullName":"three","status":"failed","failureMessages":["why"]}]}]}
            """);
        var result = JsonReport.Read("x", _path);
        Assert.Equal(1, result.Passed);
        Assert.Equal([new TestNote("broken.ts", "cannot load"), new TestNote("three", "why")], result.Failures);
        Assert.Single(result.Skipped);
    }

    [Fact]
    public void A_runner_that_ran_nothing_is_at_fault()
    {
        Assert.NotNull(new RunnerResult("x", 0, [], [], null).RequireTests().Fault);
        Assert.Null(new RunnerResult("x", 1, [], [], null).RequireTests().Fault);
    }
}
