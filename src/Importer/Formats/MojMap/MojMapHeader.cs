using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.MojMap;

/// <summary>What stands at the beginning of a map file, before the geometry.</summary>
/// <param name="Elements">The simple elements in file order, by their own names (地図名, 市区町村コード, 座標系 …).</param>
internal sealed record MojMapHeader(IReadOnlyDictionary<string, string> Elements)
{
    /// <summary>地図名.</summary>
    public string MapName => this["地図名"] ?? "";

    /// <summary>市区町村コード, five digits.</summary>
    public string TownCode => this["市区町村コード"] ?? "";

    /// <summary>座標系 as written: <c>公共座標2系</c> or <c>任意座標系</c>.</summary>
    public string System => this["座標系"] ?? "";

    /// <summary>An element's text, or null.</summary>
    public string? this[string name] => Elements.TryGetValue(name, out var value) ? value : null;

    /// <summary>The plane zone; null for 任意座標系, a local system without any place on the earth.</summary>
    /// <exception cref="SourceException">The element says neither.</exception>
    public PlaneZone? Zone(SourceFile file)
    {
        var text = Width.Fold(System).Trim();
        if (text.StartsWith("任意座標", StringComparison.Ordinal))
            return null;
        if (text.StartsWith("公共座標", StringComparison.Ordinal)
            && text.EndsWith('系')
            && int.TryParse(text.AsSpan(4, text.Length - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= 19)
        {
            return new PlaneZone(number);
        }

        throw new SourceException(
            file.DisplayPath, null, $"地図XMLの座標系「{System}」が公共座標1〜19系でも任意座標系でもありません", "元のファイルをもう一度入手してください");
    }
}
