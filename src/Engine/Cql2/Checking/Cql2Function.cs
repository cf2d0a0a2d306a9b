namespace Gis.Engine.Cql2.Checking;

/// <summary>A function that filters may call. Only functions given in <see cref="Cql2Settings.Functions"/> exist; a filter never reaches any other.</summary>
/// <param name="Name">Its name in filters; case counts.</param>
/// <param name="Title">What it does, in Japanese, for the list of functions.</param>
/// <param name="Arguments">Types of its arguments.</param>
/// <param name="Returns">Type of its value.</param>
/// <param name="Sql">Makes its SQL from its arguments' SQL; null arguments must give null.</param>
public sealed record Cql2Function(
    string Name, string Title, IReadOnlyList<Cql2Type> Arguments, Cql2Type Returns, Func<IReadOnlyList<string>, string> Sql)
{
    /// <summary>
    /// Gives its value in memory, or null when only the database can. Arguments are never null; numbers come as <see cref="decimal"/> or <see cref="double"/>.
    /// </summary>
    public Func<IReadOnlyList<object>, object?>? Evaluate { get; init; }

    /// <summary>Functions that suit every layer.</summary>
    public static IReadOnlyList<Cql2Function> Standard { get; } =
    [
        new("charLength", "文字数", [Cql2Type.Text], Cql2Type.Number, a => $"char_length({a[0]})")
        {
            Evaluate = a => (decimal)((string)a[0]).EnumerateRunes().Count(),
        },
        new("abs", "絶対値", [Cql2Type.Number], Cql2Type.Number, a => $"abs({a[0]})")
        {
            Evaluate = a => a[0] is decimal exact ? (object)Math.Abs(exact) : Math.Abs((double)a[0]),
        },
        new("floor", "切り捨て", [Cql2Type.Number], Cql2Type.Number, a => $"floor({a[0]})")
        {
            Evaluate = a => a[0] is decimal exact ? (object)decimal.Floor(exact) : Math.Floor((double)a[0]),
        },
        new("ceil", "切り上げ", [Cql2Type.Number], Cql2Type.Number, a => $"ceil({a[0]})")
        {
            Evaluate = a => a[0] is decimal exact ? (object)decimal.Ceiling(exact) : Math.Ceiling((double)a[0]),
        },
        new("area", "面積(平方メートル、楕円体上)", [Cql2Type.Geometry], Cql2Type.Number, a => $"ST_Area(ST_Transform({a[0]}, 4326)::geography)"),
        new("length", "線の長さ(メートル、楕円体上)", [Cql2Type.Geometry], Cql2Type.Number, a => $"ST_Length(ST_Transform({a[0]}, 4326)::geography)"),
    ];
}
