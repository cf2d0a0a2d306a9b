using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Json;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2;

/// <summary>CQL2 JSON (OGC 21-065r2 §8.3), both ways. Members that the standard does not know are passed over, as in GeoJSON.</summary>
public static class Cql2Json
{
    /// <summary>Reads a filter. Names and types are not looked at; <see cref="Checking.Cql2Checker"/> does that.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="limits">What it may hold; null for <see cref="Cql2Limits.Default"/>.</param>
    /// <exception cref="Cql2Exception">It is no CQL2 JSON, or goes over a limit.</exception>
    public static Cql2Expression Parse(string filter, Cql2Limits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        limits ??= Cql2Limits.Default;
        if (filter.Length > limits.Length)
            throw new Cql2Exception(Cql2Fault.Limit, limits.Length, $"フィルターは{limits.Length}文字までにしてください。");
        return new JsonFilterReader(new ExpressionBuilder(limits)).Filter(new JsonValueReader(filter, limits).Read());
    }

    /// <summary>Writes a filter; <see cref="Parse"/> reads an equal one from it.</summary>
    /// <param name="filter">A filter as it was read (not a checked one).</param>
    public static string Write(Cql2Expression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return JsonFilterWriter.Write(filter);
    }
}
