using System.Text;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2.Text;

/// <summary>
/// Cuts CQL2 text into tokens, in one pass. In a character literal a quote is written '' or \', a backslash \\ and \a \b \t \n \v \f \r are control
/// characters; any other backslash stands for itself, so that LIKE patterns read as the standard prints them. In a quoted name, beyond the standard, any
/// character may stand (columns of Japanese towns hold blanks and brackets) and a double quote is written "".
/// </summary>
internal sealed class TextLexer(string text, Cql2Limits limits)
{
    private int _at;

    /// <summary>All tokens; the last is <see cref="TokenKind.End"/>.</summary>
    public List<TextToken> Read()
    {
        var tokens = new List<TextToken>();
        while (true)
        {
            while (_at < text.Length && NameCharacters.IsSpace(text[_at]))
                _at++;
            if (tokens.Count >= limits.Tokens)
                throw new Cql2Exception(Cql2Fault.Limit, _at, "フィルターが長すぎます。");
            if (_at == text.Length)
                break;
            tokens.Add(Next());
        }

        tokens.Add(new TextToken(TokenKind.End, text.Length, ""));
        return tokens;
    }

    private TextToken Next()
    {
        var start = _at;
        switch (text[_at])
        {
            case '\'':
                return new TextToken(TokenKind.Text, start, LiteralReader.Text(CharacterLiteral(), start, limits).Value);
            case '"':
                return new TextToken(TokenKind.QuotedName, start, LiteralReader.Name(QuotedName(), start, limits));
            case '(':
                return One(TokenKind.LeftParenthesis, 1);
            case ')':
                return One(TokenKind.RightParenthesis, 1);
            case ',':
                return One(TokenKind.Comma, 1);
            case '<' when Follows('=') || Follows('>'):
            case '>' when Follows('='):
                return One(TokenKind.Symbol, 2);
            case '=' or '<' or '>' or '+' or '-' or '*' or '/' or '%' or '^':
                return One(TokenKind.Symbol, 1);
            case >= '0' and <= '9':
            case '.' when _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]):
                return Number();
            default:
                return Word();
        }
    }

    private bool Follows(char c) => _at + 1 < text.Length && text[_at + 1] == c;

    private TextToken One(TokenKind kind, int length)
    {
        var token = new TextToken(kind, _at, text.Substring(_at, length));
        _at += length;
        return token;
    }

    private TextToken Number()
    {
        var start = _at;
        Digits();
        if (_at < text.Length && text[_at] == '.')
        {
            _at++;
            Digits();
        }

        if (_at < text.Length && text[_at] is 'E' or 'e')
        {
            var sign = _at + 1 < text.Length && text[_at + 1] is '+' or '-' ? 1 : 0;
            if (_at + 1 + sign < text.Length && char.IsAsciiDigit(text[_at + 1 + sign]))
            {
                _at += 1 + sign;
                Digits();
            }
        }

        if (_at - start > limits.NumberLength)
            throw new Cql2Exception(Cql2Fault.Limit, start, $"数値は{limits.NumberLength}文字までにしてください。");
        return new TextToken(TokenKind.Number, start, text[start.._at]);
    }

    private void Digits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
    }

    private TextToken Word()
    {
        var start = _at;
        while (_at < text.Length && Rune.TryGetRuneAt(text, _at, out var rune)
            && (_at == start ? NameCharacters.IsStart(rune) : NameCharacters.IsPart(rune)))
        {
            _at += rune.Utf16SequenceLength;
        }

        return _at == start
            ? throw new Cql2Exception(Cql2Fault.Syntax, start, "ここには使えない文字があります。")
            : new TextToken(TokenKind.Word, start, LiteralReader.Name(text[start.._at], start, limits));
    }

    private string QuotedName()
    {
        var name = new StringBuilder();
        for (var start = _at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"' && !Follows('"'))
            {
                _at++;
                return name.ToString();
            }

            if (text[_at] == '"')
                _at++;
            name.Append(text[_at]);
            if (name.Length > limits.NameLength)
                throw new Cql2Exception(Cql2Fault.Limit, start, $"名前は{limits.NameLength}文字までです。");
        }

        throw new Cql2Exception(Cql2Fault.Syntax, text.Length, "名前を閉じる「\"」がありません。");
    }

    private string CharacterLiteral()
    {
        var literal = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == '\'' && !Follows('\''))
            {
                _at++;
                return literal.ToString();
            }

            if (c == '\'')
                _at++;
            else if (c == '\\' && _at + 1 < text.Length && Unescaped(text[_at + 1]) is { } escaped)
                (c, _at) = (escaped, _at + 1);
            literal.Append(c);
        }

        throw new Cql2Exception(Cql2Fault.Syntax, text.Length, "文字列を閉じる「'」がありません。");
    }

    private static char? Unescaped(char c) => c switch
    {
        '\'' or '\\' => c,
        'a' => '\a',
        'b' => '\b',
        't' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        _ => null,
    };
}
