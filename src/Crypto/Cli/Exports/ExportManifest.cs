using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Cli.Exports;

/// <summary>A file that a manifest names.</summary>
internal sealed record ExportedFile(string Name, long Length, string Sha256);

/// <summary>manifest.json of an export, in its one form (docs/protocol.md section 21).</summary>
internal sealed record ExportManifest(
    Id16 Organisation, Id16 Report, string Case, Id16 Officer, uint DirectorySequence, Hash32 DirectoryHash, CivilDay Day, IReadOnlyList<Hash32> Objects, IReadOnlyList<ExportedFile> Files)
{
    private const string Format = "integrity-channel-export/1";
    private static readonly JsonWriterOptions OneForm = new() { Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>malformed for another shape, not-canonical for another form of the same.</summary>
    internal static bool TryRead(byte[] bytes, [NotNullWhen(true)] out ExportManifest? manifest, out FailureClass failure)
    {
        manifest = null;
        failure = FailureClass.Malformed;
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var directory = root.GetProperty("directory");
            var read = new ExportManifest(
                Id(root, "organisation"), Id(root, "report"), Text(root, "case"), Id(root, "officer"), directory.GetProperty("seq").GetUInt32(), Hash(directory.GetProperty("hash")),
                new CivilDay(root.GetProperty("day").GetUInt32()), [.. root.GetProperty("objects").EnumerateArray().Select(Hash)],
                [.. root.GetProperty("files").EnumerateArray().Select(file => new ExportedFile(Text(file, "name"), file.GetProperty("length").GetInt64(), Hash(file.GetProperty("sha256")).ToString()))]);
            if (read.Files.DistinctBy(file => file.Name).Count() != read.Files.Count || read.Files.Any(file => file.Length < 0))
            {
                return false;
            }

            // One form only: what a reader saw and what was signed can then never be two things.
            failure = read.Encode().AsSpan().SequenceEqual(bytes) ? FailureClass.None : FailureClass.NotCanonical;
            manifest = failure == FailureClass.None ? read : null;
        }
        catch (Exception problem) when (problem is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            // Another shape.
        }

        return manifest is not null;
    }

    private byte[] Encode()
    {
        using var target = new MemoryStream();
        using (var json = new Utf8JsonWriter(target, OneForm))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteString("organisation", Organisation.ToString());
            json.WriteString("report", Report.ToString());
            json.WriteString("case", Case);
            json.WriteString("officer", Officer.ToString());
            json.WriteStartObject("directory");
            json.WriteNumber("seq", DirectorySequence);
            json.WriteString("hash", DirectoryHash.ToString());
            json.WriteEndObject();
            json.WriteNumber("day", Day.Value);
            json.WriteStartArray("objects");
            foreach (var hash in Objects)
            {
                json.WriteStringValue(hash.ToString());
            }

            json.WriteEndArray();
            json.WriteStartArray("files");
            foreach (var file in Files)
            {
                json.WriteStartObject();
                json.WriteString("name", file.Name);
                json.WriteNumber("length", file.Length);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. target.ToArray(), (byte)'\n'];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException();

    private static Id16 Id(JsonElement element, string name) => Id16.From(Convert.FromHexString(Text(element, name)));

    private static Hash32 Hash(JsonElement element) => Hash32.From(Convert.FromHexString(element.GetString() ?? throw new FormatException()));
}
