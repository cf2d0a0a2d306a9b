using Gis.Core.Japanese;
using Gis.Testing;
using Xunit;

namespace Gis.Core.Tests.Japanese;

/// <summary>The short ways of the loader give what the long ways give.</summary>
public sealed class NumberedPlacesTests
{
    private const string Letters = "東原大字飯豊字三一二十百番地のノ之甲号丁目ーヶ霞髙ア１０-－ヴ々〇水A 　第町";

    [Fact]
    public void Names_with_numbers_have_the_same_normal_form_by_both_ways()
    {
        var random = TestScale.Random(21);
        var shortWay = 0;
        for (var i = 0; i < TestScale.Cases(30_000, 1_000_000); i++)
        {
            var name = string.Concat(Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Letters[random.Next(Letters.Length)]));
            var number = random.Next(3) switch
            {
                0 => $"{random.Next(3000)}",
                1 => $"{random.Next(3000)}-{random.Next(30)}",
                _ => $"0{random.Next(30)}-{random.Next(3)}-00{random.Next(9)}",
            };
            var text = name + number;
            shortWay += NumberedPlaces.Normalise(text) is null ? 0 : 1;
            Assert.True(SearchText.NormaliseWhole(text) == SearchText.Normalise(text), $"{text}: {SearchText.NormaliseWhole(text)} and {SearchText.Normalise(text)}");
        }

        Assert.True(shortWay > 5000, $"The short way was taken {shortWay} times only.");
    }

    [Theory]
    [InlineData("123-4")]
    [InlineData("7")]
    [InlineData("10-20-30")]
    public void A_normal_parcel_number_stays(string text) => Assert.Equal(text, ParcelNumber.Parse(text)!.Value.Value);

    [Theory]
    [InlineData("0123-04", "123-4")]
    [InlineData("12--3", "12-3")]
    [InlineData("12-", "12")]
    public void Others_are_brought_to_it(string text, string expected) => Assert.Equal(expected, ParcelNumber.Parse(text)!.Value.Value);
}
