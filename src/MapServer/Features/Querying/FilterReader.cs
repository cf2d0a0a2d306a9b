using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Cql2;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Querying;

/// <summary>Reads filters (CQL2 text and JSON) and property parameters of requests. Text and JSON share one set of limits.</summary>
public static class FilterReader
{
    /// <summary>Languages of <c>filter-lang</c>; the first one counts when nothing is said.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["cql2-text", "cql2-json"];

    /// <summary>Reads a filter as it stands in a request.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="language">Value of <c>filter-lang</c>; null when it is not given.</param>
    /// <exception cref="RequestProblemException">It cannot be read.</exception>
    public static Cql2Expression Parse(string filter, string? language)
    {
        try
        {
            return language switch
            {
                null or "cql2-text" => Cql2Text.Parse(filter),
                "cql2-json" => Cql2Json.Parse(filter),
                _ => throw RequestProblemException.Bad("filter-lang は cql2-text か cql2-json を指定してください。"),
            };
        }
        catch (Cql2Exception e)
        {
            throw RequestProblemException.Bad(e.Message);
        }
    }

    /// <summary>Settles what a filter means on a layer.</summary>
    /// <param name="filter">As it was read.</param>
    /// <param name="layer">The layer, with the fields that the asker may see.</param>
    /// <param name="crs">System of its shapes.</param>
    /// <exception cref="RequestProblemException">It names what the layer does not have, or types do not fit.</exception>
    public static CheckedFilter Check(Cql2Expression filter, Layer layer, FeatureCrs? crs = null)
    {
        var settings = new Cql2Settings
        {
            Queryables = Queryables.Of(layer),
            FilterCrs = (crs ?? FeatureCrs.Crs84).Axes,
            Functions = Cql2Function.Standard,
        };
        try
        {
            return Cql2Checker.Check(filter, settings);
        }
        catch (Cql2Exception e)
        {
            throw RequestProblemException.Bad(Sentence(e));
        }
    }

    /// <summary>A property parameter as a filter: equality.</summary>
    /// <param name="field">The field of that name.</param>
    /// <param name="value">What it shall be equal to.</param>
    /// <exception cref="RequestProblemException">The value is not of the field's type.</exception>
    public static Cql2Expression Equality(Field field, string value)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new Comparison(ComparisonOperator.Equal, new PropertyReference(field.Name), Literal(field, value));
    }

    private static Cql2Expression Literal(Field field, string value)
    {
        if (value.Contains('\0', StringComparison.Ordinal) || value.Length > Cql2Limits.Default.TextLength)
            throw Wrong(field);
        switch (Queryables.TypeOf(field.Type))
        {
            case Cql2Type.Number:
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                    throw Wrong(field);
                return new NumberLiteral(number, decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null);
            case Cql2Type.Boolean:
                return value is "true" or "false" ? new BooleanLiteral(value == "true") : throw Wrong(field);
            default:
                return new TextLiteral(value);
        }
    }

    private static RequestProblemException Wrong(Field field) => RequestProblemException.Bad(field.Type switch
    {
        FieldType.Integer or FieldType.Number => $"「{field.Name}」には数を指定してください。",
        FieldType.Boolean => $"「{field.Name}」には true か false を指定してください。",
        _ => $"「{field.Name}」の値が長すぎるか、使えない文字があります。",
    });

    // The name is said only when it is a plain word: then it can stand anywhere.
    private static string Sentence(Cql2Exception e) => (e.Fault, e.Name) switch
    {
        (Cql2Fault.UnknownProperty, { } name) when IsPlain(name) => $"「{name}」という項目は検索に使えません（使える項目の一覧は queryables にあります）。",
        (Cql2Fault.UnknownFunction, { } name) when IsPlain(name) => $"「{name}」という関数は使えません（使える関数の一覧は functions にあります）。",
        _ => e.Message,
    };

    private static bool IsPlain(string name) => name.Length <= 64 && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
