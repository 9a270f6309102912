using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// A root that takes the place of another one, for two safes of its own, under a passphrase of its own. Nothing of it lies in the folder before
/// <see cref="Write"/>: whoever says no has made nothing. Disposing wipes it.
/// </summary>
internal sealed class NewRoot : IDisposable
{
    private readonly RootFolder folder;
    private readonly GeneratedPassphrase passphrase;
    private readonly byte[] file;
    private readonly bool passphraseToFile;
    private readonly bool rehearse;

    private NewRoot(RootFolder folder, GeneratedPassphrase passphrase, RootKey root, byte[] file, bool passphraseToFile, bool rehearse)
    {
        (this.folder, this.passphrase, Root, this.file, this.passphraseToFile, this.rehearse) = (folder, passphrase, root, file, passphraseToFile, rehearse);
    }

    internal RootKey Root { get; }

    /// <summary>Makes a root, has its passphrase noted, and opens its file again; null with a sentence that says why not.</summary>
    internal static NewRoot? TryMake(string target, bool passphraseToFile, Argon2id parameters, bool rehearse, TextWriter output, TextReader input, out string problem)
    {
        problem = "";
        if (RootFolder.TryCreate(target) is not { } folder)
        {
            problem = $"{target} is not empty. A ceremony never overwrites anything; choose another --out.";
            return null;
        }

        var passphrase = new GeneratedPassphrase(SystemEntropy.Instance);
        if (!passphraseToFile && !PassphraseNoting.IsNoted(passphrase, output, input))
        {
            passphrase.Dispose();
            problem = "That is not the passphrase that was shown. Nothing was made; begin again.";
            return null;
        }

        var root = RootKey.Create(SystemEntropy.Instance);
        using var secret = passphrase.Encode();
        var file = RootFile.Seal(root, secret, parameters, SystemEntropy.Instance);
        using var again = RootFile.Open(file, secret, out var failure);
        return failure == FailureClass.None
            ? new NewRoot(folder, passphrase, root, file, passphraseToFile, rehearse)
            : throw new InvalidOperationException($"a root file that was just sealed does not open: {failure.Name()}");
    }

    /// <summary>Writes both copies of the root file, the passphrase where it was asked for, and last what the root signed; of a rehearsal only the last.</summary>
    internal void Write(string name, byte[] signed)
    {
        if (!rehearse)
        {
            folder.WriteSafes(file);
            if (passphraseToFile)
            {
                folder.WritePassphrase(passphrase);
            }
        }

        folder.WritePublic(name, signed);
    }

    public void Dispose()
    {
        passphrase.Dispose();
        Root.Dispose();
    }
}
