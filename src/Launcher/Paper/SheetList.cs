using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gis.Launcher.Paper;

/// <summary>A sheet that the public server can make.</summary>
/// <param name="Number">Its number among all districts.</param>
/// <param name="District">Name of the district.</param>
/// <param name="Href">Address on the server.</param>
internal sealed record Sheet(int Number, string District, string Href);

/// <summary>A hazard that sheets can show.</summary>
/// <param name="Layer">Id of the layer.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Title">Its title.</param>
/// <param name="Noun">What the hazard is called.</param>
internal sealed record SheetHazard(string Layer, string Kind, string Title, string Noun)
{
    /// <summary>Whether somebody who wrote a word means this hazard.</summary>
    public bool IsMeantBy(string word) => word == Layer || word == Kind || word == Title || word == Noun;
}

/// <summary>What the public server says about its sheets (<c>/paper/sheets.json</c>).</summary>
/// <param name="Size">Size of the paper.</param>
/// <param name="Shown">Ids of the hazard layers that the sheets show.</param>
/// <param name="Hazards">Hazards that can be shown.</param>
/// <param name="Sheets">One sheet for each district.</param>
internal sealed record SheetList(
    [property: JsonRequired] string Size, [property: JsonRequired] IReadOnlyList<string> Shown,
    [property: JsonRequired] IReadOnlyList<SheetHazard> Hazards, [property: JsonRequired] IReadOnlyList<Sheet> Sheets)
{
    /// <summary>What the shown hazards are called, for names of files.</summary>
    public string Nouns => string.Join('・', Shown.Select(s => Hazards.First(h => h.Layer == s)).Select(h => h.Noun).Distinct(StringComparer.Ordinal));

    /// <summary>Titles of the shown hazards.</summary>
    public string Titles => string.Join('・', Shown.Select(s => Hazards.First(h => h.Layer == s).Title));

    /// <summary>Asks the server, in Japanese.</summary>
    /// <param name="server">The public server.</param>
    /// <param name="query">Parameters, with the question mark.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="LauncherException">It answers otherwise than expected.</exception>
    public static async Task<SheetList> AskAsync(HttpClient server, string query, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<SheetList>(await TextAsync(server, "paper/sheets.json" + query, cancellationToken), JsonSerializerOptions.Web)!;

    /// <summary>The text of an address of the server; a refusal is told in the server's own sentence.</summary>
    /// <exception cref="LauncherException">The server refuses, is busy or gone.</exception>
    public static async Task<string> TextAsync(HttpClient server, string address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await server.GetAsync(new Uri(address.TrimStart('/'), UriKind.Relative), cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK ? text : throw new LauncherException(Detail(text)
                ?? $"公開型サーバーが紙の地図を作れませんでした（{(int)answer.StatusCode}）。./gis doctor で状態を確認してください。");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new LauncherException("公開型サーバーが応答しません。./gis status で動いているか確かめてください。");
        }
    }

    private static string? Detail(string problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            return document.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
