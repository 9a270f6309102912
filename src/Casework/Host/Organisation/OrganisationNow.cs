using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Crypto.Protocol.Trust;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Host.Organisation;

/// <summary>
/// The organisation of this data folder, from the start of the process or from the moment on which it is set up. There is none before; what a process
/// without organisation does is shown the set-up page, and nothing else.
/// </summary>
internal sealed class OrganisationNow
{
    private volatile State? state;

    private OrganisationNow(State? state) => this.state = state;

    internal bool Exists => state is not null;

    /// <summary>Null before the set-up.</summary>
    internal OrganisationSettings? Settings => state?.Settings;

    /// <summary>Null before the set-up, and in folders that were made before this file existed.</summary>
    internal Genesis? Genesis => state?.Genesis;

    /// <exception cref="StartRefused">Settings or public file cannot be understood, or a demonstration has lost its organisation.</exception>
    internal static OrganisationNow Read(DataFolder data)
    {
        if (File.Exists(data.Settings))
        {
            return new(new State(OrganisationSettings.Read(data.Settings), ReadGenesis(data)));
        }

        // What a demonstration left here must never become part of a real organisation.
        return data.IsDemonstration || Directory.Exists(data.Organisation)
            ? throw new StartRefused($"There is no organisation in this data folder ({data.Settings} is missing), and it is not empty. Use another --data folder.")
            : new(null);
    }

    /// <summary>From now on this is the organisation; its folder is complete.</summary>
    internal void Begin(OrganisationSettings settings, Genesis genesis) => state = new State(settings, genesis);

    private static Genesis? ReadGenesis(DataFolder data)
    {
        if (!File.Exists(data.Genesis))
        {
            return null;
        }

        return new FileInfo(data.Genesis).Length == Genesis.Size && Genesis.TryVerify(File.ReadAllBytes(data.Genesis), out var genesis, out _)
            ? genesis
            : throw new StartRefused($"{data.Genesis} is not the public file of a root ceremony.");
    }

    private sealed record State(OrganisationSettings Settings, Genesis? Genesis);
}
