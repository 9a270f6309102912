using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>An officer with all keys (docs/protocol.md section 3).</summary>
internal sealed class ModelOfficer(string name)
{
    internal string Name => name;

    internal Term Passphrase { get; } = new Fresh($"passphrase of {name}");

    internal Term SigningKey { get; } = new Fresh($"isk of {name}");

    internal Term KemKey { get; } = new Fresh($"ek of {name}");

    internal Term VaultKey { get; } = new Fresh($"VK of {name}");

    internal Term LoginKey => new Derived(new Stretched(Passphrase), Text(Labels.LoginSeed));

    internal Term VaultWrap => new Sealed(new Derived(new Stretched(Passphrase), Text(Labels.PassphraseKey)), VaultKey);

    /// <summary>What the vault keeps: own keys, and of every report only what seals to its reporter.</summary>
    internal Term Vault(params IEnumerable<Term> reporters) => new Sealed(VaultKey, Term.All([SigningKey, KemKey, .. reporters]));

    internal static string Text(ReadOnlySpan<byte> label) => System.Text.Encoding.ASCII.GetString(label);
}

/// <summary>What a code gives (docs/protocol.md section 4).</summary>
internal sealed class ModelReporter(string name)
{
    internal Term Code { get; } = new Fresh($"S of {name}");

    internal Term MailboxId => Of(Labels.Mailbox);

    internal Term Lookup => new Digest(MailboxId);

    internal Term SigningKey => Of(Labels.ReporterAuthSeed);

    internal Term KemKey => Of(Labels.ReporterKemSeed);

    private Derived Of(ReadOnlySpan<byte> label) => new(new Derived(Code, ModelOfficer.Text(Labels.Code)), ModelOfficer.Text(label));
}

/// <summary>Somebody to whom an object is sealed.</summary>
internal record ModelRecipient(string Name, Term KemKey);

/// <summary>An object at rest: everything of docs/protocol.md sections 5 and 14 that holds a secret.</summary>
internal sealed class ModelObject
{
    internal required string Name { get; init; }

    internal required Term DataKey { get; init; }

    internal required Term AuthorKey { get; init; }

    internal required IReadOnlyList<ModelRecipient> Recipients { get; init; }

    internal required Design Design { get; init; }

    /// <summary>What else the body says besides its text; keys that travel inside sealed bodies only.</summary>
    internal IReadOnlyList<Term> Inside { get; init; } = [];

    internal Term Text => new Fresh($"text of {Name}");

    internal Term File => new Fresh($"file of {Name}");

    internal Term FileName => new Fresh($"file name in {Name}");

    internal Term Body => new Sealed(Of(Labels.BodyKey), Term.All([Text, FileName, .. Inside]));

    internal Term Container => new Sealed(Of(Labels.ContainerKey), File);

    internal Term Commitment => Of(Labels.Commitment);

    internal Term Signature => new Signed(AuthorKey, new Digest(Term.All(Body, Commitment)));

    internal Term ShredOf(ModelRecipient who) => new Fresh($"shred key of {Name} for {who.Name}");

    internal Term StoredWrap(ModelRecipient who)
    {
        var wrap = new Wrapped(new PublicHalf(who.KemKey), DataKey);
        return Design.ShredLayer ? new Sealed(new Derived(ShredOf(who), ModelOfficer.Text(Labels.Shred)), wrap) : wrap;
    }

    private Derived Of(ReadOnlySpan<byte> label) => new(DataKey, ModelOfficer.Text(label));
}
