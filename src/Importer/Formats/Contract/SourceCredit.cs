namespace Gis.Importer.Formats;

/// <summary>What a file says about who made it. It fills the layer's attribution where the person who imports says nothing else.</summary>
/// <param name="Publisher">Publisher, or null.</param>
/// <param name="Licence">Terms of use, or null.</param>
/// <param name="Url">Page of the publisher, or null.</param>
/// <param name="Date">The day the data speak of, or null.</param>
/// <param name="Processing">What was done to the data before, or null.</param>
public sealed record SourceCredit(string? Publisher, string? Licence = null, string? Url = null, DateOnly? Date = null, string? Processing = null);

/// <summary>A kind that something in the source points to.</summary>
/// <param name="Kind">Id of the kind.</param>
/// <param name="Evidence">What points to it, in Japanese.</param>
public sealed record KindHint(string Kind, string Evidence);
