using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>What all statements share: magic[4] ‖ suite u16 ‖ org_id[16] ‖ fields ‖ sig[64], sig = Ed25519(key, H(label, everything before sig)).</summary>
internal static class Statement
{
    internal static void WriteStart(SicWriter writer, ReadOnlySpan<byte> magic, Id16 organisationId, ushort suite = Sic.Suite) =>
        writer.Bytes(magic).U16(suite).Id(organisationId);

    internal static Id16 ReadStart(ref SicReader reader, ReadOnlySpan<byte> magic)
    {
        reader.Magic(magic);
        reader.Suite();
        return reader.Id();
    }

    /// <summary>Reads the signature, which must be the end.</summary>
    internal static ReadOnlyMemory<byte> ReadEnd(ref SicReader reader)
    {
        var signature = reader.Bytes(Sic.SignatureSize);
        reader.Finish();
        return signature;
    }

    /// <summary>What is signed.</summary>
    internal static byte[] SigningInput(ReadOnlySpan<byte> label, ReadOnlySpan<byte> unsigned) => Sic.Hash(label, unsigned).ToArray();

    /// <summary>True where the key signed everything but the last 64 bytes.</summary>
    internal static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> label, ReadOnlySpan<byte> whole) =>
        Signatures.Verify(publicKey, SigningInput(label, whole[..^Sic.SignatureSize]), whole[^Sic.SignatureSize..]);
}
