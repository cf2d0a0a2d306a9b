namespace Gis.Core.Catalogue;

/// <summary>Who a map is for: 公開型 or 統合型.</summary>
public enum Audience
{
    /// <summary>Residents, without sign-in.</summary>
    Public,

    /// <summary>Staff of the municipality, after sign-in.</summary>
    Staff,
}

/// <summary>How audiences are written in the catalogue and on the command line.</summary>
public static class AudienceText
{
    /// <summary>"public" or "staff".</summary>
    public static string ToText(this Audience audience) => audience == Audience.Public ? "public" : "staff";

    /// <summary>Reads "public" or "staff".</summary>
    public static bool TryParse(string? text, out Audience audience)
    {
        audience = text == "staff" ? Audience.Staff : Audience.Public;
        return text is "public" or "staff";
    }
}
