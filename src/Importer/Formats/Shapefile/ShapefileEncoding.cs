using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>Chooses the encoding of a Shapefile's attributes: command line, then what the bytes show, then <c>.cpg</c> and language driver.</summary>
internal static class ShapefileEncoding
{
    private const byte Cp932Driver = 0x13;
    private const byte Cp932WindowsDriver = 0x7B;

    /// <summary>The encoding and the evidence.</summary>
    public static (Encoding Encoding, Detected<string> Detected) Choose(SourceFile file, DbfTable table, EncodingVerdict verdict, ReadOptions options)
    {
        if (TextSource.Ordered(file, options) is { } ordered)
            return (ordered, new Detected<string>(JapaneseEncodings.NameOf(ordered), "指定された文字コード", true));
        var (declared, where) = Declared(file, table);
        var ascii = verdict.Encoding.CodePage == 65001 && verdict.Evidence.Contains("ASCII", StringComparison.Ordinal);
        if (declared is null)
        {
            // Either reads the same; the name that a Shapefile without a declaration goes by in Japan is the less surprising one.
            if (ascii)
                return Found(JapaneseEncodings.Cp932, ".cpgがなく、属性の値は英数字(ASCII)だけなので、慣例のCP932としました");
            return Found(verdict.Encoding, (ShapefileParts.Find(file, ".cpg") is null ? ".cpgがなく、" : "") + "属性の値は" + verdict.Evidence);
        }

        if (ascii || declared.CodePage == verdict.Encoding.CodePage)
            return Found(declared, $"{where}に{JapaneseEncodings.NameOf(declared)}とあり、値とも合っています");
        return Found(verdict.Encoding, $"{where}には{JapaneseEncodings.NameOf(declared)}とありますが、属性の値は{verdict.Evidence}");
    }

    private static (Encoding, Detected<string>) Found(Encoding encoding, string evidence) =>
        (encoding, new Detected<string>(JapaneseEncodings.NameOf(encoding), evidence));

    private static (Encoding? Encoding, string Where) Declared(SourceFile file, DbfTable table)
    {
        if (ShapefileParts.Find(file, ".cpg") is { } cpg && new FileInfo(cpg).Length < 100 && JapaneseEncodings.ByName(File.ReadAllText(cpg).Trim('\uFEFF', ' ', '\r', '\n')) is { } named)
            return (named, ".cpg");
        return table.Language is Cp932Driver or Cp932WindowsDriver ? (JapaneseEncodings.Cp932, ".dbfの言語番号") : (null, "");
    }
}
