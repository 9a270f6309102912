namespace IntegrityChannel.Intake.Mailbox.Storage;

/// <summary>A database was written by a newer program; a host refuses to start on it. The message is for the operator.</summary>
public sealed class NewerSchemaException(string file)
    : Exception($"{file} was written by a newer version of this program, and an older one could damage it. Install that version again, or restore a backup from before it.");
