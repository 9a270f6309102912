using System.Buffers.Text;
using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Ceremony;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Logs;

namespace IntegrityChannel.Crypto.Cli.Verifying;

/// <summary>The head of a keys log that this machine saw last, in a file that the person names. It shows a log that went back or was made anew.</summary>
internal sealed record LogState(string Origin, int Size, string Root)
{
    private const int LargestFile = 4096;
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Null where the file does not exist yet.</summary>
    /// <exception cref="CommandStopped">Usage: it cannot be read, or belongs to another log.</exception>
    internal static LogState? Read(FileInfo file, string origin)
    {
        if (!File.Exists(file.FullName))
        {
            return null;
        }

        try
        {
            var state = JsonSerializer.Deserialize<LogState>(SecretFiles.Read(file, "state", LargestFile), Format);
            return state?.Origin != origin ? throw CommandStopped.Usage($"{file.Name} keeps the state of another log. Each organisation needs a file of its own.")
                : state.Size < 0 || state.RootHash is null ? throw CommandStopped.Usage($"{file.Name} is no state file.")
                : state;
        }
        catch (JsonException)
        {
            throw CommandStopped.Usage($"{file.Name} is no state file.");
        }
    }

    /// <exception cref="CommandStopped">Not verified: the log is shorter than it was, or begins with something else.</exception>
    internal void Demand(KeysLog log)
    {
        var sentence = log.Since(Size, RootHash!.Value) switch
        {
            LogStanding.Shorter => $"The log holds {log.Checkpoint.Size} entries; this machine has seen {Size}. The server went back.",
            LogStanding.Forked => $"The log begins with something else than the {Size} entries that this machine has seen: the server shows different people different logs, or has made it anew.",
            _ => null,
        };
        if (sentence is not null)
        {
            throw CommandStopped.NotVerified($"{sentence} If a backup was restored, delete the state file; otherwise do not rely on this server's keys and tell those who keep the root key.");
        }
    }

    internal static void Write(FileInfo file, Checkpoint checkpoint)
    {
        try
        {
            var state = new LogState(checkpoint.Origin, checkpoint.Size, Base64Url.EncodeToString(checkpoint.Root.Span));
            OrganisationFolder.Replace(file.FullName, JsonSerializer.SerializeToUtf8Bytes(state, Format));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw CommandStopped.Refused($"The log verifies, but the state file {file.Name} cannot be written.");
        }
    }

    private Hash32? RootHash => Base64Url.IsValid(Root) && Base64Url.DecodeFromChars(Root) is { Length: Hash32.Size } bytes ? Hash32.From(bytes) : null;
}
