using System.Globalization;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Engine.Cql2.Sql;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Querying;
using Npgsql;

namespace Gis.MapServer.Features.Reading;

/// <summary>Writes the statements that read features through the view of a rights class.</summary>
internal sealed class FeatureSql(NpgsqlCommand command, TownSnapshot snapshot, Layer layer, FeatureQuery query)
{
    private readonly StringBuilder _sql = new();

    /// <summary>
    /// A page: fid, shape as EWKB, the version (of single features only), the fields, then the values of the order as text. One row more than the limit says
    /// that there are more.
    /// </summary>
    public void Page()
    {
        Select("0::bigint");
        Where();
        if (query.After is { } after)
        {
            _sql.Append(" AND ");
            Behind(after, 0);
        }

        _sql.Append(" ORDER BY ");
        foreach (var key in query.Order)
            _sql.Append(Ordered(key)).Append(key.Descending ? " DESC NULLS LAST, " : " NULLS LAST, ");

        // As numbers: the planner then knows how few rows are wanted.
        _sql.Append(CultureInfo.InvariantCulture, $"t.fid LIMIT {query.Limit + 1}");
        if (query.Offset > 0)
            _sql.Append(CultureInfo.InvariantCulture, $" OFFSET {query.Offset}");
        command.CommandText = _sql.ToString();
    }

    /// <summary>One feature.</summary>
    public void One(long fid)
    {
        Select("(extract(epoch FROM t.gis_since) * 1000000)::bigint");
        _sql.Append(" WHERE t.fid = ").Append(Parameter(fid));
        command.CommandText = _sql.ToString();
    }

    /// <summary>How many features there are, counted to a limit.</summary>
    public void Count(long most)
    {
        _sql.Append("SELECT count(*) FROM (SELECT 1 FROM ").Append(SqlName.View(snapshot.Audience, layer)).Append(" t");
        Where();
        _sql.Append(" LIMIT ").Append(Parameter(most)).Append(") c");
        command.CommandText = _sql.ToString();
    }

    private void Select(string since)
    {
        _sql.Append("SELECT t.fid, t.geom::bytea, ").Append(since);
        foreach (var field in query.Fields)
            _sql.Append(", ").Append(SqlName.Column(field));
        foreach (var key in query.Order)
            _sql.Append(", ").Append(SqlName.Column(key.Field)).Append("::text");
        _sql.Append(" FROM ").Append(SqlName.View(snapshot.Audience, layer)).Append(" t");
    }

    private void Where()
    {
        _sql.Append(" WHERE true");
        if (query.Area is { } area)
        {
            // A feature without a place is part of every box's answer: leaving it out would lose it silently.
            var column = area.IsMercator ? "t.geom_3857" : "t.geom";
            _sql.Append(" AND (").AppendJoin(" OR ", area.Shapes.Select(s => $"ST_Intersects({column}, {Parameter(s)}::geometry)")).Append(" OR t.geom IS NULL)");
        }

        foreach (var filter in query.Filters)
        {
            var condition = Cql2Sql.Translate(filter, command.Parameters.Count + 1);
            foreach (var parameter in condition.Parameters)
                command.Parameters.Add(parameter);
            _sql.Append(" AND ").Append(condition.Text);
        }
    }

    // Behind a place in the order: greater in the first level, or equal there and behind in the rest.
    private void Behind(PageKey after, int level)
    {
        if (level == query.Order.Count)
        {
            _sql.Append("t.fid > ").Append(Parameter(after.Fid));
            return;
        }

        var (key, column) = (query.Order[level], Ordered(query.Order[level]));
        if (after.Values[level] is not { } text)
        {
            _sql.Append('(').Append(column).Append(" IS NULL AND ");
            Behind(after, level + 1);
            _sql.Append(')');
            return;
        }

        var value = $"{Parameter(text)}::{TypeName(key.Field.Type)}";
        _sql.Append('(').Append(column).Append(key.Descending ? " < " : " > ").Append(value).Append(" OR ").Append(column).Append(" IS NULL OR (")
            .Append(column).Append(" = ").Append(value).Append(" AND ");
        Behind(after, level + 1);
        _sql.Append("))");
    }

    // Texts by code point, as filters compare them.
    private static string Ordered(OrderKey key) =>
        SqlName.Column(key.Field) + (key.Field.Type is FieldType.Text or FieldType.Url ? " COLLATE \"C\"" : "");

    private static string TypeName(FieldType type) => type switch
    {
        FieldType.Integer => "bigint",
        FieldType.Number => "double precision",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.DateTime => "timestamptz",
        _ => "text",
    };

    private string Parameter<T>(T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }
}
