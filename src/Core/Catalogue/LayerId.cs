using System.Text.RegularExpressions;

namespace Gis.Core.Catalogue;

/// <summary>
/// The name of a layer in addresses, tables and views: lower-case letters, digits and underscores, at most 56, so that it is
/// safe as an SQL identifier and in a URL.
/// </summary>
public readonly partial record struct LayerId
{
    private readonly string? _value;

    private LayerId(string value) => _value = value;

    /// <summary>The text of the id.</summary>
    public string Value => _value ?? throw new InvalidOperationException("A default LayerId has no value.");

    /// <summary>Accepts an id that is well formed.</summary>
    public static bool TryParse(string? text, out LayerId id)
    {
        var ok = text is not null && Shape().IsMatch(text);
        id = ok ? new LayerId(text!) : default;
        return ok;
    }

    /// <summary>Reads an id that must be well formed.</summary>
    /// <exception cref="FormatException">The text is not a layer id.</exception>
    public static LayerId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"レイヤID「{text}」は使えません。英小文字・数字・_ で56文字以内にしてください。");

    /// <inheritdoc/>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9_]{0,55}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
