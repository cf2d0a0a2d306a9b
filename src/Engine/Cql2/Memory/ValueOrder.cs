using System.Globalization;

namespace Gis.Engine.Cql2.Memory;

/// <summary>Before or after every instant.</summary>
internal enum Endless
{
    Past,
    Future,
}

/// <summary>Compares values of one type as PostgreSQL does.</summary>
internal static class ValueOrder
{
    /// <summary>Below zero, zero or above zero, as the left value is less, equal or greater.</summary>
    public static int Compare(object left, object right)
    {
        if (left is Endless || right is Endless)
            return Rank(left).CompareTo(Rank(right));
        return (Number(left), Number(right)) switch
        {
            (string l, string r) => CodePoints(l, r),
            (bool l, bool r) => l.CompareTo(r),
            (DateOnly l, DateOnly r) => l.CompareTo(r),
            (DateTime l, DateTime r) => l.CompareTo(r),
            (decimal l, decimal r) => l.CompareTo(r),
            _ => Doubles(Double(left), Double(right)),
        };
    }

    /// <summary>A number as <see cref="decimal"/> when it is whole or decimal, as <see cref="double"/> otherwise; anything else as it is.</summary>
    public static object Number(object value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        float single => (double)single,
        _ => value,
    };

    /// <summary>A number as double; anything else as it is. Items of arrays are compared so.</summary>
    public static object Inexact(object value) => Number(value) is decimal exact ? (double)exact : value;

    /// <summary>A number as double.</summary>
    public static double Double(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static int Rank(object value) => value switch
    {
        Endless.Past => -1,
        Endless.Future => 1,
        _ => 0,
    };

    /// <summary>NaN equals itself and comes after every number.</summary>
    private static int Doubles(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? double.IsNaN(left).CompareTo(double.IsNaN(right)) : left.CompareTo(right);

    /// <summary>By code point, where UTF-16 units would put characters beyond the first plane before U+E000.</summary>
    private static int CodePoints(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            if (left[i] == right[i])
                continue;
            return char.IsSurrogate(left[i]) == char.IsSurrogate(right[i]) ? left[i].CompareTo(right[i])
                : char.IsSurrogate(left[i]) ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
