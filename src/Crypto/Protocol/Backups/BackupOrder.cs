using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>What a part is to be sealed to and signed with.</summary>
public sealed record BackupOrder
{
    public required BackupPart Part { get; init; }

    public required CivilDay Day { get; init; }

    /// <summary>From 1.</summary>
    public required ushort Number { get; init; }

    /// <summary>The newest directory: its recovery key opens the part.</summary>
    public required Trust.Directory Directory { get; init; }

    /// <summary>Where the root was changed, the whole chain (sicH) up to <see cref="Directory"/>: by it a reader comes from the first root to this one. Empty otherwise.</summary>
    public ReadOnlyMemory<byte> Chain { get; init; }

    /// <summary>Casework's, which the directory lists for notices.</summary>
    public required ChannelKey ChannelKey { get; init; }

    /// <summary>What says whose backup it is.</summary>
    internal ReadOnlyMemory<byte> Statement => Chain.IsEmpty ? Directory.Bytes : Chain;
}
