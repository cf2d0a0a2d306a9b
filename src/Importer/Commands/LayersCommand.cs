using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gis.Core.Catalogue;

namespace Gis.Importer.Commands;

/// <summary><c>layers [--json]</c>: what is there.</summary>
internal static class LayersCommand
{
    private static readonly JsonSerializerOptions Json = new(CatalogueJson.Options) { WriteIndented = true };

    public static Command Build(CommandEnvironment environment, Option<string> home)
    {
        var json = new Option<bool>("--json") { Description = "JSONで書き出します" };
        var command = new Command("layers", "レイヤの一覧") { json };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var place = await Workplace.OpenAsync(environment, arguments, home, cancellation);
            await using var connection = await place.Owner.OpenConnectionAsync(cancellation);
            var catalogue = await CatalogueReader.LoadAsync(connection, cancellation);
            if (arguments.GetValue(json))
                await environment.Out.WriteLineAsync(JsonSerializer.Serialize(new { layers = catalogue.Layers.Select(Describe) }, Json));
            else
                await WritePlainAsync(environment.Out, catalogue);
            return 0;
        });
        return command;
    }

    private static object Describe(Layer l) => new
    {
        id = l.Id.Value,
        l.Title,
        kind = l.Kind.Id,
        audience = l.Audience.ToText(),
        l.Department,
        geometryType = l.Geometry.ToString().ToLowerInvariant(),
        count = l.FeatureCount,
        unplaced = l.UnplacedCount,
        bbox = l.BoundingBox,
        date = l.DataDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        l.Revision,
        l.Attribution,
        fields = l.Fields.Select(f => new { f.Name, f.Title, type = f.Type.ToString().ToLowerInvariant(), f.Role, rights = f.RightsClass, f.Personal }),
    };

    private static async Task WritePlainAsync(TextWriter output, Catalogue catalogue)
    {
        if (catalogue.Layers.Count == 0)
        {
            await output.WriteLineAsync("レイヤはまだありません。gis-import import ファイル で取り込めます。");
            return;
        }

        foreach (var l in catalogue.Layers)
        {
            var unplaced = l.UnplacedCount > 0 ? $"、位置なし{l.UnplacedCount:N0}件" : "";
            await output.WriteLineAsync($"{l.Id}\t{l.Title}\t{l.Kind.Title}\t{(l.Audience == Audience.Public ? "公開" : "職員")}\t{l.FeatureCount:N0}件{unplaced}\t第{l.Revision}版");
        }
    }
}
