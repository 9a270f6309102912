using System.Net;
using System.Text.RegularExpressions;

namespace IntegrityChannel.Intake.Tests.Forms;

/// <summary>A browser that knows forms and one cookie, and no script: it shows a page, fills fields, and presses a button.</summary>
internal sealed partial class FormBrowser(HttpClient client, string origin, string language = "nl")
{
    internal string Page { get; private set; } = "";

    internal HttpResponseMessage Answer { get; private set; } = null!;

    internal string? Cookie { get; set; }

    internal string Title => WebUtility.HtmlDecode(Heading().Match(Page).Groups[1].Value);

    /// <summary>The page as somebody reads it.</summary>
    internal string Text => WebUtility.HtmlDecode(Spaces().Replace(Tag().Replace(Page, " "), " "));

    /// <summary>Opens the first page.</summary>
    internal async Task OpenAsync(string? path = null) => await ShowAsync(new HttpRequestMessage(HttpMethod.Get, path ?? $"/form/{language}"));

    /// <summary>Fills fields of the form that has this button, and presses it.</summary>
    internal Task PressAsync(string step, params (string Name, string Value)[] typed) => SendAsync(Filled(step, typed));

    /// <summary>What pressing the button would send.</summary>
    internal IReadOnlyList<(string Name, string Value)> Filled(string step, params (string Name, string Value)[] typed)
    {
        var form = Form().Matches(Page).Select(match => match.Value).First(markup => markup.Contains($"name=\"step\" value=\"{step}\"", StringComparison.Ordinal));
        var replaced = typed.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Fields(form).Where(field => !replaced.Contains(field.Name)), .. typed, ("step", step)];
    }

    /// <summary>Sends these fields as a browser does: line breaks as CR LF.</summary>
    internal Task SendAsync(IReadOnlyList<(string Name, string Value)> fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/form/{language}")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value.ReplaceLineEndings("\r\n")))),
        };
        request.Headers.Add("Origin", origin);
        return ShowAsync(request);
    }

    internal async Task ShowAsync(HttpRequestMessage request)
    {
        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        Answer = await client.SendAsync(request, IntakeProcess.Cancel);
        Page = await Answer.Content.ReadAsStringAsync(IntakeProcess.Cancel);
        if (Answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            var cookie = set.Single();
            Cookie = cookie.Contains("Max-Age=0", StringComparison.Ordinal) ? null : cookie.Split(';')[0];
        }
    }

    /// <summary>The value of a hidden field of the page.</summary>
    internal string Hidden(string name) => Fields(Page).First(field => field.Name == name).Value;

    /// <summary>A whole report by forms; the code.</summary>
    internal async Task<string> ReportAsync(string story, params (string Name, string Value)[] chosen)
    {
        await OpenAsync();
        await PressAsync("before");
        await PressAsync("write", chosen);
        await PressAsync("check", ("story", story));
        await PressAsync("code");
        var code = Hidden("code");
        await PressAsync("send", ("group", code.Split('-')[int.Parse(Hidden("asked"), System.Globalization.CultureInfo.InvariantCulture)]));
        return code;
    }

    private static List<(string Name, string Value)> Fields(string markup)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var input in Input().Matches(markup).Select(match => match.Value))
        {
            var ticks = input.Contains("type=\"radio\"", StringComparison.Ordinal) || input.Contains("type=\"checkbox\"", StringComparison.Ordinal);
            if (!ticks || input.Contains(" checked", StringComparison.Ordinal))
            {
                fields.Add((Name().Match(input).Groups[1].Value, WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value)));
            }
        }

        fields.AddRange(Area().Matches(markup).Select(match => (match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value))));
        return fields;
    }

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline)]
    private static partial Regex Heading();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<textarea[^>]* name=\"([^\"]*)\"[^>]*>\n?(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Area();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
