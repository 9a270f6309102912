namespace IntegrityChannel.Casework.Host.Notifications.Pickup;

/// <summary>
/// Mail as files that another program picks up: <c>NAME.eml</c>, written under another name first, so that nobody reads half a letter.
/// The name is the letter's own: writing it again after a crash replaces the same file.
/// </summary>
internal static class PickupFolder
{
    internal static async Task WriteAsync(string folder, MailLetter letter, CancellationToken cancellationToken)
    {
        var name = letter.MessageId.Split('@')[0];
        if (name.Length == 0 || name.Any(symbol => !char.IsAsciiLetterOrDigit(symbol)))
        {
            throw new ArgumentException("a letter's own name is letters and digits", nameof(letter));
        }

        var final = Path.Combine(folder, name + ".eml");
        var unfinished = final + ".part";
        try
        {
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(LetterFormat.ToBytes(letter), cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, final, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new MailTransportException(MailProblem.FolderUnwritable);
        }
    }
}
