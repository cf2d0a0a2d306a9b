using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2.Text;

/// <content>Values: names, literals, functions, parentheses and arrays.</content>
internal sealed partial class TextParser
{
    private const string CloseList = "「,」か「)」を書いてください。";

    private Cql2Expression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Number(minus: false, token.Offset);
            case TokenKind.Text:
                _at++;
                return build.Leaf(new TextLiteral(token.Value), token.Offset);
            case TokenKind.QuotedName:
                _at++;
                return build.Leaf(new PropertyReference(token.Value), token.Offset);
            case TokenKind.LeftParenthesis:
                return Parenthesis();
            case TokenKind.Word:
                return Word();
            default:
                throw Unexpected("ここには値か項目名を書いてください。");
        }
    }

    private Cql2Expression Word()
    {
        var token = Current;
        if (token.IsWord("TRUE") || token.IsWord("FALSE"))
        {
            _at++;
            return build.Leaf(new BooleanLiteral(token.IsWord("TRUE")), token.Offset);
        }

        if (NameCharacters.IsReserved(token.Value))
            throw Unexpected("ここには値か項目名を書いてください(予約語を項目名にするには「\"」で囲みます)。");
        if (GeometryText() is { } geometry)
            return geometry;
        _at++;
        if (Current.Kind != TokenKind.LeftParenthesis)
            return build.Leaf(new PropertyReference(token.Value), token.Offset);

        build.Enter(token.Offset);
        _at++;
        var made = Invocation(token);
        build.Leave();
        return made;
    }

    private Cql2Expression Invocation(TextToken name)
    {
        var offset = name.Offset;
        if (OperatorNames.Folding.TryText(name.Value, out var folding))
        {
            var operand = Single();
            return build.Node(new Folding(folding, operand), offset, operand);
        }

        if (OperatorNames.Spatial.TryText(name.Value, out var spatial))
        {
            var (left, right) = Pair(Disjunction);
            return build.Node(new SpatialPredicate(spatial, left, right), offset, left, right);
        }

        if (OperatorNames.Temporal.TryText(name.Value, out var temporal))
        {
            var (left, right) = Pair(Disjunction);
            return build.Node(new TemporalPredicate(temporal, left, right), offset, left, right);
        }

        if (OperatorNames.Array.TryText(name.Value, out var array))
        {
            var (left, right) = Pair(ArrayOperand);
            return build.Node(new ArrayPredicate(array, left, right), offset, left, right);
        }

        if (TemporalLiteral(name) is { } literal)
            return literal;
        if (!NameCharacters.IsFunction(name.Value))
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "関数の名前が正しくありません。");
        var arguments = Items(Argument, mayBeEmpty: true);
        return build.Node(new FunctionCall(name.Value, [.. arguments]), offset, arguments);
    }

    private Cql2Expression? TemporalLiteral(TextToken name)
    {
        if (name.IsWord("INTERVAL"))
        {
            var (start, end) = Pair(IntervalEnd);
            return build.Node(new Interval(start, end), name.Offset, start, end);
        }

        var date = name.IsWord("DATE");
        if (!date && !name.IsWord("TIMESTAMP"))
            return null;
        var token = Current;
        Take(TokenKind.Text, "日時は「'」で囲んで書いてください。");
        Cql2Expression? instant = date ? InstantReader.Date(token.Value) : InstantReader.Timestamp(token.Value);
        Take(TokenKind.RightParenthesis, "「)」がありません。");
        return build.Leaf(instant ?? throw NoInstant(token.Offset), token.Offset);
    }

    private Cql2Expression IntervalEnd()
    {
        var token = Current;
        if (token.Kind == TokenKind.Text)
        {
            _at++;
            var bound = token.Value == ".." ? new Unbounded() : InstantReader.Instant(token.Value);
            return build.Leaf(bound ?? throw NoInstant(token.Offset), token.Offset);
        }

        var end = Primary();
        return end is PropertyReference or FunctionCall
            ? end
            : throw new Cql2Exception(Cql2Fault.Syntax, token.Offset, "INTERVAL には日時、'..'、項目名、関数のどれかを書いてください。");
    }

    private Cql2Expression Parenthesis()
    {
        build.Enter(Current.Offset);
        _at++;
        var inner = Single();
        build.Leave();
        return inner;
    }

    private Cql2Expression ArrayOperand() => Current.Kind == TokenKind.LeftParenthesis ? ArrayText() : Disjunction();

    /// <summary>An argument of a function or an item of an array; one that is in parentheses as a whole is an array, even of one item.</summary>
    private Cql2Expression Argument() => Current.Kind == TokenKind.LeftParenthesis && IsWholeArgument() ? ArrayText() : Disjunction();

    private bool IsWholeArgument()
    {
        var (end, open) = (_at, 0);
        do
        {
            open += tokens[end].Kind switch
            {
                TokenKind.LeftParenthesis => 1,
                TokenKind.RightParenthesis => -1,
                TokenKind.End => -open,
                _ => 0,
            };
            end++;
        }
        while (open > 0);
        return end < tokens.Count && tokens[end].Kind is TokenKind.Comma or TokenKind.RightParenthesis;
    }

    private ArrayLiteral ArrayText()
    {
        var offset = Current.Offset;
        build.Enter(offset);
        _at++;
        var items = Items(Argument, mayBeEmpty: true);
        build.Leave();
        return build.Node(new ArrayLiteral([.. items]), offset, items);
    }

    /// <summary>Items and the parenthesis behind them.</summary>
    private List<Cql2Expression> Items(Func<Cql2Expression> item, bool mayBeEmpty)
    {
        var items = new List<Cql2Expression>();
        if (mayBeEmpty && Current.Kind == TokenKind.RightParenthesis)
        {
            _at++;
            return items;
        }

        do
        {
            build.Add(items, item());
        }
        while (TakeComma());
        Take(TokenKind.RightParenthesis, CloseList);
        return items;
    }

    private Cql2Expression Single()
    {
        var operand = Disjunction();
        Take(TokenKind.RightParenthesis, "「)」がありません。");
        return operand;
    }

    private (Cql2Expression Left, Cql2Expression Right) Pair(Func<Cql2Expression> operand)
    {
        var left = operand();
        Take(TokenKind.Comma, "「,」と2つ目の値を書いてください。");
        var right = operand();
        Take(TokenKind.RightParenthesis, "「)」がありません(値は2つです)。");
        return (left, right);
    }

    private bool TakeComma()
    {
        if (Current.Kind != TokenKind.Comma)
            return false;
        _at++;
        return true;
    }

    private static Cql2Exception NoInstant(int offset) =>
        new(Cql2Fault.Value, offset, "日時として読めません(例: '2026-04-01'、'2026-04-01T09:00:00Z')。");
}
