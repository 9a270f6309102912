using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Casework.Host.Access;

/// <summary>
/// What hello answers for a name that has no account: an id and a salt that are always the same for that name, so that nobody learns from
/// the answer, nor from asking twice, who is an officer. Id and salt are HMAC-SHA256 of the name under a key that outlives restarts.
/// </summary>
internal sealed class StrangerAnswers(HostKeys keys, IEntropy entropy)
{
    private const string KeyName = "hello";

    private byte[]? key;

    internal async Task<(Id16 OfficerId, byte[] Salt)> AnswerAsync(string name, CancellationToken cancellationToken)
    {
        key ??= await LoadOrCreateKeyAsync(cancellationToken);
        var normalised = Encoding.UTF8.GetBytes(Accounts.Normalise(name));
        return (Id16.From(Derive("id", normalised)), Derive("salt", normalised));
    }

    private byte[] Derive(string purpose, byte[] name) =>
        HMACSHA256.HashData(key!, (byte[])[.. Encoding.ASCII.GetBytes(purpose), 0, .. name])[..Id16.Size];

    private async Task<byte[]> LoadOrCreateKeyAsync(CancellationToken cancellationToken)
    {
        var fresh = new byte[32];
        entropy.Fill(fresh);
        return await keys.ReadOrAddAsync(KeyName, fresh, cancellationToken);
    }
}
