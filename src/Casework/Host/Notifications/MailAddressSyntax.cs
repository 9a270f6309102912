using System.Net.Mail;

namespace IntegrityChannel.Casework.Host.Notifications;

/// <summary>Whether a text is one mail address and nothing else: no display name, no line break that would write a header.</summary>
internal static class MailAddressSyntax
{
    internal static bool Holds(string text) => !text.Any(char.IsControl) && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
