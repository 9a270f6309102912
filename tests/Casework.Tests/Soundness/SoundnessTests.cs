namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>
/// What a thief of everything at rest can derive, over the places that <see cref="InventoryTests"/> holds to the real files (docs/soundness.md). A design
/// that leaves one protection out must break an invariant, and whoever should read must be able to: otherwise the checker would find nothing in anything.
/// </summary>
public sealed class SoundnessTests
{
    [Fact]
    public void I_01_everything_at_rest_gives_no_text_no_file_no_name_and_no_code() => Holds("I-01");

    [Fact]
    public void I_02_everything_at_rest_signs_for_nobody() => Holds("I-02");

    [Fact]
    public void I_03_one_passphrase_opens_nothing_that_was_not_sealed_to_its_officer() => Holds("I-03");

    [Fact]
    public void I_04_all_officers_recovery_and_all_backups_do_not_open_what_was_shredded() => Holds("I-04");

    [Fact]
    public void I_05_the_code_does_not_open_what_its_reporter_wrote() => Holds("I-05");

    [Fact]
    public void I_06_the_code_does_not_open_answers_that_were_removed() => Holds("I-06");

    [Fact]
    public void I_07_one_share_opens_nothing_and_all_shares_not_what_refused_recovery() => Holds("I-07");

    [Fact]
    public void I_08_a_removed_officer_opens_nothing_later_and_nothing_whose_wrap_was_shredded() => Holds("I-08");

    [Fact]
    public void I_09_the_root_key_opens_nothing() => Holds("I-09");

    [Fact]
    public void I_28_recovery_gives_no_signing_key_and_no_vault() => Holds("I-28");

    [Theory]
    [InlineData("no shred layer", "I-04 I-06 I-08")]
    [InlineData("keys.db in the long-term backup", "I-04")]
    [InlineData("recipients chosen by the server", "I-01 I-03 I-05 I-06 I-07 I-08 I-09")]
    [InlineData("a vault key for recovery", "I-07 I-28")]
    [InlineData("one data key for all", "I-03 I-04 I-05 I-06 I-07")]
    [InlineData("a report that its code opens", "I-05")]
    [InlineData("recovery that cannot be refused", "I-07")]
    [InlineData("one officer's freshness is enough", "I-08")]
    [InlineData("a code that is written down", "I-01 I-02 I-07 I-08 I-09 I-28")]
    [InlineData("signing keys in bodies", "I-28")]
    public void A_mutant_would_be_caught_by_the_invariants_it_breaks(string mutant, string broken)
    {
        var design = Mutants[mutant];
        Assert.Equal(broken, string.Join(' ', Invariants.All.Where(invariant => invariant.Value(design).Count > 0).Select(invariant => invariant.Key)));
    }

    [Fact]
    public void Whoever_should_read_would_be_seen_reading()
    {
        var channel = new Channel(new Design());
        Assert.True(With(channel, channel.Responsible.Officer.Passphrase).Has(channel.Report.Text));
        Assert.True(With(channel, channel.Responsible.Officer.Passphrase).Has(channel.Note.File));
        Assert.True(With(channel, channel.First.Code).Has(channel.Reply.Text));
        Assert.True(With(channel, [.. channel.Shares(2)]).Has(channel.Report.Text));
        Assert.True(With(channel, channel.Leaver.Officer.Passphrase).Has(channel.Leaver.KemKey));
        Assert.False(With(channel, [.. channel.Shares(2)]).Has(channel.Note.Text));
    }

    private static readonly Dictionary<string, Design> Mutants = new Dictionary<string, Design>(StringComparer.Ordinal)
    {
        ["no shred layer"] = new() { ShredLayer = false },
        ["keys.db in the long-term backup"] = new() { KeysApartFromBackup = false },
        ["recipients chosen by the server"] = new() { RecipientsFromTheReport = false },
        ["a vault key for recovery"] = new() { VaultsOutOfRecovery = false },
        ["one data key for all"] = new() { FreshDataKeys = false },
        ["a report that its code opens"] = new() { ReportsClosedToTheCode = false },
        ["recovery that cannot be refused"] = new() { RecoveryCanBeRefused = false },
        ["one officer's freshness is enough"] = new() { QuorumOfFreshness = false },
        ["a code that is written down"] = new() { CodeStaysInTheBrowser = false },
        ["signing keys in bodies"] = new() { SigningKeysInVaultsOnly = false },
    };

    private static void Holds(string invariant) => Assert.Empty(Invariants.All[invariant](new Design()));

    private static Attacker With(Channel channel, params Term[] more) => new([.. channel.Everything(), .. more]);
}
