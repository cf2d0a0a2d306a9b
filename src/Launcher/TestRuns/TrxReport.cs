using System.Xml.Linq;

namespace Gis.Launcher.TestRuns;

/// <summary>Reads the .trx file that <c>dotnet test</c> writes (Visual Studio's test results schema, TeamTest/2010).</summary>
internal static class TrxReport
{
    private static readonly XNamespace Schema = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads one report.</summary>
    /// <param name="name">The runner's name.</param>
    /// <param name="path">The report.</param>
    public static RunnerResult Read(string name, string path)
    {
        var results = XDocument.Load(path).Descendants(Schema + "UnitTestResult").ToList();
        return new RunnerResult(
            name,
            results.Count(static result => Outcome(result) == "Passed"),
            [.. results.Where(static result => Outcome(result) is not ("Passed" or "NotExecuted")).Select(Note)],
            [.. results.Where(static result => Outcome(result) == "NotExecuted").Select(Note)],
            null);
    }

    private static string Outcome(XElement result) => (string?)result.Attribute("outcome") ?? "Error";

    private static TestNote Note(XElement result)
    {
        var error = result.Element(Schema + "Output")?.Element(Schema + "ErrorInfo");
        var text = (string?)error?.Element(Schema + "Message") + "\n" + (string?)error?.Element(Schema + "StackTrace");
        return new TestNote((string?)result.Attribute("testName") ?? "?", text.Trim());
    }
}
