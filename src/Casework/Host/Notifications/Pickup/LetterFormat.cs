using System.Globalization;
using System.Text;

namespace IntegrityChannel.Casework.Host.Notifications.Pickup;

/// <summary>A letter as an RFC 5322 file: CRLF, UTF-8 text in quoted-printable (RFC 2045), a subject outside ASCII in base64 (RFC 2047).</summary>
internal static class LetterFormat
{
    private const int LongestLine = 76;

    internal static byte[] ToBytes(MailLetter letter)
    {
        string[] headers =
        [
            $"Date: {letter.Date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture)}",
            $"From: {letter.From}",
            $"To: {letter.To}",
            $"Subject: {EncodeSubject(letter.Subject)}",
            $"Message-ID: <{letter.MessageId}>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
        ];
        if (headers.Any(header => header.AsSpan().IndexOfAny('\r', '\n') >= 0))
        {
            throw new MailTransportException(MailProblem.AddressInvalid);
        }

        var text = string.Join("\r\n", headers) + "\r\n\r\n" + EncodeBody(letter.Body);
        return Encoding.ASCII.GetBytes(text);
    }

    private static string EncodeSubject(string subject) =>
        Ascii.IsValid(subject) ? subject : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=";

    private static string EncodeBody(string body)
    {
        var text = new StringBuilder();
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n'))
        {
            EncodeLine(line, text);
            text.Append("\r\n");
        }

        return text.ToString();
    }

    private static void EncodeLine(string line, StringBuilder text)
    {
        var column = 0;
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var index = 0; index < bytes.Length; index++)
        {
            var value = bytes[index];
            var plain = value is >= 33 and <= 126 && value != '=' || (value == ' ' && index < bytes.Length - 1);
            var piece = plain ? ((char)value).ToString() : $"={value:X2}";
            if (column + piece.Length > LongestLine - 1)
            {
                text.Append("=\r\n");
                column = 0;
            }

            text.Append(piece);
            column += piece.Length;
        }
    }
}
