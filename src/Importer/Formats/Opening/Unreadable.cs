using System.Text;

namespace Gis.Importer.Formats;

/// <summary>Says what a file is that no reader takes, where that helps the person who gave it.</summary>
internal static class Unreadable
{
    /// <summary>Whether a file of this name is of a kind that the program does not read, rather than a broken one of a kind it reads.</summary>
    public static bool IsOfAnotherKind(SourceFile file, FileSample head) =>
        !LooksLikeHtml(head) && file.Extension is ".osm" or ".pbf" or ".xls" or ".xml" or ".gml" or ".json";

    /// <summary>The error for a file that looks like data but cannot be read; null for files that have nothing to do with maps.</summary>
    public static SourceException? Explain(SourceFile file, FileSample head)
    {
        if (LooksLikeHtml(head) && file.Extension is not (".html" or ".htm"))
        {
            return new SourceException(
                file.DisplayPath, null, "中身はデータではなくWebページ(HTML)です", "ダウンロードの失敗やエラー画面の保存が考えられるので、配布元から取り直してください");
        }

        return file.Extension switch
        {
            ".osm" or ".pbf" => new SourceException(
                file.DisplayPath, null, "OpenStreetMapの生データ(.osm)です", "道路や建物を選んでShapefileかGeoJSONに書き出したものを指定してください"),
            ".xls" => new SourceException(
                file.DisplayPath, null, "古い形式のExcelブック(.xls)は読み込めません", "Excelで「Excelブック(.xlsx)」か「CSV UTF-8」で保存し直してください"),
            ".xlsx" or ".xlsm" => new SourceException(
                file.DisplayPath, null, "Excelブックが壊れているか、パスワードで保護されています", "Excelで開き直し、パスワードなしの「Excelブック(.xlsx)」で保存してください"),
            ".xml" or ".gml" => new SourceException(
                file.DisplayPath, null, "対応していないXMLです", "地図XML(法務省)、またはShapefileかGeoJSONの版を指定してください"),
            ".json" or ".geojson" => new SourceException(
                file.DisplayPath, null, "GeoJSONではありません", "type が FeatureCollection のGeoJSONを指定してください"),
            ".shp" => new SourceException(file.DisplayPath, null, "Shapefileの中身が壊れています", "元のファイルをもう一度入手してください"),
            ".gpkg" => new SourceException(file.DisplayPath, null, "GeoPackageの中身が壊れています", "元のファイルをもう一度入手してください"),
            ".kml" => new SourceException(file.DisplayPath, null, "KMLの中身が壊れています", "元のファイルをもう一度入手してください"),
            ".gpx" => new SourceException(file.DisplayPath, null, "GPXの中身が壊れています", "元のファイルをもう一度入手してください"),
            ".zip" or ".kmz" => new SourceException(file.DisplayPath, null, "ZIPファイルではありません", "元のファイルをもう一度入手してください"),
            _ => null,
        };
    }

    /// <summary>Whether the file begins like a web page, whatever its name says.</summary>
    public static bool LooksLikeHtml(FileSample head)
    {
        var text = Encoding.Latin1.GetString(head.Head.Span[..Math.Min(head.Head.Length, 2048)]);
        var start = text.TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (start.StartsWith('<') && text.Contains("<html", StringComparison.OrdinalIgnoreCase));
    }
}
