namespace Gis.MapServer.Hosting;

/// <summary>A request that cannot be answered as it stands. The detail is a Japanese sentence for the person who asked.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="detail">What is wrong and what to do; shown as it is, so it holds nothing from inside.</param>
public sealed class RequestProblemException(int status, string detail) : Exception(detail)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>A request whose parameters are wrong.</summary>
    public static RequestProblemException Bad(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>A thing that does not exist, or that the asker may not know of.</summary>
    public static RequestProblemException NotFound(string detail) => new(StatusCodes.Status404NotFound, detail);

    /// <summary>Too much is under way; coming again in a moment helps.</summary>
    public static RequestProblemException Busy() => new(StatusCodes.Status503ServiceUnavailable, "混み合っています。少し待ってからもう一度開いてください。");

    /// <summary>The server has not read the catalogue yet, because the database cannot be reached.</summary>
    public static RequestProblemException NotReady() =>
        new(StatusCodes.Status503ServiceUnavailable, "データベースに接続できていません。しばらくしてからもう一度開いてください。");
}
