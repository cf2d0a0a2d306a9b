using System.Globalization;

namespace Gis.Testing.Filters;

/// <summary>A filter that asks for far more than it may: the same in both languages, where both can say it.</summary>
/// <param name="Name">What is costly about it.</param>
/// <param name="Text">CQL2 text; null when only JSON can say it.</param>
/// <param name="Json">CQL2 JSON; null when only text can say it.</param>
public sealed record CostlyFilter(string Name, string? Text, string? Json)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>
/// Filters that have brought down others: one parser had a limit and the other had none (MapServer 7542: 1,600 nested levels of JSON, 43 KB, took a gigabyte),
/// lists of tens of thousands, polygons of tens of thousands of corners, patterns that try every place again.
/// </summary>
public static class CostlyFilters
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<CostlyFilter> All { get; } = [.. Make()];

    /// <summary>Those that fit into an address, of the same sort.</summary>
    public static IReadOnlyList<CostlyFilter> ForAddresses { get; } =
    [
        new("parentheses 1,600 deep", Repeat("(", 1600) + "fid=1" + Repeat(")", 1600), null),
        new("NOT 300 deep", Repeat("NOT(", 300) + "fid=1" + Repeat(")", 300), Nested("""{"op":"not","args":[""", "]}", 300)),
        new("NOT 1,600 deep", Repeat("NOT(", 1600) + "fid=1" + Repeat(")", 1600), null),
        new("casei 300 deep", Repeat("CASEI(", 300) + "'a'" + Repeat(")", 300) + "='a'", null),
        new("arithmetic 1,000 deep", "fid=" + Repeat("1+(", 1000) + "1" + Repeat(")", 1000), null),
        new("list of 1,500", $"fid IN ({List("1", 1500)})", """{"op":"in","args":[{"property":"fid"},[""" + List("1", 1500) + "]]}"),
        new("400 wildcards", $"CAST LIKE '{Repeat("%a", 400)}'", """{"op":"like","args":[{"property":"x"},""" + $"\"{Repeat("%a", 400)}\"]}}"),
        new("text of 3,000 letters", $"fid = '{Repeat("a", 3000)}'", """{"op":"=","args":[{"property":"fid"},""" + $"\"{Repeat("a", 3000)}\"]}}"),
        new("number of 3,000 digits", "fid = " + Repeat("9", 3000), """{"op":"=","args":[{"property":"fid"},""" + Repeat("9", 3000) + "]}"),
        new("name of 3,000 letters", Repeat("a", 3000) + " = 1", """{"op":"=","args":[{"property":""" + $"\"{Repeat("a", 3000)}\"}},1]}}"),
        new("20 spatial predicates", string.Join(" AND ", Enumerable.Repeat("S_INTERSECTS(geom,POINT(1 1))", 20)),
            """{"op":"and","args":[""" + string.Join(',', Enumerable.Repeat("""{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":[1,1]}]}""", 20)) + "]}"),
        new("line of 2,001 corners", $"S_INTERSECTS(geom,LINESTRING({List("1 1", 1300)},{List("2 2", 701)}))",
            """{"op":"s_intersects","args":[{"property":"geom"},{"type":"MultiPoint","coordinates":[""" + List("[1]", 1500) + "]}]}"),
    ];

    private static IEnumerable<CostlyFilter> Make()
    {
        yield return new("NOT 1,600 deep", Repeat("NOT (", 1600) + "fid = 1" + Repeat(")", 1600), Nested("""{"op":"not","args":[""", "]}", 1600));
        yield return new("AND 1,600 deep", Repeat("(fid = 1 AND ", 1600) + "fid = 1" + Repeat(")", 1600), Nested("""{"op":"and","args":[{"op":"=","args":[1,1]},""", "]}", 1600));
        yield return new("arrays 100,000 deep", "x = " + Repeat("(", 100_000), Repeat("[", 100_000));
        yield return new("collections 1,600 deep", "S_INTERSECTS(geom," + Repeat("GEOMETRYCOLLECTION(", 1600) + "POINT(1 1)" + Repeat(")", 1601),
            """{"op":"s_intersects","args":[{"property":"geom"},""" + Repeat("""{"type":"GeometryCollection","geometries":[""", 1600)
            + """{"type":"Point","coordinates":[1,1]}""" + Repeat("]}", 1600) + "]}");
        yield return new("functions 1,600 deep", Repeat("casei(", 1600) + "'a'" + Repeat(")", 1600) + " = 'a'",
            """{"op":"=","args":[""" + Repeat("""{"op":"casei","args":[""", 1600) + "\"a\"" + Repeat("]}", 1600) + ",\"a\"]}");
        yield return new("arithmetic of 100,000", "fid = " + List("1", 100_000, "+"), """{"op":"=","args":[1,{"op":"+","args":[""" + List("1", 100_000) + "]}]}");
        yield return new("list of 50,000", $"fid IN ({List("1", 50_000)})", """{"op":"in","args":[{"property":"fid"},[""" + List("1", 50_000) + "]]}");
        yield return new("list of 50,000 in 60 KB", $"fid IN ({List("1", 30_000)})", """{"op":"in","args":[{"property":"fid"},[""" + List("1", 30_000) + "]]}");
        yield return new("AND of 50,000", string.Join(" AND ", Enumerable.Repeat("fid=1", 50_000)),
            """{"op":"and","args":[""" + List("true", 50_000) + "]}");
        yield return new("polygon of 10,000 corners", $"S_INTERSECTS(geom, POLYGON(({Ring(" ", ",", "", "")})))",
            """{"op":"s_intersects","args":[{"property":"geom"},{"type":"Polygon","coordinates":[[""" + Ring(",", ",", "[", "]") + "]]}]}");
        yield return new("1,000 spatial predicates", string.Join(" OR ", Enumerable.Repeat("S_INTERSECTS(geom, POINT(1 1))", 1000)),
            """{"op":"or","args":[""" + string.Join(',', Enumerable.Repeat("""{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":[1,1]}]}""", 1000)) + "]}");
        yield return new("500 wildcards", $"x LIKE '{Repeat("%a", 500)}'", """{"op":"like","args":[{"property":"x"},""" + $"\"{Repeat("%a", 500)}\"]}}");
        yield return new("text of 10 MB", $"x = '{Repeat("a", 10_000_000)}'", """{"op":"=","args":[{"property":"x"},""" + $"\"{Repeat("a", 10_000_000)}\"]}}");
        yield return new("10 MB of blanks", Repeat(" ", 10_000_000) + "fid = 1", Repeat(" ", 10_000_000) + "true");
        yield return new("number of 60,000 digits", "fid = " + Repeat("9", 60_000), """{"op":"=","args":[{"property":"fid"},""" + Repeat("9", 60_000) + "]}");
        yield return new("huge exponent", "fid = 1e999999999", """{"op":"=","args":[{"property":"fid"},1e999999999]}""");
        yield return new("name of 60,000 letters", Repeat("a", 60_000) + " = 1", """{"op":"=","args":[{"property":""" + $"\"{Repeat("a", 60_000)}\"}},1]}}");
        yield return new("quote that is never closed", "x = '" + Repeat("''", 30_000), """{"op":"=","args":[{"property":"x"},""" + "\"" + Repeat("\\u0027", 10_000));
        yield return new("escapes without an end", null, """{"op":"=","args":[{"property":"x"},""" + "\"" + Repeat("\\\\", 30_000) + "\"");
        yield return new("the same key 5,000 times", null, "{" + List("\"op\":\"not\"", 5000) + "}");
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    private static string List(string part, int times, string between = ",") => string.Join(between, Enumerable.Repeat(part, times));

    private static string Nested(string open, string close, int depth) => Repeat(open, depth) + "true" + Repeat(close, depth);

    private static string Ring(string between, string separator, string open, string close) => string.Join(separator, Enumerable.Range(0, 10_001).Select(i =>
    {
        var turn = 2 * Math.PI * (i % 10_000) / 10_000;
        return string.Create(CultureInfo.InvariantCulture, $"{open}{139.3 + (0.1 * Math.Cos(turn)):F6}{between}{35.1 + (0.1 * Math.Sin(turn)):F6}{close}");
    }));
}
