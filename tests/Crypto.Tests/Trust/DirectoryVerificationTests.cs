using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;
using static IntegrityChannel.Crypto.Tests.Trust.SampleOrganisation;

namespace IntegrityChannel.Crypto.Tests.Trust;

/// <summary>I-13: what makes a page refuse, and what makes it warn and still seal.</summary>
public sealed class DirectoryVerificationTests
{
    private static readonly SampleOrganisation Sample = new();
    private static readonly CivilDay Expires = Issued.AddDays(366);

    [Theory]
    [InlineData(0, DirectoryWarnings.None)]
    [InlineData(14, DirectoryWarnings.None)]
    [InlineData(15, DirectoryWarnings.Freshness)]
    [InlineData(366, DirectoryWarnings.Freshness)]
    [InlineData(367, DirectoryWarnings.Freshness | DirectoryWarnings.DirectoryExpired)]
    [InlineData(401, DirectoryWarnings.Freshness | DirectoryWarnings.DirectoryExpired | DirectoryWarnings.Certificate)]
    [InlineData(426, DirectoryWarnings.Freshness | DirectoryWarnings.DirectoryExpired | DirectoryWarnings.Certificate)]
    public void I_13_officers_being_away_warns_and_still_seals(int days, DirectoryWarnings expected)
    {
        var document = DirectoryDocument.Encode(Issued.AddDays(days), Sample.DirectoryBytes, Join(Sample.Certificate(0)), Join(Sample.Fresh(0, Issued), Sample.Fresh(1, Issued)));
        var accepted = Accept(document, Issued.AddDays(days));
        Assert.Equal(expected, accepted.Warnings);
        Assert.NotNull(accepted.InUse.Officers[0].Key);
    }

    [Fact]
    public void I_13_more_than_60_days_past_its_expiry_a_directory_is_refused() =>
        Assert.Equal(FailureClass.Expired, Refuse(Sample.Document(Expires.AddDays(61))));

    [Fact]
    public void I_13_a_signed_day_alone_makes_an_old_directory_refused()
    {
        var document = DirectoryDocument.Encode(Issued, Sample.DirectoryBytes, [], Join(Sample.Fresh(0, Expires.AddDays(61))));
        Assert.Equal(FailureClass.Expired, Refuse(document));
    }

    [Fact]
    public void I_13_only_the_devices_day_warns_and_never_refuses()
    {
        var accepted = Accept(Sample.Document(Issued), Expires.AddDays(61));
        Assert.True(accepted.Warnings.HasFlag(DirectoryWarnings.DeviceDay));
        Assert.Equal(Issued, accepted.InUse.Day);
        Assert.Equal(Expires.AddDays(61), accepted.InUse.LatestDay);
    }

    [Fact]
    public void I_13_a_wrong_signature_is_refused()
    {
        var directory = (byte[])Sample.DirectoryBytes.Clone();
        directory[^1] ^= 1;
        Assert.Equal(FailureClass.WrongSignature, Refuse(Sample.Document(Issued, directory)));
    }

    /// <summary>The mutant: a reader that only parses takes the same bytes that the tests around see refused; untouched they are accepted.</summary>
    [Fact]
    public void I_13_a_reader_that_verifies_nothing_would_accept_a_wrong_signature()
    {
        var directory = (byte[])Sample.DirectoryBytes.Clone();
        directory[^1] ^= 1;
        Assert.True(UntrustedDirectory.TryParse(directory, out _, out _));
        Assert.NotNull(Accept(Sample.Document(Issued), Issued).InUse);
    }

    [Fact]
    public void I_13_another_root_than_the_pinned_one_is_refused() =>
        Assert.Equal(FailureClass.WrongRoot, Refuse(Sample.Document(Issued), new DirectoryExpectation { DeviceDay = Issued, Root = new SampleOrganisation("other").Root.PublicKey, OrganisationId = Sample.Id }));

    [Fact]
    public void I_13_a_root_that_is_not_the_organisations_first_one_is_refused()
    {
        var other = new SampleOrganisation("other");
        var directory = (Sample.Content() with { RootKey = other.Root.PublicKey }).Sign(other.Root);
        Assert.Equal(FailureClass.WrongOrganisation, Refuse(DirectoryDocument.Encode(Issued, directory, [], [])));
    }

    [Fact]
    public void I_13_an_older_directory_than_the_one_seen_is_refused() =>
        Assert.Equal(FailureClass.WrongDirectory, Refuse(Sample.Document(Issued), new DirectoryExpectation { DeviceDay = Issued, MinimumSequence = 2 }));

    [Fact]
    public void I_13_an_unknown_suite_is_refused()
    {
        var directory = (byte[])Sample.DirectoryBytes.Clone();
        directory[5] = 2;
        Assert.Equal(FailureClass.UnknownSuite, Refuse(Sample.Document(Issued, directory)));
    }

    [Fact]
    public void I_13_a_directory_that_does_not_list_our_suite_is_refused()
    {
        var document = (byte[])Sample.DirectoryBytes.Clone();
        document[^(64 + 4 + 1)] = 2;
        Assert.Equal(FailureClass.UnknownSuite, Refuse(Sample.Document(Issued, document)));
    }

    [Fact]
    public void A_certificate_that_its_officer_did_not_sign_is_refused()
    {
        var forged = OfficerCertificate.Create(Sample.Officers[1].SigningKey, Sample.Id, Sample.Officers[0].Id, 9, Sample.Officers[1].KemKey.PublicKey.Span, Issued, Issued);
        Assert.Equal(FailureClass.WrongSignature, Refuse(DirectoryDocument.Encode(Issued, Sample.DirectoryBytes, Join(forged), [])));
    }

    [Fact]
    public void A_certificate_of_someone_no_longer_listed_is_passed_over()
    {
        var stranger = new SampleOfficer(OfficerRole.Deputy, Sample.Entropy);
        var certificate = OfficerCertificate.Create(stranger.SigningKey, Sample.Id, stranger.Id, 1, stranger.KemKey.PublicKey.Span, Issued, Issued);
        Assert.All(Accept(DirectoryDocument.Encode(Issued, Sample.DirectoryBytes, Join(certificate), []), Issued).InUse.Officers, officer => Assert.Null(officer.Key));
    }

    [Fact]
    public void The_highest_serial_that_is_not_revoked_counts()
    {
        var newer = new SampleOfficer(OfficerRole.Responsible, Sample.Entropy).KemKey;
        var certificates = Join(Sample.Certificate(0), Sample.Certificate(0, 2, key: newer.PublicKey.ToArray()));
        var plain = DirectoryDocument.Encode(Issued, Sample.DirectoryBytes, certificates, Join(Sample.Fresh(0, Issued)));
        var revoking = DirectoryDocument.Encode(Issued, Sample.DirectoryBytes, certificates, Join(Sample.Fresh(0, Issued, newer.KeyId)));
        Assert.Equal(newer.KeyId, Accept(plain, Issued).InUse.Officers[0].Key?.KeyId);
        Assert.Equal(Sample.Officers[0].KemKey.KeyId, Accept(revoking, Issued).InUse.Officers[0].Key?.KeyId);
    }

    [Fact]
    public void A_key_that_two_officers_claim_is_nobodys()
    {
        var stolen = Sample.Certificate(1, key: Sample.Officers[0].KemKey.PublicKey.ToArray());
        var officers = Accept(DirectoryDocument.Encode(Issued, Sample.DirectoryBytes, Join(Sample.Certificate(0), stolen), []), Issued).InUse.Officers;
        Assert.Null(officers[0].Key);
        Assert.Null(officers[1].Key);
    }

    [Fact]
    public void One_officer_alone_does_not_confirm_where_two_are_asked_for()
    {
        var day = Issued.AddDays(20);
        var document = DirectoryDocument.Encode(day, Sample.DirectoryBytes, Join(Sample.Certificate(0)), Join(Sample.Fresh(0, day), Sample.Fresh(0, day.AddDays(-1))));
        Assert.Equal(DirectoryWarnings.Freshness, Accept(document, day).Warnings);
    }

    [Fact]
    public void The_fingerprint_has_five_groups_of_four_symbols() =>
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$", Sample.Directory.Fingerprint);

    private static DirectoryVerdict.Accepted Accept(byte[] document, CivilDay device) =>
        Assert.IsType<DirectoryVerdict.Accepted>(DirectoryVerification.Verify(document, new DirectoryExpectation { DeviceDay = device }));

    private static FailureClass Refuse(byte[] document, DirectoryExpectation? expectation = null) =>
        Assert.IsType<DirectoryVerdict.Refused>(DirectoryVerification.Verify(document, expectation ?? new DirectoryExpectation { DeviceDay = Issued })).Reason;
}
