using System.Globalization;
using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Parsing;

/// <summary>Makes the literals of both encodings from their characters.</summary>
internal static class LiteralReader
{
    /// <summary>A finite number, from the characters of a JSON or CQL2 number.</summary>
    public static NumberLiteral Number(ReadOnlySpan<char> digits, int offset, Cql2Limits limits)
    {
        var value = Double(digits, offset, limits);
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) || (double)exact != value)
            return new NumberLiteral(value, null);
        // Dividing by one with every fraction digit takes the zeros off the end; minus zero becomes zero.
        exact = exact == 0 ? 0 : exact / 1.0000000000000000000000000000m;
        return new NumberLiteral((double)exact, exact);
    }

    /// <summary>A finite double, for coordinates.</summary>
    public static double Double(ReadOnlySpan<char> digits, int offset, Cql2Limits limits)
    {
        if (digits.Length > limits.NumberLength)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"数値は{limits.NumberLength}文字までにしてください。");
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "数値として読めません。");
        return double.IsFinite(value) ? value : throw new Cql2Exception(Cql2Fault.Value, offset, "数値が大きすぎます。");
    }

    /// <summary>A text that the database can hold.</summary>
    public static TextLiteral Text(string value, int offset, Cql2Limits limits)
    {
        if (value.Length > limits.TextLength)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"文字列は{limits.TextLength}文字までにしてください。");
        RequireCharacters(value, offset);
        return new TextLiteral(value);
    }

    /// <summary>A name of a property or function.</summary>
    public static string Name(string name, int offset, Cql2Limits limits)
    {
        if (name.Length == 0)
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "名前が空です。");
        if (name.Length > limits.NameLength)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"名前は{limits.NameLength}文字までです。");
        RequireCharacters(name, offset);
        return name;
    }

    private static void RequireCharacters(string value, int offset)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                i++;
            else if (value[i] == '\0' || char.IsSurrogate(value[i]))
                throw new Cql2Exception(Cql2Fault.Value, offset, "使えない文字が入っています。");
        }
    }
}
