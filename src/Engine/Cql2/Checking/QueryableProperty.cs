using System.Diagnostics.CodeAnalysis;

namespace Gis.Engine.Cql2.Checking;

/// <summary>A property that filters may name.</summary>
/// <param name="Name">Its name in filters.</param>
/// <param name="Sql">
/// The SQL of its value, made by the caller from the catalogue with the identifier quoted, such as <c>t."名称"</c>. It alone becomes SQL text; a column of
/// type <c>timestamp</c> is given as an expression of type <c>timestamptz</c>.
/// </param>
/// <param name="Type">Its type.</param>
public sealed record QueryableProperty(string Name, string Sql, Cql2Type Type)
{
    /// <summary>EPSG code of a geometry column; x is east or longitude in it, as PostGIS keeps it.</summary>
    public int Srid { get; init; } = 6668;

    /// <summary>Type of the items of an array column: text, number, boolean, date or timestamp.</summary>
    public Cql2Type ElementType { get; init; }
}

/// <summary>The properties that filters of one layer may name: the only way from a filter's names to the database.</summary>
public interface IQueryables
{
    /// <summary>Looks a name up, exactly as the filter gives it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="queryable">The property, when there is one.</param>
    bool TryGet(string name, [NotNullWhen(true)] out QueryableProperty? queryable);
}

/// <summary>Queryables held in a list.</summary>
/// <param name="queryables">The properties; names differ.</param>
public sealed class QueryableList(IEnumerable<QueryableProperty> queryables) : IQueryables
{
    private readonly Dictionary<string, QueryableProperty> _byName = queryables.ToDictionary(q => q.Name, StringComparer.Ordinal);

    /// <inheritdoc />
    public bool TryGet(string name, [NotNullWhen(true)] out QueryableProperty? queryable) => _byName.TryGetValue(name, out queryable);
}
