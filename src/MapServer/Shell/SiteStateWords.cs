using System.Globalization;
using Gis.Engine.Hazards;

namespace Gis.MapServer.Shell;

/// <summary>What was last said of a site, in words: how it is, of when that is, and how long ago that was.</summary>
public static class SiteStateWords
{
    /// <summary>Name of an opening state in messages, style sheets and answers.</summary>
    public static string Id(Opening opening) => opening switch
    {
        Opening.Open => "open",
        Opening.Always => "always",
        Opening.NotYet => "notYet",
        Opening.Closed => "closed",
        _ => "unknown",
    };

    /// <summary>Name of a degree of crowding in messages and answers; null when it is not known.</summary>
    public static string? Id(Crowding crowding) => crowding switch
    {
        Crowding.Free => "free",
        Crowding.Some => "some",
        Crowding.Crowded => "crowded",
        Crowding.Full => "full",
        _ => null,
    };

    /// <summary>How it is. A site that is shut is not said to be empty.</summary>
    /// <param name="state">The state.</param>
    /// <param name="original">In Japanese, whatever the language of the request.</param>
    public static string Of(SiteState state, bool original = false)
    {
        ArgumentNullException.ThrowIfNull(state);
        string Say(string key) => original ? Messages.Original(key) : Messages.Of(key);
        var opening = Say("state." + Id(state.Opening));
        return Id(state.Crowding) is not { } crowding || state.Opening is Opening.NotYet or Opening.Closed ? opening
            : opening + (original || !Language.Current.IsForeign ? "・" : ", ") + Say("crowding." + crowding);
    }

    /// <summary>Of when that is and how long ago that was.</summary>
    /// <param name="state">The state.</param>
    /// <param name="now">The present moment.</param>
    public static string Since(SiteState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.At is not { } at ? Messages.Of("state.atUnknown") : Messages.Of("state.at", ("time", Time(at)), ("age", Age(now - at)));
    }

    private static string Time(DateTimeOffset at) =>
        at.ToString(Language.Current.IsForeign ? "yyyy-MM-dd HH:mm" : "M月d日 H時mm分", CultureInfo.InvariantCulture);

    private static string Age(TimeSpan age) => age.TotalMinutes < 90
        ? Messages.Of("state.minutes", ("count", Math.Max(0, (int)age.TotalMinutes)))
        : age.TotalHours < 48 ? Messages.Of("state.hours", ("count", (int)age.TotalHours)) : Messages.Of("state.days", ("count", (int)age.TotalDays));
}
