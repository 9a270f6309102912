using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IntegrityChannel.Crypto.Protocol.Codes;
using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Pages;
using IntegrityChannel.Intake.Host.Assisted.Turns;

namespace IntegrityChannel.Intake.Host.Assisted.AskCode;

/// <summary>Asks for the code: to open the mailbox, or once more where the visit is over; what was written then goes along and is not lost.</summary>
internal static class CodeForm
{
    internal static void Show(Turn turn) => Show(turn, error: null, ended: false);

    /// <summary>A visit that is over, or a browser that keeps no cookie.</summary>
    internal static void ShowAgain(Turn turn) => Show(turn, error: null, ended: true);

    /// <param name="turn">With what was typed.</param>
    /// <param name="key">Of the sentence on what is wrong with it.</param>
    internal static void ShowError(Turn turn, string key) => Show(turn, turn.Texts[key], ended: false);

    /// <summary>A code that cannot be one, with a correction where there is only one, to be made by whoever typed it.</summary>
    internal static void ShowWrong(Turn turn, CodeSuggestion? suggestion) => Show(turn, turn.Texts["open.error.wrong"], ended: false, suggestion);

    private static void Show(Turn turn, string? error, bool ended, CodeSuggestion? suggestion = null)
    {
        var texts = turn.Texts;
        var page = turn.Begin(isError: error is not null);
        if (error is not null)
        {
            page.Summary(FormField.Code, error);
        }

        page.Heading(texts["open.title"]).KeysNotice(turn);
        if (ended)
        {
            page.Notice(NoticeTone.Near, texts["form.again.title"], texts["form.again.text"]);
        }

        page.Begin().Carry(turn.Form, FormField.Answer, FormField.Act, FormField.After, FormField.Remove);
        page.Field(new WordsField(FormField.Code, texts["open.label"], turn.Form[FormField.Code]) { Hint = texts["open.hint"], Error = error, IsCode = true, Longest = 120 });
        if (suggestion is not null)
        {
            Suggest(page, suggestion);
        }

        page.Markup("<div class=\"actions\">"u8).Button(NextStep(turn.Form), texts["open.submit"], primary: true).Button("start"u8, texts["nav.start"]).Markup("</div>"u8).End();
        page.Soft(texts["form.cookie"]).Section(texts["open.lost.title"]).Paragraph(texts["open.lost.text"]).Section(texts["open.seen.title"]).Ask("seen"u8, texts["open.seen.link"]).EndFrame();
    }

    /// <summary>What the form was about to do before the code was asked for.</summary>
    private static ReadOnlySpan<byte> NextStep(FormFields form) =>
        !form[FormField.Remove].IsEmpty ? "removing"u8 : form.IsFilled(FormField.Answer) || !form[FormField.Act].IsEmpty ? "answer"u8 : "read"u8;

    private static void Suggest(FormPage page, CodeSuggestion suggestion)
    {
        var texts = page.Texts;
        var group = suggestion.Text.Slice(suggestion.Group * (CodeText.GroupLength + 1), CodeText.GroupLength);
        var bytes = PinnedBytes.Create(CodeText.GroupLength);
        Encoding.ASCII.GetBytes(group, bytes);
        var parts = texts.Of("open.suggestion", ("group", (suggestion.Group + 1).ToString(CultureInfo.InvariantCulture))).Split("{to}");
        page.Markup("<div class=\"notice\" data-tone=\"near\"><p>"u8).Say(parts[0]).Writer.Words(bytes);
        page.Say(parts[^1]).Markup("</p><p>"u8).Say(texts["open.suggestion.care"]).Markup("</p></div>"u8);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
