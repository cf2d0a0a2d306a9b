using System.Globalization;
using System.Text;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Npgsql;

namespace Gis.Engine.Cql2.Sql;

/// <summary>Writes the SQL of a checked filter.</summary>
internal sealed partial class SqlBuilder(Cql2Settings settings, int firstParameter)
{
    /// <summary>Half of what PostgreSQL's protocol carries.</summary>
    private const int MaxParameters = 32_000;

    private readonly StringBuilder _sql = new();
    private readonly List<NpgsqlParameter> _parameters = [];

    /// <summary>What has been written.</summary>
    public Cql2Sql Build() => new(_sql.ToString(), _parameters);

    /// <summary>Writes a boolean expression in parentheses.</summary>
    public void Condition(Cql2Expression condition)
    {
        _sql.Append('(');
        switch (condition)
        {
            case Logical logical:
                Joined(logical.Operands, logical.Operator == LogicalOperator.And ? " AND " : " OR ", Condition);
                break;
            case Negation not:
                _sql.Append("NOT ");
                Condition(not.Operand);
                break;
            case Comparison comparison:
                Compare(comparison);
                break;
            case LikePredicate like:
                Value(like.Value);
                _sql.Append(" LIKE ");
                Value(like.Pattern);
                _sql.Append(@" ESCAPE '\'");
                break;
            case Between between:
                Ordered(between.Value);
                _sql.Append(" BETWEEN ");
                Ordered(between.Low);
                _sql.Append(" AND ");
                Ordered(between.High);
                break;
            case InList list:
                In(list);
                break;
            case IsNull isNull:
                Value(isNull.Operand);
                _sql.Append(" IS NULL");
                break;
            case SpatialPredicate predicate:
                Relate(predicate);
                break;
            case TypedArrayPredicate predicate:
                Sets(predicate);
                break;
            case NullValue:
                _sql.Append("NULL::boolean");
                break;
            default:
                Value(condition);
                break;
        }

        _sql.Append(')');
    }

    private void Compare(Comparison comparison)
    {
        // Equality is the same in every collation; order is by code point, as a town's other programs sort codes and 地番.
        Action<Cql2Expression> side = comparison.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual ? Value : Ordered;
        side(comparison.Left);
        _sql.Append(' ').Append(OperatorNames.Comparison[comparison.Operator]).Append(' ');
        side(comparison.Right);
    }

    private void Ordered(Cql2Expression value)
    {
        var text = IsText(value);
        _sql.Append(text ? "(" : "");
        Value(value);
        _sql.Append(text ? " COLLATE \"C\")" : "");
    }

    private static bool IsText(Cql2Expression value) => value switch
    {
        TextLiteral or Folding => true,
        Column column => column.Queryable.Type == Cql2Type.Text,
        Invocation invocation => invocation.Function.Returns == Cql2Type.Text,
        _ => false,
    };

    private void In(InList list)
    {
        Value(list.Value);
        if (SqlParameters.Array(list.Items) is { } array)
        {
            _sql.Append(" = ANY (");
            Parameter(array);
            _sql.Append(')');
            return;
        }

        _sql.Append(" IN (");
        Joined(list.Items, ", ", Value);
        _sql.Append(')');
    }

    private void Relate(SpatialPredicate predicate)
    {
        // ST_Disjoint knows no index; NOT ST_Intersects says the same, null included.
        _sql.Append(predicate.Operator switch
        {
            SpatialOperator.Contains => "ST_Contains(",
            SpatialOperator.Crosses => "ST_Crosses(",
            SpatialOperator.Disjoint => "NOT ST_Intersects(",
            SpatialOperator.Equal => "ST_Equals(",
            SpatialOperator.Intersects => "ST_Intersects(",
            SpatialOperator.Overlaps => "ST_Overlaps(",
            SpatialOperator.Touches => "ST_Touches(",
            SpatialOperator.Within => "ST_Within(",
            _ => throw new ArgumentOutOfRangeException(nameof(predicate)),
        });
        Value(predicate.Left);
        _sql.Append(", ");
        Value(predicate.Right);
        _sql.Append(')');
    }

    private void Sets(TypedArrayPredicate predicate)
    {
        var (left, right) = (Part(() => Items(predicate.Left, predicate.Element)), Part(() => Items(predicate.Right, predicate.Element)));
        _sql.Append(predicate.Operator switch
        {
            ArrayOperator.ContainedBy => $"{left} <@ {right}",
            ArrayOperator.Contains => $"{left} @> {right}",
            ArrayOperator.Overlaps => $"{left} && {right}",
            // Each side once: repeated, nested predicates would grow without measure. OFFSET keeps the planner from repeating them itself.
            _ => $"SELECT s.a @> s.b AND s.a <@ s.b FROM (SELECT {left} AS a, {right} AS b OFFSET 0) s",
        });
    }

    private void Items(Cql2Expression array, Cql2Type element)
    {
        if (array is ArrayLiteral { Items: var items })
        {
            if (items.Count == 0 || SqlParameters.Array(items) is not { } literals)
            {
                _sql.Append("ARRAY[");
                Joined(items, ", ", Value);
                _sql.Append(']');
            }
            else
            {
                Parameter(literals);
            }
        }
        else
        {
            Value(array);
        }

        _sql.Append("::").Append(SqlParameters.TypeName(element)).Append("[]");
    }

    /// <summary>Writes a part apart, so that it can stand twice with the same parameters.</summary>
    private string Part(Action write)
    {
        var start = _sql.Length;
        write();
        var part = _sql.ToString(start, _sql.Length - start);
        _sql.Length = start;
        return part;
    }

    private void Joined(ExpressionList items, string separator, Action<Cql2Expression> write)
    {
        for (var i = 0; i < items.Count; i++)
        {
            _sql.Append(i == 0 ? "" : separator);
            write(items[i]);
        }
    }

    private void Parameter(NpgsqlParameter parameter)
    {
        if (_parameters.Count == MaxParameters)
            throw new Cql2Exception(Cql2Fault.Limit, null, "条件が多すぎます。");
        _sql.Append(CultureInfo.InvariantCulture, $"${firstParameter + _parameters.Count}");
        _parameters.Add(parameter);
    }
}
