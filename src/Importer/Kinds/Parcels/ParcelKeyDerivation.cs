using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Importer.Kinds.Parcels;

/// <summary>Adds <c>parcel_key</c>, by which parcels and registers find each other.</summary>
internal sealed class ParcelKeyDerivation(int? oaza, int? chome, int? aza, int number) : IDerivation
{
    private int missing;

    public IReadOnlyList<DerivedColumn> Columns { get; } =
        [new("parcel_key", "地番の照合キー", FieldType.Text, FieldRole.ParcelKey, false)];

    public IReadOnlyCollection<int> Replaced => [];

    public IReadOnlyList<string> Remarks => missing == 0 ? [] : [$"地番の書かれていない行が{missing}件ありました"];

    /// <summary>The derivation for a kind that knows 地番; null when its preset or the columns have none.</summary>
    public static ParcelKeyDerivation? For(Kind kind, IReadOnlyList<string> columns) =>
        RoleMap.Find(kind, FieldRole.ParcelNumber, columns) is { } number
            ? new ParcelKeyDerivation(
                RoleMap.Find(kind, FieldRole.Oaza, columns) ?? RoleMap.Find(kind, FieldRole.Address, columns),
                RoleMap.Find(kind, FieldRole.Chome, columns),
                RoleMap.Find(kind, FieldRole.Aza, columns),
                number)
            : null;

    public void Derive(object?[] source, Span<object?> target)
    {
        target[0] = ParcelKey.Of(Text(source, oaza), Text(source, chome), Text(source, aza), Text(source, number));
        if (target[0] is null)
            missing++;
    }

    private static string? Text(object?[] source, int? column) =>
        column is { } index ? Convert.ToString(source[index], CultureInfo.InvariantCulture) : null;
}
