using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Gis.Engine.Codes;

/// <summary>A QR code (ISO/IEC 18004) of a text with correction level M, drawn as SVG: what a sheet of paper needs to lead back to its page.</summary>
public sealed class QrCode
{
    /// <summary>Light modules that surround the code.</summary>
    public const int Quiet = 4;

    private readonly List<BitArray> _rows;

    private QrCode(List<BitArray> rows) => _rows = rows;

    /// <summary>Modules along a side, without the quiet zone.</summary>
    public int Size => _rows.Count - (2 * Quiet);

    /// <summary>The smallest code that holds a text.</summary>
    /// <exception cref="ArgumentException">The text is longer than any code holds.</exception>
    public static QrCode Of(string text)
    {
        try
        {
            using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
            return new QrCode([.. data.ModuleMatrix]);
        }
        catch (QRCoder.Exceptions.DataTooLongException e)
        {
            throw new ArgumentException("The text is longer than any code holds.", nameof(text), e);
        }
    }

    /// <summary>Whether a module is dark.</summary>
    /// <param name="x">Column from the left.</param>
    /// <param name="y">Row from the top.</param>
    public bool IsDark(int x, int y) => _rows[y + Quiet][x + Quiet];

    /// <summary>The dark modules as SVG path data in units of modules, the quiet zone included: the view box is 0 0 n n with n = Size + 8.</summary>
    public string ToPath()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (!IsDark(x, y))
                    continue;
                var from = x;
                while (x + 1 < Size && IsDark(x + 1, y))
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from + Quiet} {y + Quiet}h{x - from + 1}v1h-{x - from + 1}z");
            }
        }

        return path.ToString();
    }
}
