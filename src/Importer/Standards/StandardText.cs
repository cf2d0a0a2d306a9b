using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Standards;

namespace Gis.Importer.Standards;

/// <summary>Values as a list writes them, where another way of writing says the same.</summary>
internal static class StandardText
{
    /// <summary>The value, or what the town says of itself where there is none.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="own">What the layer has; empty: nothing.</param>
    /// <param name="town">The town, or null.</param>
    public static string Of(StandardColumn column, string own, Town? town) => own.Length == 0
        ? column.Town switch
        {
            TownValue.Code => town is null ? "" : MunicipalityCode.Complete(town.Code) ?? "",
            TownValue.Name => town?.Name ?? "",
            _ => "",
        }
        : column.Rule switch
        {
            ColumnRule.Code => MunicipalityCode.Complete(own, town?.Code) ?? own,
            ColumnRule.Time => Time(own),
            ColumnRule.Mark => own is "0" ? "" : own,
            ColumnRule.Has => own switch { "1" or "true" => "有", "0" or "false" => "無", _ => own },
            _ => own,
        };

    // 8:30 and 08:30:00 are half past eight; anything else is left for the check to name.
    private static string Time(string text) =>
        TimeOnly.TryParseExact(text, ["H:mm", "HH:mm", "H:mm:ss", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Second == 0
            ? time.ToString("HH:mm", CultureInfo.InvariantCulture)
            : text;
}
