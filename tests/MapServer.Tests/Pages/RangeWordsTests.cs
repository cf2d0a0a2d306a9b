using System.Text.Json;
using Gis.MapServer.Shell;
using Gis.Testing;
using Xunit;

namespace Gis.MapServer.Tests.Pages;

/// <summary>Depths and durations in all languages: the very list that the map's page is held to (src/Web/tests/ranges.test.ts).</summary>
public sealed class RangeWordsTests
{
    [Fact]
    public void Ranges_are_written_as_on_the_map()
    {
        var said = 0;
        foreach (var one in Read().EnumerateArray())
        {
            double? End(string name) => one.GetProperty(name) is { ValueKind: JsonValueKind.Number } end ? end.GetDouble() : null;
            foreach (var language in Language.All.Where(l => one.TryGetProperty(l.Id, out _)))
            {
                Language.Current = language;
                Assert.Equal(one.GetProperty(language.Id).GetString(), Amounts.Range(End("min"), End("max"), one.GetProperty("unit").GetString()!));
                said++;
            }
        }

        Assert.True(said > 60, $"{said}");
    }

    private static JsonElement Read() => JsonDocument.Parse(File.ReadAllText(SourceTree.At("tests", "words", "ranges.json"))).RootElement;
}
