using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Gis.Engine.Search;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.Engine.Tests.Search;

/// <summary>What people type, line by line, and what they mean; over an index as the importer writes it, under the public's role.</summary>
public sealed class SpellingTests(SpellingTests.Index index) : IClassFixture<SpellingTests.Index>
{
    /// <summary>What is meant, and ways to type it.</summary>
    private const string Table = """
        大字飯豊字X123番地4 | 大字飯豊字X123番地4 | 飯豊X123-4 | １２３－４ | 123の4 | 飯豊 百二十三番四 | 飯豊X１２３－４ | 飯豊X123の4 | 飯豊　１２３−４ | 飯豊X123‐4
        大字飯豊字X123番地4 | 飯豊X123–4 | 飯豊X123—4 | 飯豊X123―4 | 飯豊X123ー4 | 飯豊X１２３ｰ４ | 飯豊X123─4 | 飯豊X123番4 | 飯豊X123番4号 | 飯豊X123番地の4 | 飯豊X123番地ノ４
        大字飯豊字X123番地4 | 飯豊字X一二三番地四 | 飯豊 x 123 - 4 | 飯豊Ｘ１２３番地　４ | 123番地4 | 百二十三番地四 | 百二十三の四 | 飯豊壱百弐拾参番四 | いいとよ123-4 | イイトヨ 123 | 大字 飯豊 字 X 123-4
        大字飯豊字X123番地4 | 潮見町大字飯豊字X123番地4 | 架空県海辺郡潮見町飯豊X123-4 | 〒299-9999潮見町飯豊X123番地の4 | 飯豐X123-4
        二の宮12-3 | 二の宮12-3 | 二ノ宮12-3 | 二之宮１２番３ | 二乃宮12の3 | 二宮12-3 | 二の宮十二番三 | 二の宮 12番地 3 | ニノ宮12-3
        本町十二丁目3-4 | 本町十二丁目3-4 | 本町12丁目3-4 | 本町１２丁目３番４ | 本町一二丁目3-4 | 本町拾弐丁目3の4 | 本町12-3-4 | 本町十二丁目三番四号 | 本町12丁目3番地4
        西町二十三丁目 | 西町二十三丁目 | 西町23丁目 | 西町２３丁目 | 西町23丁 | 西町弐拾参丁目 | 西町二三丁目
        霞ヶ関1-2 | 霞ヶ関1-2 | 霞ケ関1-2 | 霞が関1-2 | 霞ガ関１ー２ | 霞ｹ関1-2 | 霞關1-2
        緑ヶ丘二丁目10番5号 | 緑ヶ丘2丁目10番5号 | 緑が丘２－１０－５ | 緑ケ丘二丁目十番五号 | 緑ヶ丘2の10の5 | 綠ヶ丘2-10-5 | みどりがおか2丁目10-5
        広沢7-1 | 廣澤7-1 | 広澤7-1 | 廣沢7番地1 | 広沢７ー１ | 廣澤七番一
        渡辺45-2 | 渡邊45-2 | 渡邉45-2 | 渡辺四十五番二 | 渡辺四五番二
        高浜88 | 髙濱88 | 髙浜八十八番地 | 高濵88 | 高濱８８番
        一ノ瀬3-14 | 一の瀬3-14 | 一之瀬3番14 | 一ノ瀬三番十四 | 一瀬3-14
        三田5-1 | 三田5-1 | 三田五番一 | 三田五の1
        千葉6 | 千葉6 | 千葉六番 | 千葉６番地
        潮見小学校 | 潮見小学校 | しおみしょうがっこう | シオミショウガッコウ | ｼｵﾐｼｮｳｶﾞｯｺｳ | しおみしよう | 潮見小 | 潮見小学 | 小学校 | 潮見 小学校 | 小学校 潮見
        潮見小学校 | 潮見小学高 | 塩見小学校 | 潮小学校 | 潮見小学学校 | 潮見小校 | 潮見町立潮見小学校 | しおみしょがっこう
        桜ヶ丘保育園 | 桜が丘保育園 | 櫻ヶ丘保育園 | さくらがおか | サクラガオカホイクエン | 桜ヶ岡保育園 | 桜ケ丘 | 櫻が丘保育圓
        潮見ガス㈱ | 潮見ガス(株) | 潮見ガス（株） | 潮見ｶﾞｽ | しおみがす
        Wi-Fiスポット港 | Wi-Fi | WiFi | ＷｉーＦｉ | wifiスポット | ワイファイ港
        第2公民館 | 第2公民館 | 第二公民館 | 第２公民館 | 第②公民館 | だいにこうみんかん
        齋藤医院 | 斎藤医院 | 斉藤医院 | 齊藤醫院 | 齋藤医院 | さいとう
        國立潮見病院 | 国立潮見病院 | 國立 潮見 | 潮見病院
        """;

    public static TheoryData<string, string> Spellings()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            foreach (var typed in cells.Skip(1))
                data.Add(typed, cells[0]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task What_is_typed_finds_what_is_meant(string typed, string label)
    {
        var hits = await index.FindAsync(typed);
        Assert.True(hits.Count > 0 && hits[0].Label == label, $"「{typed}」→ {SearchText.Normalise(typed)}: {string.Join("、", hits.Select(h => $"{h.Label}（{h.Reason}）"))}");
        Assert.NotEmpty(hits[0].Reason);
    }

    [Fact]
    public void There_are_many_of_them() => Assert.True(Spellings().Count >= 120, $"{Spellings().Count}");

    [Theory]
    [InlineData("潮見小学校")]
    [InlineData("大字飯豊字X123番地4")]
    [InlineData("緑ヶ丘二丁目10番5号")]
    [InlineData("しおみしょうがっこう")]
    public async Task Typing_on_keeps_what_is_meant_in_the_list(string whole)
    {
        var last = (await index.FindAsync(whole))[0].Label;
        // 大字 alone begins nothing.
        for (var length = whole.StartsWith("大字", StringComparison.Ordinal) ? 3 : 2; length <= whole.Length; length++)
            Assert.Contains(await index.FindAsync(whole[..length], 50), h => h.Label == last);
    }

    [Fact]
    public async Task The_reason_tells_how_it_was_found()
    {
        Assert.Equal(("名前が一致", MatchKind.Exact), await ReasonAsync("潮見小学校"));
        Assert.Equal(("よみ・別の書き方が一致", MatchKind.Exact), await ReasonAsync("しおみしょうがっこう"));
        Assert.Equal(("名前の始まりが一致", MatchKind.Prefix), await ReasonAsync("潮見小"));
        Assert.Equal(("名前に含まれる", MatchKind.Infix), await ReasonAsync("小学校"));
        Assert.Equal(("似た名前", MatchKind.Fuzzy), await ReasonAsync("塩見小学校"));
    }

    private async Task<(string, MatchKind)> ReasonAsync(string typed)
    {
        var first = (await index.FindAsync(typed))[0];
        return (first.Reason, first.Match);
    }

    /// <summary>The index.</summary>
    public sealed class Index : IAsyncLifetime
    {
        private readonly TestDatabase _database = new();
        private TownSnapshot _snapshot = null!;

        public async Task InitializeAsync()
        {
            await _database.InitializeAsync();
            var town = new MadeTown(_database.Owner);
            await town.BeginAsync();
            await town.AddAsync(new MadeLayer { Id = "parcels", Kind = "parcel", Geometry = "polygon" });
            await town.AddAsync(new MadeLayer { Id = "places", Kind = "facility" });
            long fid = 0;
            foreach (var (layer, weight, names) in ((string, double, string[][])[])
            [
                ("parcels", 1, [["大字飯豊字X123番地4", "いいとよX123-4"], ["飯豊X1123-4"], ["飯豊X123-45"], ["飯豊X12-34"], ["二の宮12-3"], ["二の宮12-31"], ["本町十二丁目3-4"], ["本町一丁目2-34"],
                    ["西町二十三丁目"], ["西町二十三丁目5"], ["西町二丁目3"], ["霞ヶ関1-2"], ["霞ヶ関1-20"], ["緑ヶ丘二丁目10番5号", "みどりがおか2丁目10番5号"], ["緑ヶ丘二丁目10番15号"], ["広沢7-1"], ["広沢7-11"],
                    ["渡辺45-2"], ["渡部45-2"], ["高浜88"], ["高浜880"], ["一ノ瀬3-14"], ["三田5-1"], ["三田5-12"], ["千葉6"], ["千葉60"]]),
                ("places", 3, [["潮見小学校", "しおみしょうがっこう"], ["潮見中学校", "しおみちゅうがっこう"], ["桜ヶ丘保育園", "さくらがおかほいくえん"], ["潮見ガス㈱", "しおみがす"],
                    ["Wi-Fiスポット港", "わいふぁいすぽっとみなと"], ["第2公民館", "だいにこうみんかん"], ["第3公民館", "だいさんこうみんかん"], ["齋藤医院", "さいとういいん"], ["國立潮見病院", "こくりつしおみびょういん"]]),
            ])
            {
                foreach (var keys in names)
                {
                    fid++;
                    foreach (var key in keys)
                        await town.AddSearchEntryAsync("public_entry", layer, fid, keys[0], null, SearchText.Normalise(key), weight, (139.3, 35.1));
                }
            }

            _snapshot = await TownSnapshotReader.LoadAsync(_database.Public, Audience.Public);
        }

        public Task DisposeAsync() => _database.DisposeAsync();

        public Task<IReadOnlyList<SearchHit>> FindAsync(string typed, int limit = 10) => new TownSearch(_database.Public).FindAsync(_snapshot, typed, limit);
    }
}
