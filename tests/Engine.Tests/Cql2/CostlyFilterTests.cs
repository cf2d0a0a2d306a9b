using Gis.Engine.Cql2;
using Gis.Testing.Filters;
using Xunit;

namespace Gis.Engine.Tests.Cql2;

/// <summary>Filters that ask for too much are refused by both readers alike, and cost next to nothing until they are.</summary>
public sealed class CostlyFilterTests
{
    // What a filter at all its limits may take; the hostile ones are refused long before.
    private const long MostBytes = 8 * 1024 * 1024;

    public static TheoryData<CostlyFilter> All => [.. CostlyFilters.All, .. CostlyFilters.ForAddresses];

    [Theory]
    [MemberData(nameof(All))]
    public void Both_readers_refuse_it_with_little_memory(CostlyFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.Text is { } text)
            Refuse(() => Cql2Text.Parse(text), filter, "text");
        if (filter.Json is { } json)
            Refuse(() => Cql2Json.Parse(json), filter, "JSON");
    }

    private static void Refuse(Action parse, CostlyFilter filter, string language)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Record.Exception(parse);
        var took = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(error is Cql2Exception, $"{filter} as {language}: {error?.GetType().Name ?? "was read"}");
        Assert.True(error!.Message.Length < 500, $"{filter} as {language}: the answer repeats {error.Message.Length} characters");
        Assert.True(took < MostBytes, $"{filter} as {language}: {took} bytes");
    }
}
