using IntegrityChannel.Crypto.Protocol.Envelopes;

namespace IntegrityChannel.Intake.Mailbox;

/// <summary>Through which host an object arrives. Each accepts only the kinds of its own people.</summary>
public enum PutAudience
{
    /// <summary>Reporters: kinds 1, 2 and 10; answered with a receipt.</summary>
    Intake,

    /// <summary>Officers and the channel: kinds 3 to 7, 9 and 11; answered with zeros where a receipt would stand.</summary>
    Casework,

    /// <summary>Kind 8, which comes with wraps of earlier objects through <see cref="MailboxStore.GrantAsync"/> only.</summary>
    Grants,
}

internal static class PutAudiences
{
    internal static bool Accepts(this PutAudience audience, ObjectKind kind) => audience switch
    {
        PutAudience.Intake => kind is ObjectKind.Report or ObjectKind.ReporterMessage or ObjectKind.Removal,
        PutAudience.Casework => kind is ObjectKind.Reply or ObjectKind.Acknowledgement or ObjectKind.Feedback or ObjectKind.Decision
            or ObjectKind.Note or ObjectKind.Control or ObjectKind.ChannelNotice,
        PutAudience.Grants => kind is ObjectKind.Grant,
        _ => false,
    };
}
