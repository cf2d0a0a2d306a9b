using Gis.Core.Catalogue;

namespace Gis.Importer.Kinds;

/// <summary>A column that the importer adds to what the source has.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Title">Title shown to people.</param>
/// <param name="Type">Type.</param>
/// <param name="Role">What it means.</param>
/// <param name="InPanel">Whether the click panel shows it.</param>
/// <param name="Codes">Values and their words, or null.</param>
/// <param name="Unit">Unit, or null.</param>
internal sealed record DerivedColumn(
    string Name, string Title, FieldType Type, string Role, bool InPanel, IReadOnlyDictionary<string, string>? Codes = null, string? Unit = null);

/// <summary>Computes the derived columns of a kind from a row's source values.</summary>
internal interface IDerivation
{
    /// <summary>The columns it fills.</summary>
    IReadOnlyList<DerivedColumn> Columns { get; }

    /// <summary>Source columns (by index) whose meaning the derived ones carry in words; the click panel leaves them out.</summary>
    IReadOnlyCollection<int> Replaced { get; }

    /// <summary>What is to be said in the report, in Japanese.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>Fills <paramref name="target"/>, one value a column, from the source's values.</summary>
    void Derive(object?[] source, Span<object?> target);
}
