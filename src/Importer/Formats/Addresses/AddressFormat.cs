using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Formats.Csv;
using Gis.Importer.Formats.Tables;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Addresses;

/// <summary>
/// Lists of addresses as CSV: アドレス・ベース・レジストリ (町字, 街区, 住居, 地番 and their positions) and 位置参照情報 (大字・町丁目 and 街区 level). They become what the
/// search knows of places.
/// </summary>
public sealed class AddressFormat : IFormat
{
    private static readonly byte[][] Marks =
    [
        .. new[] { "大字町丁目コード", "街区符号・地番" }.SelectMany(m => new[] { Encoding.UTF8.GetBytes(m), JapaneseEncodings.Cp932.GetBytes(m) }),
        "lg_code"u8.ToArray(),
    ];

    /// <inheritdoc/>
    public string Name => "住所の一覧";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head)
    {
        if (file.Extension != ".csv")
            return false;
        var line = head.Head.Span;
        var end = line.IndexOf((byte)'\n');
        var first = end < 0 ? line : line[..end];
        foreach (var mark in Marks)
        {
            if (first.IndexOf(mark) >= 0)
                return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var table = new TableDataset(new CsvTable(file, Name, TextSource.Inspect(file, options)), options);
        var columns = AddressTable.Recognise(table.Fields.Select(f => f.Name).ToList());
        return [columns is null ? table : new AddressDataset(table, columns)];
    }
}
