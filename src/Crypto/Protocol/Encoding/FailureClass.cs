namespace IntegrityChannel.Crypto.Protocol.Encoding;

/// <summary>Why bytes were not accepted. The same closed list, with the same names, stands in the TypeScript twin and in the vectors.</summary>
public enum FailureClass
{
    /// <summary>Nothing failed.</summary>
    None = 0,

    /// <summary>Not of the announced shape: magic, length, count, flag, role, mode, or a rule between fields.</summary>
    Malformed,

    /// <summary>A suite that is not enabled, or that the directory does not list.</summary>
    UnknownSuite,

    /// <summary>An object kind, entry form or chain entry that this version does not know.</summary>
    UnknownKind,

    /// <summary>Readable, but not the one encoding: unsorted, padded with other than zeros, not normalised.</summary>
    NotCanonical,

    /// <summary>The signature does not verify under the strict profile.</summary>
    WrongSignature,

    /// <summary>The wrap does not open, or a key is not the one certified.</summary>
    WrongKey,

    /// <summary>The wrap holds a key other than the one the header commits to.</summary>
    WrongCommitment,

    /// <summary>The sealed body does not open.</summary>
    WrongBody,

    /// <summary>The opened body has an impossible length or padding other than zeros.</summary>
    WrongPadding,

    /// <summary>Made for another organisation.</summary>
    WrongOrganisation,

    /// <summary>Names a directory other than the one expected, or an older one than was seen before.</summary>
    WrongDirectory,

    /// <summary>Signed under another root than the pinned one.</summary>
    WrongRoot,

    /// <summary>Past its last day by more than the protocol forgives.</summary>
    Expired,

    /// <summary>Holds nothing for this reader.</summary>
    NotARecipient,

    /// <summary>The author is not one of the report's officers.</summary>
    NotAnOfficer,

    /// <summary>Sequence, predecessor or what others have seen does not fit.</summary>
    WrongChain,

    /// <summary>Passphrase parameters below the floor or above the ceiling.</summary>
    WeakParameters,

    /// <summary>A reference code that is no code, or that opens nothing.</summary>
    BadCode,
}

/// <summary>The written names of <see cref="FailureClass"/>: lower case, words joined by hyphens.</summary>
public static class FailureClassNames
{
    /// <summary>The name used in vectors and by the TypeScript twin; "success" for <see cref="FailureClass.None"/>.</summary>
    public static string Name(this FailureClass failure) => failure switch
    {
        FailureClass.None => "success",
        FailureClass.Malformed => "malformed",
        FailureClass.UnknownSuite => "unknown-suite",
        FailureClass.UnknownKind => "unknown-kind",
        FailureClass.NotCanonical => "not-canonical",
        FailureClass.WrongSignature => "wrong-signature",
        FailureClass.WrongKey => "wrong-key",
        FailureClass.WrongCommitment => "wrong-commitment",
        FailureClass.WrongBody => "wrong-body",
        FailureClass.WrongPadding => "wrong-padding",
        FailureClass.WrongOrganisation => "wrong-organisation",
        FailureClass.WrongDirectory => "wrong-directory",
        FailureClass.WrongRoot => "wrong-root",
        FailureClass.Expired => "expired",
        FailureClass.NotARecipient => "not-a-recipient",
        FailureClass.NotAnOfficer => "not-an-officer",
        FailureClass.WrongChain => "wrong-chain",
        FailureClass.WeakParameters => "weak-parameters",
        FailureClass.BadCode => "bad-code",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    /// <summary>Reads a name back; false for a name that is not in the list.</summary>
    public static bool TryParse(string name, out FailureClass failure)
    {
        foreach (var candidate in Enum.GetValues<FailureClass>())
        {
            if (candidate.Name() == name)
            {
                failure = candidate;
                return true;
            }
        }

        failure = FailureClass.None;
        return false;
    }
}
