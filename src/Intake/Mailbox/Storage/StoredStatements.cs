namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>The published statements as bytes, at one generation.</summary>
/// <param name="Generation">Grows with every published statement.</param>
/// <param name="Directories">sicD, oldest first.</param>
/// <param name="RootChanges">sicT and sicJ, oldest first.</param>
/// <param name="Certificates">sicK, by officer and serial.</param>
/// <param name="Freshness">sicF, by officer.</param>
internal sealed record StoredStatements(
    long Generation, IReadOnlyList<byte[]> Directories, IReadOnlyList<byte[]> RootChanges, IReadOnlyList<byte[]> Certificates, IReadOnlyList<byte[]> Freshness);
