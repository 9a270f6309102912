namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>Takes the files of a part as they are read.</summary>
public interface IArchiveTarget
{
    /// <summary>A file begins; the reader writes exactly so many bytes to the stream and disposes it.</summary>
    Stream Begin(string name, long length);
}
