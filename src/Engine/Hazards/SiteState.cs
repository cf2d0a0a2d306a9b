using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Engine.Hazards;

/// <summary>Whether people can go into a site, in the words of 災害対応基本共有情報 (EEI v1.1).</summary>
public enum Opening
{
    /// <summary>不明, empty, or words that are none of the others. Never taken for open.</summary>
    Unknown,

    /// <summary>開設.</summary>
    Open,

    /// <summary>常設: always there, such as a park.</summary>
    Always,

    /// <summary>未開設.</summary>
    NotYet,

    /// <summary>閉鎖.</summary>
    Closed,
}

/// <summary>How full a site is; the four steps that towns use (below 30, 60, 80 per cent and above).</summary>
public enum Crowding
{
    /// <summary>Not said, or in words that are none of the others.</summary>
    Unknown,

    /// <summary>空いている.</summary>
    Free,

    /// <summary>やや混雑.</summary>
    Some,

    /// <summary>混雑.</summary>
    Crowded,

    /// <summary>満員.</summary>
    Full,
}

/// <summary>What was last said of a site while an incident is on.</summary>
/// <param name="Opening">Whether people can go in.</param>
/// <param name="Crowding">How full it is.</param>
/// <param name="At">When that was so; null when nobody wrote it down.</param>
public sealed partial record SiteState(Opening Opening, Crowding Crowding, DateTimeOffset? At)
{
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    // Longer words first: 未開設 holds 開設.
    private static readonly (string Word, Opening Opening)[] Openings =
    [
        ("未開設", Opening.NotYet), ("開設していない", Opening.NotYet), ("開設準備", Opening.NotYet), ("開設予定", Opening.NotYet), ("閉鎖", Opening.Closed), ("閉所", Opening.Closed),
        ("常設", Opening.Always), ("不明", Opening.Unknown), ("開設", Opening.Open), ("開所", Opening.Open),
    ];

    private static readonly (string Word, Crowding Crowding)[] Crowdings =
    [
        ("満", Crowding.Full), ("受入不可", Crowding.Full), ("やや混", Crowding.Some), ("やや空", Crowding.Some), ("少し混", Crowding.Some), ("混雑していない", Crowding.Free), ("混雑なし", Crowding.Free),
        ("混", Crowding.Crowded), ("空", Crowding.Free), ("余裕", Crowding.Free),
    ];

    /// <summary>Roles of the fields that say it, in the order of <see cref="Read(string?, string?, string?)"/>.</summary>
    public static IReadOnlyList<string> Roles => [FieldRole.OpeningState, FieldRole.Crowding, FieldRole.StateTime];

    /// <summary>Whether somebody who can choose should be sent elsewhere: not open yet, closed or full. What is not known is not among them, and not recommended as open either.</summary>
    public bool IsAgainst => Opening is Opening.NotYet or Opening.Closed || Crowding == Crowding.Full;

    /// <summary>Reads what a row says; null when it says nothing.</summary>
    /// <param name="opening">開設状況.</param>
    /// <param name="crowding">混雑状況, in words or as per cent of the capacity.</param>
    /// <param name="at">When that was so, with or without the time zone; without one it is Japan's.</param>
    public static SiteState? Read(string? opening, string? crowding, string? at) =>
        string.IsNullOrWhiteSpace(opening) && string.IsNullOrWhiteSpace(crowding)
            ? null
            : new SiteState(OpeningOf(Plain(opening)), CrowdingOf(Plain(crowding)), TimeOf(at));

    private static string Plain(string? text) => Width.Fold(text ?? "").Trim();

    private static Opening OpeningOf(string text) => Openings.FirstOrDefault(o => text.Contains(o.Word, StringComparison.Ordinal)).Opening;

    private static Crowding CrowdingOf(string text)
    {
        if (Share().Match(text) is { Success: true } share)
        {
            return double.Parse(share.Groups[1].Value, CultureInfo.InvariantCulture) switch
            {
                < 30 => Crowding.Free,
                < 60 => Crowding.Some,
                < 80 => Crowding.Crowded,
                _ => Crowding.Full,
            };
        }

        return Crowdings.FirstOrDefault(c => text.Contains(c.Word, StringComparison.Ordinal)).Crowding;
    }

    private static DateTimeOffset? TimeOf(string? text)
    {
        var plain = Plain(text).Replace('年', '-').Replace('月', '-').Replace("日", " ", StringComparison.Ordinal).Replace('時', ':').Replace("分", "", StringComparison.Ordinal);
        if (!DateTime.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault | DateTimeStyles.AllowWhiteSpaces, out var local) || local.Year < 2000)
            return null;
        // 2026-11-22 05:05:00+00, as the database writes a time, and Z; a bare date has no hour that could be told.
        return Zoned().IsMatch(plain) && DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var exact)
            ? exact.ToOffset(Japan)
            : plain.Contains(':', StringComparison.Ordinal) ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Japan) : null;
    }

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*%", RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex(@":[0-9]{2}(?:\.[0-9]+)?\s*(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Zoned();
}
