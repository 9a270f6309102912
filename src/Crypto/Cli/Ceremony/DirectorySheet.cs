using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Crypto.Cli.Ceremony;

/// <summary>What the holders of the root read before they sign: everything that the signature will say, and what changes by it.</summary>
internal static class DirectorySheet
{
    internal static void Write(TextWriter output, DirectoryRequest request, NextDirectory next)
    {
        var content = next.Content();
        output.WriteLine($"Directory {content.Sequence} under the root {RootFingerprint.Of(content.RootKey.Span)}");
        Line(output, "day", $"{content.Issued}, valid until {content.Expires}");
        Line(output, "time zone", content.Zone);
        Line(output, "addresses", string.Join(", ", content.Origins));
        foreach (var channel in content.Channels)
        {
            var isNew = next.NewChannels.Any(candidate => candidate.PublicKey == channel.PublicKey);
            Line(output, "process key", $"{Sic.SigningKeyId(channel.PublicKey.Span)} for {Describe(channel.Uses)}{(isNew ? " (new)" : "")}");
        }

        if (next.Previous is not null && next.NewChannels.Any(channel => channel.PublicKey == request.Signer))
        {
            output.WriteLine("  ATTENTION: the request was signed by a process key that the directory before does not list. Sign only if you know why that key was replaced.");
        }

        WriteOfficers(output, request, next);
    }

    private static void WriteOfficers(TextWriter output, DirectoryRequest request, NextDirectory next)
    {
        foreach (var candidate in request.Candidates)
        {
            Line(output, "NEW officer", $"{Describe(candidate.Role)}: {candidate.Display}");
            Line(output, "", $"reads aloud {candidate.Fingerprint}");
        }

        foreach (var officer in request.Staying.Select(id => next.Previous!.FindOfficer(id)!))
        {
            Line(output, "stays", $"{Describe(officer.Role)}: {officer.Display} ({OfficerFingerprint.Of(officer.SigningKey.Span)})");
        }

        foreach (var officer in next.Leaving)
        {
            Line(output, "LEAVES", $"{Describe(officer.Role)}: {officer.Display}");
        }
    }

    private static void Line(TextWriter output, string what, string text) => output.WriteLine($"  {what,-12}  {text}");

    private static string Describe(ChannelUses uses) => string.Join(" and ", new[] { ChannelUses.Receipts, ChannelUses.Notices, ChannelUses.Checkpoints }.Where(use => uses.HasFlag(use)).Select(DescribeOne));

    private static string DescribeOne(ChannelUses use) => use switch
    {
        ChannelUses.Receipts => "receipts of reports (intake)",
        ChannelUses.Notices => "notices (casework)",
        _ => "log checkpoints",
    };

    private static string Describe(OfficerRole role) => role switch
    {
        OfficerRole.Responsible => "responsible officer",
        OfficerRole.Deputy => "deputy",
        OfficerRole.Confidant => "confidant",
        OfficerRole.Investigator => "investigator",
        OfficerRole.Chief => "chief",
        OfficerRole.DataProtectionOfficer => "data protection officer",
        _ => "administrator",
    };
}
