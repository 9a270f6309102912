namespace IntegrityChannel.Casework.Host.Storage;

/// <summary>A signed-in session. The cookie names it; deleting the row ends the session wherever a copy of the cookie lies.</summary>
internal sealed class SessionRow
{
    /// <summary>16 random bytes.</summary>
    public required byte[] SessionId { get; init; }

    public required byte[] OfficerId { get; init; }

    /// <summary>Civil day of the sign-in.</summary>
    public required uint Day { get; init; }

    /// <summary>Civil day of the last request; nothing finer, and neither address nor browser.</summary>
    public required uint LastDay { get; set; }
}
