using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Intake.Host.Assisted.Sealing;

/// <summary>A report as its form brought it, before it is sealed.</summary>
/// <param name="Recipients">Officers who read it.</param>
/// <param name="Excluded">Officers who must never.</param>
/// <param name="Recovery">Whether the recovery key may open it.</param>
/// <param name="Locale">Language of the form.</param>
/// <param name="Answers">Number of the question and the words, in place in the form's buffer.</param>
internal sealed record WrittenReport(
    IReadOnlyList<Id16> Recipients, IReadOnlyList<Id16> Excluded, bool Recovery, string Locale, IReadOnlyList<(ushort Question, ReadOnlyMemory<byte> Words)> Answers);
