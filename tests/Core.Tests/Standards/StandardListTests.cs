using Gis.Core.Standards;
using Xunit;

namespace Gis.Core.Tests.Standards;

/// <summary>The one list of デジタル庁's lists: columns, codes and rules.</summary>
public sealed class StandardListTests
{
    [Theory]
    [InlineData("指定緊急避難場所一覧", 39)]
    [InlineData("公衆トイレ一覧", 39)]
    [InlineData("消防水利施設一覧", 16)]
    [InlineData("AED設置箇所一覧", 39)]
    [InlineData("公衆無線LANアクセスポイント一覧", 18)]
    [InlineData("公共施設一覧", 24)]
    public void Lists_have_their_columns_and_are_told_by_them(string title, int columns)
    {
        var list = StandardList.All.Single(l => l.Title == title);
        Assert.Equal(columns, list.Columns.Count);
        Assert.Equal(columns, list.Columns.Select(c => c.Name).Distinct().Count());
        Assert.Equal((list, list.Edition), StandardList.Recognise([.. list.Columns.Select(c => c.Name)]));
    }

    [Theory]
    [InlineData("149993", "149993")]
    [InlineData("14999", "149993")]
    [InlineData("11002", "011002", "01100")]
    [InlineData("11002", "110027")]
    [InlineData("1100", "011002")]
    [InlineData("０１１００２", "011002")]
    [InlineData("149994", null)]
    [InlineData("町", null)]
    public void Codes_get_back_what_spreadsheets_took(string text, string? code, string? town = null) => Assert.Equal(code, MunicipalityCode.Complete(text, town));

    [Theory]
    [InlineData("緯度", "35.103265", true)]
    [InlineData("緯度", "35.1", false)]
    [InlineData("緯度", "139.304721", false)]
    [InlineData("経度", "139.304721", true)]
    [InlineData("電話番号", "0977-66-1234", true)]
    [InlineData("電話番号", "0977(66)1234", false)]
    [InlineData("電話番号", "110", false)]
    [InlineData("利用開始時間", "08:30", true)]
    [InlineData("利用開始時間", "8時半", false)]
    [InlineData("車椅子使用者用トイレ有無", "有", true)]
    [InlineData("車椅子使用者用トイレ有無", "あり", false)]
    [InlineData("災害種別_洪水", "1", true)]
    [InlineData("災害種別_洪水", "○", false)]
    [InlineData("名称_カナ", "シオミエキマエ", true)]
    [InlineData("名称_カナ", "しおみ", false)]
    [InlineData("URL", "https://example.jp/a", true)]
    [InlineData("URL", "example.jp", false)]
    [InlineData("全国地方公共団体コード", "149994", false)]
    public void Values_are_looked_at_as_the_standard_writes_them(string column, string value, bool holds) =>
        Assert.Equal(holds, ColumnRules.Holds(StandardList.All.SelectMany(l => l.Columns).First(c => c.Name == column), value));
}
