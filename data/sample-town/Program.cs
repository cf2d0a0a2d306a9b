using Gis.SampleTown.Town;

if (args is not ["--out", { Length: > 0 } folder])
{
    Console.Error.WriteLine("使い方: Gis.SampleTown --out フォルダ\n架空の町「潮見町」のファイルを作ります。");
    return 2;
}

try
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    Directory.CreateDirectory(folder);
    if (Directory.EnumerateFileSystemEntries(folder).Any())
    {
        Console.Error.WriteLine($"{folder} は空ではありません。空のフォルダか、まだ無いフォルダを指定してください。");
        return 2;
    }

    var town = new BuiltTown();
    new TownFiles(town, folder).Write();
    Console.WriteLine($"潮見町（架空）を作りました: {town.Survey.Parcels.Count} 筆、建物 {town.Buildings.Count} 棟、{clock.Elapsed.TotalSeconds:F0} 秒");
    return 0;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
{
    Console.Error.WriteLine($"町のファイルを作れませんでした: {e.Message}");
    return 1;
}
