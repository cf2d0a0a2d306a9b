namespace Gis.SampleTown.Plan;

/// <summary>Names and codes of a town that does not exist.</summary>
internal static class TownName
{
    public const string Name = "潮見町";
    public const string Prefecture = "神奈川県";
    public const string County = "架空郡";

    /// <summary>Five digits. Prefecture 14 has no municipality 999.</summary>
    public const string Code5 = "14999";

    /// <summary>Six digits with the check digit of 総務省 全国地方公共団体コード.</summary>
    public static string Code6 { get; } = Code5 + CheckDigit(Code5);

    /// <summary>The digits are weighted 6, 5, 4, 3, 2; the check digit is 11 − (sum mod 11), its last digit only.</summary>
    internal static int CheckDigit(string code)
    {
        var sum = 0;
        for (var i = 0; i < 5; i++)
            sum += (code[i] - '0') * (6 - i);
        return (11 - sum % 11) % 10;
    }
}
