using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>The checks that certificate and freshness share: organisation, officer, signature, in this order.</summary>
internal static class OfficerStatement
{
    internal static bool Verify(Directory directory, Id16 organisationId, Id16 officerId, ReadOnlySpan<byte> label, ReadOnlyMemory<byte> bytes, out FailureClass failure)
    {
        failure = Judge(directory, organisationId, officerId, label, bytes);
        return failure == FailureClass.None;
    }

    private static FailureClass Judge(Directory directory, Id16 organisationId, Id16 officerId, ReadOnlySpan<byte> label, ReadOnlyMemory<byte> bytes)
    {
        if (organisationId != directory.OrganisationId)
        {
            return FailureClass.WrongOrganisation;
        }

        if (directory.FindOfficer(officerId) is not { } officer)
        {
            return FailureClass.NotAnOfficer;
        }

        return Statement.Verify(officer.SigningKey.Span, label, bytes.Span) ? FailureClass.None : FailureClass.WrongSignature;
    }
}
