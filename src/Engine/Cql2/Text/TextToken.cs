namespace Gis.Engine.Cql2.Text;

/// <summary>Sorts of tokens of CQL2 text.</summary>
internal enum TokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Number,
    LeftParenthesis,
    RightParenthesis,
    Comma,
    Symbol,
}

/// <summary>A token of CQL2 text.</summary>
/// <param name="Kind">Its sort.</param>
/// <param name="Offset">Characters before it.</param>
/// <param name="Value">Its characters, of a text or quoted name without quotes and escapes.</param>
internal readonly record struct TextToken(TokenKind Kind, int Offset, string Value)
{
    /// <summary>True for an operator sign.</summary>
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Value == symbol;

    /// <summary>True for a word, in any case.</summary>
    public bool IsWord(string word) => Kind == TokenKind.Word && Value.Equals(word, StringComparison.OrdinalIgnoreCase);
}
