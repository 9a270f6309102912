using IntegrityChannel.Crypto.Protocol.Encoding;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.Texts;

namespace IntegrityChannel.Intake.Host.Assisted.Pages;

/// <summary>The parts that pages of this path are made of; the classes are those of look.css.</summary>
internal sealed class FormPage(FormTexts texts) : IDisposable
{
    internal PageWriter Writer { get; } = new();

    internal FormTexts Texts => texts;

    /// <summary>Set before the frame is written: the title then starts with the word for error.</summary>
    internal bool IsError { get; set; }

    /// <summary>The number that every form of this page carries, and the exit ends.</summary>
    internal Id16 Draft { get; set; }

    /// <summary>False on the one page where this server sees no text.</summary>
    internal bool HasLabel { get; set; } = true;

    internal FormPage Markup(ReadOnlySpan<byte> markup)
    {
        Writer.Markup(markup);
        return this;
    }

    internal FormPage Say(string text)
    {
        Writer.Say(text);
        return this;
    }

    internal FormPage Heading(string text) => Markup("<h1>"u8).Say(text).Markup("</h1>"u8);

    internal FormPage Step(string key, string title) => Markup("<div><p class=\"step\">"u8).Say(texts[key]).Markup("</p><h1>"u8).Say(texts[title]).Markup("</h1></div>"u8);

    internal FormPage Section(string text) => Markup("<h2>"u8).Say(text).Markup("</h2>"u8);

    internal FormPage Paragraph(string text) => Markup("<p>"u8).Say(text).Markup("</p>"u8);

    internal FormPage Lead(string text) => Markup("<p class=\"lead\">"u8).Say(text).Markup("</p>"u8);

    internal FormPage Soft(string text) => Markup("<p class=\"soft\">"u8).Say(text).Markup("</p>"u8);

    /// <summary>A coloured block with a mark that says the same by its shape.</summary>
    internal FormPage Notice(NoticeTone tone, string heading, params IReadOnlyList<string> paragraphs)
    {
        Markup(tone switch
        {
            NoticeTone.Good => "<div class=\"notice\" data-tone=\"good\"><h2 class=\"notice-head\"><span class=\"mark\" data-state=\"done\" aria-hidden=\"true\"></span><span>"u8,
            NoticeTone.Near => "<div class=\"notice\" data-tone=\"near\"><h2 class=\"notice-head\"><span class=\"mark\" data-state=\"near\" aria-hidden=\"true\"></span><span>"u8,
            NoticeTone.Late => "<div class=\"notice\" data-tone=\"late\"><h2 class=\"notice-head\"><span class=\"mark\" data-state=\"overdue\" aria-hidden=\"true\"></span><span>"u8,
            _ => "<div class=\"notice\"><h2 class=\"notice-head\"><span>"u8,
        }).Say(heading).Markup("</span></h2>"u8);
        foreach (var paragraph in paragraphs)
        {
            Paragraph(paragraph);
        }

        return Markup("</div>"u8);
    }

    /// <summary>What must be mended, above the form, with a link to the field.</summary>
    internal FormPage Summary(FormField field, string problem) => Markup("<div class=\"summary\" role=\"alert\" aria-labelledby=\"summary-title\"><h2 id=\"summary-title\">"u8)
        .Say(texts["summary.title"]).Markup("</h2><p>"u8).Say(texts["summary.kept"]).Markup("</p><ul class=\"plain\"><li><a href=\"#"u8)
        .Markup(field.Name()).Markup("\">"u8).Say(problem).Markup("</a></li></ul></div>"u8);

    /// <summary>Lines of a language file: headings, lists, links, paragraphs.</summary>
    internal FormPage Lines(IReadOnlyList<string> lines)
    {
        var inList = false;
        foreach (var line in lines)
        {
            var isItem = line.StartsWith("- ", StringComparison.Ordinal);
            Markup((inList, isItem) switch { (false, true) => "<ul class=\"list\">"u8, (true, false) => "</ul>"u8, _ => default });
            inList = isItem;
            _ = isItem ? Markup("<li>"u8).Say(line[2..]).Markup("</li>"u8)
                : line.StartsWith("# ", StringComparison.Ordinal) ? Section(line[2..])
                : line.StartsWith("@ ", StringComparison.Ordinal) ? Link(line[2..].Split('|'))
                : Paragraph(line);
        }

        return Markup(inList ? "</ul>"u8 : default);
    }

    /// <summary>Opens a form that goes to the one address of this path.</summary>
    internal FormPage Begin() => Markup("<form class=\"flow\" method=\"post\" action=\"/form/"u8).Say(texts.Language).Markup("\" accept-charset=\"utf-8\" autocomplete=\"off\">"u8).Hidden(FormField.Draft, Draft);

    internal FormPage End() => Markup("</form>"u8);

    /// <summary>The button that Enter presses comes first.</summary>
    internal FormPage Button(ReadOnlySpan<byte> step, string label, bool primary = false) => Markup("<button class=\"button\" type=\"submit\" name=\"step\" value=\""u8).Markup(step)
        .Markup(primary ? "\" data-kind=\"primary\">"u8 : "\">"u8).Say(label).Markup("</button>"u8);

    /// <summary>A form with nothing but a button.</summary>
    internal FormPage Ask(ReadOnlySpan<byte> step, string label, bool primary = false) => Begin().Markup("<div class=\"actions\">"u8).Button(step, label, primary).Markup("</div>"u8).End();

    internal FormPage Hidden(FormField field, ReadOnlyMemory<byte> words)
    {
        Markup("<input type=\"hidden\" name=\""u8).Markup(field.Name()).Markup("\" value=\""u8);
        Writer.Words(words.Span);
        return Markup("\">"u8);
    }

    internal FormPage Hidden(FormField field, Id16 id) => Markup("<input type=\"hidden\" name=\""u8).Markup(field.Name()).Markup("\" value=\""u8).Say(id.ToString()).Markup("\">"u8);

    /// <summary>Carries what an earlier form brought: nothing of it is kept here between two requests.</summary>
    internal FormPage Carry(FormFields form, params ReadOnlySpan<FormField> fields)
    {
        foreach (var field in fields)
        {
            foreach (var value in form.All(field))
            {
                Hidden(field, value);
            }
        }

        return this;
    }

    public void Dispose() => Writer.Dispose();

    private FormPage Link(string[] parts) => Markup("<p><a href=\""u8).Say(parts[0]).Markup("\" rel=\"noreferrer noopener\">"u8).Say(parts[^1]).Markup("</a></p>"u8);
}

/// <summary>How a notice looks.</summary>
internal enum NoticeTone
{
    Plain,
    Good,
    Near,
    Late,
}
