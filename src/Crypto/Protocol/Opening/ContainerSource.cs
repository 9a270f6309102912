using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Opening;

/// <summary>A file to seal.</summary>
/// <param name="Name">As <see cref="ManifestCodec.FitName"/> gives it.</param>
/// <param name="Type">As <see cref="ManifestCodec.FitType"/> gives it.</param>
/// <param name="Length">Bytes; a stream that gives another number fails the sealing.</param>
/// <param name="Open">Opens it for one reading; the stream is disposed after.</param>
public sealed record ContainerSource(Utf8Text Name, string Type, long Length, Func<Stream> Open);

/// <summary>Takes one part of a container: its index and its bytes, which are void when the task ends.</summary>
public delegate Task PartSink(int index, ReadOnlyMemory<byte> part, CancellationToken cancellationToken);

/// <summary>Fills a buffer of 1 MiB with a part and tells its length; 0 where the host has none.</summary>
public delegate ValueTask<int> PartReader(int index, Memory<byte> into, CancellationToken cancellationToken);
