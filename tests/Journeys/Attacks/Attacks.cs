using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Journeys.CommandLine;

namespace IntegrityChannel.Journeys.Attacks;

/// <summary>The attacks that are the same for pages and commands.</summary>
internal static class Attacks
{
    /// <summary>On the list of the case, for this reader (zeros: the reporter).</summary>
    internal static IEnumerable<(string Name, Func<byte[], byte[]> Change)> OnLists(this AttackedChannel attacked, Id16 reader) =>
    [
        ("two messages swap bodies and signatures", HostileList.Swap),
        ("a message in the middle left out", HostileList.OmitFirstReply),
        (AttackedChannel.OmitLast, HostileList.OmitLastReply),
        ("a message that the server signed itself", HostileList.AddOwn),
        ("a message of another case replayed", list => HostileList.Insert(list, HostileList.For(reader, attacked.Elsewhere, attacked.Today))),
        ("messages in another order", HostileList.Reorder),
        ("the list cut short", HostileList.Truncate),
        ("a removed officer seals with the server's help", list => HostileList.Insert(list, HostileList.For(reader, attacked.KeptBack, attacked.Today))),
    ];

    /// <summary>Every part of every container is this one.</summary>
    internal static Tampering OnParts(this AttackedChannel _, byte[] part) => (path, _, body) =>
        path == "/r/read" ? [.. Sized(part.Length), .. part, .. body[(4 + part.Length)..]] : path.Contains("/containers/", StringComparison.Ordinal) ? part : body;

    /// <summary>The officer's own session gets the list in force, a visitor another one that the root signed too.</summary>
    internal static byte[] OtherListForStrangers(this AttackedChannel attacked, string path, bool session, byte[] body) =>
        path == "/d" && !session ? attacked.OtherDirectory.Document : path == "/d/chain" ? attacked.OtherDirectory.Chain : body;

    /// <summary>The responsible officer, as the list of keys names them.</summary>
    internal static Id16 Responsible(this AttackedChannel attacked)
    {
        Assert.True(DirectoryDocument.TryParse(attacked.OtherDirectory.Document, out var document, out _));
        Assert.True(document.Directory.VerifyFirstRoot(out var directory, out _));
        return directory.Officers.Single(officer => officer.Role == OfficerRole.Responsible).Id;
    }

    private static byte[] Sized(int length)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }
}
