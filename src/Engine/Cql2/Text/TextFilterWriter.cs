using System.Text;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2.Text;

/// <summary>Writes CQL2 text, with parentheses wherever an operand is itself an operation.</summary>
internal sealed class TextFilterWriter
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    /// <summary>Writes one expression.</summary>
    public void Write(Cql2Expression expression)
    {
        switch (expression)
        {
            case Logical logical:
                WriteJoined(logical.Operands, $" {OperatorNames.Logical.InText(logical.Operator)} ");
                break;
            case Negation not:
                _text.Append("NOT ");
                WriteOperand(not.Operand, inLogic: true);
                break;
            case Comparison c:
                WriteInfix(c.Left, OperatorNames.Comparison[c.Operator], c.Right);
                break;
            case Arithmetic a:
                WriteInfix(a.Left, OperatorNames.Arithmetic[a.Operator], a.Right);
                break;
            case LikePredicate like:
                WriteInfix(like.Value, "LIKE", like.Pattern);
                break;
            case Between between:
                WriteInfix(between.Value, "BETWEEN", between.Low);
                _text.Append(" AND ");
                WriteOperand(between.High);
                break;
            case InList list:
                WriteOperand(list.Value);
                WriteCall(" IN ", list.Items);
                break;
            case IsNull isNull:
                WriteOperand(isNull.Operand);
                _text.Append(" IS NULL");
                break;
            case SpatialPredicate p:
                WriteCall(OperatorNames.Spatial.InText(p.Operator), [p.Left, p.Right]);
                break;
            case TemporalPredicate p:
                WriteCall(OperatorNames.Temporal.InText(p.Operator), [p.Left, p.Right]);
                break;
            case ArrayPredicate p:
                WriteCall(OperatorNames.Array.InText(p.Operator), [p.Left, p.Right]);
                break;
            case Folding folding:
                WriteCall(OperatorNames.Folding.InText(folding.Kind), [folding.Operand]);
                break;
            case FunctionCall call:
                WriteCall(call.Name, call.Arguments);
                break;
            case ArrayLiteral array:
                WriteCall("", array.Items);
                break;
            default:
                WriteLeaf(expression);
                break;
        }
    }

    private void WriteLeaf(Cql2Expression expression)
    {
        switch (expression)
        {
            case PropertyReference property:
                _text.Append(NameCharacters.IsPlain(property.Name) ? property.Name : $"\"{property.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
                break;
            case TextLiteral text:
                WriteText(text.Value);
                break;
            case NumberLiteral number:
                _text.Append(NumberWriter.Digits(number));
                break;
            case BooleanLiteral boolean:
                _text.Append(boolean.Value ? "TRUE" : "FALSE");
                break;
            case DateLiteral or TimestampLiteral:
                _text.Append(expression is DateLiteral ? "DATE('" : "TIMESTAMP('").Append(InstantWriter.Write(expression)).Append("')");
                break;
            case Interval interval:
                _text.Append("INTERVAL(");
                WriteIntervalEnd(interval.Start);
                _text.Append(", ");
                WriteIntervalEnd(interval.End);
                _text.Append(')');
                break;
            case GeometryLiteral geometry:
                WellKnownTextWriter.Write(_text, geometry.Shape);
                break;
            case BoxLiteral box:
                _text.Append("BBOX(").AppendJoin(',', NumberWriter.Box(box).Select(NumberWriter.Digits)).Append(')');
                break;
            default:
                throw new ArgumentException($"CQL2 has no text for {expression.GetType().Name}.", nameof(expression));
        }
    }

    private void WriteIntervalEnd(Cql2Expression end)
    {
        if (end is PropertyReference or FunctionCall)
            Write(end);
        else
            _text.Append('\'').Append(InstantWriter.Write(end)).Append('\'');
    }

    private void WriteInfix(Cql2Expression left, string op, Cql2Expression right)
    {
        WriteOperand(left);
        _text.Append(' ').Append(op).Append(' ');
        WriteOperand(right);
    }

    private void WriteJoined(ExpressionList items, string separator)
    {
        for (var i = 0; i < items.Count; i++)
        {
            _text.Append(i == 0 ? "" : separator);
            WriteOperand(items[i], inLogic: true);
        }
    }

    private void WriteCall(string name, ExpressionList items)
    {
        _text.Append(name).Append('(');
        for (var i = 0; i < items.Count; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Write(items[i]);
        }

        _text.Append(')');
    }

    private void WriteOperand(Cql2Expression operand, bool inLogic = false)
    {
        var bare = operand is not (Logical or Arithmetic or Comparison or LikePredicate or Between or InList or IsNull or Negation)
            || (inLogic && operand is not Logical);
        _text.Append(bare ? "" : "(");
        Write(operand);
        _text.Append(bare ? "" : ")");
    }

    private void WriteText(string value)
    {
        _text.Append('\'');
        foreach (var c in value)
        {
            _ = c switch
            {
                '\'' => _text.Append("''"),
                '\\' => _text.Append("\\\\"),
                '\a' => _text.Append("\\a"),
                '\b' => _text.Append("\\b"),
                '\t' => _text.Append("\\t"),
                '\n' => _text.Append("\\n"),
                '\v' => _text.Append("\\v"),
                '\f' => _text.Append("\\f"),
                '\r' => _text.Append("\\r"),
                _ => _text.Append(c),
            };
        }

        _text.Append('\'');
    }
}
