using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Host.Security;

/// <summary>The one place where an unexpected exception becomes an answer: a code, no detail, the length of every other answer. Nothing is logged, since exceptions quote what they choked on.</summary>
internal static class FailureWall
{
    internal static IApplicationBuilder UseFailureWall(this IApplicationBuilder app) => app.Use(static async (context, next) =>
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
            await Answers.RefuseAsync(context, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? PutCode.TooLarge : PutCode.Malformed);
        }
#pragma warning disable CA1031 // This is the wall: whatever the class, the answer is the same.
        catch (Exception) when (!context.Response.HasStarted)
#pragma warning restore CA1031
        {
            await Answers.RefuseAsync(context, PutCode.Internal);
        }
    });
}
