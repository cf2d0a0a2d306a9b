namespace Gis.Importer.Kinds.Hazards;

/// <summary>What a source row says about its hazard class.</summary>
/// <param name="Rank">The source's own code, or null.</param>
/// <param name="Min">Lower bound in the kind's unit, or null.</param>
/// <param name="Max">Upper bound, or null.</param>
/// <param name="Words">The class in words; the source's own where they could not be read.</param>
/// <param name="Scenario">想定最大規模, 計画規模 …, or null.</param>
/// <param name="Readable">False when the words are only the source's and nothing was understood.</param>
internal readonly record struct HazardClassValue(int? Rank, double? Min, double? Max, string? Words, string? Scenario, bool Readable);

/// <summary>A way to read hazard classes, chosen for a dataset.</summary>
internal interface IHazardReading
{
    /// <summary>Which columns are read and why, in Japanese.</summary>
    string Evidence { get; }

    /// <summary>Indexes of the columns that are read.</summary>
    IReadOnlyList<int> Columns { get; }

    /// <summary>Reads a row's values.</summary>
    HazardClassValue Read(object?[] values);
}
