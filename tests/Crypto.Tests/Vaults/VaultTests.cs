using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Crypto.Protocol.Opening;
using IntegrityChannel.Crypto.Protocol.Primitives;
using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Crypto.Protocol.Vaults;
using IntegrityChannel.Testing;

namespace IntegrityChannel.Crypto.Tests.Vaults;

public sealed class VaultTests
{
    private static readonly Argon2id Floor = Argon2id.TryCreate(Argon2id.MinimumMemoryKib, Argon2id.MinimumIterations)!;
    private static readonly Id16 Report = Id16.From(Enumerable.Repeat((byte)7, 16).ToArray());
    private static readonly Hash32 Seen = Hash32.From(Enumerable.Repeat((byte)9, 32).ToArray());
    private readonly SeededEntropy entropy = new("vaults");

    [Theory]
    [InlineData(OfficerRole.Responsible, 1)]
    [InlineData(OfficerRole.Administrator, 0)]
    public void An_enrolment_file_opens_with_its_passphrase_and_no_other(OfficerRole role, int keys)
    {
        using var enrolment = Enrol(role);
        Assert.True(Enrolment.TryParse(enrolment.File.Encode(), out var file, out var failure), failure.Name());
        Assert.Equal(enrolment.File.Encode(), file.Encode());
        using var content = VaultOpening.Open(SealedVault.Of(file), Passphrase.Encode("  Kili FABO  bini "), out failure);
        Assert.Equal(FailureClass.None, failure);
        Assert.Equal(keys, content!.KemKeys.Count);
        Assert.Equal(role == OfficerRole.Administrator, !content.SigningSeed.Span.ContainsAnyExcept((byte)0));
        Assert.Null(VaultOpening.Open(SealedVault.Of(file), Passphrase.Encode("kili fabo bina"), out failure));
        Assert.Equal(FailureClass.WrongKey, failure);
    }

    [Fact]
    public void I_15_parameters_below_the_floor_are_refused_whatever_the_server_says()
    {
        using var enrolment = Enrol(OfficerRole.Deputy);
        var weak = SealedVault.Of(enrolment.File) with { MemoryKib = Argon2id.MinimumMemoryKib - 1 };
        Assert.Null(VaultOpening.Open(weak, Passphrase.Encode("kili fabo bini"), out var failure));
        Assert.Equal(FailureClass.WeakParameters, failure);
        Assert.False(Enrolment.TryParse((enrolment.File with { Iterations = 2 }).Encode(), out _, out failure));
        Assert.Equal(FailureClass.WeakParameters, failure);
    }

    [Fact]
    public void I_12_an_older_vault_cannot_be_passed_off_as_the_newest()
    {
        using var key = VaultKey.Create(entropy);
        using var content = Content();
        var older = VaultSealing.Seal(content, key, 3, entropy);
        Assert.NotNull(VaultOpening.Open(content.OfficerId, key, 3, older, out _));
        Assert.Null(VaultOpening.Open(content.OfficerId, key, 4, older, out var failure));
        Assert.Equal(FailureClass.WrongBody, failure);
    }

    [Fact]
    public void The_length_of_a_vault_tells_blocks_of_4096_bytes_only()
    {
        using var key = VaultKey.Create(entropy);
        using var content = Content();
        var draft = content with { Drafts = [new VaultDraft(Report, Utf8Text.From(new string('a', 100)))] };
        Assert.Equal(VaultSealing.Seal(content, key, 1, entropy).Length, VaultSealing.Seal(draft, key, 1, entropy).Length);
    }

    [Fact]
    public void What_is_sealed_is_opened_again()
    {
        using var key = VaultKey.Create(entropy);
        using var content = Content(new ChainHead(Id16.Zeros, 0, 4, Seen)) with { Drafts = [new VaultDraft(Report, Utf8Text.From("nog niet é"))] };
        using var opened = VaultOpening.Open(content.OfficerId, key, 9, VaultSealing.Seal(content, key, 9, entropy), out _);
        Assert.Equal(content.Reports[0].Heads, opened!.Reports[0].Heads);
        Assert.Equal(content.Drafts[0], opened.Drafts[0]);
        Assert.Equal(content.RootKey, opened.RootKey);
    }

    [Fact]
    public void Merging_keeps_the_higher_heads_the_longer_list_of_those_left_out_and_the_highest_pins()
    {
        using var stored = Content(new ChainHead(Id16.Zeros, 0, 4, Seen)) with { DirectorySequence = 5, HighestDay = new CivilDay(10) };
        using var mine = Content(new ChainHead(Id16.Zeros, 0, 2, Seen), new ChainHead(Report, 1, 0, Seen)) with { DirectorySequence = 4, HighestDay = new CivilDay(12) };
        Assert.True(VaultMerge.TryMerge(mine, stored, out var merged, out _));
        Assert.Equal([4u, 0u], merged!.Reports.Single().Heads.Select(head => head.Sequence));
        Assert.Equal((5u, new CivilDay(12)), (merged.DirectorySequence, merged.HighestDay));
        Assert.Equal([Report], merged.Reports[0].Excluded);
    }

    [Fact]
    public void Cases_laid_aside_come_back_and_without_any_the_bytes_are_those_of_before()
    {
        using var key = VaultKey.Create(entropy);
        using var content = Content();
        using var laid = content with { Aside = [new VaultAside(Report, 3), new VaultAside(Id16.Ones, 0)] };
        using var opened = VaultOpening.Open(content.OfficerId, key, 2, VaultSealing.Seal(laid, key, 2, entropy), out _);
        Assert.Equal(laid.Aside, opened!.Aside);
        using var none = VaultOpening.Open(content.OfficerId, key, 3, VaultSealing.Seal(content, key, 3, entropy), out _);
        Assert.Empty(none!.Aside);

        using var other = content with { Aside = [new VaultAside(Report, 2), new VaultAside(Id16.Zeros, 7)] };
        Assert.True(VaultMerge.TryMerge(other, laid, out var merged, out _));
        Assert.Equal([new VaultAside(Report, 3), new VaultAside(Id16.Ones, 0), new VaultAside(Id16.Zeros, 7)], merged!.Aside);
    }

    [Fact]
    public void Vaults_of_different_officers_or_roots_are_not_merged()
    {
        using var stored = Content();
        Assert.False(VaultMerge.TryMerge(stored with { RootKey = Hash32.Ones }, stored, out _, out var failure));
        Assert.Equal(FailureClass.WrongRoot, failure);
        Assert.False(VaultMerge.TryMerge(stored with { OfficerId = Id16.Ones }, stored, out _, out failure));
        Assert.Equal(FailureClass.NotAnOfficer, failure);
        Assert.False(VaultMerge.TryMerge(stored with { SigningSeed = Secret.Copy(new byte[32]) }, stored, out _, out failure));
        Assert.Equal(FailureClass.WrongKey, failure);
    }

    [Fact]
    public void The_root_of_the_newest_directory_that_either_session_saw_is_kept()
    {
        using var older = Content();
        var newer = older with { RootKey = Hash32.Ones, DirectorySequence = older.DirectorySequence + 1 };
        Assert.True(VaultMerge.TryMerge(newer, older, out var merged, out _));
        Assert.Equal((Hash32.Ones, newer.DirectorySequence), (merged!.RootKey, merged.DirectorySequence));
        Assert.True(VaultMerge.TryMerge(older, newer, out merged, out _));
        Assert.Equal((Hash32.Ones, newer.DirectorySequence), (merged!.RootKey, merged.DirectorySequence));
    }

    [Fact]
    public void A_generated_passphrase_has_six_words_of_two_different_syllables()
    {
        Assert.True(PassphraseGenerator.Words * Math.Log2(PassphraseGenerator.Choices) >= 77);
        for (var round = 0; round < 50; round++)
        {
            Assert.Matches("^([a-z]{4,6} ){5}[a-z]{4,6}$", new string(PassphraseGenerator.Create(entropy)));
        }
    }

    [Fact]
    public void Every_number_gives_another_word()
    {
        var words = Enumerable.Range(0, PassphraseGenerator.Choices).Select(number =>
        {
            var text = new List<char>();
            PassphraseGenerator.AddWord(text, number);
            return new string([.. text]);
        }).ToList();
        Assert.Equal(PassphraseGenerator.Choices, words.Distinct(StringComparer.Ordinal).Count());

        // The same digest stands in passphrase.test.ts: the browser makes the same words, number for number.
        Assert.Equal(
            "6f46d2ec15ce01c725e8623d234b0c6d0ad1d1794220e9497aa2a4a820ace74a",
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Join(' ', words)))));
    }

    [Theory]
    [InlineData("  Kili\tFABO \n bini ", "kili fabo bini")]
    [InlineData("ﬁjn É", "fijn e\u0301")]
    public void A_passphrase_is_normalised_before_it_is_hashed(string typed, string expected) =>
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString(Passphrase.Encode(typed).Span));

    private OfficerEnrolment Enrol(OfficerRole role) => OfficerEnrolment.Create(
        new EnrolmentRequest
        {
            OrganisationId = Report,
            RootKey = Seen,
            Role = role,
            AccountName = "account",
            MailAddress = "",
            Locale = "nl",
            Day = new CivilDay(20_514),
            Parameters = Floor,
        },
        Passphrase.Encode("kili fabo bini"),
        entropy);

    private static VaultContent Content(params ChainHead[] heads) => new()
    {
        OrganisationId = Report,
        OfficerId = Report,
        SigningSeed = Secret.Copy(Enumerable.Repeat((byte)3, 32).ToArray()),
        RootKey = Seen,
        Reports = [new VaultReport(Report, new byte[Sic.KemKeySize], Seen, [Report], heads)],
    };
}
