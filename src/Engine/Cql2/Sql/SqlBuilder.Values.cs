using System.Globalization;
using System.Text;
using Gis.Core.Geometry;
using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Engine.Cql2.Sql;

/// <content>Values.</content>
internal sealed partial class SqlBuilder
{
    /// <summary>
    /// CASEI: full case folding by ICU. Lower case first, then upper case: the last step knows no context, so a part of a word (a LIKE pattern) folds as the
    /// whole word does (Greek final sigma), and ß meets SS.
    /// </summary>
    private static readonly CompositeFormat FoldCase = CompositeFormat.Parse("""
        upper(lower(normalize({0}, NFC) COLLATE "und-x-icu") COLLATE "und-x-icu")
        """);

    /// <summary>
    /// ACCENTI: decomposed, combining marks of Latin, Greek and Cyrillic taken away, strokes too, composed again. Dakuten and handakuten (U+3099, U+309A)
    /// stay, as the standard recommends: か and が are different letters.
    /// </summary>
    private static readonly CompositeFormat FoldAccent = CompositeFormat.Parse("""
        normalize(translate(regexp_replace(normalize({0}, NFD), '[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]', '', 'g'), 'ØøĐđĦħŁłŦŧı', 'OoDdHhLlTti'), NFC)
        """);

    private void Value(Cql2Expression value)
    {
        switch (value)
        {
            case Column column:
                _sql.Append('(').Append(column.Queryable.Sql).Append(')');
                break;
            case Invocation { Function: var function, Arguments: var arguments }:
                _sql.Append('(').Append(function.Sql([.. arguments.Select(argument => Part(() => Value(argument)))])).Append(')');
                break;
            case Folding folding:
                _sql.AppendFormat(CultureInfo.InvariantCulture, folding.Kind == FoldingKind.Case ? FoldCase : FoldAccent, Part(() => Value(folding.Operand)));
                break;
            case Arithmetic arithmetic:
                Calculate(arithmetic);
                break;
            case BooleanLiteral boolean:
                _sql.Append(boolean.Value ? "TRUE" : "FALSE");
                break;
            case LocalDay day:
                _sql.Append('(');
                Value(day.Timestamp);
                _sql.Append(" AT TIME ZONE ");
                Parameter(new NpgsqlParameter<TimeSpan> { TypedValue = settings.LocalOffset, NpgsqlDbType = NpgsqlDbType.Interval });
                _sql.Append(")::date");
                break;
            case EndlessInstant end:
                _sql.Append(end.IsFuture ? "'infinity'::" : "'-infinity'::").Append(SqlParameters.TypeName(end.Type));
                break;
            case PlacedGeometry placed:
                Place(placed);
                break;
            case Reprojected reprojected:
                _sql.Append("ST_Transform(");
                Value(reprojected.Geometry);
                _sql.Append(CultureInfo.InvariantCulture, $", {reprojected.Target})");
                break;
            case DateLiteral { Value: var day } when SqlParameters.IsEndOfCalendar(day):
                _sql.Append(day == DateOnly.MinValue ? "'0001-01-01'::date" : "'9999-12-31'::date");
                break;
            case TextLiteral or NumberLiteral or DateLiteral or TimestampLiteral:
                var parameter = SqlParameters.Scalar(value);
                Parameter(parameter);
                _sql.Append("::").Append(SqlParameters.TypeName(parameter.NpgsqlDbType));
                break;
            default:
                Condition(value);
                break;
        }
    }

    private void Place(PlacedGeometry placed)
    {
        var shape = placed.Shape.Copy();
        shape.SRID = placed.Srid;
        _sql.Append(placed.Srid == placed.Target ? "ST_GeomFromEWKB(" : "ST_Transform(ST_GeomFromEWKB(");
        Parameter(new NpgsqlParameter<byte[]> { TypedValue = Ewkb.Write(shape), NpgsqlDbType = NpgsqlDbType.Bytea });
        _sql.Append(placed.Srid == placed.Target ? ")" : string.Create(CultureInfo.InvariantCulture, $"), {placed.Target})"));
    }

    /// <summary>
    /// All arithmetic is in double precision: a power of exact numerics could keep the database busy for hours. Division by zero gives null.
    /// </summary>
    private void Calculate(Arithmetic arithmetic)
    {
        var (left, right) = (Part(() => Operand(arithmetic.Left)), Part(() => Operand(arithmetic.Right)));
        _sql.Append(arithmetic.Operator switch
        {
            ArithmeticOperator.Add => $"({left} + {right})",
            ArithmeticOperator.Subtract => $"({left} - {right})",
            ArithmeticOperator.Multiply => $"({left} * {right})",
            ArithmeticOperator.Divide => $"({left} / NULLIF({right}, 0))",
            ArithmeticOperator.IntegerDivide => $"trunc({left} / NULLIF({right}, 0))",
            ArithmeticOperator.Modulo => $"mod({left}::numeric, NULLIF({right}, 0)::numeric)",
            _ => $"power({left}, {right})",
        });
    }

    private void Operand(Cql2Expression operand)
    {
        _sql.Append('(');
        Value(operand);
        _sql.Append(")::double precision");
    }
}
