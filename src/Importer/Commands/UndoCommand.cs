using System.CommandLine;
using Gis.Core.Catalogue;
using Gis.Importer.Loading;

namespace Gis.Importer.Commands;

/// <summary><c>undo LAYER</c>: brings a layer back to before its last import.</summary>
internal static class UndoCommand
{
    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var layer = new Argument<string>("LAYER") { Description = "レイヤID" };
        var command = new Command("undo", "レイヤを最後の取り込みの前に戻します（戻したことも記録に残ります）") { layer };
        command.SetAction(async (arguments, cancellation) =>
        {
            var text = arguments.GetValue(layer)!;
            if (!LayerId.TryParse(text.Replace('-', '_'), out var id))
                throw ImportException.Usage($"レイヤID「{text}」は使えません。gis-import layers で一覧を確認してください。");
            await using var place = await Workplace.OpenAsync(environment, arguments, home, cancellation);
            var outcome = await new Undo(place.Owner, environment.Actor, environment.Error.WriteLine).RunAsync(id, cancellation);
            await environment.Out.WriteLineAsync(
                $"「{outcome.Title}」（{id}）を「{outcome.Source}」の取り込み前に戻しました：戻した{outcome.Changes.Changed:N0}件、復活{outcome.Changes.Added:N0}件、取り消し{outcome.Changes.Removed:N0}件（第{outcome.Revision}版）");
            return 0;
        });
        return command;
    }
}
