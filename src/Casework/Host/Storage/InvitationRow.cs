namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>Somebody may make an account of their own. Of the one-time code only a hash is here; the row goes when the code is used or withdrawn.</summary>
internal sealed class InvitationRow
{
    /// <summary>16 random bytes: how the administrator's page names it.</summary>
    public required byte[] InvitationId { get; init; }

    /// <summary>H("sic1/invitation", secret), 32 bytes.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Normalised as accounts are.</summary>
    public required string Account { get; init; }

    public required string Display { get; init; }

    /// <summary>0 administrator, else the role of the directory.</summary>
    public required byte Role { get; init; }

    public required string MailAddress { get; init; }

    public required string Locale { get; init; }

    public uint? TrainedOn { get; init; }

    public string? Decision { get; init; }

    /// <summary>Last civil day on which the code is taken.</summary>
    public required uint ExpiresOn { get; init; }
}
