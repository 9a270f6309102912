using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>
/// Takes over what the ceremony laid in data/organisation: directory, certificates and freshness go to the mailbox store, enrolments to the
/// accounts. All of it is verified first; what is known already stays as it is, so that every start may import the same folder.
/// </summary>
internal sealed class OrganisationImport(DataFolder data, DirectoryStore directories, EnrolmentImport enrolments, OrganisationNow organisation)
{
    private delegate Task<PublishOutcome> Publishing(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken);

    /// <exception cref="StartRefused">A file does not verify, or there is no directory where there must be one.</exception>
    internal async Task RunAsync(OrganisationSettings settings, CancellationToken cancellationToken)
    {
        await PublishAllAsync("*.sicd", UntrustedDirectory.MaximumSize, directories.PublishDirectoryAsync, _ => false, cancellationToken);
        if (directories.Current().Newest is not { } directory)
        {
            // An organisation that was set up on the page waits here for its first directory; any other folder is not complete.
            if (organisation.Genesis is null)
            {
                throw new StartRefused($"There is no directory.sicd in {data.Organisation}. Run `./dev run` for a demonstration, or the ceremony.");
            }

            return;
        }

        if (organisation.Genesis is { } genesis && genesis.OrganisationId != directory.OrganisationId)
        {
            throw Refuse(Path.GetFileName(data.Genesis), FailureClass.WrongOrganisation);
        }

        await PublishAllAsync("*.sick", OfficerCertificate.Size, directories.PublishCertificateAsync, IsStoredCertificate, cancellationToken);
        await PublishAllAsync("*.sicf", ushort.MaxValue, directories.PublishFreshnessAsync, IsOlderFreshness, cancellationToken);
        foreach (var file in Files("*.sice"))
        {
            await enrolments.RunAsync(Path.GetFileName(file), Read(file, EnrolmentImport.LargestFile), directory, settings, cancellationToken);
        }
    }

    private async Task PublishAllAsync(
        string pattern, int limit, Publishing publish, Func<byte[], bool> isSuperseded, CancellationToken cancellationToken)
    {
        foreach (var (file, statement) in Files(pattern).Select(file => (file, Read(file, limit))).OrderBy(pair => SequenceOf(pair.Item2)))
        {
            if (!isSuperseded(statement) && await publish(statement, cancellationToken) is PublishOutcome.Refused refused)
            {
                throw Refuse(Path.GetFileName(file), refused.Failure);
            }
        }
    }

    // Directories build on one another, whatever their files are called; the order of all else is that of the names.
    private static uint SequenceOf(byte[] statement) => UntrustedDirectory.TryParse(statement, out var directory, out _) ? directory.ClaimedSequence : 0;

    internal static StartRefused Refuse(string file, FailureClass failure) =>
        new($"organisation/{file} is refused: {failure.Name()}. Nothing of it was taken over; replace the file or remove it.");

    // Of an officer who left, the newest directory vouches for nothing any more; what was stored in their time stays.
    private bool IsStoredCertificate(byte[] statement) =>
        directories.Current().Certificates.Any(stored => stored.Bytes.Span.SequenceEqual(statement));

    private bool IsOlderFreshness(byte[] statement) =>
        Freshness.TryParse(statement, out var freshness, out _)
        && directories.Current().Freshness.Any(stored => stored.OfficerId == freshness.OfficerId && stored.Day >= freshness.Day);

    private IEnumerable<string> Files(string pattern) =>
        Directory.Exists(data.Organisation) ? Directory.EnumerateFiles(data.Organisation, pattern).Order(StringComparer.Ordinal) : [];

    private static byte[] Read(string file, int limit) =>
        new FileInfo(file).Length <= limit
            ? File.ReadAllBytes(file)
            : throw new StartRefused($"organisation/{Path.GetFileName(file)} is longer than such a file can be.");
}
