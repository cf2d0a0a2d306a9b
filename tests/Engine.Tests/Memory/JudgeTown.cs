using Gis.Core.Catalogue;
using Gis.Engine.Memory;
using Gis.Engine.Reading;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Memory;

/// <summary>A database of hard shapes, with a public and a staff field in each layer, rows that are hidden from the public, and rows without a place.</summary>
public sealed class JudgeTown : IAsyncLifetime
{
    /// <summary>Found in every value that only staff may see.</summary>
    public const string Secret = "秘";

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>The catalogue as the public role sees it.</summary>
    public TownSnapshot Public { get; private set; } = null!;

    /// <summary>The catalogue as the staff role sees it.</summary>
    public TownSnapshot Staff { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        var town = new MadeTown(Database.Owner);
        await town.BeginAsync();
        var shapes = new JudgeShapes(7);
        var scale = TestScale.Cases(1, 5);
        await AddAsync(town, "parcels", "other", "polygon", shapes.Coverage(36, 36, 17));
        await AddAsync(town, "zones", "flood-depth", "polygon",
            shapes.Coverage(9, 9, 70).Concat(shapes.Stars(150 * scale, 3000)).Concat(shapes.Combs(60 * scale)).Concat(JudgeShapes.OnEdges())
                .Concat(shapes.ManyParts(25 * scale)).Concat(shapes.Touching(12 * scale).Select(t => t.Wkt)));
        await AddAsync(town, "ways", "other", "line", shapes.Lines(150 * scale));
        await AddAsync(town, "spots", "other", "point", shapes.Points(150 * scale));
        await AddAsync(town, "sorts", "other", "mixed",
            shapes.Stars(20, 200).Concat(shapes.Lines(20)).Concat(shapes.Points(20)).Concat(shapes.ManyParts(3)));
        Public = await TownSnapshotReader.LoadAsync(Database.Public, Audience.Public);
        Staff = await TownSnapshotReader.LoadAsync(Database.Staff, Audience.Staff);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Database.DisposeAsync();

    /// <summary>The pool of a rights class.</summary>
    public NpgsqlDataSource Source(Audience audience) => audience == Audience.Staff ? Database.Staff : Database.Public;

    /// <summary>A layer as a rights class sees it.</summary>
    public Layer Layer(Audience audience, string id) => (audience == Audience.Staff ? Staff : Public).Find(id)!;

    /// <summary>A layer in memory.</summary>
    public async Task<LayerSnapshot> LoadAsync(Audience audience, string id) =>
        (await new LayerLoader(Source(audience), audience).LoadAsync(Layer(audience, id)))!;

    /// <summary>Adds rows with shapes in metres of EPSG:3857, as the importer stores them.</summary>
    public static async Task InsertAsync(NpgsqlDataSource owner, string layer, long firstFid, IEnumerable<string> shapes)
    {
        await using var command = owner.CreateCommand($"""
            INSERT INTO layer.{layer} (fid, geom, geom_3857, gis_published, "名称", "面積", "区分", "開設", "日付", "所有者")
            SELECT fid, ST_Transform(g, 6668), g, fid % 10 <> 3, CASE WHEN fid % 7 <> 0 THEN fid || '番' END, fid * 1.5, fid % 5 - 2, fid % 2 = 0,
                date '2026-04-01' + (fid % 30)::int, '{Secret}' || fid
            FROM (SELECT $1 + ordinality - 1 AS fid, ST_GeomFromText(wkt, 3857) AS g FROM unnest($2) WITH ORDINALITY AS u(wkt, ordinality)) x
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = firstFid });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. shapes] });
        await command.ExecuteNonQueryAsync();
    }

    private async Task AddAsync(MadeTown town, string id, string kind, string geometry, IEnumerable<string> shapes)
    {
        await town.AddAsync(new MadeLayer
        {
            Id = id,
            Kind = kind,
            Geometry = geometry,
            Unpublished = [0],
            Fields = [new("名称", "text", "name"), new("面積", "number"), new("区分", "integer"), new("開設", "boolean"), new("日付", "date"),
                new("所有者", "text", null, "staff")],
        });
        await InsertAsync(Database.Owner, id, 1, shapes);
        await town.RunAsync($"INSERT INTO layer.{id} (fid, \"名称\", \"所有者\") VALUES (900001, '場所なし', '{Secret}')");
    }
}
