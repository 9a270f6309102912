namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>Files that belong to this account alone, written whole or not at all: a start killed meanwhile leaves no torn file.</summary>
internal static class OwnerFile
{
    internal static void Write(string file, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var unfinished = file + ".new";
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }
}
