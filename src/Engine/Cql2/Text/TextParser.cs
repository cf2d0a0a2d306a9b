using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2.Text;

/// <summary>
/// Recursive descent over CQL2 text: OR, AND, NOT, one predicate, then arithmetic (+ − below * / % div below ^, which binds to the right). A sign binds
/// closer than ^, as in the standard's grammar.
/// </summary>
internal sealed partial class TextParser(List<TextToken> tokens, ExpressionBuilder build)
{
    private int _at;

    private TextToken Current => tokens[_at];

    /// <summary>The whole filter.</summary>
    public Cql2Expression Filter()
    {
        var filter = ExpressionBuilder.Condition(Disjunction());
        if (Current.Kind != TokenKind.End)
            throw Unexpected("フィルターはここで終わるはずです。");
        return filter;
    }

    private Cql2Expression Disjunction() => Chain(LogicalOperator.Or, "OR", Conjunction);

    private Cql2Expression Conjunction() => Chain(LogicalOperator.And, "AND", Factor);

    private Cql2Expression Chain(LogicalOperator op, string word, Func<Cql2Expression> operand)
    {
        var first = operand();
        if (!Current.IsWord(word))
            return first;
        var list = new List<Cql2Expression> { first };
        while (TakeWord(word))
            build.Add(list, operand());
        return build.MakeLogical(op, first.Origin.Offset, list);
    }

    private Cql2Expression Factor()
    {
        var offset = Current.Offset;
        if (!TakeWord("NOT"))
            return Predicate();
        build.Enter(offset);
        var operand = Factor();
        build.Leave();
        return build.MakeNot(offset, operand);
    }

    private Cql2Expression Predicate()
    {
        var left = Sum();
        var offset = left.Origin.Offset;
        if (Current.Kind == TokenKind.Symbol && OperatorNames.Comparison.TryText(Current.Value, out var op))
        {
            _at++;
            var right = Sum();
            return build.Node(new Comparison(op, left, right), offset, left, right);
        }

        if (TakeWord("IS"))
        {
            var isNot = TakeWord("NOT");
            if (!TakeWord("NULL"))
                throw Unexpected("IS の後には NULL を書いてください。");
            return Negated(isNot, build.Node(new IsNull(left), offset, left));
        }

        var not = Current.IsWord("NOT");
        if (not)
            _at++;
        if (TakeWord("LIKE"))
            return Negated(not, build.MakeLike(offset, left, Sum()));
        if (TakeWord("BETWEEN"))
            return Negated(not, BetweenRest(left));
        if (TakeWord("IN"))
            return Negated(not, InRest(left));
        return not ? throw Unexpected("NOT の後には LIKE、BETWEEN、IN のどれかを書いてください。") : left;
    }

    private Cql2Expression Negated(bool not, Cql2Expression predicate) => not ? build.MakeNot(predicate.Origin.Offset, predicate) : predicate;

    private Between BetweenRest(Cql2Expression value)
    {
        var low = Sum();
        if (!TakeWord("AND"))
            throw Unexpected("BETWEEN の2つの値の間には AND を書いてください。");
        var high = Sum();
        return build.Node(new Between(value, low, high), value.Origin.Offset, value, low, high);
    }

    private InList InRest(Cql2Expression value)
    {
        Take(TokenKind.LeftParenthesis, "IN の後には「(」を書いてください。");
        build.Enter(value.Origin.Offset);
        var items = Items(Disjunction, mayBeEmpty: false);
        build.Leave();
        return build.Node(new InList(value, [.. items]), value.Origin.Offset, items, value);
    }

    private Cql2Expression Sum() => Arithmetic(Product, "+", "-");

    private Cql2Expression Product() => Arithmetic(Power, "*", "/", "%", "div");

    private Cql2Expression Arithmetic(Func<Cql2Expression> operand, params ReadOnlySpan<string> signs)
    {
        var left = operand();
        while (TakeOperator(signs) is { } op)
        {
            var right = operand();
            left = build.Node(new Arithmetic(op, left, right), left.Origin.Offset, left, right);
        }

        return left;
    }

    private Cql2Expression Power()
    {
        var left = Signed();
        if (!Current.IsSymbol("^"))
            return left;
        build.Enter(Current.Offset);
        _at++;
        var right = Power();
        build.Leave();
        return build.Node(new Arithmetic(ArithmeticOperator.Power, left, right), left.Origin.Offset, left, right);
    }

    private Cql2Expression Signed()
    {
        var sign = Current;
        var minus = sign.IsSymbol("-");
        if (!minus && !sign.IsSymbol("+"))
            return Primary();
        _at++;
        if (Current.Kind == TokenKind.Number)
            return Number(minus, sign.Offset);
        var operand = Primary();
        if (!minus)
            return operand;
        var minusOne = build.Leaf(new NumberLiteral(-1, -1m), sign.Offset);
        return build.Node(new Arithmetic(ArithmeticOperator.Multiply, minusOne, operand), sign.Offset, minusOne, operand);
    }

    private NumberLiteral Number(bool minus, int offset)
    {
        var token = tokens[_at++];
        return build.Leaf(LiteralReader.Number(minus ? "-" + token.Value : token.Value, offset, build.Limits), offset);
    }

    private ArithmeticOperator? TakeOperator(ReadOnlySpan<string> signs)
    {
        foreach (var sign in signs)
        {
            if (Current.IsSymbol(sign) || Current.IsWord(sign))
            {
                _at++;
                return OperatorNames.Arithmetic.TryText(sign, out var op) ? op : null;
            }
        }

        return null;
    }

    private bool TakeWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        _at++;
        return true;
    }

    private void Take(TokenKind kind, string otherwise)
    {
        if (Current.Kind != kind)
            throw Unexpected(otherwise);
        _at++;
    }

    private Cql2Exception Unexpected(string sentence) => new(Cql2Fault.Syntax, Current.Offset, sentence);
}
