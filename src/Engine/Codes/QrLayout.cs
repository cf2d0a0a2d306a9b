namespace Gis.Engine.Codes;

/// <summary>Sizes of QR codes of correction level M, which survives the loss of about 15 % (ISO/IEC 18004 §6.3, tables 1, 9 and E.1).</summary>
internal static class QrLayout
{
    /// <summary>The largest version that is made: 97 × 97 modules, 666 bytes. Addresses of pages are far shorter.</summary>
    public const int LastVersion = 20;

    private static readonly byte[] WordsPerBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
    private static readonly byte[] BlockCount = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

    /// <summary>Modules along a side.</summary>
    public static int Size(int version) => (4 * version) + 17;

    /// <summary>Correction words of each block.</summary>
    public static int CorrectionWords(int version) => WordsPerBlock[version - 1];

    /// <summary>Number of blocks.</summary>
    public static int Blocks(int version) => BlockCount[version - 1];

    /// <summary>All words, data and correction.</summary>
    public static int Words(int version)
    {
        var modules = (((16 * version) + 128) * version) + 64;
        if (version >= 2)
        {
            var marks = (version / 7) + 2;
            modules -= (((25 * marks) - 10) * marks) - 55;
            if (version >= 7)
                modules -= 36;
        }

        return modules / 8;
    }

    /// <summary>Words that hold data.</summary>
    public static int DataWords(int version) => Words(version) - (CorrectionWords(version) * Blocks(version));

    /// <summary>Rows and columns of the middles of alignment patterns.</summary>
    public static int[] Alignments(int version)
    {
        if (version == 1)
            return [];
        var count = (version / 7) + 2;
        var step = ((4 * version) + (2 * count) + 1) / ((2 * count) - 2) * 2;
        var places = new int[count];
        places[0] = 6;
        for (var i = 1; i < count; i++)
            places[i] = Size(version) - 7 - (step * (count - 1 - i));
        return places;
    }
}
