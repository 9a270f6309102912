using System.IO.Compression;
using System.Security.Cryptography;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Exports;

/// <summary>What verifies: the manifest, and who signed it.</summary>
internal sealed record VerifiedExport(ExportManifest Manifest, string Display);

/// <summary>Checks an opened export against a verified history of directories, in the order of docs/protocol.md section 21. The twin is exportmanifest.ts.</summary>
internal static class ExportArchive
{
    private const string ManifestName = "manifest.json";
    private const string SignatureName = "manifest.sig";
    private const int LargestManifest = 4 * 1024 * 1024;
    private const int MostFiles = 10_000;

    /// <summary>Null with malformed, not-canonical, wrong-organisation, wrong-directory, not-an-officer, wrong-signature, or wrong-body where files are missing, added or changed.</summary>
    internal static VerifiedExport? Verify(byte[] zip, DirectoryHistory history, out FailureClass failure)
    {
        failure = FailureClass.Malformed;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
            var files = archive.Entries.ToList();
            return files.Count <= MostFiles && files.DistinctBy(file => file.FullName).Count() == files.Count && files.TrueForAll(file => file.CompressedLength == file.Length && file.Length <= zip.Length)
                ? Judge(files, history, out failure)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static VerifiedExport? Judge(List<ZipArchiveEntry> files, DirectoryHistory history, out FailureClass failure)
    {
        failure = FailureClass.Malformed;
        if (Find(files, ManifestName) is not { } bytes || Find(files, SignatureName) is not { Length: Sic.SignatureSize } signature || !ExportManifest.TryRead(bytes, out var manifest, out failure))
        {
            return null;
        }

        var directory = history.Find(manifest.DirectorySequence, manifest.DirectoryHash);
        var officer = directory?.Officers.FirstOrDefault(one => one.Id == manifest.Officer && one.From <= manifest.Day && manifest.Day <= one.To);
        failure = manifest.Organisation != history.OrganisationId ? FailureClass.WrongOrganisation
            : directory is null || !history.Accepts(directory, manifest.Day) ? FailureClass.WrongDirectory
            : officer is null ? FailureClass.NotAnOfficer
            : !Signatures.Verify(officer.SigningKey.Span, Sic.Hash(Labels.SignExport, bytes).Span, signature) ? FailureClass.WrongSignature
            : !Holds(files, manifest) ? FailureClass.WrongBody
            : FailureClass.None;
        return failure == FailureClass.None ? new VerifiedExport(manifest, officer!.Display) : null;
    }

    private static bool Holds(List<ZipArchiveEntry> files, ExportManifest manifest)
    {
        var held = files.Where(file => file.FullName is not (ManifestName or SignatureName)).ToDictionary(file => file.FullName, StringComparer.Ordinal);
        return held.Count == manifest.Files.Count
            && manifest.Files.All(named => held.TryGetValue(named.Name, out var file) && file.Length == named.Length && HashOf(file) == named.Sha256);
    }

    private static string HashOf(ZipArchiveEntry file)
    {
        using var content = file.Open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static byte[]? Find(List<ZipArchiveEntry> files, string name)
    {
        if (files.Find(file => file.FullName == name) is not { Length: <= LargestManifest } file)
        {
            return null;
        }

        using var content = file.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
