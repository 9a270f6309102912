using IntegrityChannel.Crypto.Protocol.Containers;

namespace IntegrityChannel.Intake.Mailbox.Uploads;

/// <summary>How much one message may bring along: attachmentMib of organisation/settings.json.</summary>
public sealed record AttachmentLimit
{
    private const int Largest = 1024;

    private AttachmentLimit(int mebibytes) => Mebibytes = mebibytes;

    /// <summary>Where the organisation says nothing: 100 MiB.</summary>
    public static AttachmentLimit Default { get; } = new(100);

    /// <summary>MiB of files together.</summary>
    public int Mebibytes { get; }

    /// <summary>The longest container that such files make, in ciphertext bytes.</summary>
    public long Bytes => ContainerLengths.Sealed((long)Mebibytes << 20);

    /// <summary>A limit from 1 MiB to 1 GiB; null for anything else.</summary>
    public static AttachmentLimit? TryCreate(int mebibytes) => mebibytes is >= 1 and <= Largest ? new(mebibytes) : null;
}
