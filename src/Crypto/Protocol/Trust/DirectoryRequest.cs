using System.Diagnostics.CodeAnalysis;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>
/// sicA: what casework asks the root to sign, carried to an offline machine by hand. seq u32 prev_hash[32] day u32 genesis x&lt;&gt; zone x&lt;&gt; origins u16×x&lt;&gt; channel
/// u8×{pk[32] uses u8} staying u8×id[16] candidates u8×x&lt;&gt;, signed by casework's channel key, which it lists for notices. The signature
/// finds damage and, from the second directory on, a stranger; who the candidates are it does not say.
/// </summary>
public sealed class DirectoryRequest
{
    /// <summary>No request is longer, in bytes.</summary>
    public const int MaximumSize = 256 * 1024;

    private const int NameLimit = 256;

    private DirectoryRequest(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>First four bytes.</summary>
    public static ReadOnlySpan<byte> Magic => "sicA"u8;

    /// <summary>The statement as it travelled.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of the directory that is asked for.</summary>
    public uint Sequence { get; private init; }

    /// <summary>directory_hash of the one before; zeros for the first.</summary>
    public Hash32 PreviousHash { get; private init; }

    /// <summary>The host's civil day.</summary>
    public CivilDay Day { get; private init; }

    /// <summary>Verified under the root it names.</summary>
    public Genesis Genesis { get; private init; } = null!;

    public string Zone { get; private init; } = "";

    public IReadOnlyList<string> Origins { get; private init; } = [];

    public IReadOnlyList<RequestedChannel> Channels { get; private init; } = [];

    /// <summary>Officers of the directory before who stay as they are.</summary>
    public IReadOnlyList<Id16> Staying { get; private init; } = [];

    /// <summary>New officers, each verified under the key it names.</summary>
    public IReadOnlyList<Candidate> Candidates { get; private init; } = [];

    /// <summary>The key that signed: the one listed for notices.</summary>
    public Hash32 Signer => Channels.First(channel => channel.Uses.HasFlag(ChannelUses.Notices)).PublicKey;

    /// <summary>Signs a request with the key that it lists for notices.</summary>
    /// <exception cref="ArgumentException">Another key, or content that no reader would accept.</exception>
    public static byte[] Create(DirectoryWish wish, ChannelKey key)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(key);
        using var writer = new SicWriter(4096);
        Statement.WriteStart(writer, Magic, wish.Genesis.OrganisationId);
        writer.U32((wish.Previous?.Sequence ?? 0) + 1).Hash(wish.Previous?.Hash ?? Hash32.Zeros).Day(wish.Day).Vector(wish.Genesis.Bytes.Span).Name(wish.Zone);
        WriteLists(writer, wish);
        var signed = writer.Bytes(key.Sign(Statement.SigningInput(Labels.SignRequest, writer.Written))).ToArray();
        return TryVerify(signed, out _, out _) ? signed : throw new ArgumentException("no reader would accept this request");
    }

    /// <summary>Reads and verifies a request with everything in it.</summary>
    /// <param name="bytes">At most <see cref="MaximumSize"/> bytes.</param>
    /// <param name="request">The request, or null.</param>
    /// <param name="failure">malformed, unknown-suite, wrong-organisation or wrong-signature.</param>
    public static bool TryVerify(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out DirectoryRequest? request, out FailureClass failure)
    {
        var reader = new SicReader(bytes);
        reader.Require(bytes.Length <= MaximumSize);
        var organisation = Statement.ReadStart(ref reader, Magic);
        var parsed = new DirectoryRequest(bytes)
        {
            Sequence = reader.U32(),
            PreviousHash = reader.Hash(),
            Day = reader.Day(),
            Genesis = ReadGenesis(ref reader, organisation)!,
            Zone = reader.Name(NameLimit),
            Origins = ReadOrigins(ref reader),
            Channels = ReadChannels(ref reader),
            Staying = ReadStaying(ref reader),
            Candidates = ReadCandidates(ref reader, organisation),
        };
        Statement.ReadEnd(ref reader);
        RequireRules(ref reader, parsed);
        reader.Require(!reader.Good || Statement.Verify(parsed.Signer.Span, Labels.SignRequest, bytes.Span), FailureClass.WrongSignature);
        failure = reader.Failure;
        request = reader.Good ? parsed : null;
        return request is not null;
    }

    private static void WriteLists(SicWriter writer, DirectoryWish wish)
    {
        writer.Count16(wish.Origins.Count);
        foreach (var origin in wish.Origins)
        {
            writer.Name(origin);
        }

        writer.Count8(wish.Channels.Count);
        foreach (var channel in wish.Channels)
        {
            writer.Hash(channel.PublicKey).U8((byte)channel.Uses);
        }

        writer.Count8(wish.Staying.Count);
        foreach (var id in wish.Staying)
        {
            writer.Id(id);
        }

        writer.Count8(wish.Candidates.Count);
        foreach (var candidate in wish.Candidates)
        {
            writer.Vector(candidate.Bytes.Span);
        }
    }

    private static void RequireRules(ref SicReader reader, DirectoryRequest request)
    {
        reader.Require(request.Sequence >= 1 && (request.Sequence == 1) == (request.PreviousHash == Hash32.Zeros));
        reader.Require(request.Sequence > 1 || request.Staying.Count == 0);
        reader.Require(request.Origins.Count >= 1 && request.Origins.All(origin => origin.Length > 0));
        reader.Require(request.Channels.Count(channel => channel.Uses.HasFlag(ChannelUses.Notices)) == 1);
        reader.Require(request.Channels.Select(channel => channel.PublicKey).Distinct().Count() == request.Channels.Count);
        var ids = request.Staying.Concat(request.Candidates.Select(candidate => candidate.OfficerId)).ToList();
        reader.Require(ids.Count >= 1 && ids.Distinct().Count() == ids.Count);
        reader.Require(request.Candidates.Select(candidate => candidate.SigningKey).Distinct().Count() == request.Candidates.Count);
    }

    private static Genesis? ReadGenesis(ref SicReader reader, Id16 organisation)
    {
        var bytes = reader.Vector(Genesis.Size);
        if (!reader.Good)
        {
            return null;
        }

        reader.Require(Genesis.TryVerify(bytes, out var genesis, out var failure), failure);
        reader.Require(genesis is null || genesis.OrganisationId == organisation, FailureClass.WrongOrganisation);
        return genesis;
    }

    private static List<string> ReadOrigins(ref SicReader reader)
    {
        var count = reader.U16();
        var origins = new List<string>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            origins.Add(reader.Name(NameLimit));
        }

        return origins;
    }

    private static List<RequestedChannel> ReadChannels(ref SicReader reader)
    {
        var count = reader.U8();
        var channels = new List<RequestedChannel>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var publicKey = reader.Hash();
            var uses = reader.U8();
            reader.Require(uses is >= 1 and <= 7);
            channels.Add(new RequestedChannel(publicKey, (ChannelUses)uses));
        }

        return channels;
    }

    private static List<Id16> ReadStaying(ref SicReader reader)
    {
        var count = reader.U8();
        var staying = new List<Id16>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            staying.Add(reader.Id());
        }

        return staying;
    }

    private static List<Candidate> ReadCandidates(ref SicReader reader, Id16 organisation)
    {
        var count = reader.U8();
        var candidates = new List<Candidate>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var bytes = reader.Vector(Candidate.MaximumSize);
            if (!reader.Good)
            {
                break;
            }

            reader.Require(Candidate.TryVerify(bytes, out var candidate, out var failure), failure);
            reader.Require(candidate is null || candidate.OrganisationId == organisation, FailureClass.WrongOrganisation);
            if (candidate is not null)
            {
                candidates.Add(candidate);
            }
        }

        return candidates;
    }
}
