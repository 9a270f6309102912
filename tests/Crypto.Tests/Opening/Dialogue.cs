using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Keys;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Recovering;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;
using IntegrityChannel.Crypto.Tests.Trust;

namespace IntegrityChannel.Crypto.Tests.Opening;

/// <summary>A report and what is written about it, kept as a host would keep it, read as each side would read it.</summary>
internal sealed class Dialogue
{
    internal Dialogue()
    {
        Directory = Sample.InUse(Day);
        using var code = ReferenceCode.Create(Sample.Entropy);
        Code = code.DeriveKeys(Sample.Id);
        Assert.True(DirectoryHistory.TryVerify(new DirectoryChain([new ChainEntry(ChainEntryKind.Directory, Sample.DirectoryBytes)]), out var history, out _));
        History = history;
    }

    internal SampleOrganisation Sample { get; } = new("dialogue");

    internal CivilDay Day { get; } = SampleOrganisation.Issued;

    internal DirectoryInUse Directory { get; }

    internal CodeKeys Code { get; }

    internal DirectoryHistory History { get; }

    /// <summary>What the host stores, in order of arrival.</summary>
    internal List<SealedObject> Stored { get; } = [];

    /// <summary>Wraps that came with grants, by object and reader.</summary>
    internal Dictionary<(Id16 ObjectId, Id16 Who), ReadOnlyMemory<byte>> Granted { get; } = [];

    /// <summary>Wraps that a host no longer hands out, by object and reader.</summary>
    internal HashSet<(Id16 ObjectId, Id16 Who)> Gone { get; } = [];

    /// <summary>What recovery left at the host.</summary>
    internal List<RecoveryStatement> Recovered { get; } = [];

    internal static Utf8Text Text(string text) => Utf8Text.From(text);

    /// <summary>Sends a report to responsible and deputy, with the confidant left out.</summary>
    internal SealedObject Report(bool recovery = true, params int[] recipients)
    {
        var request = new ReportRequest
        {
            Recipients = [.. (recipients.Length == 0 ? [0, 1] : recipients).Select(index => Sample.Officers[index].Id)],
            Excluded = [Sample.Officers[2].Id],
            Recovery = recovery,
            Answers = [new Answer(1, Text("Er verdwijnt geld — 💶 é"))],
            Locale = "nl",
        };
        return Put(ReportSealing.SealReport(request, Directory, Code, Sample.Entropy, out var failure), failure);
    }

    internal SealedObject Message(string text) =>
        Put(ReportSealing.SealMessage(Mailbox(), ReporterAct.Message, Hash32.Zeros, Text(text), Directory, Code, Sample.Entropy, out var failure), failure);

    internal SealedObject Write(int officer, OpenedContent content)
    {
        using var vault = Vault(officer);
        return Put(OfficerSealing.Seal(content, Case(officer), vault, Directory, Sample.Entropy, out var failure), failure);
    }

    /// <summary>Lets an officer into the case, as POST /o/grant does.</summary>
    internal SealedObject Grant(int granter, int newcomer)
    {
        using var vault = Vault(granter);
        var list = List(Sample.Officers[granter].Id, Stored);
        var bytes = GrantSealing.Seal(Sample.Officers[newcomer].Id, Text("Neemt over"), Case(granter), list, vault, Directory, Sample.Entropy, out var failure);
        Assert.True(bytes is not null, failure.Name());
        Assert.True(GrantRequest.TryParse(bytes, out var request, out failure), failure.Name());
        Assert.Equal(bytes, GrantRequest.Encode(request.Grant.Bytes.Span, [.. request.Wraps]));
        foreach (var wrap in request.Wraps)
        {
            Granted[(wrap.ObjectId, wrap.Who)] = wrap.Wrap;
        }

        return Put(request.Grant.Bytes.ToArray(), failure);
    }

    /// <summary>An officer's order.</summary>
    internal SealedObject Order(int officer, ControlOrder order, OpenedCase? seen = null)
    {
        using var vault = Vault(officer);
        return Put(ControlSealing.Seal(order, seen ?? Case(officer), vault, Directory, Sample.Entropy, out var failure), failure);
    }

    /// <summary>The reporter takes answers away, and the host drops their wraps.</summary>
    internal SealedObject RemoveAnswers(params SealedObject[] answers)
    {
        var removal = Put(ReportSealing.SealRemoval(Mailbox(), [.. answers.Select(answer => answer.Header.ObjectId)], Directory, Code, Sample.Entropy, out var failure), failure);
        Gone.UnionWith(answers.Select(answer => (answer.Header.ObjectId, Id16.Zeros)));
        return removal;
    }

    internal SealedObject Put(byte[]? bytes, FailureClass failure)
    {
        Assert.True(bytes is not null, failure.Name());
        Assert.True(SealedObject.TryParse(bytes, out var parsed, out failure), failure.Name());
        Assert.Equal(PutCode.Accepted, ObjectRules.Judge(parsed));
        Stored.Add(parsed);
        return parsed;
    }

    internal OpenedMailbox Mailbox()
    {
        var opened = MailboxOpening.Open(List(Id16.Zeros, Stored), Code, History, out var failure);
        Assert.True(opened is not null, failure.Name());
        return opened;
    }

    internal OpenedCase Case(int officer, IEnumerable<SealedObject>? handedOut = null, params VaultReport[] known)
    {
        using var vault = Vault(officer, known);
        var opened = CaseOpening.Open(List(Sample.Officers[officer].Id, handedOut ?? Stored), vault, History, out var failure);
        Assert.True(opened is not null, failure.Name());
        return opened;
    }

    internal VaultContent Vault(int officer, params VaultReport[] known) => new()
    {
        OrganisationId = Sample.Id,
        OfficerId = Sample.Officers[officer].Id,
        SigningSeed = Sample.Officers[officer].SigningKey.ExportSeed(),
        KemKeys = [new VaultKemKey(1, Sample.Officers[officer].KemKey.ExportSeed())],
        RootKey = Sample.Root.PublicKey,
        Reports = known,
    };

    /// <summary>What a host hands out to one reader: that reader's wraps, stubs of the rest; notes to officers only.</summary>
    internal byte[] List(Id16 reader, IEnumerable<SealedObject> objects) => ObjectList.Encode(
        Day, objects.Where(item => reader != Id16.Zeros || item.Header.Stream == 0).Select(item => Entry(item, reader)), Recovered);

    /// <summary>What a host hands to the offline machine; null where nothing is sealed to recovery.</summary>
    internal RecoverableReport? Recoverable() => RecoverableReport.From(Stored.Select(item => Entry(item, Id16.Ones)));

    internal RecoverySealing RecoveryFor(int newcomer, bool rehearsal = false, RecoveryKey? recovery = null)
    {
        var sealing = RecoverySealing.TryCreate(Sample.Officers[newcomer].Id, recovery ?? Sample.Recovery, Sample.Root, History, Directory, Sample.Entropy, rehearsal, out var failure);
        Assert.True(sealing is not null, failure.Name());
        return sealing;
    }

    /// <summary>The holders of the shares open the report for an officer, and the host stores what came back.</summary>
    internal RecoveryOutcome Recover(int newcomer, RecoverableReport? report = null)
    {
        var sealing = RecoveryFor(newcomer);
        var outcome = sealing.Recover(report ?? Recoverable()!, Day, RecoveryReason.PassphraseLost);
        var bytes = sealing.Answer(Day);
        Assert.True(RecoveryAnswer.TryParse(bytes, out var answer, out var failure), failure.Name());
        Assert.Equal(FailureClass.None, answer.Judge(Directory.Directory));
        foreach (var recovered in answer.Reports)
        {
            Recovered.Add(recovered.Statement);
            foreach (var wrap in recovered.Wraps)
            {
                Granted[(wrap.ObjectId, wrap.Who)] = wrap.Wrap;
            }
        }

        return outcome;
    }

    internal ObjectEntry Entry(SealedObject item, Id16 reader)
    {
        var header = item.SignedHeader.HeaderBytes.Span;
        if (item.Header.Kind.IsClear())
        {
            return ObjectEntry.Clear(Day, item.Bytes.Span);
        }

        var own = Gone.Contains((item.Header.ObjectId, reader)) ? null : item.WrapFor(reader) ?? (Granted.TryGetValue((item.Header.ObjectId, reader), out var granted) ? (ReadOnlyMemory<byte>?)granted : null);
        return own is { } wrap
            ? ObjectEntry.ForReader(Day, header, wrap.Span, item.Body.Span, item.Signature.Span)
            : ObjectEntry.Stub(Day, header, item.BodyHash, item.Signature.Span);
    }
}
