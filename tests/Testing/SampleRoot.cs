using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Testing;

/// <summary>A root with its recovery key, as an offline machine holds them: begins an organisation and signs what a request asks.</summary>
public sealed class SampleRoot : IDisposable
{
    private readonly RootKey root;
    private readonly RecoveryKey recovery;

    /// <summary>Everything follows from the seed.</summary>
    public SampleRoot(string seed = "first organisation")
    {
        Entropy = new SeededEntropy(seed);
        root = RootKey.Create(Entropy);
        recovery = RecoveryKey.Create(Entropy);
        Genesis = Genesis.TryVerify(Genesis.Create(root, recovery, 2, 3), out var genesis, out var failure) ? genesis : throw new InvalidOperationException(failure.Name());
    }

    public SeededEntropy Entropy { get; }

    public Genesis Genesis { get; }

    /// <summary>Signs what the request asks, or what <paramref name="change"/> makes of it.</summary>
    public Directory Sign(DirectoryRequest request, Directory? previous = null, Func<DirectoryContent, DirectoryContent>? change = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = Content(request, previous);
        var content = change?.Invoke(asked) ?? asked;
        var bytes = content.Sign(root);
        return UntrustedDirectory.TryParse(bytes, out var parsed, out var failure) && parsed.Verify(root.PublicKey, content.OrganisationId, out var directory, out failure)
            ? directory
            : throw new InvalidOperationException(failure.Name());
    }

    /// <summary>The step to another root: the change that both sign, and what the request asks, under the new one.</summary>
    /// <param name="successor">Whose root takes over.</param>
    /// <param name="request">As casework made it.</param>
    /// <param name="previous">The directory in force.</param>
    /// <param name="signsAsOld">Signs the change in the place of this root; null for this root itself.</param>
    public byte[] ChangeTo(SampleRoot successor, DirectoryRequest request, Directory previous, SampleRoot? signsAsOld = null)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(request);
        var change = RootChange.Create(previous, (signsAsOld ?? this).root, successor.root, request.Day);
        return ChainStep.Encode(change, (Content(request, previous) with { RootKey = successor.root.PublicKey }).Sign(successor.root));
    }

    /// <summary>The step to another root where this one is lost: the new root and these officers sign.</summary>
    public byte[] LoseTo(SampleRoot successor, DirectoryRequest request, Directory previous, params OfficerSigningKey[] officers)
    {
        ArgumentNullException.ThrowIfNull(successor);
        ArgumentNullException.ThrowIfNull(request);
        return RootChange.TryParse(RootChange.Propose(previous, successor.root, request.Day), out var proposal, out var failure)
            ? ChainStep.Encode(proposal.Join(officers.Select(proposal.Countersign)), (Content(request, previous) with { RootKey = successor.root.PublicKey }).Sign(successor.root))
            : throw new InvalidOperationException(failure.Name());
    }

    private DirectoryContent Content(DirectoryRequest request, Directory? previous) => new()
    {
        OrganisationId = Genesis.OrganisationId,
        Sequence = request.Sequence,
        PreviousHash = request.PreviousHash,
        Issued = request.Day,
        Expires = request.Day.AddDays(366),
        AcceptFrom = previous?.Sequence ?? 1,
        RootKey = Genesis.RootKey,
        RecoveryKey = Genesis.RecoveryKey,
        SharesNeeded = 2,
        SharesMade = 3,
        Channels = [.. request.Channels.Select(channel => new DirectoryChannel(channel.PublicKey, channel.Uses, request.Day, request.Day.AddDays(426)))],
        Quorum = 1,
        Zone = request.Zone,
        Origins = request.Origins,
        Officers =
        [
            .. request.Staying.Select(id => previous!.FindOfficer(id)!),
            .. request.Candidates.Select(item => new DirectoryOfficer(item.OfficerId, item.Role, true, item.SigningKey, request.Day, request.Day.AddDays(3653), item.Display)),
        ],
        Suites = [Sic.Suite],
        RetentionDays = 730,
    };

    public void Dispose()
    {
        root.Dispose();
        recovery.Dispose();
    }
}

/// <summary>Somebody who enrols: keys as their own browser makes them, and a vault of noise, since a host opens none.</summary>
public sealed class SamplePerson : IDisposable
{
    private readonly LoginKey login;
    private readonly SeededEntropy entropy;

    public SamplePerson(Genesis genesis, string account, OfficerRole role, string display = "")
    {
        ArgumentNullException.ThrowIfNull(genesis);
        entropy = new SeededEntropy($"person/{account}/{display}");
        login = LoginKey.FromSeed(Noise(32));
        SigningKey = OfficerSigningKey.Create(entropy);
        KemKey = OfficerKemKey.Create(entropy);
        Enrolment = new Enrolment
        {
            OrganisationId = genesis.OrganisationId,
            OfficerId = Id16.From(Noise(Id16.Size)),
            Role = role,
            AccountName = account,
            MailAddress = account + "@officers.example",
            Locale = "nl",
            LoginKey = login.PublicKey,
            Salt = Id16.From(Noise(Id16.Size)),
            MemoryKib = 64 * 1024,
            Iterations = 3,
            VaultKeyId = Id16.From(Noise(Id16.Size)),
            VaultKeyWrap = Noise(Enrolment.VaultKeyWrapSize),
            VaultVersion = 1,
            Vault = Noise(12 + 4096 + 16),
        };
        Candidate = role == OfficerRole.Administrator ? [] : Crypto.Protocol.Trust.Candidate.Create(SigningKey, genesis.OrganisationId, Enrolment.OfficerId, role, display);
    }

    public OfficerSigningKey SigningKey { get; }

    public OfficerKemKey KemKey { get; }

    public Enrolment Enrolment { get; set; }

    /// <summary>sicN; empty for an administrator.</summary>
    public byte[] Candidate { get; set; }

    /// <summary>What signing in takes.</summary>
    public byte[] LoginSignature(string origin, byte[] nonce) =>
        login.Sign(LoginProof.OfficerInput(origin, Enrolment.OrganisationId, Enrolment.OfficerId, nonce).Span);

    /// <summary>The body of POST /o/enrol under this code.</summary>
    public byte[] EnrolBody(ReadOnlySpan<byte> secret)
    {
        using var writer = new SicWriter();
        return writer.Bytes(secret).Vector(Candidate).LongVector(Enrolment.Encode()).ToArray();
    }

    public void Dispose()
    {
        login.Dispose();
        SigningKey.Dispose();
        KemKey.Dispose();
    }

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        entropy.Fill(bytes);
        return bytes;
    }
}
