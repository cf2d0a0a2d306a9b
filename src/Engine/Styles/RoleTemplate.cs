using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gis.Core.Catalogue;

namespace Gis.Engine.Styles;

/// <summary>
/// Templates of presets over roles (<c>{oaza}{parcel-number}</c>), made concrete for a layer. A role that the layer lacks, or that
/// the reader may not see, leaves nothing behind.
/// </summary>
public static partial class RoleTemplate
{
    /// <summary>The template over the layer's field names (<c>{大字名}{地番}</c>); null when no role of it is there.</summary>
    public static string? ToFields(string? template, Layer layer)
    {
        if (template is null)
            return null;
        var found = false;
        var text = Placeholder().Replace(template, match =>
        {
            if (layer.FieldWithRole(match.Groups[1].Value) is not { } field)
                return "";
            found = true;
            return "{" + field.Name + "}";
        });
        return found ? text : null;
    }

    /// <summary>A template over field names without the fields that the reader may not see; null when none is left.</summary>
    public static string? OnlyFieldsOf(string? template, Layer layer)
    {
        if (template is null)
            return null;
        var found = false;
        var text = FieldPlaceholder().Replace(template, match =>
        {
            var seen = layer.Fields.Any(f => f.Name == match.Groups[1].Value);
            found |= seen;
            return seen ? match.Value : "";
        });
        return found ? text : null;
    }

    /// <summary>The template as a MapLibre text expression; null when no role of it is there.</summary>
    public static JsonNode? ToExpression(string template, Layer layer)
    {
        var parts = new JsonArray("concat");
        var found = false;
        var done = 0;
        foreach (Match match in Placeholder().Matches(template))
        {
            if (match.Index > done)
                parts.Add(template[done..match.Index]);
            done = match.Index + match.Length;
            if (layer.FieldWithRole(match.Groups[1].Value) is not { } field)
                continue;
            parts.Add(new JsonArray("to-string", new JsonArray("coalesce", new JsonArray("get", field.Name), "")));
            found = true;
        }

        if (done < template.Length)
            parts.Add(template[done..]);
        return found ? parts.Count == 2 ? parts[1]!.DeepClone() : parts : null;
    }

    /// <summary>The template filled with a feature's values; null when nothing but separators is left.</summary>
    /// <param name="template">Over roles.</param>
    /// <param name="layer">The layer of the feature.</param>
    /// <param name="value">Gives the value of a field as text, or null.</param>
    public static string? Fill(string? template, Layer layer, Func<Field, string?> value)
    {
        if (template is null)
            return null;
        var found = false;
        var text = new StringBuilder(Placeholder().Replace(template, match =>
        {
            var filled = layer.FieldWithRole(match.Groups[1].Value) is { } field ? value(field) : null;
            found |= !string.IsNullOrWhiteSpace(filled);
            return filled ?? "";
        }));
        return found ? text.ToString().Trim() : null;
    }

    [GeneratedRegex(@"\{([a-z0-9-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\{([^{}]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex FieldPlaceholder();
}
