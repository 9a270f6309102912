using IntegrityChannel.Crypto.Protocol.Encoding;

namespace IntegrityChannel.Crypto.Protocol.Trust;

/// <summary>Writes and reads the body of sicD; every field is judged where it stands, rules between fields at the end.</summary>
internal static class DirectoryCodec
{
    internal const int LongestLife = 400;
    private const int NameLimit = 256;

    internal static void Write(SicWriter writer, DirectoryContent content, ushort writtenAs = Sic.Suite)
    {
        Statement.WriteStart(writer, UntrustedDirectory.Magic, content.OrganisationId, writtenAs);
        writer.U32(content.Sequence).Hash(content.PreviousHash).Day(content.Issued).Day(content.Expires).U32(content.AcceptFrom)
            .Hash(content.RootKey).Bytes(content.RecoveryKey.Span).U8(content.SharesNeeded).U8(content.SharesMade)
            .Count8(content.Channels.Count);
        foreach (var channel in content.Channels)
        {
            writer.Hash(channel.PublicKey).U8((byte)channel.Uses).Day(channel.From).Day(channel.To);
        }

        writer.U8(content.Quorum).Name(content.Zone).Count16(content.Origins.Count);
        foreach (var origin in content.Origins)
        {
            writer.Name(origin);
        }

        WriteOfficers(writer, content.Officers);
        writer.Count8(content.Suites.Count);
        foreach (var suite in content.Suites)
        {
            writer.U16(suite);
        }

        writer.U32(content.RetentionDays);
    }

    internal static DirectoryContent Read(ref SicReader reader)
    {
        var content = new DirectoryContent
        {
            OrganisationId = Statement.ReadStart(ref reader, UntrustedDirectory.Magic),
            Sequence = reader.U32(),
            PreviousHash = reader.Hash(),
            Issued = reader.Day(),
            Expires = reader.Day(),
            AcceptFrom = reader.U32(),
            RootKey = reader.Hash(),
            RecoveryKey = reader.Bytes(Sic.KemKeySize),
            SharesNeeded = reader.U8(),
            SharesMade = reader.U8(),
            Channels = ReadChannels(ref reader),
            Quorum = reader.U8(),
            Zone = reader.Name(NameLimit),
            Origins = ReadOrigins(ref reader),
            Officers = ReadOfficers(ref reader),
            Suites = ReadSuites(ref reader),
            RetentionDays = reader.U32(),
        };
        RequireRules(ref reader, content);
        return content;
    }

    private static void WriteOfficers(SicWriter writer, IReadOnlyList<DirectoryOfficer> officers)
    {
        writer.Count8(officers.Count);
        foreach (var officer in officers)
        {
            writer.Id(officer.Id).U8((byte)officer.Role).U8(officer.DefaultSet ? (byte)1 : (byte)0).Hash(officer.SigningKey)
                .Day(officer.From).Day(officer.To).Name(officer.Display);
        }
    }

    private static List<DirectoryChannel> ReadChannels(ref SicReader reader)
    {
        var count = reader.U8();
        var channels = new List<DirectoryChannel>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var publicKey = reader.Hash();
            var uses = reader.U8();
            reader.Require(uses is >= 1 and <= 7);
            channels.Add(new DirectoryChannel(publicKey, (ChannelUses)uses, reader.Day(), reader.Day()));
        }

        return channels;
    }

    private static List<string> ReadOrigins(ref SicReader reader)
    {
        var count = reader.U16();
        var origins = new List<string>();
        for (var index = 0; index < count && reader.Good; index++)
        {
            origins.Add(reader.Name(NameLimit));
        }

        return origins;
    }

    private static List<DirectoryOfficer> ReadOfficers(ref SicReader reader)
    {
        var count = reader.U8();
        var officers = new List<DirectoryOfficer>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            var id = reader.Id();
            reader.Require(id.NamesAnOfficer);
            var role = reader.U8();
            reader.Require(role is >= 1 and <= 6);
            var flags = reader.U8();
            reader.Require(flags <= 1);
            officers.Add(new DirectoryOfficer(id, (OfficerRole)role, flags == 1, reader.Hash(), reader.Day(), reader.Day(), reader.Name(NameLimit)));
        }

        return officers;
    }

    private static List<ushort> ReadSuites(ref SicReader reader)
    {
        var count = reader.U8();
        var suites = new List<ushort>(count);
        for (var index = 0; index < count && reader.Good; index++)
        {
            suites.Add(reader.U16());
        }

        return suites;
    }

    private static void RequireRules(ref SicReader reader, DirectoryContent content)
    {
        reader.Require(content.Sequence >= 1 && (content.Sequence == 1) == (content.PreviousHash == Hash32.Zeros));
        reader.Require(content.AcceptFrom >= 1 && content.AcceptFrom <= content.Sequence);
        reader.Require(content.Issued <= content.Expires && content.Expires <= content.Issued.AddDays(LongestLife));
        reader.Require(content.SharesNeeded >= 1 && content.SharesNeeded <= content.SharesMade);
        reader.Require(content.Quorum >= 1 && content.Officers.Count >= 1 && content.Origins.Count >= 1);
        reader.Require(content.Officers.Select(officer => officer.Id).Distinct().Count() == content.Officers.Count);
        reader.Require(content.Officers.Select(officer => officer.SigningKey).Distinct().Count() == content.Officers.Count);
        reader.Require(content.Channels.Select(channel => channel.PublicKey).Distinct().Count() == content.Channels.Count);
        reader.Require(content.Suites.Contains(Sic.Suite), FailureClass.UnknownSuite);
    }
}
