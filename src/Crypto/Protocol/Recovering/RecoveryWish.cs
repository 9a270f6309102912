using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Protocol.Recovering;

/// <summary>What two people asked for.</summary>
/// <param name="Lost">The officer whose reports are to be read again.</param>
/// <param name="Newcomer">The officer who is to read them.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Name on screen of the administrator who asked.</param>
/// <param name="AgreedBy">Name on screen of the other who agreed.</param>
public sealed record RecoveryWish(Id16 Lost, Id16 Newcomer, RecoveryReason Reason, string AskedBy, string AgreedBy);
