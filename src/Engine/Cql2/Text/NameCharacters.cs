using System.Collections.Frozen;
using System.Text;
using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Text;

/// <summary>What a name may look like in CQL2 text (rules <c>identifier</c> and <c>whitespace</c> of the standard's BNF).</summary>
internal static class NameCharacters
{
    private static readonly (int First, int Last)[] Starts =
    [
        (':', ':'), ('A', 'Z'), ('_', '_'), ('a', 'z'), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x167F), (0x1681, 0x1FFE),
        (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
    ];

    /// <summary>Words that mean something without a parenthesis behind them, so they are no names unless quoted.</summary>
    private static readonly FrozenSet<string> Reserved =
        new[] { "and", "or", "not", "like", "between", "in", "is", "null", "true", "false", "div" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that mean something before a parenthesis; quoted when written, for readers stricter than ours.</summary>
    private static readonly FrozenSet<string> Constructors = new[]
    {
        "casei", "accenti", "date", "timestamp", "interval", "bbox", "point", "linestring", "polygon", "multipoint", "multilinestring",
        "multipolygon", "geometrycollection",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True for the first character of a name.</summary>
    public static bool IsStart(Rune rune)
    {
        foreach (var (first, last) in Starts)
        {
            if (rune.Value >= first && rune.Value <= last)
                return true;
        }

        return false;
    }

    /// <summary>True for a further character of a name.</summary>
    public static bool IsPart(Rune rune) =>
        rune.Value is '.' or (>= '0' and <= '9') or (>= 0x300 and <= 0x36F) or 0x203F or 0x2040 || IsStart(rune);

    /// <summary>True for white space between tokens.</summary>
    public static bool IsSpace(char c) => c is (>= '\t' and <= '\r') or ' ' or '\u0085' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A')
        or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

    /// <summary>True for a word that is never a bare name.</summary>
    public static bool IsReserved(string word) => Reserved.Contains(word);

    /// <summary>True when a function may be named so: a plain name that no operator of the standard has.</summary>
    public static bool IsFunction(string name) => IsPlain(name) && name != "isNull" && !OperatorNames.Spatial.TryText(name, out _) && !OperatorNames.Temporal.TryText(name, out _)
        && !OperatorNames.Array.TryText(name, out _);

    /// <summary>True when a name may be written without quotes.</summary>
    public static bool IsPlain(string name)
    {
        if (name.Length == 0 || IsReserved(name) || Constructors.Contains(name))
            return false;
        var first = true;
        foreach (var rune in name.EnumerateRunes())
        {
            if (first ? !IsStart(rune) : !IsPart(rune))
                return false;
            first = false;
        }

        return true;
    }
}
