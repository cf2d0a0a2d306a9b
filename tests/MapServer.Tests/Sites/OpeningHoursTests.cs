using Gis.MapServer.Facilities;
using Gis.MapServer.Shell;
using Xunit;

namespace Gis.MapServer.Tests.Sites;

/// <summary>When facilities can be used, as towns write it and as it is said in the language of the page.</summary>
public sealed class OpeningHoursTests
{
    [Theory]
    [InlineData("月火水木金", "月〜金", "Mon–Fri")]
    [InlineData("月火水木金土日", "毎日", "every day")]
    [InlineData("月・水・金", "月・水・金", "Mon, Wed, Fri")]
    [InlineData("月曜日、火曜日", "月・火", "Mon, Tue")]
    [InlineData("月〜金", "月〜金", "Mon–Fri")]
    [InlineData("月～水、土", "月〜水・土", "Mon–Wed, Sat")]
    [InlineData("土-月", "月・土・日", "Mon, Sat, Sun")]
    [InlineData("日", "日", "Sun")]
    [InlineData("土曜", "土", "Sat")]
    [InlineData("月;火;水;木;金", "月〜金", "Mon–Fri")]
    public void Days_of_the_week_are_said_in_the_readers_language(string written, string japanese, string english)
    {
        var hours = new OpeningHours(written, null, null, null);
        Assert.Equal(japanese, In("ja", () => OpeningHoursWords.Days(hours)!.Text));
        var said = In("en", () => OpeningHoursWords.Days(hours)!);
        Assert.Equal(english, said.Text);
        Assert.False(said.IsJapanese);
    }

    [Theory]
    [InlineData("平日")]
    [InlineData("月火水木金（祝日を除く）")]
    [InlineData("第2・第4土曜日")]
    [InlineData("日曜日・祝日は休み")]
    [InlineData("月末")]
    public void What_a_rule_cannot_translate_stays_as_it_was_written(string written)
    {
        var said = In("en", () => OpeningHoursWords.Days(new OpeningHours(written, null, null, null))!);
        Assert.Equal(written, said.Text);
        Assert.True(said.IsJapanese);
        Assert.False(In("ja", () => OpeningHoursWords.Days(new OpeningHours(written, null, null, null))!).IsJapanese);
    }

    [Theory]
    [InlineData("00:00", "23:59", "24時間")]
    [InlineData("0:00", "24:00", "24時間")]
    [InlineData("００：００", "２３：５９", "24時間")]
    [InlineData("0時", "24時", "24時間")]
    [InlineData("00:00:00", "23:59:00", "24時間")]
    [InlineData("00:00", "00:00", "0:00〜0:00")]
    [InlineData("08:30", "17:15", "8:30〜17:15")]
    [InlineData("8時30分", "17時", "8:30〜17:00")]
    [InlineData("22:00", "06:00", "22:00〜6:00")]
    [InlineData("08:30", null, "8:30〜")]
    [InlineData(null, "17:15", "〜17:15")]
    [InlineData("日の出", "日没", "日の出〜日没")]
    [InlineData("25:00", "26:00", "25:00〜26:00")]
    [InlineData("8:75", "17:15", "8:75〜17:15")]
    public void Times_are_said_as_clocks_show_them(string? from, string? to, string said) =>
        Assert.Equal(said, In("ja", () => OpeningHoursWords.Times(new OpeningHours(null, from, to, null))));

    [Fact]
    public void Nothing_written_is_nothing_said()
    {
        Assert.Null(OpeningHoursWords.Days(new OpeningHours(null, null, null, "要予約")));
        Assert.Null(OpeningHoursWords.Times(new OpeningHours(null, null, null, "要予約")));
    }

    private static T In<T>(string language, Func<T> say)
    {
        var before = Language.Current;
        Language.Current = Language.Find(language)!;
        try
        {
            return say();
        }
        finally
        {
            Language.Current = before;
        }
    }
}
