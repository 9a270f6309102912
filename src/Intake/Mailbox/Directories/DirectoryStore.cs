using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Storage;

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

    /// <summary>Publishes the next directory: the first under its own root, later ones under the same root, or under a new one together with the root change, and chained to the one before.</summary>
    /// <param name="statement">sicD, or a sicH of a root change and sicD (<see cref="ChainStep"/>).</param>
    /// <param name="cancellationToken">Ends it before anything is stored.</param>
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
        History(stored),
        [.. stored.Certificates.Select(ParsedCertificate)],
        [.. stored.Freshness.Select(ParsedFreshness)]);

    /// <summary>Null before the first directory.</summary>
    private static DirectoryHistory? History(StoredStatements stored)
    {
        var chain = new DirectoryChain(ChainOrder.Of(stored.Directories, [.. stored.RootChanges.Select(ParsedChange)]));
        return chain.Entries.Count == 0 ? null : DirectoryHistory.TryVerify(chain, out var history, out var failure) ? history : throw Damaged(failure);
    }

    private static RootChange ParsedChange(byte[] statement) =>
        RootChange.TryParse(statement, out var change, out var failure) ? change : throw Damaged(failure);

    private static OfficerCertificate ParsedCertificate(byte[] statement) =>
        OfficerCertificate.TryParse(statement, out var certificate, out var failure) ? certificate : throw Damaged(failure);

    private static Freshness ParsedFreshness(byte[] statement) =>
        Freshness.TryParse(statement, out var freshness, out var failure) ? freshness : throw Damaged(failure);

    private static InvalidDataException Damaged(FailureClass failure) =>
        new($"a stored statement is damaged: {failure.Name()}");
}
