namespace IntegrityChannel.Casework.Host.Security;

/// <summary>The one place where an unexpected exception becomes an answer: a code, no detail. Nothing is logged, since exceptions quote what they choked on.</summary>
internal static class FailureWall
{
    internal static IApplicationBuilder UseFailureWall(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser went away; there is nobody to answer.
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Refusals.WriteAsync(context, refused.StatusCode, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? ErrorCodes.TooLarge : ErrorCodes.Malformed);
        }
#pragma warning disable CA1031 // This is the wall: whatever the class, the answer is the same.
        catch (Exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await Refusals.WriteAsync(context, StatusCodes.Status500InternalServerError, ErrorCodes.Internal);
        }
    });
}
