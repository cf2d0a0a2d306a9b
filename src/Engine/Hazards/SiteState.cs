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
public sealed record SiteState(Opening Opening, Crowding Crowding, DateTimeOffset? At)
{
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
            : new SiteState(SiteStateReading.OpeningOf(Plain(opening)), SiteStateReading.CrowdingOf(Plain(crowding)), SiteStateReading.TimeOf(Plain(at)));

    private static string Plain(string? text) => Width.Fold(text ?? "").Trim();
}
