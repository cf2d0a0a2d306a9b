using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>アドレス・ベース・レジストリ and 位置参照情報 as lists of places to search.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Names_and_positions_of_two_files_come_together()
    {
        folder.Write("abr/mt_rsdtdsp_rsdt_pref14.csv", "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_num,rsdt_num2,efct_date,ablt_date\n143421,0001001,001,001,,二宮町,,潮見,１丁目,,1,2,,1947-04-17,\n143421,0001001,001,002,,二宮町,,潮見,１丁目,,1,3,101,1947-04-17,\n143421,0001001,001,003,,二宮町,,潮見,１丁目,,1,4,,1947-04-17,2020-01-01\n");
        folder.Write("abr/mt_rsdtdsp_rsdt_pos_pref14.csv", "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat,rep_srid\n143421,0001001,001,001,,139.25,35.3,EPSG:6668\n");
        using var set = Reading.Open(Path.Combine(folder.Root, "abr"));
        var names = Assert.Single(set.Datasets, d => d.UsedBy is null);
        Assert.Equal("mt_rsdtdsp_rsdt_pref14", Assert.Single(set.Datasets, d => d.UsedBy is not null).UsedBy);
        Assert.Equal(("gazetteer", GeometryFamily.Point, 6668), (names.KindHint, names.Geometry, names.Crs!.Value.Epsg));
        var rows = names.Rows();
        Assert.Equal(["潮見１丁目1番2号", null, "二宮町", "住居表示"], rows[0].Values.Take(4));
        Assert.Equal("潮見１丁目1番3-101号", rows[1].Values[0]);
        Assert.Equal(new Coordinate(139.25, 35.3), rows[0].Geometry!.Coordinate);
        Assert.Null(rows[1].Geometry);
        Assert.True(rows[2].IsSetAside);
    }

    [Fact]
    public void Block_level_positions_have_degrees_beside_their_plane_coordinates()
    {
        var text = "\"都道府県名\",\"市区町村名\",\"大字・丁目名\",\"小字・通称名\",\"街区符号・地番\",\"座標系番号\",\"Ｘ座標\",\"Ｙ座標\",\"緯度\",\"経度\",\"住居表示フラグ\",\"代表フラグ\",\"更新前履歴フラグ\",\"更新後履歴フラグ\"\n"
            + "\"神奈川県\",\"二宮町\",\"潮見一丁目\",\"\",\"5\",\"9\",\"-77000.0\",\"-52000.0\",\"35.305555\",\"139.261111\",\"1\",\"1\",\"0\",\"0\"\n\"神奈川県\",\"二宮町\",\"山西\",\"原\",\"123\",\"9\",\"-77000.0\",\"-52000.0\",\"35.3\",\"139.2\",\"0\",\"1\",\"0\",\"3\"\n";
        using var set = Reading.Open(folder.Write("14342_2023.csv", JapaneseEncodings.Cp932.GetBytes(text)));
        var dataset = Assert.Single(set.Datasets);
        var rows = dataset.Rows();
        Assert.Equal(6668, dataset.Crs!.Value.Epsg);
        Assert.Equal(["潮見一丁目5番", "神奈川県二宮町"], [rows[0].Values[0], rows[0].Values[2]]);
        Assert.Equal(new Coordinate(139.261111, 35.305555), rows[0].Geometry!.Coordinate);
        Assert.Equal("山西原123", rows[1].Values[0]);
        Assert.True(rows[1].IsSetAside);
    }

    [SharedDataFact]
    public void A_whole_town_of_parcels_finds_its_positions()
    {
        using var set = Reading.Open(SharedData.File("yakushima/abr"));
        var parcels = Assert.Single(set.Datasets, d => d.Name == "mt_parcel_city465054");
        long placed = 0, all = 0;
        foreach (var row in parcels.Read(CancellationToken.None))
        {
            all++;
            placed += row.Geometry is null ? 0 : 1;
            if (all == 3)
                Assert.Equal("安房2-乙", row.Values[0]);
        }

        Assert.Equal((84418, 83514), (all, placed));
    }
}
