using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Features.OpenMailbox;
using IntegrityChannel.Intake.Host.Security;
using IntegrityChannel.Intake.Mailbox;
using IntegrityChannel.Intake.Mailbox.Uploads;

namespace IntegrityChannel.Intake.Host.Features.ReadPart;

/// <summary>
/// POST /r/read: one part of an officer's container for whoever proves the code. The answer is always 200 and 4 bytes and 1 MiB long: length u32 ‖ part ‖
/// random bytes. An unknown mailbox, object or part takes the same steps and gets random bytes of the full length (I-16).
/// </summary>
internal static class ReadPartEndpoint
{
    /// <summary>mailbox_id[32] ‖ nonce[52] ‖ sig[64] ‖ object_id[16] ‖ index u32.</summary>
    private const int RequestSize = MailboxLogin.RequestSize + Id16.Size + sizeof(uint);

    private const int PieceSize = 64 * 1024;

    internal static void MapReadPart(this IEndpointRouteBuilder routes) => routes.MapMethods("/r/read", [HttpMethods.Post], static async context =>
    {
        if (context.Get<PostGate>().Judge(context.Request, RequestSize, out var origin) is { } refusal)
        {
            await Answers.RefuseAsync(context, refusal);
            return;
        }

        var bytes = new byte[RequestSize];
        if (context.Request.ContentLength != RequestSize
            || await context.Request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted) < bytes.Length)
        {
            await Answers.RefuseAsync(context, PutCode.Malformed);
            return;
        }

        await WriteAsync(context, await FindAsync(context, bytes, origin));
    }).Within(Budget.Read);

    private static async Task<StoredPart?> FindAsync(HttpContext context, ReadOnlyMemory<byte> request, string origin)
    {
        var reportId = await context.Get<MailboxLogin>().FindReportAsync(request[..MailboxLogin.RequestSize], origin, context.RequestAborted);
        var objectId = Id16.From(request.Span.Slice(MailboxLogin.RequestSize, Id16.Size));
        var index = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(request.Span[^sizeof(uint)..]), int.MaxValue);
        return context.Get<MailboxStore>().Uploads.Find(reportId, Id16.Zeros, objectId, index);
    }

    private static async Task WriteAsync(HttpContext context, StoredPart? part)
    {
        context.Response.ContentType = Answers.Octets;
        context.Response.ContentLength = sizeof(uint) + ContainerLengths.PartSize;
        var (piece, entropy) = (new byte[PieceSize], context.Get<IEntropy>());
        BinaryPrimitives.WriteUInt32BigEndian(piece, (uint)(part?.Length ?? ContainerLengths.PartSize));
        await context.Response.Body.WriteAsync(piece.AsMemory(0, sizeof(uint)), context.RequestAborted);
        for (var offset = 0; offset < ContainerLengths.PartSize; offset += PieceSize)
        {
            entropy.Fill(piece);
            part?.Read(offset, piece.AsSpan(0, Math.Clamp(part.Length - offset, 0, PieceSize)));
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }
}
