namespace Gis.Engine.Cql2.Memory;

/// <summary>LIKE: the pattern's last % is the only one ever tried again, so matching takes at most length × pattern steps.</summary>
internal sealed class LikeMatcher
{
    private const int Any = -1;
    private const int One = -2;

    private readonly int[] _pattern;

    /// <summary>Prepares a pattern; it must not end with a lone backslash.</summary>
    public LikeMatcher(string pattern)
    {
        var runes = pattern.EnumerateRunes().ToArray();
        var signs = new List<int>();
        for (var i = 0; i < runes.Length; i++)
        {
            signs.Add(runes[i].Value switch
            {
                '%' => Any,
                '_' => One,
                '\\' => runes[++i].Value,
                var other => other,
            });
        }

        _pattern = [.. signs];
    }

    /// <summary>Whether the whole text matches.</summary>
    public bool IsMatch(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        var (at, sign, retryAt, retrySign) = (0, 0, 0, -1);
        while (at < runes.Length)
        {
            if (sign < _pattern.Length && _pattern[sign] == Any)
            {
                (retryAt, retrySign) = (at, ++sign);
            }
            else if (sign < _pattern.Length && (_pattern[sign] == One || _pattern[sign] == runes[at].Value))
            {
                at++;
                sign++;
            }
            else if (retrySign >= 0)
            {
                (at, sign) = (++retryAt, retrySign);
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(sign).TrimStart(Any).IsEmpty;
    }
}
