namespace IntegrityChannel.Intake.Mailbox.Putting;

/// <summary>The watermark of the disk under the mailbox: better to refuse a report with a clear word than to break half-way.</summary>
internal sealed class FreeSpace(string file, long minimum)
{
    private readonly DriveInfo drive = new(Path.GetDirectoryName(Path.GetFullPath(file))!);

    internal bool IsEnough() => drive.AvailableFreeSpace >= minimum;
}
