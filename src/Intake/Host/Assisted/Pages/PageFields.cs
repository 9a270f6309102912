using System.Globalization;
using IntegrityChannel.Intake.Host.Assisted.Forms;

namespace IntegrityChannel.Intake.Host.Assisted.Pages;

/// <summary>A field for words.</summary>
/// <param name="Field">Its name, and its id on the page.</param>
/// <param name="Label">What is asked.</param>
/// <param name="Value">What was typed before.</param>
internal sealed record WordsField(FormField Field, string Label, ReadOnlyMemory<byte> Value)
{
    internal string? Hint { get; init; }

    /// <summary>The sentence shown at the field when it must be mended.</summary>
    internal string? Error { get; init; }

    /// <summary>One line where null.</summary>
    internal int? Rows { get; init; }

    internal bool Optional { get; init; }

    internal bool IsCode { get; init; }

    /// <summary>Characters, so that a browser stops where the host would refuse.</summary>
    internal int Longest { get; init; } = 500;
}

/// <summary>Labelled fields. Nothing typed here may be remembered or checked by the browser.</summary>
internal static class PageFields
{
    internal static FormPage Field(this FormPage page, WordsField field)
    {
        var name = field.Field.Name();
        page.Markup(field.Error is null ? "<div class=\"field\"><label for=\""u8 : "<div class=\"field\" data-error><label for=\""u8).Markup(name).Markup("\">"u8).Say(field.Label);
        if (field.Optional)
        {
            page.Markup(" <span class=\"optional\">"u8).Say(page.Texts["field.optional"]).Markup("</span>"u8);
        }

        page.Markup("</label>"u8);
        if (field.Hint is { } hint)
        {
            page.Markup("<p class=\"hint\" id=\""u8).Markup(name).Markup("-hint\">"u8).Say(hint).Markup("</p>"u8);
        }

        if (field.Error is { } error)
        {
            page.ErrorLine(name, error);
        }

        page.Markup(field.Rows is null ? "<input type=\"text\""u8 : "<textarea"u8).Attributes(field);
        if (field.Rows is { } rows)
        {
            // The first line break of a textarea is not part of what stands in it.
            page.Markup(" rows=\""u8).Say(rows.ToString(CultureInfo.InvariantCulture)).Markup("\">\n"u8).Writer.Words(field.Value.Span);
            return page.Markup("</textarea></div>"u8);
        }

        page.Markup(" value=\""u8).Writer.Words(field.Value.Span);
        return page.Markup("\"></div>"u8);
    }

    /// <summary>A box to tick or one of several choices.</summary>
    internal static FormPage Choice(this FormPage page, FormField field, string value, string label, bool ticked, bool several)
    {
        page.Markup(several ? "<div class=\"choice\"><input type=\"checkbox\" name=\""u8 : "<div class=\"choice\"><input type=\"radio\" name=\""u8).Markup(field.Name())
            .Markup("\" id=\""u8).Markup(field.Name()).Markup("-"u8).Say(value).Markup("\" value=\""u8).Say(value).Markup(ticked ? "\" autocomplete=\"off\" checked>"u8 : "\" autocomplete=\"off\">"u8);
        return page.Markup("<label for=\""u8).Markup(field.Name()).Markup("-"u8).Say(value).Markup("\">"u8).Say(label).Markup("</label></div>"u8);
    }

    /// <summary>Opens a group of choices; the caller closes it with <c>&lt;/fieldset&gt;</c>.</summary>
    internal static FormPage Group(this FormPage page, string legend, string? hint)
    {
        page.Markup("<fieldset class=\"field\"><legend>"u8).Say(legend).Markup("</legend>"u8);
        return hint is null ? page : page.Markup("<p class=\"hint\">"u8).Say(hint).Markup("</p>"u8);
    }

    internal static FormPage ErrorLine(this FormPage page, ReadOnlySpan<byte> name, string error) => page.Markup("<p class=\"error\" id=\""u8).Markup(name)
        .Markup("-error\"><span class=\"mark\" data-state=\"overdue\" aria-hidden=\"true\"></span><span><span class=\"unseen\">"u8)
        .Say(page.Texts["field.error"]).Markup("</span>"u8).Say(error).Markup("</span></p>"u8);

    private static void Attributes(this FormPage page, WordsField field)
    {
        var name = field.Field.Name();
        page.Markup(field.IsCode ? " class=\"input code-input\" id=\""u8 : " class=\"input\" id=\""u8).Markup(name).Markup("\" name=\""u8).Markup(name)
            .Markup("\" maxlength=\""u8).Say(field.Longest.ToString(CultureInfo.InvariantCulture)).Markup("\" autocomplete=\"off\" spellcheck=\"false\" autocapitalize=\"off\""u8);
        if (field.Hint is not null || field.Error is not null)
        {
            page.Markup(" aria-describedby=\""u8).Markup(field.Hint is null ? default : name).Markup(field.Hint is null ? default : "-hint "u8)
                .Markup(field.Error is null ? default : name).Markup(field.Error is null ? "\""u8 : "-error\" aria-invalid=\"true\""u8);
        }
    }
}
