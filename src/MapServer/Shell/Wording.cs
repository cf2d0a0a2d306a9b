using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Gis.MapServer.Shell;

/// <summary>Words of the catalogue in the language of the request; as HTML, what of them is Japanese is marked as such.</summary>
/// <param name="Text">The words.</param>
public sealed record Wording(string Text) : IHtmlContent
{
    /// <summary>Whether nobody has translated the words, so that they are Japanese on a page of another language.</summary>
    public bool IsJapanese { get; init; }

    /// <summary>The Japanese words of a warning, or a name of the town's own, that stand beside the translation; or null.</summary>
    public string? Original { get; init; }

    /// <summary>Whether <see cref="Original"/> stands below in a line of its own, not in brackets.</summary>
    public bool IsBelow { get; init; }

    /// <summary>Whether the words are a range, written by rule.</summary>
    public bool IsRange { get; init; }

    /// <summary>Several words one after another.</summary>
    public static IHtmlContent List(IEnumerable<Wording> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var list = new HtmlContentBuilder();
        foreach (var one in words)
        {
            if (list.Count > 0)
                list.Append("、");
            list.AppendHtml(one);
        }

        return list;
    }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(encoder);
        if (IsJapanese)
            WriteJapanese(writer, encoder, Text, "");
        else
            encoder.Encode(writer, Text);
        if (Original is null)
            return;
        if (IsBelow)
        {
            writer.Write(' ');
            WriteJapanese(writer, encoder, Original, " class=\"original\"");
            return;
        }

        var (open, close) = Brackets(Original);
        writer.Write(open);
        WriteJapanese(writer, encoder, Original, "");
        writer.Write(close);
    }

    /// <summary>The same as plain text, for attributes and messages.</summary>
    public override string ToString() => Original is null ? Text : $"{Text}{Brackets(Original).Open}{Original}{Brackets(Original).Close}";

    // Brackets around brackets have another form: Flood depth［洪水の浸水の深さ（想定最大規模）］.
    private static (char Open, char Close) Brackets(string within) => within.Contains('（', StringComparison.Ordinal) ? ('［', '］') : ('（', '）');

    private static void WriteJapanese(TextWriter writer, HtmlEncoder encoder, string words, string mark)
    {
        writer.Write($"<span lang=\"ja\"{mark}>");
        encoder.Encode(writer, words);
        writer.Write("</span>");
    }
}
