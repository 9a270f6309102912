using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = IntegrityChannel.Crypto.Protocol.Trust.Directory;

namespace IntegrityChannel.Crypto.Protocol.Logs;

/// <summary>
/// The signed head of a log (c2sp.org/tlog-checkpoint): origin, size and root, one a line, an empty line, and one signature line under a channel key that the
/// directory lists for checkpoints. Other notes with more lines are refused: we write none.
/// </summary>
/// <param name="Origin">Names the log; see <see cref="OriginOf"/>.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">Over all of them.</param>
public sealed record Checkpoint(string Origin, int Size, Hash32 Root)
{
    /// <summary>Bytes of the longest note that a client reads.</summary>
    public const int MaximumSize = 16 * 1024;

    /// <summary>More signatures than this are refused; those of keys that nobody knows are passed over.</summary>
    public const int MaximumSignatures = 16;

    private const string SignatureMark = "\u2014 ";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <summary>The name of an organisation's keys log: the same whatever its addresses become.</summary>
    public static string OriginOf(Id16 organisation) => $"integrity-channel/{organisation}/keys";

    /// <summary>The note, signed.</summary>
    public byte[] Sign(ChannelKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = Utf8.GetBytes(Text);
        byte[] signature = [.. NoteKeyId(key.PublicKey), .. key.Sign(text)];
        return [.. text, .. Utf8.GetBytes($"\n{SignatureMark}{Origin} {Convert.ToBase64String(signature)}\n")];
    }

    /// <summary>Reads a note and verifies it under the keys that the directory lists for checkpoints on this day.</summary>
    public static bool TryVerify(ReadOnlySpan<byte> note, Directory directory, CivilDay day, [NotNullWhen(true)] out Checkpoint? checkpoint, out FailureClass failure)
    {
        ArgumentNullException.ThrowIfNull(directory);
        checkpoint = null;
        failure = FailureClass.Malformed;
        if (note.Length > MaximumSize || Decode(note) is not { } text || text.LastIndexOf("\n\n", StringComparison.Ordinal) is not (> 0 and var cut) || Read(text[..(cut + 1)]) is not { } read)
        {
            return false;
        }

        var keys = directory.Content.Channels.Where(channel => channel.Serves(ChannelUses.Checkpoints, day)).Select(channel => channel.PublicKey);
        failure = read.Origin != OriginOf(directory.OrganisationId) ? FailureClass.WrongOrganisation : read.Judge(text[(cut + 2)..], [.. keys]);
        checkpoint = failure == FailureClass.None ? read : null;
        return checkpoint is not null;
    }

    /// <summary>First four bytes of SHA-256(name ‖ 0A ‖ 01 ‖ public key).</summary>
    internal byte[] NoteKeyId(Hash32 publicKey) => KeysEntry.Of([.. Utf8.GetBytes(Origin), 0x0A, 0x01, .. publicKey.Span]).Span[..4].ToArray();

    private static string? Decode(ReadOnlySpan<byte> note)
    {
        try
        {
            var text = Utf8.GetString(note);
            return text.Any(sign => sign < ' ' && sign != '\n') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Checkpoint? Read(string text)
    {
        var lines = text.Split('\n');
        Span<byte> root = stackalloc byte[Hash32.Size + 2];
        return lines is [var origin, var size, var hash, ""]
            && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var leaves) && leaves <= LogTile.MaximumLeaves
            && Convert.TryFromBase64String(hash, root, out var written) && written == Hash32.Size
            && new Checkpoint(origin, leaves, Hash32.From(root[..written])) is var read && read.Text == text
            ? read
            : null;
    }

    private FailureClass Judge(string signatures, IReadOnlyList<Hash32> keys)
    {
        var lines = signatures.Split('\n');
        if (lines.Length is < 2 or > MaximumSignatures + 1 || lines[^1].Length > 0)
        {
            return FailureClass.Malformed;
        }

        var text = Utf8.GetBytes(Text);
        var verified = FailureClass.WrongKey;
        foreach (var line in lines[..^1])
        {
            if (!line.StartsWith(SignatureMark, StringComparison.Ordinal) || line[SignatureMark.Length..].Split(' ') is not [{ Length: > 0 } name, var encoded] || Bytes(encoded) is not { Length: > 4 } bytes)
            {
                return FailureClass.Malformed;
            }

            var known = name == Origin ? keys.Where(key => NoteKeyId(key).AsSpan().SequenceEqual(bytes.AsSpan(0, 4))).ToList() : [];
            if (known.Count > 0 && (bytes.Length != 4 + Sic.SignatureSize || !known.Any(key => Signatures.Verify(key.Span, text, bytes.AsSpan(4)))))
            {
                return FailureClass.WrongSignature;
            }

            verified = known.Count > 0 ? FailureClass.None : verified;
        }

        return verified;
    }

    private static byte[]? Bytes(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var written) && Convert.ToBase64String(bytes, 0, written) == encoded ? bytes[..written] : null;
    }
}
