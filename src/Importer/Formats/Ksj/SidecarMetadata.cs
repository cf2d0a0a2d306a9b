using System.Globalization;
using System.Xml;
using Gis.Importer.Formats.Xml;

namespace Gis.Importer.Formats.Ksj;

/// <summary>
/// What the metadata file beside the data says (JMP 2.0, <c>KS-META-….xml</c> of 国土数値情報 and <c>META_….xml</c> of 位置参照情報): publisher, title, date, terms.
/// </summary>
internal static class SidecarMetadata
{
    private const long MaxSize = 4 << 20;

    /// <summary>The credit for a data file; null when no metadata lies in its folder, or more than one that could be meant.</summary>
    public static SourceCredit? Of(SourceFile file)
    {
        var folder = Path.GetDirectoryName(file.LocalPath);
        if (folder is not null && TwinFolder.IsOne(Path.GetFileName(folder)))
            folder = Path.GetDirectoryName(folder);
        if (folder is null || !Directory.Exists(folder))
            return null;
        var candidates = Directory.EnumerateFiles(folder, "*META*.xml").Where(f => new FileInfo(f).Length < MaxSize).Order(StringComparer.Ordinal).Take(50).ToList();
        var own = candidates.Count == 1 ? candidates[0] : candidates.Find(c => IsFor(Path.GetFileNameWithoutExtension(c), Path.GetFileNameWithoutExtension(file.Name)));
        return own is null ? null : Read(file with { LocalPath = own });
    }

    /// <summary>Whether a file is such metadata, by its first bytes.</summary>
    public static bool IsOne(FileSample head) => head.Contains("zgate.gsi.go.jp/ch/jmp"u8);

    // KS-META-P23-12_38.xml belongs to P23a-12_38.shp and P23b-12_38.shp.
    private static bool IsFor(string metadata, string data)
    {
        var at = metadata.IndexOf("META", StringComparison.OrdinalIgnoreCase);
        var name = metadata[(at + 4)..].Trim('-', '_');
        return name.Length > 3 && (data.Contains(name, StringComparison.OrdinalIgnoreCase) || (name.Length > 4 && data.Length > 4 && data[..3] == name[..3] && data.Contains(name[3..], StringComparison.OrdinalIgnoreCase)));
    }

    private static SourceCredit? Read(SourceFile file)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var xml = SafeXml.Open(file);
            var element = "";
            while (xml.Read())
            {
                // The first of each stands for the data themselves; later ones are those of standards and of the metadata.
                if (xml.NodeType == XmlNodeType.Element)
                    element = xml.LocalName;
                else if (xml.NodeType == XmlNodeType.Text && xml.Value.Trim() is { Length: > 0 } text)
                    found.TryAdd(element, text);
            }
        }
        catch (Exception e) when (e is XmlException or SourceException or InvalidOperationException or ArgumentException or IOException)
        {
            // Metadata that cannot be read credits nobody; the data stand for themselves.
            return null;
        }

        var publisher = found.GetValueOrDefault("organisationName");
        var title = found.GetValueOrDefault("title");
        if (publisher is null && title is null)
            return null;
        DateOnly? date = DateOnly.TryParse(found.GetValueOrDefault("date"), CultureInfo.InvariantCulture, out var day) ? day : null;
        var url = found.GetValueOrDefault("linkage") is { } link && link.StartsWith("http", StringComparison.Ordinal) ? link : null;
        return new SourceCredit(publisher, found.GetValueOrDefault("useLimitation"), url, date, title is null ? null : $"「{title}」を加工して作成");
    }
}
