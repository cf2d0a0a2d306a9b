using System.Globalization;
using Gis.Core.Catalogue;

namespace Gis.Importer.Exports.Writing;

/// <summary>Where a layer comes from, for whoever opens the file.</summary>
internal static class Credit
{
    /// <summary>One line: publisher, licence, processing, date.</summary>
    public static string Line(Layer layer) => string.Join("　", Parts(layer));

    /// <summary>The same, one line each.</summary>
    public static IEnumerable<string> Parts(Layer layer)
    {
        var source = layer.Attribution;
        if (source.Publisher is { } publisher)
            yield return $"出典: {publisher}";
        if (source.Licence is { } licence)
            yield return $"利用条件: {licence}";
        if (source.Processing is { } processing)
            yield return $"加工: {processing}";
        if (source.Url is { } url)
            yield return $"入手元: {url}";
        if (layer.DataDate is { } date)
            yield return $"データの時点: {date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)}";
        yield return "座標: JGD2011 緯度経度（EPSG:6668）";
    }
}
