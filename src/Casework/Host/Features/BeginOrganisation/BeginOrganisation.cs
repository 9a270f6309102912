using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Notifications;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Startup;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.BeginOrganisation;

/// <summary>Makes the organisation of an empty data folder: its public file, its settings and its first administrator, all at once or not at all.</summary>
internal sealed class BeginOrganisation(
    OrganisationNow organisation, SetUpCode setUp, OneTimeCodes codes, Accounts accounts, DataFolder data, MailTexts texts) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    internal async Task<Outcome> RunAsync(Hash32 code, ReadOnlyMemory<byte> genesisBytes, ReadOnlyMemory<byte> settingsBytes, ReadOnlyMemory<byte> enrolmentBytes, CancellationToken cancellationToken)
    {
        if (codes.Begin(code) is > 0 and var seconds)
        {
            return new Outcome.Slowed(seconds);
        }

        if (!setUp.Accepts(code))
        {
            return new Outcome.CodeRefused();
        }

        if (!Genesis.TryVerify(genesisBytes, out var genesis, out _))
        {
            return new Outcome.RootRefused();
        }

        if (OrganisationSettings.TryParse(settingsBytes) is not { } settings || !settings.Languages.All(texts.Languages.Contains))
        {
            return new Outcome.SettingsRefused();
        }

        if (!Enrolment.TryParse(enrolmentBytes, out var enrolment, out _) || !IsFirstAdministrator(enrolment, genesis, settings))
        {
            return new Outcome.EnrolmentRefused();
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return organisation.Exists ? new Outcome.CodeRefused() : await BeginAsync(genesis, settings, settingsBytes, enrolment, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<Outcome> BeginAsync(Genesis genesis, OrganisationSettings settings, ReadOnlyMemory<byte> settingsBytes, Enrolment enrolment, CancellationToken cancellationToken)
    {
        await accounts.BeginAsync(EnrolmentRows.Account(enrolment), EnrolmentRows.Vault(enrolment), cancellationToken);
        data.BeginOrganisation(genesis.Bytes.Span, settingsBytes.Span);
        organisation.Begin(settings, genesis);
        setUp.Close();
        return new Outcome.Begun();
    }

    private static bool IsFirstAdministrator(Enrolment enrolment, Genesis genesis, OrganisationSettings settings) =>
        enrolment.Role == OfficerRole.Administrator
        && enrolment.OrganisationId == genesis.OrganisationId
        && settings.Languages.Contains(enrolment.Locale)
        && EnrolmentRows.AreUsable(enrolment);

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        internal sealed record Begun : Outcome;

        internal sealed record Slowed(int Seconds) : Outcome;

        internal sealed record CodeRefused : Outcome;

        internal sealed record RootRefused : Outcome;

        internal sealed record SettingsRefused : Outcome;

        internal sealed record EnrolmentRefused : Outcome;
    }
}
