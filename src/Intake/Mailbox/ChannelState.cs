namespace IntegrityChannel.Intake.Mailbox;

/// <summary>Whether a host can do its part of the channel; the numbers are those of docs/errors.md and stand at /health.</summary>
public enum ChannelState : ushort
{
    /// <summary>All is in place.</summary>
    Open = 0,

    /// <summary>Nothing was published yet.</summary>
    NoDirectory = 50,

    /// <summary>Neither the responsible officer nor a deputy has a key to receive with.</summary>
    NobodyReceives = 51,

    /// <summary>The newest directory expired more than 60 days ago.</summary>
    DirectoryExpired = 52,

    /// <summary>The newest directory does not list this host's channel key, today and for what it signs: nobody would believe its receipts or notices.</summary>
    ChannelKeyNotListed = 53,
}

/// <summary>How a state is written for people.</summary>
public static class ChannelStates
{
    /// <summary><c>E-53</c>; null where all is in place.</summary>
    public static string? Number(this ChannelState state) =>
        state is ChannelState.Open ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"E-{(ushort)state}");
}
