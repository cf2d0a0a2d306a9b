namespace Gis.Importer.Formats.MojMap;

/// <summary>
/// Keys that find the same 筆 in next year's file. The file's own ids (H000000012) are numbered anew in every edition, and maps are split, merged
/// and renamed when a survey replaces them; what stays is what the land register goes by: the codes of 大字・丁目・小字・予備 and the 地番.
/// </summary>
internal sealed class MojParcelKey(MojMapHeader header)
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>The key of the next 筆 in file order. A repeated 地番 (parts of one 筆, or an error of the map) gets an ordinal.</summary>
    public string Next(MojParcel parcel, bool ofThisMapOnly)
    {
        var key = $"{header.TownCode}-{parcel["大字コード"]}{parcel["丁目コード"]}{parcel["小字コード"]}{parcel["予備コード"]}-{parcel["地番"]}";

        // 地区外-n and 別図-n are counted within a map and mean nothing outside of it.
        if (ofThisMapOnly)
            key += "@" + header.MapName;
        var times = seen[key] = seen.GetValueOrDefault(key) + 1;
        return times == 1 ? key : $"{key}#{times}";
    }
}
