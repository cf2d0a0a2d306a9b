namespace Gis.Engine.Codes;

/// <summary>The modules of a QR code while it is being drawn: function patterns first, then words, then the mask (ISO/IEC 18004 §7.3–7.9).</summary>
internal sealed class QrGrid
{
    private readonly int _version;
    private readonly int _size;
    private readonly bool[] _dark;
    private readonly bool[] _fixed;

    /// <summary>A grid with the function patterns drawn.</summary>
    public QrGrid(int version)
    {
        (_version, _size) = (version, QrLayout.Size(version));
        _dark = new bool[_size * _size];
        _fixed = new bool[_size * _size];
        for (var i = 0; i < _size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }

        Finder(3, 3);
        Finder(_size - 4, 3);
        Finder(3, _size - 4);
        var places = QrLayout.Alignments(version);
        foreach (var x in places)
        {
            foreach (var y in places)
            {
                if (!((x == 6 && (y == 6 || y == _size - 7)) || (x == _size - 7 && y == 6)))
                    Alignment(x, y);
            }
        }

        Format(0);
        Version();
    }

    private QrGrid(QrGrid other) =>
        (_version, _size, _dark, _fixed) = (other._version, other._size, (bool[])other._dark.Clone(), other._fixed);

    /// <summary>Whether a module is dark.</summary>
    public bool this[int x, int y] => _dark[(y * _size) + x];

    /// <summary>Modules along a side.</summary>
    public int Size => _size;

    /// <summary>Lays the words in their zigzag from the lower right corner.</summary>
    public void Fill(ReadOnlySpan<byte> words)
    {
        var bit = 0;
        for (var right = _size - 1; right >= 1; right -= 2)
        {
            if (right == 6)
                right = 5;
            for (var step = 0; step < _size; step++)
            {
                for (var side = 0; side < 2; side++)
                {
                    var x = right - side;
                    var upward = ((right + 1) & 2) == 0;
                    var y = upward ? _size - 1 - step : step;
                    if (_fixed[(y * _size) + x] || bit >= words.Length * 8)
                        continue;
                    _dark[(y * _size) + x] = ((words[bit >> 3] >> (7 - (bit & 7))) & 1) != 0;
                    bit++;
                }
            }
        }
    }

    /// <summary>The grid under a mask, with the format that says which.</summary>
    public QrGrid Masked(int mask)
    {
        var masked = new QrGrid(this);
        for (var y = 0; y < _size; y++)
        {
            for (var x = 0; x < _size; x++)
            {
                if (!_fixed[(y * _size) + x] && Inverts(mask, x, y))
                    masked._dark[(y * _size) + x] ^= true;
            }
        }

        masked.Format(mask);
        return masked;
    }

    private static bool Inverts(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => ((x / 3) + (y / 2)) % 2 == 0,
        5 => (x * y % 2) + (x * y % 3) == 0,
        6 => ((x * y % 2) + (x * y % 3)) % 2 == 0,
        _ => (((x + y) % 2) + (x * y % 3)) % 2 == 0,
    };

    private void Fix(int x, int y, bool dark)
    {
        _dark[(y * _size) + x] = dark;
        _fixed[(y * _size) + x] = true;
    }

    private void Finder(int atX, int atY)
    {
        for (var dy = -4; dy <= 4; dy++)
        {
            for (var dx = -4; dx <= 4; dx++)
            {
                var (x, y, ring) = (atX + dx, atY + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)));
                if (x >= 0 && x < _size && y >= 0 && y < _size)
                    Fix(x, y, ring is not (2 or 4));
            }
        }
    }

    private void Alignment(int atX, int atY)
    {
        for (var dy = -2; dy <= 2; dy++)
        {
            for (var dx = -2; dx <= 2; dx++)
                Fix(atX + dx, atY + dy, Math.Max(Math.Abs(dx), Math.Abs(dy)) != 1);
        }
    }

    // Level M has the bits 00; then three bits of the mask, protected by a BCH code (15,5).
    private void Format(int mask)
    {
        var rest = mask;
        for (var i = 0; i < 10; i++)
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        var bits = ((mask << 10) | rest) ^ 0x5412;
        bool Bit(int i) => ((bits >> i) & 1) != 0;
        for (var i = 0; i <= 5; i++)
            Fix(8, i, Bit(i));
        Fix(8, 7, Bit(6));
        Fix(8, 8, Bit(7));
        Fix(7, 8, Bit(8));
        for (var i = 9; i < 15; i++)
            Fix(14 - i, 8, Bit(i));
        for (var i = 0; i < 8; i++)
            Fix(_size - 1 - i, 8, Bit(i));
        for (var i = 8; i < 15; i++)
            Fix(8, _size - 15 + i, Bit(i));
        Fix(8, _size - 8, true);
    }

    // From version 7 on its number stands in the code, protected by a BCH code (18,6).
    private void Version()
    {
        if (_version < 7)
            return;
        var rest = _version;
        for (var i = 0; i < 12; i++)
            rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
        var bits = (_version << 12) | rest;
        for (var i = 0; i < 18; i++)
        {
            var (a, b) = (_size - 11 + (i % 3), i / 3);
            Fix(a, b, ((bits >> i) & 1) != 0);
            Fix(b, a, ((bits >> i) & 1) != 0);
        }
    }
}
