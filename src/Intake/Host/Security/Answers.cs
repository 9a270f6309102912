using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Security;

/// <summary>How bytes leave: one content type, an exact length. Refusals of every route have the shape of a put answer.</summary>
internal static class Answers
{
    internal const string Octets = "application/octet-stream";

    internal static Task WriteAsync(HttpContext context, PutOutcome outcome)
    {
        context.Response.StatusCode = outcome.Status;
        return WriteAsync(context, outcome.Encode());
    }

    internal static Task RefuseAsync(HttpContext context, PutCode code) => WriteAsync(context, new PutOutcome.Refused(code));

    internal static Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = Octets;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
