using System.CommandLine;
using Gis.Core.Database;
using Gis.Importer.Kinds;

namespace Gis.Importer.Commands;

/// <summary><c>migrate</c>: brings the database to this build's state.</summary>
internal static class MigrateCommand
{
    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var command = new Command("migrate", "データベースの表と種類の定義を、このプログラムの版に合わせます");
        command.SetAction(async (arguments, cancellation) =>
        {
            var place = new GisHome(arguments.GetValue(home)!);
            var kinds = KindSet.Load(place);
            await using var owner = environment.Connect(place);
            var applied = await Migrations.ApplyAsync(owner, cancellation);
            await using var connection = await owner.OpenConnectionAsync(cancellation);
            await kinds.WriteAsync(connection, cancellation);
            await environment.Out.WriteLineAsync(applied.Count == 0 ? "データベースは最新です。" : $"データベースを更新しました：{string.Join('、', applied)}");
            return 0;
        });
        return command;
    }
}
