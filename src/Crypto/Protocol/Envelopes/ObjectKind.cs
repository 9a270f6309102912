using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Envelopes;

/// <summary>What an object is; stands in clear, so that the statutory clock needs no second message (docs/protocol.md section 6).</summary>
public enum ObjectKind : byte
{
    Report = 1,
    ReporterMessage = 2,
    Reply = 3,
    Acknowledgement = 4,
    Feedback = 5,
    Decision = 6,
    Note = 7,
    Grant = 8,
    Control = 9,
    Removal = 10,
    ChannelNotice = 11,
    Identity = 12,
}

/// <summary>How an object came to be.</summary>
[Flags]
public enum ObjectModes : byte
{
    None = 0,

    /// <summary>Sealed by the server, without script in the browser.</summary>
    SealedByServer = 1,

    /// <summary>The reporter allows a login without script.</summary>
    ScriptlessLoginAllowed = 2,

    /// <summary>Entered by an officer for someone else.</summary>
    EnteredByOfficer = 4,
}

/// <summary>Who writes a kind.</summary>
public enum AuthorRole
{
    Reporter,
    Officer,
    Channel,
}

/// <summary>What follows from the kind alone.</summary>
public static class ObjectKinds
{
    /// <summary>True for kinds of this version of the protocol.</summary>
    public static bool IsKnown(byte value) => value is >= 1 and <= 12;

    /// <summary>True where the body stands in clear: no wraps, no recipients.</summary>
    public static bool IsClear(this ObjectKind kind) => kind is ObjectKind.Control or ObjectKind.Removal or ObjectKind.ChannelNotice;

    /// <summary>True where the content has a manifest, and the object may name a container.</summary>
    public static bool MayHaveFiles(this ObjectKind kind) => kind is ObjectKind.Report or ObjectKind.ReporterMessage or ObjectKind.Reply or ObjectKind.Note;

    /// <summary>
    /// True where an order may erase the object by itself. The report goes only with everything; a grant says who may read, and clear kinds say what was done.
    /// </summary>
    public static bool MayBeErased(this ObjectKind kind) => kind is >= ObjectKind.ReporterMessage and <= ObjectKind.Note or ObjectKind.Identity;

    /// <summary>The stream a kind belongs to: notes have their own, which the reporter never receives.</summary>
    public static byte Stream(this ObjectKind kind) => kind == ObjectKind.Note ? (byte)1 : (byte)0;

    /// <summary>Who writes this kind.</summary>
    public static AuthorRole Author(this ObjectKind kind) => kind switch
    {
        ObjectKind.Report or ObjectKind.ReporterMessage or ObjectKind.Removal or ObjectKind.Identity => AuthorRole.Reporter,
        ObjectKind.ChannelNotice => AuthorRole.Channel,
        _ => AuthorRole.Officer,
    };

    /// <summary>True where an author id may write this kind: zeros for the reporter, FFs for the channel, anything else an officer.</summary>
    public static bool MayBeWrittenBy(this ObjectKind kind, Id16 author) => kind.Author() switch
    {
        AuthorRole.Reporter => author == Id16.Zeros,
        AuthorRole.Channel => author == Id16.Ones,
        _ => author.NamesAnOfficer,
    };
}
