using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Containers;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>The requests of an officer's page, by name. Nothing here holds a key or a text in clear.</summary>
internal sealed class CaseworkServer(ServerAddress address) : IDirectorySource, IPartHost, IDisposable
{
    private const string SessionCookie = "__Host-integrity-officer=";
    private const string Json = "application/json";
    private const int LargestVault = 12 * 1024 * 1024;
    private const int LargestList = 64 * 1024 * 1024;
    private static readonly int[] PutStatuses = [400, 409, 413, 503];
    private readonly HttpDoor door = new(address);
    private string? cookie;

    /// <summary>What a sign-in is bound to.</summary>
    internal string Origin => door.Origin;

    /// <summary>Goes with every write; from the session.</summary>
    internal string? Antiforgery { get; set; }

    public Task<byte[]> ReadDirectoryAsync(CancellationToken cancellationToken) => door.ReadDirectoryAsync(cancellationToken);

    public Task<byte[]> ReadChainAsync(CancellationToken cancellationToken) => door.ReadChainAsync(cancellationToken);

    /// <summary>The directory as this officer gets it.</summary>
    internal Task<byte[]> ReadOwnDirectoryAsync(CancellationToken cancellationToken) => door.ReadDirectoryAsync(cancellationToken, cookie);

    internal Task<HelloAnswer> HelloAsync(string name, CancellationToken cancellationToken) =>
        AskAsync<HelloAnswer>(Post("/o/hello", new { name }), cancellationToken);

    /// <summary>Keeps the session for the requests that follow.</summary>
    internal async Task SignInAsync(byte[] officerId, byte[] nonce, byte[] signature, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(Post("/o/sign-in", new { officerId, nonce, signature }), cancellationToken);
        var session = answer.Cookies.FirstOrDefault(value => value.StartsWith(SessionCookie, StringComparison.Ordinal)) ?? throw new ExchangeFailed(ExchangeFailure.Malformed);
        cookie = session.Split(';')[0];
    }

    internal Task<SessionAnswer> ShowSessionAsync(CancellationToken cancellationToken) => AskAsync<SessionAnswer>(Get("/o/session"), cancellationToken);

    internal Task SignOutAsync(CancellationToken cancellationToken) => SendAsync(new WireRequest(HttpMethod.Post, "/o/sign-out"), cancellationToken);

    internal Task<VaultAnswer> ReadVaultAsync(CancellationToken cancellationToken) => AskAsync<VaultAnswer>(Get("/o/vault") with { Limit = LargestVault }, cancellationToken);

    /// <summary>False where another session stored a newer vault meanwhile.</summary>
    internal async Task<bool> StoreVaultAsync(ulong ifVersion, ulong version, byte[] vault, CancellationToken cancellationToken)
    {
        var request = Post("/o/vault", new { ifVersion, version, vault }) with { Method = HttpMethod.Put, Accepted = [409] };
        return (await SendAsync(request, cancellationToken)).Status != 409;
    }

    internal Task PublishFreshnessAsync(byte[] statement, CancellationToken cancellationToken) => SendAsync(PostOctets("/o/freshness", statement), cancellationToken);

    internal Task PublishCertificateAsync(byte[] statement, CancellationToken cancellationToken) => SendAsync(PostOctets("/o/certificate", statement), cancellationToken);

    internal Task<CasesAnswer> ListCasesAsync(CancellationToken cancellationToken) => AskAsync<CasesAnswer>(Get("/o/cases") with { Limit = LargestList }, cancellationToken);

    /// <summary>The sealed list of one case; null where this officer is no reader of it or it does not exist, which look the same.</summary>
    internal async Task<byte[]?> ReadCaseAsync(Id16 reportId, CancellationToken cancellationToken)
    {
        var request = Get($"/o/cases/{Base64Url.EncodeToString(reportId.Span)}") with { Limit = ObjectList.MaximumSize, Accepted = [404] };
        var answer = await SendAsync(request, cancellationToken);
        return answer.Status == 404 ? null : answer.Body;
    }

    /// <summary>The answer of fixed size.</summary>
    internal async Task<byte[]> PutAsync(byte[] sealedObject, CancellationToken cancellationToken) =>
        (await SendAsync(PostOctets("/o/put", sealedObject) with { Limit = PutAnswer.Size, Accepted = PutStatuses }, cancellationToken)).Body;

    public async Task<byte[]> StorePartAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken) =>
        (await SendAsync(PostOctets("/o/part", part) with { Limit = PutAnswer.Size, Accepted = PutStatuses }, cancellationToken)).Body;

    public async Task<byte[]> AskPartsAsync(ReadOnlyMemory<byte> question, CancellationToken cancellationToken) =>
        (await SendAsync(PostOctets("/o/parts", question) with { Limit = PartAnswers.LargestBitmap, Accepted = PutStatuses }, cancellationToken)).Body;

    /// <summary>One part of the container of an object; null where the host hands this account none.</summary>
    internal async Task<byte[]?> ReadPartAsync(ObjectHeader header, int index, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"/o/cases/{Base64Url.EncodeToString(header.ReportId.Span)}/containers/{Base64Url.EncodeToString(header.ObjectId.Span)}/{index}");
        var answer = await SendAsync(Get(path) with { Limit = ContainerLengths.PartSize, Accepted = [404] }, cancellationToken);
        return answer.Status == 404 ? null : answer.Body;
    }

    /// <summary>For administrators.</summary>
    internal Task<StatusAnswer> ShowStatusAsync(CancellationToken cancellationToken) => AskAsync<StatusAnswer>(Get("/a/status"), cancellationToken);

    /// <summary>For administrators: one tick now.</summary>
    internal Task RetryJobsAsync(CancellationToken cancellationToken) => SendAsync(new WireRequest(HttpMethod.Post, "/a/jobs/retry"), cancellationToken);

    public void Dispose() => door.Dispose();

    private static WireRequest Get(string path) => new(HttpMethod.Get, path);

    private static WireRequest PostOctets(string path, ReadOnlyMemory<byte> body) => new(HttpMethod.Post, path) { Body = body, ContentType = HttpDoor.Octets };

    private static WireRequest Post<T>(string path, T body)
        where T : class => new(HttpMethod.Post, path) { Body = JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options), ContentType = Json };

    private Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken) =>
        door.SendAsync(request with { Cookie = cookie, Antiforgery = request.Method == HttpMethod.Get ? null : Antiforgery }, cancellationToken);

    private async Task<T> AskAsync<T>(WireRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var answer = await SendAsync(request, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body, WireJson.Options) ?? throw new ExchangeFailed(ExchangeFailure.Malformed);
        }
        catch (JsonException)
        {
            // Its message quotes the answer.
            throw new ExchangeFailed(ExchangeFailure.Malformed);
        }
    }
}
