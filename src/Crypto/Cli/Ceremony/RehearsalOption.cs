using System.CommandLine;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// <c>--rehearse</c> of every offline step: all of it is done with the real files, and what is signed bears the suite 0x00FF, which no server, page or command takes.
/// </summary>
internal static class RehearsalOption
{
    internal static Option<bool> Create() =>
        new("--rehearse") { Description = "An exercise: everything is done, and what comes out is marked so that no server takes it." };
}
