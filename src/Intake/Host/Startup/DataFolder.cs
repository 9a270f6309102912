namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>Where the intake host finds and keeps things under the data folder. It knows no path of the casework host.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string root) => Root = root;

    internal string Root { get; }

    internal string MailboxFile => Path.Combine(Root, "mailbox.db");

    internal string KeysFile => Path.Combine(Root, "keys.db");

    internal string Settings => Path.Combine(Root, "organisation", "settings.json");

    internal string ChannelKey => Path.Combine(Root, "intake", "channel.key");

    internal string LoginKey => Path.Combine(Root, "intake", "login.key");

    /// <summary>Creates what is missing, readable by this account only.</summary>
    internal static DataFolder Create(string path)
    {
        var root = Path.GetFullPath(path);
        CreatePrivate(root);
        CreatePrivate(Path.Combine(root, "intake"));
        return new DataFolder(root);
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }
    }
}
