using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Testing;

/// <summary>Opens what was really sealed to an officer of a sample organisation.</summary>
public static class SampleOpening
{
    /// <summary>The content; null where it does not open with this officer's key.</summary>
    public static OpenedContent? Open(ObjectEntry entry, SampleOfficer officer)
    {
        ArgumentNullException.ThrowIfNull(officer);
        return ObjectOpening.OpenVerified(entry, wanted => wanted == officer.KeyId ? officer.Kem.Key : null).Content;
    }
}
