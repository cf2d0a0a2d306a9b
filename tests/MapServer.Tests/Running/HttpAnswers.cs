using System.Text.Json;

namespace Gis.MapServer.Tests.Running;

/// <summary>Short ways to ask a running server.</summary>
public static class HttpAnswers
{
    /// <summary>The answer's JSON; the status must be 200.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        Xunit.Assert.True((int)response.StatusCode == 200, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The answer's problem document, after checking that it is one and has this status.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Xunit.Assert.True((int)response.StatusCode == status, $"{response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {text}");
        Xunit.Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(text).RootElement;
        Xunit.Assert.Equal(status, problem.GetProperty("status").GetInt32());
        foreach (var name in (string[])["type", "title", "detail"])
            Xunit.Assert.False(string.IsNullOrEmpty(problem.GetProperty(name).GetString()), name);
        return problem;
    }

    /// <summary>Asks and checks that the answer is a problem of this status.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpClient client, string path, int status)
    {
        using var response = await client.GetAsync(path);
        return await response.ProblemAsync(status);
    }
}
