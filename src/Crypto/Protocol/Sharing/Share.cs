using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Protocol.Sharing;

// One share, 47 bytes
//
//   version u8 (1) ‖ group[4] ‖ index u8 ‖ threshold u8 ‖ value[32] ‖ tag[4] ‖ crc u32
//
//   group   random, the same in all shares of one splitting
//   tag     first 4 bytes of H("sic1/share", secret, group): tells a wrong recombination
//   crc     CRC-32 (IEEE 802.3) of all before it: tells a slip of the pen in one share
/// <summary>A share as a holder keeps it. Dispose wipes it.</summary>
public sealed class Share : IDisposable
{
    /// <summary>Bytes of an encoded share.</summary>
    public const int Size = 1 + GroupSize + 1 + 1 + SecretSharing.SecretSize + TagSize + Crc32.Size;

    internal const int GroupSize = 4;
    internal const int TagSize = 4;
    private const byte Version = 1;
    private const int ValueAt = 1 + GroupSize + 2;
    private const int TagAt = ValueAt + SecretSharing.SecretSize;
    private const int CrcAt = TagAt + TagSize;
    private readonly Secret bytes;

    internal Share(ReadOnlySpan<byte> group, byte index, byte threshold, ReadOnlySpan<byte> value, ReadOnlySpan<byte> tag)
    {
        bytes = new Secret(Size);
        var at = bytes.Writable;
        at[0] = Version;
        group.CopyTo(at[1..]);
        at[1 + GroupSize] = index;
        at[2 + GroupSize] = threshold;
        value.CopyTo(at[ValueAt..]);
        tag.CopyTo(at[TagAt..]);
        Crc32.Write(at[..CrcAt], at[CrcAt..]);
    }

    private Share(Secret bytes) => this.bytes = bytes;

    /// <summary>Which share this is, from 1.</summary>
    public int Number => Index;

    /// <summary>How many shares recombine.</summary>
    public int Threshold => bytes.Span[2 + GroupSize];

    /// <summary>The encoded share; secret.</summary>
    public ReadOnlySpan<byte> Span => bytes.Span;

    internal byte Index => bytes.Span[1 + GroupSize];

    internal ReadOnlySpan<byte> Value => bytes.Span.Slice(ValueAt, SecretSharing.SecretSize);

    private ReadOnlySpan<byte> Group => bytes.Span.Slice(1, GroupSize);

    private ReadOnlySpan<byte> Tag => bytes.Span.Slice(TagAt, TagSize);

    /// <summary>Parses 47 bytes; malformed for another length, version, index or threshold, or when the CRC does not fit.</summary>
    public static FailureClass TryParse(ReadOnlySpan<byte> source, out Share? share)
    {
        share = null;
        Span<byte> crc = stackalloc byte[Crc32.Size];
        if (source.Length != Size || source[0] != Version)
        {
            return FailureClass.Malformed;
        }

        Crc32.Write(source[..CrcAt], crc);
        var (index, threshold) = (source[1 + GroupSize], source[2 + GroupSize]);
        if (!crc.SequenceEqual(source[CrcAt..])
            || index is 0 or > SecretSharing.MaximumShares
            || threshold is < 2 or > SecretSharing.MaximumShares)
        {
            return FailureClass.Malformed;
        }

        share = new Share(Secret.Copy(source));
        return FailureClass.None;
    }

    /// <inheritdoc />
    public void Dispose() => bytes.Dispose();

    /// <summary>Names the type, never the content.</summary>
    public override string ToString() => nameof(Share);

    internal static ReadOnlySpan<byte> TagOf(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> group) =>
        Sic.Hash(Labels.Share, secret, group).Span[..TagSize];

    internal bool CarriesTagOf(ReadOnlySpan<byte> secret) => CryptographicOperations.FixedTimeEquals(Tag, TagOf(secret, Group));

    /// <summary>Same splitting: group, threshold and tag agree.</summary>
    internal bool IsOfGroup(Share other) =>
        Threshold == other.Threshold && Group.SequenceEqual(other.Group) && Tag.SequenceEqual(other.Tag);
}
