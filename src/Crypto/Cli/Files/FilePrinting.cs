using System.Text.Json;
using IntegrityChannel.Crypto.Cli.Terminal;
using IntegrityChannel.Crypto.Protocol.Opening;

namespace IntegrityChannel.Crypto.Cli.Files;

/// <summary>The files of one message, and what became of them. Their names are other people's words.</summary>
internal static class FilePrinting
{
    /// <param name="before">Files of the dialogue that were printed before.</param>
    /// <returns>The same with these.</returns>
    internal static int Print(Lines lines, IReadOnlyList<FileEntry> files, int before, SavedFiles saved)
    {
        foreach (var file in files)
        {
            lines.Say($"  file {++before}, {file.Row.Length} bytes{Words(saved.Of(file))}").Quote(file.Row.Name);
        }

        return before;
    }

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<FileEntry> files, SavedFiles saved)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Row.Name.Span);
            json.WriteString("type", file.Row.Type);
            json.WriteNumber("length", file.Row.Length);
            json.WriteString("sha256", file.Row.Digest.ToString());
            json.WriteString("saved", (saved.Of(file) as SavedFile.There)?.Path);
            json.WriteString("problem", Problem(saved.Of(file)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Words(SavedFile? outcome) => outcome switch
    {
        SavedFile.There { Before: true } there => $", already in {there.Path}",
        SavedFile.There there => $", saved as {there.Path}",
        SavedFile.NotVerified => ", NOT SAVED: the server hands out something else than its writer sealed",
        SavedFile.NotFetched => ", not saved: the server stopped answering",
        SavedFile.NotWritten => ", not saved: it could not be written",
        _ => "",
    };

    /// <summary>Frozen, since scripts compare it; null where all is well or nothing was to be saved.</summary>
    private static string? Problem(SavedFile? outcome) => outcome switch
    {
        SavedFile.NotVerified => "not-verified",
        SavedFile.NotFetched => "not-fetched",
        SavedFile.NotWritten => "not-written",
        _ => null,
    };
}
