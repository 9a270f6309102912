using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace IntegrityChannel.Journeys.Channel;

/// <summary>A file that someone sends to do harm. <paramref name="Shown"/>: what the officers' page shows of it ("text", "image" or nothing).</summary>
internal sealed record HostileFile(string Name, byte[] Bytes, string Kind, string? Shown, string SavedAs);

/// <summary>
/// The corpus, made anew for each run so that the repository holds no such file. Whatever can act calls the beacon, writes to the console
/// and opens a dialog: three detectors that do not know of each other.
/// </summary>
internal static class HostileFiles
{
    /// <summary>What a script that runs writes to the console.</summary>
    public const string ScriptRan = "hostile-script-ran";

    public static IReadOnlyList<HostileFile> All(Uri beacon, byte[] jpeg) =>
    [
        new("tekening.svg", Utf8(Svg(beacon)), "markup", "text", "txt"),
        new("pagina.html", Utf8(Page(beacon)), "markup", "text", "txt"),
        new("vakantie.jpg", Polyglot(jpeg, Page(beacon)), "jpeg", "image", "bin"),
        new("bom.png", HugePng(60_000, 60_000), "png", null, "png"),
        new("scherm.gif", HugeGif(), "gif", null, "gif"),
        new("bom.zip", Zip(("nullen.bin", new byte[20 * 1024 * 1024])), "archive", null, "zip"),
        new("loon.docm", Zip(("[Content_Types].xml", Utf8("<Types/>")), ("word/document.xml", Utf8("<w/>")), ("word/vbaProject.bin", [1, 2, 3])), "macros", null, "bin"),
        new("offerte.docx", Zip(("[Content_Types].xml", Utf8("<Types/>")), ("word/document.xml", Utf8("<w/>")), ("word/_rels/settings.xml.rels", Utf8(Template(beacon)))), "office", null, "docx"),
        new("nieuws.eml", Utf8(Mail(beacon)), "markup", "text", "txt"),
        new("factuur.pdf", Utf8(Pdf(beacon)), "pdf", null, "pdf"),
        new("entiteit.xml", Utf8($"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"{beacon}entity\">]><a>&b;</a>"), "markup", "text", "txt"),
        new("terminal.txt", Utf8("\u001b]0;titel\u0007\u001b[31mrood\u001b[0m links\u202Eneknil\u202C recht\u200Bs"), "text", "text", "txt"),
        new("foto\u202Egpj.exe", Utf8("MZ\u0001\u0002"), "program", null, "bin"),
        new("../../x", Utf8("Een naam die een map hoger wil."), "text", "text", "txt"),
        new($"{new string('a', 200)}.pdf.exe", Utf8("MZ\u0001\u0002"), "program", null, "bin"),
    ];

    /// <summary>The page that everything else is compared with: opened directly, it acts.</summary>
    public static string Page(Uri beacon) =>
        $"""
        <!doctype html><html><head><link rel="stylesheet" href="{beacon}style"><meta http-equiv="refresh" content="9;url={beacon}refresh"></head>
        <body onload="{Script(beacon)}"><img src="{beacon}pixel" onerror="{Script(beacon)}"><iframe src="about:blank"></iframe>
        <script>{Script(beacon)}</script></body></html>
        """;

    private static string Script(Uri beacon) => $"console.log('{ScriptRan}');fetch('{beacon}script');setTimeout(()=>alert('{ScriptRan}'),0)";

    private static string Svg(Uri beacon) =>
        $"""<svg xmlns="http://www.w3.org/2000/svg" onload="{Script(beacon)}"><script>{Script(beacon)}</script><image href="{beacon}svg"/></svg>""";

    private static string Mail(Uri beacon) =>
        $"From: nieuws@mail.example\r\nSubject: Uw overuren\r\nContent-Type: text/html\r\n\r\n<html><body><img src=\"{beacon}tracking\" width=1 height=1><script>{Script(beacon)}</script></body></html>";

    private static string Template(Uri beacon) =>
        $"""<Relationships><Relationship Type="attachedTemplate" Target="{beacon}template" TargetMode="External"/></Relationships>""";

    private static string Pdf(Uri beacon) => $"%PDF-1.7\n1 0 obj<</OpenAction<</S/URI/URI({beacon}pdf)>>/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>>>endobj\n%%EOF";

    /// <summary>A true JPEG with a page in its first comment.</summary>
    private static byte[] Polyglot(byte[] jpeg, string page)
    {
        var comment = Utf8(page);
        byte[] head = [0xff, 0xd8, 0xff, 0xfe, (byte)((comment.Length + 2) / 256), (byte)((comment.Length + 2) % 256)];
        return [.. head, .. comment, .. jpeg[2..]];
    }

    /// <summary>A few kilobytes that claim gigabytes of pixels.</summary>
    private static byte[] HugePng(uint width, uint height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[4 * 1024 * 1024]);
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(name), .. content];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Checksum(body));
        return [.. length, .. body, .. check];
    }

    // The checksum of PNG, bit by bit: a few thousand bytes need no table.
    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes)
        {
            sum ^= next;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }

        return ~sum;
    }

    private static byte[] HugeGif() => [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44, 1, 0, 0x3b];

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
