using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Gis.MapServer.Hosting;

/// <summary>
/// Turns whatever a controller throws into a problem document. The log gets the kind of error and where it arose, not its message: a
/// database's message may quote a visitor's words or a value.
/// </summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case RequestProblemException problem:
                await Problems.WriteAsync(httpContext, problem.Status, problem.Message);
                return true;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            case BadHttpRequestException bad:
                await Problems.WriteAsync(httpContext, bad.StatusCode);
                return true;
            case AntiforgeryValidationException { InnerException: BadHttpRequestException bad }:
                await Problems.WriteAsync(httpContext, bad.StatusCode);
                return true;
            case AntiforgeryValidationException:
                // The form itself could not be read, for instance because of a NUL in it.
                await Problems.WriteAsync(httpContext, StatusCodes.Status400BadRequest);
                return true;
            case PostgresException { SqlState: PostgresErrorCodes.QueryCanceled }:
                Failed(log, "timeout", PostgresErrorCodes.QueryCanceled, "");
                await Problems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, "時間内に終わりませんでした。範囲を小さくしてやり直してください。");
                return true;
            case PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InsufficientPrivilege } gone:
                // What the class may see was changed between the look into the catalogue and the question; a moment later the catalogue here says so too.
                Failed(log, "changed meanwhile", gone.SqlState, "");
                await Problems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, "データがいま入れ替わっています。もう一度開いてください。");
                return true;
            case NpgsqlException { InnerException: TimeoutException }:
                // The driver's own limit: it has had the database end the statement.
                Failed(log, "timeout", "", "");
                await Problems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, "時間内に終わりませんでした。条件を簡単にするか、範囲を小さくしてやり直してください。");
                return true;
            case NpgsqlException { IsTransient: true } or TimeoutException:
                Failed(log, exception.GetType().Name, (exception as NpgsqlException)?.SqlState ?? "", "");
                await Problems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable);
                return true;
            default:
                Failed(log, exception.GetType().Name, (exception as NpgsqlException)?.SqlState ?? "", exception.StackTrace ?? "");
                await Problems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError);
                return true;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Request failed: {Error} {SqlState} {Stack}")]
    private static partial void Failed(ILogger log, string error, string sqlState, string stack);
}
