using IntegrityChannel.Crypto.Protocol.Trust;
using IntegrityChannel.Intake.Host.Assisted.Choosing;
using IntegrityChannel.Intake.Host.Startup;

namespace IntegrityChannel.Intake.Host.Assisted.Pages;

/// <summary>
/// The frame of every page of this path: the label that this server sees the text, the name, languages, the quick exit, the line about the keys, the footer. It
/// asks for no script and has none.
/// </summary>
internal static class PageFrame
{
    internal static FormPage BeginFrame(this FormPage page, FrameFacts facts, TrustedKeys keys)
    {
        var texts = page.Texts;
        page.Markup("<!doctype html><html lang=\""u8).Say(texts.Language).Markup("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>"u8)
            .Say(page.IsError ? texts["frame.titleError"] : "").Say(texts["frame.title"]).Markup("</title>"u8);
        if (facts.Style is { } style)
        {
            page.Markup("<link rel=\"stylesheet\" href=\""u8).Say(style.Path).Markup("\" integrity=\""u8).Say(style.Integrity).Markup("\">"u8);
        }

        if (facts.Icon is { } icon)
        {
            page.Markup("<link rel=\"icon\" type=\"image/svg+xml\" href=\""u8).Say(icon.Path).Markup("\">"u8);
        }

        page.Markup("</head><body class=\"reporter\"><a class=\"skip\" href=\"#content\">"u8).Say(texts["frame.skip"]).Markup("</a>"u8);
        return page.Demonstration(facts).Label().Masthead(facts, keys).Markup("<main class=\"page\" id=\"content\"><div class=\"column flow\">"u8);
    }

    internal static FormPage EndFrame(this FormPage page) => page.Markup("</div></main><footer class=\"footer\"><p>"u8).Say(page.Texts["form.footer.cookie"]).Markup("</p><p class=\"small\">"u8)
        .Say(page.Texts.Of("frame.footer.version", ("version", HostVersion.Version), ("adapters", HostVersion.Adapters))).Markup("</p></footer></body></html>"u8);

    /// <summary>On every page: what this path costs, and how to do without it.</summary>
    private static FormPage Label(this FormPage page)
    {
        if (!page.HasLabel)
        {
            return page;
        }

        var texts = page.Texts;
        page.Markup("<div class=\"no-script\" role=\"region\" aria-label=\""u8).Say(texts["form.label"]).Markup("\"><details open><summary>"u8).Say(texts["form.label.title"]).Markup("</summary><p>"u8)
            .Say(texts["form.label.why"]).Markup("</p><p>"u8).Say(texts["form.label.else"]).Markup(" <a href=\"/"u8).Say(texts.Language).Markup("\">"u8).Say(texts["form.label.script"]);
        return page.Markup("</a></p></details></div>"u8);
    }

    private static FormPage Demonstration(this FormPage page, FrameFacts facts)
    {
        var texts = page.Texts;
        return !facts.IsDemonstration ? page : page.Markup("<aside class=\"demo\" aria-label=\""u8).Say(texts["frame.demo.label"]).Markup("\"><p><strong>"u8)
            .Say(texts["frame.demo.bold"]).Markup("</strong> "u8).Say(texts["frame.demo.text"]).Markup("</p></aside>"u8);
    }

    private static FormPage Masthead(this FormPage page, FrameFacts facts, TrustedKeys keys)
    {
        var texts = page.Texts;
        page.Markup("<header class=\"masthead\"><div class=\"masthead-row\"><p class=\"masthead-name\"><a href=\"/form/"u8).Say(texts.Language).Markup("\">"u8).Say(texts["frame.name"])
            .Markup("</a><span>"u8).Say(facts.Organisation?.NameIn(texts.Language) ?? "").Markup("</span></p>"u8);
        page.Languages(facts).Markup("<a class=\"button\" href=\"/form/exit/"u8).Say(page.Draft.ToString()).Markup("\" rel=\"noreferrer\">"u8).Say(texts["frame.exit"]).Markup("</a></div>"u8);
        if (keys.InUse is { } inUse)
        {
            var late = keys.Warnings != DirectoryWarnings.None;
            page.Markup("<p class=\"fingerprint\"><span class=\"mark\" data-size=\"s\" aria-hidden=\"true\" data-state=\""u8).Markup(late ? "near"u8 : "done"u8).Markup("\"></span><span>"u8)
                .Say(texts.Of(late ? "keys.line.late" : "keys.line.confirmed", ("date", texts.Date(inUse.ConfirmedOn)))).Markup("</span><span>"u8)
                .Say(texts["keys.line.fingerprint"]).Markup(" <code>"u8).Say(keys.Fingerprint).Markup("</code></span><span>"u8).Say(texts["keys.line.compare"]).Markup("</span></p>"u8);
        }

        return page.Markup("</header>"u8);
    }

    /// <summary>To the start page in that language: what was typed so far stays in this page's form, and nowhere else.</summary>
    private static FormPage Languages(this FormPage page, FrameFacts facts)
    {
        if (facts.Languages is not { Count: > 1 } languages)
        {
            return page;
        }

        page.Markup("<nav aria-label=\""u8).Say(page.Texts["frame.languages"]).Markup("\"><ul class=\"languages\">"u8);
        foreach (var language in languages)
        {
            var name = Texts.FormLanguages.All[language]["form.language"];
            page.Markup(language == page.Texts.Language ? "<li><span aria-current=\"true\"><span aria-hidden=\"true\">"u8 : "<li><a href=\"/form/"u8);
            _ = language == page.Texts.Language
                ? page.Say(language.ToUpperInvariant()).Markup("</span><span class=\"unseen\">"u8).Say(name).Markup("</span></span></li>"u8)
                : page.Say(language).Markup("\" lang=\""u8).Say(language).Markup("\" hreflang=\""u8).Say(language).Markup("\"><span aria-hidden=\"true\">"u8)
                    .Say(language.ToUpperInvariant()).Markup("</span><span class=\"unseen\">"u8).Say(name).Markup("</span></a></li>"u8);
        }

        return page.Markup("</ul></nav>"u8);
    }
}
