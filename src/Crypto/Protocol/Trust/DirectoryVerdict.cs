using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>What the page says in plain words before it seals.</summary>
[Flags]
public enum DirectoryWarnings
{
    None = 0,

    /// <summary>For 14 days too few officers confirmed the directory.</summary>
    Freshness = 1,

    /// <summary>An officer's certificate has expired.</summary>
    Certificate = 2,

    /// <summary>The directory has expired, by at most 60 days.</summary>
    DirectoryExpired = 4,

    /// <summary>Only this device's date says that the directory is too old to use; both dates are shown.</summary>
    DeviceDay = 8,
}

/// <summary>The key that receives for an officer.</summary>
/// <param name="KeyId">key_id of <paramref name="PublicKey"/>.</param>
/// <param name="PublicKey">X-Wing, 1216 bytes.</param>
/// <param name="Expired">Past the certificate's last day; still sealed to, with a warning.</param>
public sealed record OfficerKey(Id16 KeyId, ReadOnlyMemory<byte> PublicKey, bool Expired);

/// <summary>An officer of a verified document.</summary>
/// <param name="Listed">As the root lists them.</param>
/// <param name="Key">Null where nothing can be sealed to this officer: no valid certificate, or no longer in office.</param>
/// <param name="LastSeen">The newest day on which this officer signed freshness.</param>
public sealed record OfficerInUse(DirectoryOfficer Listed, OfficerKey? Key, CivilDay? LastSeen);

/// <summary>A directory with the keys in use on a day.</summary>
/// <param name="Directory">Verified under its root.</param>
/// <param name="Officers">In the order of the directory.</param>
/// <param name="ConfirmedOn">The later of the issue and the quorum-th newest freshness: "keys confirmed on".</param>
/// <param name="Day">The server's civil day: the day to seal with.</param>
/// <param name="LatestDay">The latest of the server's, any signed and the device's day: what expiry was judged by.</param>
public sealed record DirectoryInUse(Directory Directory, IReadOnlyList<OfficerInUse> Officers, CivilDay ConfirmedOn, CivilDay Day, CivilDay LatestDay)
{
    /// <summary>The officer with this id; null where there is none.</summary>
    public OfficerInUse? FindOfficer(Id16 id) => Officers.FirstOrDefault(officer => officer.Listed.Id == id);
}

/// <summary>What came of verifying a document. Officers being away makes a page warn; only what cannot be trusted makes it refuse.</summary>
public abstract record DirectoryVerdict
{
    private DirectoryVerdict()
    {
    }

    /// <summary>Seal with it, after the warnings.</summary>
    public sealed record Accepted(DirectoryInUse InUse, DirectoryWarnings Warnings) : DirectoryVerdict;

    /// <summary>Do not seal; the page shows telephone, post and Comité P.</summary>
    public sealed record Refused(FailureClass Reason) : DirectoryVerdict;
}
