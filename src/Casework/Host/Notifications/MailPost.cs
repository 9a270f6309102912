using System.Net.Mail;
using IntegrityChannel.Casework.Host.Storage;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Crypto.Protocol.Platform;
using Microsoft.Extensions.Options;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>Turns a planned mail or an administrator's test into a letter in the reader's language and hands it to delivery.</summary>
internal sealed class MailPost(
    IOptionsMonitor<MailOptions> options, MailSurroundings around, MailTexts texts, MailDelivery delivery, TimeProvider clock, IEntropy entropy)
{
    /// <summary>The settings in force, read anew each time.</summary>
    internal MailSetup Setup => options.CurrentValue.Check(around.Folder);

    /// <summary>Sends a reminder.</summary>
    internal async Task<MailProblem> SendAsync(PlannedMail mail, CancellationToken cancellationToken)
    {
        var language = texts.Choose([mail.Locale, .. around.Languages]);
        return language is null
            ? MailProblem.TextMissing
            : await SendAsync(mail.Id, mail.MailAddress, texts.Subject(language), texts.Body(language, mail.Urgency, mail.KeysEnd, mail.DrillDue, options.CurrentValue.SignIn), cancellationToken);
    }

    /// <summary>Sends an administrator's test now; it goes through no outbox and no slot, and says that it is a test.</summary>
    internal async Task<MailProblem> SendTestAsync(string to, string locale, CancellationToken cancellationToken)
    {
        var id = new byte[Id16.Size];
        entropy.Fill(id);
        var language = texts.Choose([locale, .. around.Languages]);
        return language is null
            ? MailProblem.TextMissing
            : await SendAsync(Id16.From(id), to, texts.Subject(language), texts.TestBody(language), cancellationToken);
    }

    private async Task<MailProblem> SendAsync(Id16 id, string to, string subject, string body, CancellationToken cancellationToken)
    {
        if (!MailAddress.TryCreate(to, out var address) || address.Address != to)
        {
            return MailProblem.AddressInvalid;
        }

        var setup = Setup;
        return setup switch
        {
            MailSetup.Wrong wrong => wrong.Problem,
            MailSetup.Pickup pickup => await delivery.SendAsync(setup, Letter(pickup.From, pickup.Domain), cancellationToken),
            MailSetup.Smtp smtp => await delivery.SendAsync(setup, Letter(smtp.From, smtp.Domain), cancellationToken),
            _ => throw new InvalidOperationException("a setup of another kind"),
        };

        MailLetter Letter(string from, string domain) => new(from, to, subject, body, $"{id}@{domain}", clock.GetUtcNow());
    }
}

/// <summary>What the host knows and mail needs.</summary>
/// <param name="Folder">Where <c>pickup</c> writes.</param>
/// <param name="LanguagesNow">Of the organisation, the default first; used where an officer's own language has no texts.</param>
internal sealed record MailSurroundings(string Folder, Func<IReadOnlyList<string>> LanguagesNow)
{
    internal MailSurroundings(string folder, IReadOnlyList<string> languages)
        : this(folder, () => languages)
    {
    }

    internal IReadOnlyList<string> Languages => LanguagesNow();
}
