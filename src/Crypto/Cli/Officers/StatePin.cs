using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Cli.Wire;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Officers;

/// <summary>
/// What this machine remembers of one officer between two commands: version and hash of the vault, number of the directory, highest day. Never a case.
/// It shows a vault or a list of keys that went back in time (docs/protocol.md section 13); without it nothing on this machine would.
/// </summary>
internal sealed record StatePin(string OfficerId, ulong Version, string Hash, uint DirectorySequence, uint HighestDay)
{
    private const int LargestFile = 4096;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Null where the file does not exist yet.</summary>
    /// <exception cref="CommandStopped">Usage: it cannot be read, or belongs to another account.</exception>
    internal static StatePin? Read(FileInfo file, Id16 officer)
    {
        if (!File.Exists(file.FullName))
        {
            return null;
        }

        try
        {
            var pin = JsonSerializer.Deserialize<StatePin>(SecretFiles.Read(file, "state", LargestFile), Format);
            return pin?.OfficerId == officer.ToString() ? pin : throw CommandStopped.Usage($"{file.Name} keeps the state of another account. Each account needs a file of its own.");
        }
        catch (JsonException)
        {
            throw CommandStopped.Usage($"{file.Name} is no state file.");
        }
    }

    /// <exception cref="CommandStopped">Not verified: the vault is older than the one that was seen, or another one under the same number.</exception>
    internal void Demand(VaultAnswer given)
    {
        if (given.Version < Version || (given.Version == Version && HashOf(given) != Hash))
        {
            throw CommandStopped.NotVerified(
                $"The server handed out vault {given.Version}; this machine has seen vault {Version}{(given.Version == Version ? " with another content" : "")}. "
                + "Nothing was sent. If a backup was restored, delete the state file; otherwise tell the administrator.");
        }
    }

    /// <summary>Keeps the newest of everything, in a file for its owner only.</summary>
    internal static void Write(FileInfo file, StatePin? before, VaultKeeper keeper)
    {
        var pin = new StatePin(
            keeper.Vault.OfficerId.ToString(), keeper.Stored.Version, HashOf(keeper.Stored),
            Math.Max(before?.DirectorySequence ?? 0, keeper.Vault.DirectorySequence), Math.Max(before?.HighestDay ?? 0, keeper.Vault.HighestDay.Value));
        try
        {
            OrganisationFolder.Replace(file.FullName, JsonSerializer.SerializeToUtf8Bytes(pin, Format));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CommandStopped.Refused($"What was asked is done, but the state file {file.Name} cannot be written.");
        }
    }

    private static string HashOf(VaultAnswer vault) => Base64Url.EncodeToString(SHA256.HashData(vault.Vault));
}
