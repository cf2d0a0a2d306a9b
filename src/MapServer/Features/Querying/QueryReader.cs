using System.Text;
using Gis.Core.Catalogue;
using Gis.Engine.Cql2.Checking;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Querying;

/// <summary>Reads what a request wants of a layer.</summary>
/// <param name="request">The request.</param>
/// <param name="layer">The layer, with the fields that the asker may see.</param>
/// <param name="crsList">The systems that its collection offers.</param>
public sealed class QueryReader(HttpRequest request, Layer layer, IReadOnlyList<FeatureCrs> crsList)
{
    private readonly StringBuilder _conditions = new();

    /// <summary>Reads the parameters of a page of features.</summary>
    /// <exception cref="RequestProblemException">One of them is unknown or wrong.</exception>
    public FeatureQuery Items()
    {
        var parameters = Queryables.Parameters(layer).ToList();
        QueryParameters.AllowOnly(request, [.. ItemsParameters.OfItems, .. parameters.Select(f => f.Name)]);
        if (Text("datetime") is { } time)
            Datetime.Check(time);
        var area = Area();
        var filters = Filters(parameters);
        var order = Order();
        return new FeatureQuery
        {
            Area = area,
            Filters = filters,
            Order = order,
            Fields = Fields(),
            Crs = Crs("crs"),
            Limit = (int)QueryParameters.Number(request, "limit", 1, FeatureQuery.MaxLimit, FeatureQuery.DefaultLimit),
            After = Text("after") is { } after ? PageKey.Parse(after, order.Count) : null,
            Offset = Offset(),
            Conditions = _conditions.ToString(),
        };
    }

    /// <summary>Reads the parameters of one feature.</summary>
    /// <exception cref="RequestProblemException">One of them is unknown or wrong.</exception>
    public FeatureQuery Item()
    {
        QueryParameters.AllowOnly(request, ItemsParameters.OfItem);
        return new FeatureQuery { Fields = Fields(), Crs = Crs("crs"), Limit = 1 };
    }

    private long Offset() => QueryParameters.Number(request, "offset", 0, long.MaxValue, 0) is var offset && offset <= FeatureQuery.MaxOffset
        ? offset
        : throw RequestProblemException.Bad($"offset は {FeatureQuery.MaxOffset} までです。その先は、答えにある next のリンクをたどってください。");

    private QueryArea? Area()
    {
        var crs = Crs("bbox-crs");
        if (Text("bbox") is not { } box)
            return null;
        Remember("bbox", crs.Uri, box);
        return Bbox.Parse(box, crs);
    }

    private List<CheckedFilter> Filters(IEnumerable<Field> parameters)
    {
        var filters = new List<CheckedFilter>();
        var (language, crs) = (Text("filter-lang"), Crs("filter-crs"));
        if (language is not null && !FilterReader.Languages.Contains(language))
            throw RequestProblemException.Bad("filter-lang は cql2-text か cql2-json を指定してください。");
        if (Text("filter") is { } filter)
        {
            Remember("filter", language, crs.Uri, filter);
            filters.Add(FilterReader.Check(FilterReader.Parse(filter, language), layer, crs));
        }

        foreach (var field in parameters)
        {
            if (Text(field.Name) is not { } value)
                continue;
            Remember("=", field.Name, value);
            filters.Add(FilterReader.Check(FilterReader.Equality(field, value), layer));
        }

        return filters;
    }

    private List<OrderKey> Order()
    {
        var keys = new List<OrderKey>();
        if (Text("sortby") is not { } text)
            return keys;
        foreach (var part in text.Split(','))
        {
            // A plus that nobody encoded arrives as a space.
            var name = part.TrimStart('+', '-', ' ');
            var field = layer.Fields.FirstOrDefault(f => f.Name == name);
            if (field is null || part.Length - name.Length > 1 || keys.Any(k => k.Field == field))
                throw RequestProblemException.Bad("sortby は、項目の名前をカンマで区切って指定してください（大きい順は名前の前に - を付けます。使える項目の一覧は sortables にあります）。");
            keys.Add(new OrderKey(field, part.StartsWith('-')));
        }

        return keys;
    }

    private IReadOnlyList<Field> Fields()
    {
        if (Text("properties") is not { } text)
            return layer.Fields;
        var names = text.Length == 0 ? [] : text.Split(',');
        var chosen = layer.Fields.Where(f => names.Contains(f.Name)).ToList();
        return chosen.Count == names.Length
            ? chosen
            : throw RequestProblemException.Bad("properties は、項目の名前をカンマで区切って、それぞれ一度だけ指定してください（項目の一覧は schema にあります）。");
    }

    private FeatureCrs Crs(string parameter) => Text(parameter) is not { } uri
        ? FeatureCrs.Crs84
        : crsList.FirstOrDefault(c => c.Uri == uri)
            ?? throw RequestProblemException.Bad($"{parameter} に指定された座標系は使えません。使えるのは {string.Join("、", crsList.Select(c => c.Uri))} です。");

    private string? Text(string name) => QueryParameters.Text(request, name);

    // Behind each other with their lengths: no two different lists of conditions read the same.
    private void Remember(params string?[] parts)
    {
        foreach (var part in parts)
            _conditions.Append(part?.Length ?? 0).Append(':').Append(part).Append(';');
    }
}
