namespace Gis.Engine.Styles.Legend;

/// <summary>A hazard class that occurs in a layer's rows.</summary>
/// <param name="Words">Value of the column with role <c>hazard-class</c>; null where the source says nothing.</param>
/// <param name="Min">Lower bound in the kind's unit, or null.</param>
/// <param name="Max">Upper bound; null = open ended or not known.</param>
/// <param name="Rank">Source code of the class, or null.</param>
/// <param name="Count">Rows of the class.</param>
public sealed record FoundClass(string? Words, double? Min, double? Max, int? Rank, long Count);

/// <summary>A value that occurs in a layer's column with role <c>category</c>.</summary>
/// <param name="Value">As the column has it; null for rows without one.</param>
/// <param name="Words">What the value means (from the field's codes), or the value itself.</param>
/// <param name="Count">Rows with the value.</param>
public sealed record FoundCategory(string? Value, string Words, long Count);
