using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Testing;
using Microsoft.Data.Sqlite;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Tests.Host;

/// <summary>A data folder as the ceremony leaves it, and a built page, both real files.</summary>
internal sealed class TestData : IDisposable
{
    /// <summary>The day on which tests begin, in the organisation's zone.</summary>
    internal static readonly CivilDay Today = CivilDay.From(new DateOnly(2026, 3, 2));

    private const string Settings =
        """{"name":{"nl":"Politiezone Voorbeeld","en":"Example police zone"},"languages":["nl","en"],"zone":"Europe/Brussels","mailRule":"discreet"}""";

    // Making an RSA key takes longer than most tests; one certificate serves all that do not look at it.
    private static readonly Lazy<byte[]> RingCertificateBytes = new(MakeRingCertificate);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("casework-");

    internal TestData(bool ownRing = false, bool empty = false)
    {
        Sample = new SampleOrganisation(issued: Today.Value);
        Responsible = new SampleAccount(Sample, "verantwoordelijke", Sample.Responsible);
        Deputy = new SampleAccount(Sample, "plaatsvervanger", Sample.Deputy);
        Confidant = new SampleAccount(Sample, "vertrouwenspersoon", Sample.Confidant);
        Administrator = new SampleAccount(Sample, "beheer");
        Directory.CreateDirectory(Path.Combine(Data, "casework"));
        if (!ownRing)
        {
            File.WriteAllBytes(Path.Combine(Data, "casework", "ring.pfx"), RingCertificateBytes.Value);
        }

        BuildPage();
        if (!empty)
        {
            LayOrganisation();
        }
    }

    private void LayOrganisation()
    {
        Directory.CreateDirectory(Organisation);
        File.WriteAllText(Path.Combine(Organisation, "settings.json"), Settings);
        UseChannelKey(Sample.CaseworkKey);
        Write("directory.sicd", Sample.Directory.Bytes.ToArray());
        foreach (var officer in Sample.Officers)
        {
            Write($"{officer.Role}.sick", Sample.Certificate(officer));
            Write($"{officer.Role}.sicf", Sample.Freshness(officer, Today.Value));
        }

        foreach (var account in Accounts)
        {
            Write($"{account.Name}.sice", account.Enrolment.Encode());
        }
    }

    internal SampleOrganisation Sample { get; }

    internal SampleAccount Responsible { get; }

    internal SampleAccount Deputy { get; }

    internal SampleAccount Confidant { get; }

    internal SampleAccount Administrator { get; }

    internal IReadOnlyList<SampleAccount> Accounts => [Responsible, Deputy, Confidant, Administrator];

    internal string Data => Path.Combine(folder.FullName, "data");

    internal string Web => Path.Combine(folder.FullName, "web");

    internal string Organisation => Path.Combine(Data, "organisation");

    /// <summary>Replaces this host's channel key file.</summary>
    internal void UseChannelKey(ChannelKey key) => File.WriteAllBytes(Path.Combine(Data, "casework", "channel.key"), SampleKeys.SeedOf(key));

    /// <summary>Replaces or adds a file of data/organisation.</summary>
    internal void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Organisation, name), bytes);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Sample.Dispose();
        foreach (var account in Accounts)
        {
            account.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static byte[] MakeRingCertificate()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ring-").FullName, "ring.pfx");
        RingCertificate.LoadOrCreate(file, ManualClock.At("2026-03-02T09:00:00+01:00")).Dispose();
        var bytes = File.ReadAllBytes(file);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return bytes;
    }

    private void BuildPage()
    {
        Directory.CreateDirectory(Path.Combine(Web, "assets"));
        var files = new Dictionary<string, string>
        {
            ["index.html"] = """<html data-demo="{{demo}}" data-version="{{version}}" data-adapters="{{adapters}}" data-stage="{{stage}}" data-organisation="{{organisation}}" data-languages="{{languages}}"></html>""",
            ["assets/main.0011223344556677.js"] = "export {};",
            ["assets/viewer.0011223344556677.html"] = "<html><style>p{}</style><script>let a;</script></html>",
        };
        foreach (var (path, text) in files)
        {
            File.WriteAllText(Path.Combine(Web, path), text);
        }

        File.WriteAllText(Path.Combine(Web, "manifest.json"), JsonSerializer.Serialize(new
        {
            files = files.Select(file => new
            {
                path = file.Key,
                type = file.Key.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8",
                sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Value))),
            }),
        }));
    }
}
