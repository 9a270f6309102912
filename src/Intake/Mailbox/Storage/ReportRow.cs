namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>One mailbox: the report, what proves its code, and the civil day it was put. Nothing else about a visit exists.</summary>
internal sealed class ReportRow
{
    public required byte[] ReportId { get; init; }

    /// <summary>H("sic1/lookup", mailbox_id): the mailbox id itself is never stored.</summary>
    public required byte[] Lookup { get; init; }

    public required byte[] AuthPublicKey { get; init; }

    public required uint PutDay { get; init; }
}
