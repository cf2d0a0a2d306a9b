using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Engine.Hazards;

/// <summary>
/// Understands what officers write about a site while an incident is on. People walk through the rain to a site that is said to be open or to have room, so only
/// what says just that is taken for it; a word of it inside another sentence (開設していません, 空きなし, 定員未満) is not.
/// </summary>
internal static partial class SiteStateReading
{
    // Looked for in this order: what is denied or over holds the same word as what is.
    private static readonly (Regex Words, Opening Opening)[] Openings =
    [
        (OpeningOver(), Opening.Closed), (OpeningDenied(), Opening.NotYet), (OpeningToCome(), Opening.NotYet), (OpeningAlways(), Opening.Always), (OpeningNow(), Opening.Open),
    ];

    private static readonly (Regex Words, Crowding Crowding)[] Crowdings =
    [
        (NoRoom(), Crowding.Full), (NotCrowded(), Crowding.Free), (LittleRoom(), Crowding.Crowded), (Denied(), Crowding.Unknown), (SomewhatCrowded(), Crowding.Some), (FullHouse(), Crowding.Full),
        (SomeRoom(), Crowding.Free), (ManyPeople(), Crowding.Crowded),
    ];

    /// <summary>Reads 開設状況.</summary>
    /// <param name="text">Folded to half width, without blanks around it.</param>
    public static Opening OpeningOf(string text) => Openings.FirstOrDefault(o => o.Words.IsMatch(text)).Opening;

    /// <summary>Reads 混雑状況: words, or per cent of the capacity, taken or left.</summary>
    /// <param name="text">Folded to half width, without blanks around it.</param>
    public static Crowding CrowdingOf(string text)
    {
        if (Share().Match(text) is not { Success: true } share)
            return Crowdings.FirstOrDefault(c => c.Words.IsMatch(text)).Crowding;
        var percent = double.Parse(share.Groups["percent"].Value, CultureInfo.InvariantCulture);
        if (share.Groups["below"].Success)
            percent = Math.BitDecrement(percent);
        return (Left().IsMatch(text) ? 100 - percent : percent) switch
        {
            < 30 => Crowding.Free,
            < 60 => Crowding.Some,
            < 80 => Crowding.Crowded,
            _ => Crowding.Full,
        };
    }

    /// <summary>Reads when that was so; null when it tells no hour of a day.</summary>
    /// <param name="text">Folded to half width, without blanks around it; without a time zone it is Japan's.</param>
    public static DateTimeOffset? TimeOf(string text)
    {
        var plain = text.Replace('年', '-').Replace('月', '-').Replace("日", " ", StringComparison.Ordinal).Replace('時', ':').Replace("分", "", StringComparison.Ordinal);
        if (!DateTime.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AllowWhiteSpaces, out var local) || local.Year < 2000)
            return null;
        // 2026-11-22 05:05:00+00, as the database writes a time, and Z; a bare date has no hour that could be told.
        return Zoned().IsMatch(plain) && DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var exact)
            ? JapanTime.Of(exact)
            : plain.Contains(':', StringComparison.Ordinal) ? JapanTime.At(local) : null;
    }

    [GeneratedRegex("閉鎖|閉所|閉設|終了|解除|中止|停止|撤収|休止|廃止|(受け?入れ?|開設|使用|利用)(は|が)?(不可|でき(ない|ません))")]
    private static partial Regex OpeningOver();

    [GeneratedRegex("未開|(開設|開所).*(ない|ません|なし|無し|せず)|非開設")]
    private static partial Regex OpeningDenied();

    [GeneratedRegex("準備|予定|検討|見込|待機|(開設|開所)(前|要請|依頼)")]
    private static partial Regex OpeningToCome();

    [GeneratedRegex("^常設|常時(開設|開放)")]
    private static partial Regex OpeningAlways();

    [GeneratedRegex(@"^(自主|一部|臨時|緊急)?(開設|開所)(中|済み?|しました|しています|している|されました|されています|されている|した|された)?($|[\s。、,・(（\[【:;/])")]
    private static partial Regex OpeningNow();

    [GeneratedRegex("(空き|空室|空|余裕|余地)(が|は|も)?(なし|無し|無$|な[いく]|ありません|有りません|無い)|空いて(い)?(ない|ません)|受け?入れ?(が|は|も)?(不可|停止|終了|でき(ない|ません))|入れ(ない|ません)")]
    private static partial Regex NoRoom();

    [GeneratedRegex("混雑(して|は|も|が)?(い)?(ない|ません|なし|無し|ありません)|混(んで|み合って)(は)?(い)?(ない|ません)|混雑(なし|無し)")]
    private static partial Regex NotCrowded();

    [GeneratedRegex("(空き|空室|余裕|余地|残り?)(が|は|も)?(あと)?(わずか|僅か|少)")]
    private static partial Regex LittleRoom();

    [GeneratedRegex("未満|ない|なし|無し|ません|不明|未定|(混雑|満員)(予想|の恐れ|のおそれ|の見込み?)")]
    private static partial Regex Denied();

    [GeneratedRegex("(やや|少し|少々|若干)(混|空)")]
    private static partial Regex SomewhatCrowded();

    [GeneratedRegex("満員|満室|満杯|満車|^満$|定員(超|に達)|超過")]
    private static partial Regex FullHouse();

    [GeneratedRegex("^空$|空い|空き|空室|余裕")]
    private static partial Regex SomeRoom();

    [GeneratedRegex("混")]
    private static partial Regex ManyPeople();

    [GeneratedRegex(@"(?<percent>[0-9]+(?:\.[0-9]+)?)\s*%\s*(?<below>未満)?", RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex("残|空|余")]
    private static partial Regex Left();

    [GeneratedRegex(@":[0-9]{2}(?:\.[0-9]+)?\s*(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Zoned();
}
