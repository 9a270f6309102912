namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>
/// A message of the symbolic model: what it is made of, never its bytes. Cryptography is perfect in it: without the key nothing comes out, and two
/// messages are equal only if they were made in the same way. What a flaw of an algorithm or of its code would give away is not in the model.
/// </summary>
internal abstract record Term
{
    /// <summary>Everything that has to be known to make this message; null when it cannot be made, only got.</summary>
    internal abstract IReadOnlyList<Term>? Ingredients { get; }

    /// <summary>Several messages in one.</summary>
    internal static Term All(params IEnumerable<Term> parts) => parts.Aggregate((before, next) => new Pair(before, next));
}

/// <summary>Random bytes that somebody drew, or words that somebody wrote.</summary>
internal sealed record Fresh(string Name) : Term
{
    internal override IReadOnlyList<Term>? Ingredients => null;
}

/// <summary>What everybody knows: identifiers, days, public statements.</summary>
internal sealed record Open(string Name) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [];
}

internal sealed record Pair(Term First, Term Second) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [First, Second];
}

/// <summary>HKDF under a label of docs/protocol.md section 15.</summary>
internal sealed record Derived(Term Key, string Label) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [Key];
}

/// <summary>SHA-256.</summary>
internal sealed record Digest(Term Content) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [Content];
}

/// <summary>Argon2id of a passphrase. Passphrases are drawn (77 bits) and not guessed in this model.</summary>
internal sealed record Stretched(Term Passphrase) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [Passphrase];
}

/// <summary>The public half of a key.</summary>
internal sealed record PublicHalf(Term PrivateKey) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [PrivateKey];
}

/// <summary>AES-256-GCM, or chunks of it.</summary>
internal sealed record Sealed(Term Key, Term Content) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [Key, Content];
}

/// <summary>HPKE to a public key.</summary>
internal sealed record Wrapped(Term PublicKey, Term Content) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [PublicKey, Content];
}

/// <summary>A signature; it hides nothing of what it signs.</summary>
internal sealed record Signed(Term PrivateKey, Term Content) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [PrivateKey, Content];
}

/// <summary>One share of a secret of which <paramref name="Threshold"/> shares give all.</summary>
internal sealed record Share(Term Secret, int Index, int Threshold) : Term
{
    internal override IReadOnlyList<Term> Ingredients => [Secret];
}
