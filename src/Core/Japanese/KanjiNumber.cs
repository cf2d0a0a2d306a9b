using System.Globalization;
using System.Text;

namespace Gis.Core.Japanese;

/// <summary>漢数字: 百二十三, 一二三, 二〇, 壱, 拾 and so on.</summary>
public static class KanjiNumber
{
    // What follows a number in an address. A number before anything else may be part of a name (三田, 千葉) and is left alone.
    private static readonly string[] Counters = ["丁目", "番地", "番", "号", "条", "線", "区", "地割", "の", "ノ", "-", "班", "組", "級", "m", "メートル", "人", "階"];

    /// <summary>Reads a text that is wholly a number in kanji. Positional (一二三, 二〇) and with units (百二十三, 千五) are both read.</summary>
    /// <param name="text">The characters of the number, nothing else.</param>
    /// <param name="value">The number, below 10^16.</param>
    /// <returns>False for an empty text, another character, or a malformed number (十百).</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 20)
            return false;
        return HasUnit(text) ? TryParseUnits(text, out value) : TryParsePositional(text, out value);
    }

    /// <summary>Whether a character can be part of a number in kanji.</summary>
    public static bool IsNumeral(char c) => DigitOf(c) >= 0 || UnitOf(c) > 0;

    /// <summary>
    /// Replaces numbers in kanji by digits where they count something in an address (三丁目 → 3丁目, 百二十三番地ノ四 → 123番地ノ4). Numbers inside names
    /// stay (三田, 千葉).
    /// </summary>
    public static string ReplaceInAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? result = null;
        var done = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && IsNumeral(text[end]))
                end++;
            if (end == start)
            {
                start++;
                continue;
            }

            var number = CountsSomething(text, end) || FollowsNumber(text, start, end, result is not null);
            if (number && TryParse(text.AsSpan(start, end - start), out var value))
            {
                (result ??= new StringBuilder()).Append(text, done, start - done).Append(value.ToString(CultureInfo.InvariantCulture));
                done = end;
            }

            start = end;
        }

        return result?.Append(text, done, text.Length - done).ToString() ?? text;
    }

    // "の四" at the end of 百二十三番地の四: a number after another number's separator.
    private static bool FollowsNumber(string text, int start, int end, bool numberBefore)
    {
        if (end < text.Length || start == 0)
            return false;
        var separated = text[start - 1] is 'の' or 'ノ' or '-' or '番' or '地' or '目';
        return separated && (numberBefore || text.AsSpan(0, start).IndexOfAnyInRange('0', '9') >= 0);
    }

    private static bool CountsSomething(string text, int end)
    {
        foreach (var counter in Counters)
        {
            if (string.CompareOrdinal(text, end, counter, 0, counter.Length) != 0)
                continue;
            // 三の宮 and 一ノ瀬 are names; 三の四 and 三の4 are numbers.
            if (counter is not ("の" or "ノ"))
                return true;
            var next = end + 1;
            if (next < text.Length && (IsNumeral(text[next]) || Width.IsDigit(text[next])))
                return true;
        }

        return false;
    }

    private static bool HasUnit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (UnitOf(c) > 0)
                return true;
        }

        return false;
    }

    private static bool TryParsePositional(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        foreach (var c in text)
        {
            var digit = DigitOf(c);
            if (digit < 0 || value > 999_999_999_999_999)
                return false;
            value = value * 10 + digit;
        }

        return true;
    }

    private static bool TryParseUnits(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        long section = 0;
        long digit = -1;
        long lastUnit = long.MaxValue;
        foreach (var c in text)
        {
            if (DigitOf(c) is >= 0 and var d)
            {
                if (digit >= 0)
                    return false;
                digit = d;
                continue;
            }

            var unit = UnitOf(c);
            if (unit == 0)
                return false;
            if (unit >= 10_000)
            {
                section += Math.Max(digit, 0);
                value += (section == 0 ? 1 : section) * unit;
                (section, lastUnit) = (0, long.MaxValue);
            }
            else
            {
                if (unit >= lastUnit)
                    return false;
                section += (digit < 0 ? 1 : digit) * unit;
                lastUnit = unit;
            }

            digit = -1;
        }

        value += section + Math.Max(digit, 0);
        return true;
    }

    private static int DigitOf(char c) => c switch
    {
        '〇' or '零' => 0,
        '一' or '壱' or '壹' => 1,
        '二' or '弐' or '貳' => 2,
        '三' or '参' or '參' => 3,
        '四' => 4,
        '五' or '伍' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => -1,
    };

    private static long UnitOf(char c) => c switch
    {
        '十' or '拾' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' or '萬' => 10_000,
        '億' => 100_000_000,
        _ => 0,
    };
}
