namespace Gis.Engine.Search;

/// <summary>Tells a typing error from another name.</summary>
public static class Typing
{
    /// <summary>How many characters may be wrong, missing or too many in words of a length: one of three to five, then one more for each four.</summary>
    public static int Allowed(int length) => length < 3 ? 0 : 1 + ((length - 2) / 4);

    /// <summary>
    /// The least number of characters to change, leave out or put in so that the words stand somewhere in the name (edit distance to
    /// the nearest part of it; Sellers 1980).
    /// </summary>
    public static int Errors(string words, string name)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(name);
        var row = new int[words.Length + 1];
        for (var i = 0; i <= words.Length; i++)
            row[i] = i;
        var best = words.Length;
        foreach (var letter in name)
        {
            var diagonal = 0; // the part may begin at any letter of the name
            for (var i = 1; i <= words.Length; i++)
            {
                var above = row[i];
                row[i] = Math.Min(Math.Min(row[i - 1], above) + 1, diagonal + (words[i - 1] == letter ? 0 : 1));
                diagonal = above;
            }

            best = Math.Min(best, row[words.Length]);
        }

        return best;
    }
}
