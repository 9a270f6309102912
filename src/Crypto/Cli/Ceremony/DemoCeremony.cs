using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Platform;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>
/// The whole ceremony in one go, for a demonstration: root, recovery, hosts' keys, enrolments, directory, certificates, freshness. The steps are those
/// of a real one (docs/protocol.md section 3); only here do the root file, the shares and the passphrases stay beside the data, in demo/.
/// </summary>
internal sealed class DemoCeremony(OrganisationFolder folder, DemoPlan plan, IEntropy entropy)
{
    /// <summary>Stays when somebody deletes demo/: keys that lay in the open must not become those of a real organisation.</summary>
    private const string Mark = "demonstration";

    private const string Demo = "demo";

    /// <summary>Days a first certificate lasts.</summary>
    private const int CertificateDays = OfficerCertificate.LongestLife;

    /// <summary>Makes everything; answers the fingerprint.</summary>
    internal string Run(CivilDay day, IReadOnlyList<string> origins, Argon2id parameters)
    {
        using var ceremony = RootCeremony.Create(RootCeremony.UsualNeed, RootCeremony.UsualShares, entropy);
        using var intake = ChannelKey.Create(entropy);
        using var casework = ChannelKey.Create(entropy);
        using var signIns = new DemoSignIns();
        var enrolments = plan.People.Select(person => Enrol(person, ceremony.Root, day, parameters, signIns)).ToList();
        var officers = enrolments.Where(pair => pair.Enrolment.SigningKey is not null).ToList();
        var wish = new DirectoryWish
        {
            Genesis = ceremony.Genesis,
            Previous = null,
            Day = day,
            Zone = plan.Zone,
            Origins = origins,
            Channels = [new(intake.PublicKey, ChannelUses.Receipts), new(casework.PublicKey, ChannelUses.Notices | ChannelUses.Checkpoints)],
            Staying = [],
            Candidates = [.. officers.Select(pair => pair.Enrolment.AsksFor(pair.Person.Display))],
        };
        var directory = WriteDirectory(ceremony.Root, DirectoryRequest.Create(wish, casework), day);
        officers.ForEach(pair => WriteStatements(pair.Enrolment, directory, day));
        WriteChannelKey("intake", intake);
        WriteChannelKey("casework", casework);
        WriteSafe(ceremony, parameters);
        folder.WriteStatement("root.sicg", ceremony.Genesis.Bytes.Span);
        folder.WriteText("organisation.unfinished", "settings.json", plan.SettingsFile());
        folder.WriteStatement(Mark, "demonstration\n"u8);
        folder.Write(Demo, "officers.txt", signIns.Sheet);
        folder.WriteText(Demo, "poster.txt", plan.Poster(directory.Fingerprint, origins[0]));
        enrolments.ForEach(pair => pair.Enrolment.Dispose());
        folder.Finish();
        return directory.Fingerprint;
    }

    private (DemoPerson Person, OfficerEnrolment Enrolment) Enrol(DemoPerson person, RootKey root, CivilDay day, Argon2id parameters, DemoSignIns signIns)
    {
        using var passphrase = signIns.Create(person.Account, entropy);
        var request = new EnrolmentRequest
        {
            OrganisationId = Sic.OrganisationId(root.PublicKey.Span),
            RootKey = root.PublicKey,
            Role = person.Role,
            AccountName = person.Account,
            MailAddress = person.Mail,
            Locale = person.Locale,
            Day = day,
            Parameters = parameters,
        };
        var enrolment = OfficerEnrolment.Create(request, passphrase, entropy);
        folder.WriteStatement($"{person.Account}.sice", enrolment.File.Encode());
        return (person, enrolment);
    }

    private Protocol.Trust.Directory WriteDirectory(RootKey root, byte[] requestBytes, CivilDay day)
    {
        if (!DirectoryRequest.TryVerify(requestBytes, out var request, out _) || NextDirectory.TryCreate(request, previous: null, day, out var problem) is not { } next)
        {
            throw new InvalidOperationException("a request that was just made does not hold");
        }

        var bytes = next.Content().Sign(root);
        folder.WriteStatement("directory.sicd", bytes);
        return UntrustedDirectory.TryParse(bytes, out var untrusted, out _) && untrusted.VerifyFirstRoot(out var directory, out _)
            ? directory
            : throw new InvalidOperationException("a directory that was just signed does not verify");
    }

    private void WriteStatements(OfficerEnrolment officer, Protocol.Trust.Directory directory, CivilDay day)
    {
        var (id, name, key) = (officer.File.OfficerId, officer.File.AccountName, officer.SigningKey!);
        var publicKey = officer.KemKey!.PublicKey.Span;
        folder.WriteStatement(
            $"{name}.sick", OfficerCertificate.Create(key, directory.OrganisationId, id, OfficerEnrolment.FirstSerial, publicKey, day, day.AddDays(CertificateDays)));
        folder.WriteStatement($"{name}.sicf", Freshness.Create(key, id, directory, day, []));
    }

    private void WriteChannelKey(string host, ChannelKey key)
    {
        using var seed = key.ExportSeed();
        folder.Write(host, "channel.key", seed.Span);
    }

    /// <summary>What a real ceremony carries to two safes and to three holders.</summary>
    private void WriteSafe(RootCeremony ceremony, Argon2id parameters)
    {
        using var sheet = new DemoSignIns();
        using var passphrase = sheet.Create("root.key", entropy);
        folder.Write(Demo, "root.key", ceremony.SealRoot(passphrase, parameters));
        folder.Write(Demo, "root-passphrase.txt", sheet.Sheet);
        var shares = ceremony.Shares();
        for (var index = 0; index < shares.Count; index++)
        {
            folder.Write(Demo, $"share-{index + 1}.txt", shares[index]);
        }
    }
}
