using System.Text;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Memory;
using Gis.Testing.Tiles;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Memory;

/// <summary>Rule 3 in memory: a snapshot holds what its class's view gave it, under that class's role, and nothing else.</summary>
public sealed class MemoryRightsTests(JudgeTown town) : IClassFixture<JudgeTown>
{
    [Fact]
    public async Task Nothing_for_staff_is_in_a_public_tile()
    {
        var (seen, staff) = (await town.LoadAsync(Audience.Public, "parcels"), await town.LoadAsync(Audience.Staff, "parcels"));
        var secrets = 0;
        foreach (var tile in JudgeTiles.Around(130))
        {
            var (open, closed) = (seen.Encode(tile), staff.Encode(tile));
            var text = Encoding.UTF8.GetString(open.Mvt.Span);
            Assert.DoesNotContain(JudgeTown.Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("所有者", text, StringComparison.Ordinal);
            Assert.DoesNotContain(open.Fids, fid => fid % 10 == 3);
            secrets += DecodedTile.Read(closed.Mvt.Span).SelectMany(l => l.Features).Count(f => f.Properties["所有者"] == JudgeTown.Secret + f.Id);
            Assert.Equal(open.Fids, closed.Fids.Where(fid => fid % 10 != 3));
        }

        Assert.True(secrets > 1000);
    }

    [Fact]
    public async Task The_public_role_cannot_load_what_it_may_not_see()
    {
        // What staff read of a layer names the staff's view; without that name the view of the class is asked, which lacks the staff's columns.
        var loader = new LayerLoader(town.Database.Public, Audience.Public);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => loader.LoadAsync(town.Layer(Audience.Staff, "parcels")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        refused = await Assert.ThrowsAsync<PostgresException>(() => loader.LoadAsync(town.Layer(Audience.Staff, "parcels") with { ViewSchema = null }));
        Assert.Equal(PostgresErrorCodes.UndefinedColumn, refused.SqlState);
        var asStaff = new LayerLoader(town.Database.Public, Audience.Staff);
        refused = await Assert.ThrowsAsync<PostgresException>(() => asStaff.LoadAsync(town.Layer(Audience.Public, "parcels") with { ViewSchema = null }));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_town_in_memory_takes_one_class_only()
    {
        var memory = new TownMemory(Audience.Public);
        var staff = await town.LoadAsync(Audience.Staff, "spots");
        Assert.Throws<ArgumentException>(() => memory.Put(staff));
        await Assert.ThrowsAsync<ArgumentException>(() => new LayerLoader(town.Database.Public, Audience.Public).RefreshAsync(staff, [(0, 0, 1, 1)]));
    }

    [Fact]
    public async Task A_town_in_memory_answers_for_the_revision_it_holds()
    {
        var memory = new TownMemory(Audience.Public);
        var layer = town.Layer(Audience.Public, "spots");
        var tile = JudgeTiles.Around(10, 15, 15).First();
        Assert.False(memory.TryEncode(layer, tile, out _));
        var snapshot = await town.LoadAsync(Audience.Public, "spots");
        memory.Put(snapshot);
        Assert.True(memory.TryEncode(layer with { Revision = snapshot.Revision }, tile, out var found));
        Assert.NotEmpty(found.Fids);
        Assert.False(memory.TryEncode(layer with { Revision = snapshot.Revision + 1 }, tile, out _));
        Assert.True(TileCoord.TryCreate(19, 0, 0, out var deep));
        Assert.False(memory.TryEncode(layer with { Revision = snapshot.Revision }, deep, out _));
        Assert.True(memory.MemoryBytes > 8 * snapshot.Count);
        memory.Remove(layer.Id);
        Assert.Null(memory.Find(layer.Id));
    }

    [Fact]
    public async Task A_layer_over_the_budget_is_not_held()
    {
        var loader = new LayerLoader(town.Database.Public, Audience.Public);
        Assert.Null(await loader.LoadAsync(town.Layer(Audience.Public, "zones"), budgetBytes: 10_000));
        var held = await loader.LoadAsync(town.Layer(Audience.Public, "zones"), budgetBytes: 50_000_000);
        var before = held!.MemoryBytes;
        held.Prepare(0, 18);
        Assert.True(held.MemoryBytes > before);
    }
}
