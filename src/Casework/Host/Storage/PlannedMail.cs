using IntegrityChannel.Casework.Rules.Reminders;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A waiting mail that this tick has claimed.</summary>
/// <param name="Id">16 random bytes; also the letter's own name, so that a letter sent twice over a crash is the same letter.</param>
/// <param name="MailAddress">Of the officer, now.</param>
/// <param name="Locale">Of the officer, now.</param>
/// <param name="Urgency">What it will say of cases.</param>
/// <param name="KeysEnd">Whether it will say that keys end.</param>
/// <param name="DrillDue">Whether it will say that a restore is to be practised.</param>
internal sealed record PlannedMail(Id16 Id, string MailAddress, string Locale, MailUrgency Urgency, bool KeysEnd, bool DrillDue);

/// <summary>What an administrator sees of the outbox: numbers of mails, never of cases.</summary>
/// <param name="Waiting">Mails that wait, failed ones included.</param>
/// <param name="Failed">Of these, how many were tried in vain.</param>
/// <param name="LastSent">Civil day of the last mail that left; null when none ever did.</param>
internal sealed record OutboxFigures(int Waiting, int Failed, uint? LastSent);
