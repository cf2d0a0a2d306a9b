using Gis.Engine.Codes;
using Xunit;

namespace Gis.Engine.Tests.Codes;

/// <summary>
/// What can be known about a QR code without reading it; that other programs read it is seen in the browser tests, which decode the sheet's.
/// </summary>
public sealed class QrCodeTests
{
    // Table 7 of the standard: bytes that level M holds.
    [Theory]
    [InlineData(1, 14)]
    [InlineData(2, 26)]
    [InlineData(5, 84)]
    [InlineData(7, 122)]
    [InlineData(9, 180)]
    [InlineData(10, 213)]
    [InlineData(14, 362)]
    [InlineData(20, 666)]
    [InlineData(40, 2331)]
    public void A_code_grows_exactly_when_the_standard_says_that_it_is_full(int version, int bytes)
    {
        Assert.Equal(17 + (4 * version), QrCode.Of(new string('a', bytes)).Size);
        if (version < 40)
            Assert.Equal(21 + (4 * version), QrCode.Of(new string('a', bytes + 1)).Size);
    }

    [Fact]
    public void What_does_not_fit_is_refused() => Assert.Throws<ArgumentException>(() => QrCode.Of(new string('a', 2332)));

    [Fact]
    public void Three_corners_have_their_rings_and_the_path_draws_every_dark_module_once()
    {
        var code = QrCode.Of("https://hazard.example.lg.jp/place?lon=139.304721&lat=35.103265");
        foreach (var (x, y) in ((int, int)[])[(0, 0), (code.Size - 7, 0), (0, code.Size - 7)])
        {
            Assert.True(code.IsDark(x, y) && code.IsDark(x + 3, y + 3) && code.IsDark(x + 6, y + 6));
            Assert.False(code.IsDark(x + 1, y + 1) || code.IsDark(x + 5, y + 1));
        }

        var dark = Enumerable.Range(0, code.Size * code.Size).Count(i => code.IsDark(i % code.Size, i / code.Size));
        var drawn = System.Text.RegularExpressions.Regex.Matches(code.ToPath(), @"h(\d+)v1").Sum(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(dark, drawn);
    }
}
