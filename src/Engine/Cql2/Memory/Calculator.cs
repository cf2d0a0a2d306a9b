using System.Globalization;
using System.Numerics;
using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Memory;

/// <summary>Arithmetic as PostgreSQL does it in double precision: what over- or underflows is an error, division by zero is null.</summary>
internal static class Calculator
{
    /// <summary>One operation.</summary>
    public static object? Calculate(ArithmeticOperator op, double left, double right) => op switch
    {
        ArithmeticOperator.Add => InRange(left + right, isZeroRight: true, left, right),
        ArithmeticOperator.Subtract => InRange(left - right, isZeroRight: true, left, right),
        ArithmeticOperator.Multiply => InRange(left * right, left == 0 || right == 0, left, right),
        ArithmeticOperator.Power => InRange(Math.Pow(left, right), left == 0 || double.IsInfinity(right), left, right),
        _ when right == 0 => null,
        ArithmeticOperator.Divide => Quotient(left, right),
        ArithmeticOperator.IntegerDivide => Math.Truncate(Quotient(left, right)),
        _ => Remainder(left, right),
    };

    private static double Quotient(double left, double right) => InRange(left / right, left == 0 || double.IsInfinity(right), left, right);

    private static double InRange(double result, bool isZeroRight, double left, double right)
    {
        var odd = !double.IsFinite(result) || (result == 0 && !isZeroRight);
        return odd && double.IsFinite(left) && double.IsFinite(right)
            ? throw new Cql2Exception(Cql2Fault.Value, null, "計算の結果が値の範囲を超えました。")
            : result;
    }

    /// <summary>Of exact decimals of fifteen digits, which is what PostgreSQL makes of a double; the sign is the dividend's.</summary>
    private static object Remainder(double left, double right)
    {
        if (!double.IsFinite(left) || !double.IsFinite(right))
            return left % right;
        var (dividend, dividendPower) = Digits(left);
        var (divisor, divisorPower) = Digits(right);
        var power = Math.Min(dividendPower, divisorPower);
        var rest = (dividend * BigInteger.Pow(10, dividendPower - power)) % (divisor * BigInteger.Pow(10, divisorPower - power));
        var digits = string.Create(CultureInfo.InvariantCulture, $"{rest}E{power}");
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && (exact != 0 || rest.IsZero)
            ? exact
            : double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static (BigInteger Digits, int Power) Digits(double value)
    {
        var text = value.ToString("E14", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        var digits = BigInteger.Parse(text[..exponent].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return (digits, int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture) - 14);
    }
}
