using IntegrityChannel.Casework.Host.Security;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Mailbox.Directories;

namespace IntegrityChannel.Casework.Host.Features.ShowDirectory;

/// <summary>
/// GET /d and /d/chain: the signed statements, the same for everybody and without a session, so that a page can compare what it gets here
/// with what it pinned. 404 before the first directory.
/// </summary>
internal static class ShowDirectoryEndpoint
{
    private const string ContentType = "application/octet-stream";

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/d", (DirectoryStore directories, TimeProvider clock) => directories.Current() is { Newest: not null } published ? Results.Bytes(EncodeDocument(published, clock), ContentType) : Refusals.NotFound).AllowAnonymous();
        routes.MapGet("/d/chain", (DirectoryStore directories) => directories.Current() is { Newest: not null } published ? Results.Bytes(published.Chain(), ContentType) : Refusals.NotFound).AllowAnonymous();
    }

    private static byte[] EncodeDocument(PublishedDirectories published, TimeProvider clock)
    {
        var newest = published.Newest!;
        return DirectoryDocument.Encode(
            published.Today(clock),
            newest.Bytes.Span,
            [.. newest.Officers.Select(officer => published.CertificateOf(officer.Id)).OfType<OfficerCertificate>().Select(certificate => certificate.Bytes)],
            [.. published.Freshness.Where(statement => newest.FindOfficer(statement.OfficerId) is not null).Select(statement => statement.Bytes)]);
    }
}
