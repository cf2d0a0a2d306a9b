using Gis.Importer.Formats;
using FieldType = Gis.Core.Catalogue.FieldType;

namespace Gis.Importer.Loading;

/// <summary>The columns of one or several datasets that go into one layer: joined by name, with a type that holds all their values.</summary>
internal sealed class SourceColumns
{
    private readonly Dictionary<Dataset, int[]?> places = [];

    /// <summary>Joins the columns.</summary>
    public SourceColumns(IReadOnlyList<Dataset> datasets)
    {
        var names = new List<string>();
        var types = new List<FieldType>();
        var fields = new List<SourceField>();
        foreach (var dataset in datasets)
        {
            var place = new int[dataset.Fields.Count];
            var used = new HashSet<int>();
            for (var i = 0; i < place.Length; i++)
            {
                var field = dataset.Fields[i];
                var type = ColumnType.Of(field.Type);
                var at = names.FindIndex(n => string.Equals(n, field.Name, StringComparison.Ordinal));
                if (at < 0 || !used.Add(at))
                {
                    // Two columns of one name in one source are two columns.
                    at = names.Count;
                    used.Add(at);
                    names.Add(field.Name);
                    types.Add(type);
                    fields.Add(field);
                }
                else
                {
                    // 12 m in one file and 12 without a unit in the next are not known to be the same.
                    if (fields[at].Unit != field.Unit)
                        fields[at] = fields[at] with { Unit = null };
                    types[at] = ColumnType.Wider(types[at], type);
                }

                place[i] = at;
            }

            places[dataset] = place;
        }

        Names = names;
        Types = types;
        Fields = fields;
        foreach (var dataset in datasets)
        {
            if (places[dataset] is { } place && place.Length == names.Count && place.Select((p, i) => p == i).All(same => same))
                places[dataset] = null;
        }
    }

    /// <summary>Names as the sources have them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Types, one a name.</summary>
    public IReadOnlyList<FieldType> Types { get; }

    /// <summary>What the sources say of each column beside its name and type: title, unit, codes.</summary>
    public IReadOnlyList<SourceField> Fields { get; }

    /// <summary>A row's values in the order of <see cref="Names"/>.</summary>
    public object?[] Arrange(Dataset dataset, object?[] values)
    {
        if (places[dataset] is not { } place)
            return values;
        var arranged = new object?[Names.Count];
        for (var i = 0; i < place.Length; i++)
            arranged[place[i]] = values[i];
        return arranged;
    }
}
