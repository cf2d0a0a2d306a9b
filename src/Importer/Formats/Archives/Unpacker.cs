using System.IO.Compression;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Archives;

/// <summary>Unpacks zip files into the staging area, within limits, never outside of it.</summary>
/// <remarks>
/// One instance serves one <see cref="SourceOpener.Open"/>, so that its counters bound nested archives together. Sizes are counted while bytes are
/// written: what a zip says about itself is not believed.
/// </remarks>
internal sealed class Unpacker(StagingArea staging, SourceLimits limits)
{
    private const long RatioMatters = 16L << 20;
    private const long AlwaysAllowed = 64L << 20;
    private int entries;
    private long packed;
    private long bytes;

    /// <summary>Whether the file is a zip that holds files (not a workbook, which is a zip by accident).</summary>
    public static bool Recognises(SourceFile file, FileSample head) =>
        (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) && file.Extension is not (".xlsx" or ".xlsm" or ".docx" or ".pptx" or ".ods" or ".odt");

    /// <summary>Unpacks an archive and lists its files in path order.</summary>
    /// <exception cref="SourceException">The archive is broken, encrypted or too large.</exception>
    public IReadOnlyList<SourceFile> Unpack(SourceFile archive, int depth, CancellationToken cancellation)
    {
        if (depth >= limits.Depth)
            throw new SourceException(archive.DisplayPath, null, $"ZIPが{limits.Depth}段より深く入れ子になっています", "内側のZIPを取り出して指定してください");

        // Many small bombs make a large one: what comes out altogether is held against what was given at the beginning.
        if (depth == 0)
            packed += new FileInfo(archive.LocalPath).Length;
        var folder = staging.NewFolder();
        var members = new List<SourceFile>();
        try
        {
            using var zip = new ZipArchive(File.OpenRead(archive.LocalPath), ZipArchiveMode.Read, false, MemberNameEncoding.Instance);
            if (entries + zip.Entries.Count > limits.Entries)
                throw TooMany(archive);
            foreach (var entry in zip.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Extract(archive, entry, folder, cancellation) is { } member)
                    members.Add(member);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or IndexOutOfRangeException)
        {
            throw new SourceException(
                archive.DisplayPath, null, "ZIPが途中で切れているか壊れています", "ダウンロードやコピーが最後まで終わっているか確かめ、もう一度入手してください", e);
        }
        catch (IOException e) when (!FullDisk.Is(e))
        {
            throw new SourceException(archive.DisplayPath, null, "ZIPを展開できません", "ディスクの空き容量を確認してください", e);
        }

        return members.OrderBy(m => m.DisplayPath, StringComparer.Ordinal).ToList();
    }

    private SourceFile? Extract(SourceFile archive, ZipArchiveEntry entry, string folder, CancellationToken cancellation)
    {
        // Some Windows tools write backslashes; both kinds separate folders.
        var name = entry.FullName.Replace('\\', '/');
        if (name.EndsWith('/') || IsJunk(name))
            return null;
        if (++entries > limits.Entries)
            throw TooMany(archive);
        var display = $"{archive.DisplayPath}!/{Excerpt.Line(name)}";
        // A link would make whatever reads it look elsewhere (the upper half holds the Unix mode).
        if (((entry.ExternalAttributes >> 16) & 0xF000) == 0xA000)
            throw new SourceException(display, null, "ZIPの中に別の場所を指すリンクがあります", "リンクではなくファイルそのものを入れたZIPを作り直してください");
        if (entry.IsEncrypted)
            throw new SourceException(display, null, "ZIPがパスワードで保護されています", "パスワードを外したZIPを作り直してください");

        var target = Path.GetFullPath(Path.Combine(folder, SafeRelativePath(archive, name)));
        if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw UnsafeName(archive, name);
        if (File.Exists(target))
            throw new SourceException(display, null, "ZIPの中に同じ名前のファイルが2つあります", "ZIPを作り直してください");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        Copy(entry, display, target, cancellation);
        return new SourceFile(display, target);
    }

    private void Copy(ZipArchiveEntry entry, string display, string target, CancellationToken cancellation)
    {
        using var input = entry.Open();
        using var output = File.Create(target);
        var buffer = new byte[128 * 1024];
        long size = 0;
        int read;
        while ((read = input.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            size += read;
            bytes += read;
            if (bytes > Math.Min(limits.Bytes, Math.Max(AlwaysAllowed, packed * limits.Ratio)) || (size > RatioMatters && size > entry.CompressedLength * limits.Ratio))
                throw new SourceException(display, null, "ZIPを展開すると異常に大きくなります", "信頼できる入手元か確認し、必要なら自分で展開してから指定してください");
            output.Write(buffer, 0, read);
        }

        if (size != entry.Length)
            throw new InvalidDataException("The member is shorter or longer than the directory says.");
    }

    private static string SafeRelativePath(SourceFile archive, string name)
    {
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (name.StartsWith('/') || parts.Length == 0 || parts.Any(p => p is "." or ".." || p.Contains(':') || p.Contains('\0')))
            throw UnsafeName(archive, name);
        return Path.Combine(parts.Select(Shorten).ToArray());
    }

    // Names are limited to 255 bytes on Linux, and a long Japanese name takes three bytes a character.
    private static string Shorten(string part)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(part) <= 240)
            return part;
        var extension = Path.GetExtension(part);
        return part[..Math.Min(part.Length, 60)] + "~" + extension;
    }

    private SourceException TooMany(SourceFile archive) =>
        new(archive.DisplayPath, null, $"ZIPの中のファイルが{limits.Entries}個を超えています", "分けて取り込んでください");

    private static bool IsJunk(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.EndsWith("/.DS_Store", StringComparison.Ordinal) || name is ".DS_Store" or "Thumbs.db";

    private static SourceException UnsafeName(SourceFile archive, string name) =>
        new(archive.DisplayPath, null, $"ZIPの中に展開先の外を指す名前のファイル({Excerpt.Line(name)})があります", "信頼できる入手元か確認してください");
}
