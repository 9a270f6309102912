using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Startup;
using IntegrityChannel.Intake.Mailbox;

namespace IntegrityChannel.Intake.Host.Security;

/// <summary>What every POST must be before a byte of it is read: from our own page, of our own type, of a stated and bounded length.</summary>
internal sealed class PostGate(IntakeOptions options, MailboxStore mailbox)
{
    private readonly IReadOnlyList<string> own = options.Origins;

    /// <summary>The refusal, or null where the body may be read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Largest body in bytes.</param>
    /// <param name="origin">The origin the page was loaded from, exactly as the browser states it.</param>
    internal PutCode? Judge(HttpRequest request, int limit, out string origin)
    {
        origin = request.Headers.Origin is [{ } stated] ? stated : "";
        if (!IsOurs(origin) || request.ContentType != Answers.Octets || request.ContentLength is not { } length)
        {
            return PutCode.Malformed;
        }

        return length <= limit ? null : PutCode.TooLarge;
    }

    /// <summary>
    /// The same for a form of the path without script. Browsers name the origin of every form; one that names none and is older than that rule (a text
    /// browser) must name one of our pages as where it comes from.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="type">Media type, without parameters.</param>
    /// <param name="limit">Largest body in bytes.</param>
    internal PutCode? JudgeForm(HttpRequest request, string type, int limit)
    {
        if (!ComesFromOurPage(request) || request.ContentType?.Split(';')[0].Trim() != type || request.ContentLength is not { } length)
        {
            return PutCode.Malformed;
        }

        return length <= limit ? null : PutCode.TooLarge;
    }

    private bool ComesFromOurPage(HttpRequest request) => request.Headers.Origin switch
    {
        [{ } stated] => IsOurs(stated),
        [] => !request.Headers.ContainsKey("Sec-Fetch-Site") && request.Headers.Referer is [{ } page] && Uri.TryCreate(page, UriKind.Absolute, out var address)
            && IsOurs(address.GetLeftPart(UriPartial.Authority)) && page.StartsWith(address.GetLeftPart(UriPartial.Authority) + "/", StringComparison.Ordinal),
        _ => false,
    };

    private bool IsOurs(string origin) =>
        origin.Length > 0
        && (own.Contains(origin, StringComparer.Ordinal)
            || mailbox.Directories.Current().Newest?.Content.Origins.Contains(origin, StringComparer.Ordinal) == true);
}
