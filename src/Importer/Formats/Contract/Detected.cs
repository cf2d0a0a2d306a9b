namespace Gis.Importer.Formats;

/// <summary>A property that was found out rather than declared, with the reason in words.</summary>
/// <typeparam name="T">The property.</typeparam>
/// <param name="Value">What was found, or what the command line ordered.</param>
/// <param name="Evidence">Why, in Japanese, for the report.</param>
/// <param name="Overridden">True when it was ordered, not found.</param>
public sealed record Detected<T>(T Value, string Evidence, bool Overridden = false);
