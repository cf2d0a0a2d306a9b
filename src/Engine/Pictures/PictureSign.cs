using Gis.Core.Geodesy;

namespace Gis.Engine.Pictures;

/// <summary>A symbol in a picture with its name.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Symbol">Name of the symbol, see <see cref="Look.Symbols"/>.</param>
/// <param name="Label">Its name, or null.</param>
/// <param name="Struck">Whether it is struck through: not to be used now (JIS Z 9098).</param>
/// <param name="Number">Its number in a list, which is shown in the place of the symbol; null: the symbol.</param>
public sealed record PictureSign(LonLat Position, string? Symbol, string? Label, bool Struck, int? Number = null)
{
    /// <summary>Colour (#rrggbb) of a dot that stands in the place of the symbol: for hundreds of things whose symbols would hide each other; null: the symbol.</summary>
    public string? Dot { get; init; }
}
