using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A slot of today that is to be decided.</summary>
/// <param name="Officer">Whose.</param>
/// <param name="Role">0 administrator, else the role of the signed directory.</param>
/// <param name="LastDecided">The last day before today whose slot was decided; null where none ever was.</param>
internal sealed record OpenSlot(Id16 Officer, byte Role, CivilDay? LastDecided);
