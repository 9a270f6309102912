using IntegrityChannel.Casework.Host.Access;
using IntegrityChannel.Casework.Host.Organisation;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Trust;

namespace IntegrityChannel.Casework.Host.Features.Enrol;

/// <summary>Takes over the account that an invited person made in their own browser. The code is spent by success only, and once.</summary>
internal sealed class Enrol(Invitations invitations, OneTimeCodes codes, OrganisationNow organisation, CivilClock clock)
{
    internal async Task<Outcome> RunAsync(Hash32 code, ReadOnlyMemory<byte> candidateBytes, ReadOnlyMemory<byte> enrolmentBytes, CancellationToken cancellationToken)
    {
        var invitation = await invitations.FindAsync(code, clock.Today.Value, cancellationToken);
        if (invitation is null)
        {
            return codes.Begin(code) is > 0 and var seconds ? new Outcome.Slowed(seconds) : new Outcome.CodeRefused();
        }

        if (!Enrolment.TryParse(enrolmentBytes, out var enrolment, out _) || !IsAsInvited(enrolment, invitation) || !IsCandidate(candidateBytes, enrolment, invitation))
        {
            return new Outcome.Refused();
        }

        var person = new PersonRow
        {
            OfficerId = enrolment.OfficerId.ToArray(),
            Display = invitation.Display,
            Candidate = candidateBytes.Length == 0 ? null : candidateBytes.ToArray(),
            TrainedOn = invitation.TrainedOn,
            Decision = invitation.Decision,
        };
        return await invitations.TrySpendAsync(invitation, EnrolmentRows.Account(enrolment), EnrolmentRows.Vault(enrolment), person, cancellationToken)
            ? new Outcome.Enrolled()
            : new Outcome.CodeRefused();
    }

    private bool IsAsInvited(Enrolment enrolment, InvitationRow invitation) =>
        enrolment.OrganisationId == organisation.Genesis?.OrganisationId
        && (byte)enrolment.Role == invitation.Role
        && enrolment.AccountName == invitation.Account
        && enrolment.MailAddress == invitation.MailAddress
        && enrolment.Locale == invitation.Locale
        && EnrolmentRows.AreUsable(enrolment);

    /// <summary>An officer asks to be listed as invited, under the key that signs the wish; an administrator asks for nothing.</summary>
    private static bool IsCandidate(ReadOnlyMemory<byte> bytes, Enrolment enrolment, InvitationRow invitation) =>
        enrolment.Role == OfficerRole.Administrator
            ? bytes.Length == 0
            : Candidate.TryVerify(bytes, out var candidate, out _)
                && candidate.OrganisationId == enrolment.OrganisationId
                && candidate.OfficerId == enrolment.OfficerId
                && candidate.Role == enrolment.Role
                && candidate.Display == invitation.Display;

    internal abstract record Outcome
    {
        private Outcome()
        {
        }

        internal sealed record Enrolled : Outcome;

        internal sealed record Slowed(int Seconds) : Outcome;

        /// <summary>Unknown, used, withdrawn or expired: one answer for all.</summary>
        internal sealed record CodeRefused : Outcome;

        /// <summary>Not what the invitation says, or not in order; the code still works.</summary>
        internal sealed record Refused : Outcome;
    }
}
