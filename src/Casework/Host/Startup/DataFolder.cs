namespace IntegrityChannel.Casework.Host.Startup;

/// <summary>Where the casework host finds and keeps things under the data folder. It knows no path of the intake host.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string root) => Root = root;

    internal string Root { get; }

    internal string MailboxFile => Path.Combine(Root, "mailbox.db");

    internal string KeysFile => Path.Combine(Root, "keys.db");

    internal string CaseworkFile => Path.Combine(Root, "casework.db");

    /// <summary>What the ceremony hands over: settings, directory, certificates, freshness, enrolments.</summary>
    internal string Organisation => Path.Combine(Root, "organisation");

    internal string Settings => Path.Combine(Organisation, "settings.json");

    /// <summary>sicG, the public half of the root ceremony. Folders made before it existed have none.</summary>
    internal string Genesis => Path.Combine(Organisation, "root.sicg");

    internal string ChannelKey => Path.Combine(Root, "casework", "channel.key");

    /// <summary>Data Protection's keys, encrypted by <see cref="RingCertificate"/>.</summary>
    internal string Ring => Path.Combine(Root, "casework", "ring");

    internal string RingCertificate => Path.Combine(Root, "casework", "ring.pfx");

    /// <summary>Where a job engine keeps its schedule, if it does so on disk. Not in any backup: it is made anew where it is missing.</summary>
    internal string Jobs => Path.Combine(Root, "casework", "jobs.db");

    /// <summary>Where the transport <c>pickup</c> lays mails.</summary>
    internal string Mail => Path.Combine(Root, "mail");

    /// <summary>A demonstration, by its folder or, where that was deleted, by the mark in organisation/: every page says so and Production refuses to start.</summary>
    internal bool IsDemonstration => IsDemonstrationAt(Root);

    internal static bool IsDemonstrationAt(string path) => Directory.Exists(Path.Combine(path, "demo")) || File.Exists(Path.Combine(path, "organisation", "demonstration"));

    /// <summary>Creates what is missing, readable by this account only.</summary>
    internal static DataFolder Create(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        CreatePrivate(folder.Root);
        CreatePrivate(Path.Combine(folder.Root, "casework"));
        CreatePrivate(folder.Ring);
        return folder;
    }

    /// <summary>The folder of a new organisation, complete or not there at all.</summary>
    internal void BeginOrganisation(ReadOnlySpan<byte> genesis, ReadOnlySpan<byte> settings)
    {
        var unfinished = Organisation + ".unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        CreatePrivate(unfinished);
        OwnerFile.Write(Path.Combine(unfinished, Path.GetFileName(Genesis)), genesis);
        OwnerFile.Write(Path.Combine(unfinished, Path.GetFileName(Settings)), settings);
        Directory.Move(unfinished, Organisation);
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
