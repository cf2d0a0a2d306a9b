using System.Globalization;

namespace Gis.ImportBench.Town;

/// <summary>The attributes of a parcel.</summary>
/// <param name="Id">Running number.</param>
/// <param name="Oaza">大字.</param>
/// <param name="Chiban">地番.</param>
/// <param name="Chimoku">地目.</param>
/// <param name="Chiseki">Area in square metres, two decimals.</param>
internal sealed record ParcelRow(int Id, string Oaza, string Chiban, string Chimoku, decimal Chiseki)
{
    private static readonly string[] First = ["東", "西", "南", "北", "上", "下", "中", "新", "大", "小", "前", "奥", "岩", "松", "竹", "梅", "杉", "桜", "石", "金", "吉", "福", "高", "長", "広"];
    private static readonly string[] Second = ["原", "沢", "田", "野", "川", "山", "谷", "島", "浜", "崎", "木", "林", "森", "坂", "橋", "井"];
    private static readonly string[] Category = ["宅地", "宅地", "宅地", "田", "畑", "畑", "山林", "山林", "雑種地", "公衆用道路", "原野", "墓地"];

    /// <summary>The attributes of a parcel of a grid. One 大字 is 41 × 64 parcels.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="parcel">Number in the grid, from 0.</param>
    /// <param name="id">Its number in the file.</param>
    /// <param name="edition">Edition of the file; later ones have another 地目 in one row of a hundred.</param>
    public static ParcelRow Of(ParcelGrid grid, int parcel, int id, int edition)
    {
        var (i, j) = grid.Cell(parcel);
        var main = ((i % 41) * 64) + (j % 64) + 1;
        var branch = Noise.At(parcel, 11) < 0.6 ? "-" + (1 + (int)(Noise.At(parcel, 12) * 20)).ToString(CultureInfo.InvariantCulture) : "";
        var changed = edition > 1 && Noise.At(parcel, 14) < 0.01;
        var category = changed ? "更地" + edition.ToString(CultureInfo.InvariantCulture) : Category[(int)(Noise.At(parcel, 13) * Category.Length)];
        return new ParcelRow(
            id, First[i / 41 % First.Length] + Second[j / 64 % Second.Length], main.ToString(CultureInfo.InvariantCulture) + branch, category,
            Math.Round((decimal)Area(grid.Ring(parcel)), 2));
    }

    private static double Area(List<(double East, double North)> ring)
    {
        double sum = 0;
        for (var i = 1; i < ring.Count; i++)
            sum += (ring[i - 1].East * ring[i].North) - (ring[i].East * ring[i - 1].North);
        return Math.Abs(sum) / 2;
    }
}
