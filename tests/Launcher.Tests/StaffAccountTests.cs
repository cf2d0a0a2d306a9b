using Gis.Core.Accounts;
using Gis.Core.Catalogue;
using Gis.Testing;
using Npgsql;
using Xunit;

namespace Gis.Launcher.Tests;

public sealed class StaffAccountTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Only_the_right_password_of_an_open_account_signs_in()
    {
        await StaffAccounts.SaveAsync(database.Owner, new StaffAccount("bosai", "防災課"), "正しい合言葉");

        Assert.Equal("防災課", (await StaffAccounts.SignInAsync(database.Staff, " Bosai ", "正しい合言葉"))?.DisplayName);
        Assert.Null(await StaffAccounts.SignInAsync(database.Staff, "bosai", "違う合言葉"));
        Assert.Null(await StaffAccounts.SignInAsync(database.Staff, "nobody", "正しい合言葉"));

        await using var close = database.Owner.CreateCommand("UPDATE account.staff_account SET disabled_at = now() WHERE name = 'bosai'");
        await close.ExecuteNonQueryAsync();
        Assert.Null(await StaffAccounts.SignInAsync(database.Staff, "bosai", "正しい合言葉"));
    }

    [Fact]
    public async Task A_new_password_ends_the_old_one()
    {
        await StaffAccounts.SaveAsync(database.Owner, new StaffAccount("zeimu", "税務課"), "first");
        await StaffAccounts.SaveAsync(database.Owner, new StaffAccount("zeimu", "税務課"), "second");
        Assert.Null(await StaffAccounts.SignInAsync(database.Staff, "zeimu", "first"));
        Assert.NotNull(await StaffAccounts.SignInAsync(database.Staff, "zeimu", "second"));
        Assert.False(await StaffAccounts.IsEmptyAsync(database.Owner));
    }

    [Fact]
    public void A_hash_holds_no_password_and_is_new_each_time()
    {
        var first = PasswordHash.Create("himitsu");
        Assert.DoesNotContain("himitsu", first, StringComparison.Ordinal);
        Assert.NotEqual(first, PasswordHash.Create("himitsu"));
        Assert.True(PasswordHash.Verify("himitsu", first));
        Assert.False(PasswordHash.Verify("himitsu", first.Replace("sha512", "sha1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("SELECT * FROM account.staff_account")]
    [InlineData("SELECT count(*) FROM account.staff_account")]
    public async Task The_public_role_cannot_look_at_accounts(string query)
    {
        await using var command = database.Public.CreateCommand(query);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task The_staff_role_cannot_make_accounts()
    {
        await using var command = database.Staff.CreateCommand("INSERT INTO account.staff_account VALUES ('me', 'me', 'x')");
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task Hazards_are_edited_by_those_who_were_named_until_they_no_longer_are()
    {
        await StaffAccounts.SaveAsync(database.Owner, new StaffAccount("doboku", "土木課"), "himitsu");
        await using (var layer = database.Owner.CreateCommand(
            """
            INSERT INTO gis.kind (id, title, preset) VALUES ('flood-depth', '洪水', '{"hazard": {}}');
            INSERT INTO gis.layer (id, title, kind, geometry_type, audience) VALUES ('floods', '浸水想定', 'flood-depth', 'polygon', 'public')
            """))
            await layer.ExecuteNonQueryAsync();
        Assert.Equal("no", await MayEditAsync("doboku"));

        var floods = LayerId.Parse("floods");
        await LayerEditors.AllowAsync(database.Owner, "doboku", floods);
        await LayerEditors.AllowAsync(database.Owner, "doboku", floods);
        Assert.Equal("yes", await MayEditAsync("doboku"));
        var editor = Assert.Single(await LayerEditors.ListAsync(database.Owner));
        Assert.Equal((floods, "浸水想定", new StaffAccount("doboku", "土木課")), (editor.Layer, editor.LayerTitle, editor.Account));

        var unknown = await Assert.ThrowsAsync<PostgresException>(() => LayerEditors.AllowAsync(database.Owner, "nobody", floods));
        Assert.Equal("layer_editor_account_fkey", unknown.ConstraintName);
        var nowhere = await Assert.ThrowsAsync<PostgresException>(() => LayerEditors.AllowAsync(database.Owner, "doboku", LayerId.Parse("nowhere")));
        Assert.Equal("layer_editor_layer_id_fkey", nowhere.ConstraintName);

        Assert.True(await LayerEditors.RefuseAsync(database.Owner, "doboku", floods));
        Assert.False(await LayerEditors.RefuseAsync(database.Owner, "doboku", floods));
        Assert.Equal("no", await MayEditAsync("doboku"));
    }

    private async Task<string> MayEditAsync(string account)
    {
        await using var command = database.Staff.CreateCommand("SELECT gis.may_edit('floods', $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
