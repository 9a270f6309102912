using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>What both hosts hand to anybody: the key directory and its history.</summary>
internal interface IDirectorySource
{
    /// <summary>GET /d without any session.</summary>
    Task<byte[]> ReadDirectoryAsync(CancellationToken cancellationToken);

    /// <summary>GET /d/chain.</summary>
    Task<byte[]> ReadChainAsync(CancellationToken cancellationToken);
}

/// <summary>The requests of a reporter's page, by name. None carries a code, a key or a text.</summary>
internal sealed class IntakeServer(ServerAddress address) : IDirectorySource, IPartHost, IDisposable
{
    // The answers of a put differ in status and never in size.
    private static readonly int[] PutStatuses = [400, 409, 413, 503];
    private readonly HttpDoor door = new(address);

    /// <summary>What a sign-in is bound to.</summary>
    internal string Origin => door.Origin;

    public Task<byte[]> ReadDirectoryAsync(CancellationToken cancellationToken) => door.ReadDirectoryAsync(cancellationToken);

    public Task<byte[]> ReadChainAsync(CancellationToken cancellationToken) => door.ReadChainAsync(cancellationToken);

    /// <summary>52 bytes to sign.</summary>
    internal Task<byte[]> HelloAsync(CancellationToken cancellationToken) => PostAsync("/r/hello", default, LoginNonce.Size, [], cancellationToken);

    /// <summary>The mailbox of a signed login, or noise of the same shape.</summary>
    internal Task<byte[]> OpenAsync(ReadOnlyMemory<byte> login, CancellationToken cancellationToken) =>
        PostAsync("/r/open", login, 2 * ObjectList.MaximumSize, [], cancellationToken);

    /// <summary>The answer of fixed size.</summary>
    internal Task<byte[]> PutAsync(ReadOnlyMemory<byte> sealedObject, CancellationToken cancellationToken) =>
        PostAsync("/r/put", sealedObject, PutAnswer.Size, PutStatuses, cancellationToken);

    public Task<byte[]> StorePartAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken) =>
        PostAsync("/r/part", part, PutAnswer.Size, PutStatuses, cancellationToken);

    public Task<byte[]> AskPartsAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        PostAsync("/r/parts", question, PartAnswers.LargestBitmap, PutStatuses, cancellationToken);

    /// <summary>length u32 ‖ part ‖ noise, or noise of the same shape.</summary>
    /// <param name="question">A signed login, then object_id[16] ‖ index u32.</param>
    internal Task<byte[]> ReadPartAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        PostAsync("/r/read", question, PartAnswers.ReadSize, [], cancellationToken);

    public void Dispose() => door.Dispose();

    private async Task<byte[]> PostAsync(string path, ReadOnlyMemory<byte> body, int limit, int[] accepted, CancellationToken cancellationToken)
    {
        var request = new WireRequest(HttpMethod.Post, path) { Body = body, ContentType = HttpDoor.Octets, Limit = limit, Accepted = accepted };
        return (await door.SendAsync(request, cancellationToken)).Body;
    }
}

/// <summary>The two public documents.</summary>
internal static class DirectoryRequests
{
    internal static async Task<byte[]> ReadDirectoryAsync(this HttpDoor door, CancellationToken cancellationToken, string? cookie = null) =>
        (await door.SendAsync(new WireRequest(HttpMethod.Get, "/d") { Limit = DirectoryDocument.MaximumSize, Cookie = cookie }, cancellationToken)).Body;

    internal static async Task<byte[]> ReadChainAsync(this HttpDoor door, CancellationToken cancellationToken) =>
        (await door.SendAsync(new WireRequest(HttpMethod.Get, "/d/chain") { Limit = DirectoryChain.MaximumSize }, cancellationToken)).Body;
}
