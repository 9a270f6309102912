using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Storage;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Intake.Mailbox.Directories;

/// <summary>Publishes and reads the signed statements. Everything is verified before it is stored, and again by every client.</summary>
public sealed class DirectoryStore
{
    private readonly StatementTables tables;
    private readonly Func<long> generation;
    private readonly TimeProvider clock;
    private volatile PublishedDirectories? cached;

    /// <param name="tables">Where statements lie.</param>
    /// <param name="generation">Asks cheaply whether anything was published since.</param>
    /// <param name="clock">Answers what day it is.</param>
    internal DirectoryStore(StatementTables tables, Func<long> generation, TimeProvider clock)
    {
        this.tables = tables;
        this.generation = generation;
        this.clock = clock;
    }

    /// <summary>What is published now, by whichever process.</summary>
    public PublishedDirectories Current() => At(generation());

    /// <summary>Publishes a directory (sicD): the first under its own root, later ones under the same root and chained to the one before.</summary>
    public Task<PublishOutcome> PublishDirectoryAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken) =>
        PublishAsync((known, change) => DirectoryPublishing.Directory(known, change, statement.ToArray()), cancellationToken);

    /// <summary>Publishes an officer's certificate (sicK), signed by the officer's key of the newest directory.</summary>
    public Task<PublishOutcome> PublishCertificateAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken) =>
        PublishAsync((known, change) => DirectoryPublishing.Certificate(known, change, statement.ToArray()), cancellationToken);

    /// <summary>Publishes an officer's freshness statement (sicF); only the newest of each officer is kept.</summary>
    public Task<PublishOutcome> PublishFreshnessAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken) =>
        PublishAsync((known, change) => DirectoryPublishing.Freshness(known, change, statement.ToArray(), known.Today(clock)), cancellationToken);

    /// <summary>The state of a generation that was just read, or a newer one.</summary>
    internal PublishedDirectories At(long generation) =>
        cached is { } known && known.Generation == generation ? known : Keep(Verified(tables.Load()));

    private async Task<PublishOutcome> PublishAsync(
        Func<PublishedDirectories, StatementChange, PublishOutcome> publish, CancellationToken cancellationToken)
    {
        PublishOutcome outcome = new PublishOutcome.AlreadyKnown();
        await tables.ChangeAsync(
            (stored, change) =>
            {
                outcome = publish(Verified(stored), change);
                return outcome is PublishOutcome.Published;
            },
            cancellationToken);
        return outcome;
    }

    private PublishedDirectories Keep(PublishedDirectories loaded)
    {
        if (cached is null || cached.Generation < loaded.Generation)
        {
            cached = loaded;
        }

        return loaded;
    }

    internal static PublishedDirectories Verified(StoredStatements stored) => new(
        stored.Generation,
        [.. stored.Directories.Select(VerifiedDirectory)],
        [.. stored.Certificates.Select(ParsedCertificate)],
        [.. stored.Freshness.Select(ParsedFreshness)]);

    // Root changes (sicT) do not exist yet, so every directory stands under the first root.
    private static Directory VerifiedDirectory(byte[] statement) =>
        UntrustedDirectory.TryParse(statement, out var parsed, out var failure) && parsed.VerifyFirstRoot(out var directory, out failure)
            ? directory
            : throw Damaged(failure);

    private static OfficerCertificate ParsedCertificate(byte[] statement) =>
        OfficerCertificate.TryParse(statement, out var certificate, out var failure) ? certificate : throw Damaged(failure);

    private static Freshness ParsedFreshness(byte[] statement) =>
        Freshness.TryParse(statement, out var freshness, out var failure) ? freshness : throw Damaged(failure);

    private static InvalidDataException Damaged(FailureClass failure) =>
        new($"a stored statement is damaged: {failure.Name()}");
}
