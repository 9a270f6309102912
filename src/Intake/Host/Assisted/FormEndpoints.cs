using IntegrityChannel.Crypto.Protocol.Envelopes;
using IntegrityChannel.Intake.Host.Assisted.Forms;
using IntegrityChannel.Intake.Host.Assisted.LeaveQuickly;
using IntegrityChannel.Intake.Host.Assisted.ShowStart;
using IntegrityChannel.Intake.Host.Assisted.Texts;
using IntegrityChannel.Intake.Host.Assisted.Turns;
using IntegrityChannel.Intake.Host.Budgets;
using IntegrityChannel.Intake.Host.Features;
using IntegrityChannel.Intake.Host.Security;

namespace IntegrityChannel.Intake.Host.Assisted;

/// <summary>
/// The path without script. GET /form and /form/{language}: its first page; POST to the same address: every step after it, told apart by the button that was
/// pressed. So no address says what somebody did, and none holds a word of it.
/// </summary>
internal static class FormEndpoints
{
    private const string FormType = "application/x-www-form-urlencoded";
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    internal static void MapForms(this IEndpointRouteBuilder routes, FormPath path)
    {
        if (path == FormPath.Off)
        {
            routes.Map("/form", static context => ShowAsync(context, language: null, OffPage.Show)).Within(Budget.Page);
            routes.Map("/form/{language:length(2,8)}", static context => ShowAsync(context, (string?)context.GetRouteValue("language"), OffPage.Show)).Within(Budget.Page);
            return;
        }

        routes.MapMethods("/form", Reading, static context => ShowAsync(context, language: null, StartPage.Show)).Within(Budget.Page);
        routes.MapMethods("/form/exit/{draft:length(32)}", Reading, ExitEndpoint.Leave).Within(Budget.Page);
        routes.MapMethods("/form/{language:length(2,8)}", Reading, static context => ShowAsync(context, (string?)context.GetRouteValue("language"), StartPage.Show)).Within(Budget.Page);
        routes.MapMethods("/form/{language:length(2,8)}", [HttpMethods.Post], static context => TakeAsync(context, (string?)context.GetRouteValue("language"))).Within(Budget.Open);
    }

    /// <summary>For a process that serves this path alone: its first page stands for the site.</summary>
    internal static void MapAlone(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/", Reading, static context => ShowAsync(context, language: null, StartPage.Show)).Within(Budget.Page);
        routes.Map("/{**unknown}", static context => ShowAsync(context, language: "", StartPage.Show)).Within(Budget.Page);
    }

    /// <summary>A page that no form asked for; with 404 where the language is none of ours.</summary>
    private static async Task ShowAsync(HttpContext context, string? language, Action<Turn> show)
    {
        var desk = context.Get<FormDesk>();
        var texts = TextsOf(desk, language);
        using var turn = new Turn(context, desk, texts, new FormFields());
        show(turn);
        await FormAnswers.WriteAsync(turn, language is null || texts.Language == language ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    private static async Task TakeAsync(HttpContext context, string? language)
    {
        var desk = context.Get<FormDesk>();
        var texts = TextsOf(desk, language);
        if (context.Get<PostGate>().JudgeForm(context.Request, FormType, FormBody.Longest) is { } refusal)
        {
            await RefuseAsync(context, desk, texts, refusal);
            return;
        }

        using var body = FormBody.TryRent((int)context.Request.ContentLength!.Value);
        if (body is null)
        {
            await RefuseAsync(context, desk, texts, PutCode.Busy);
        }
        else if (!await body.ReadAsync(context.Request, context.RequestAborted) || !FormScanner.TryScan(body.Bytes, out var form))
        {
            await RefuseAsync(context, desk, texts, PutCode.Malformed);
        }
        else
        {
            using var turn = new Turn(context, desk, texts, form);
            await FormSteps.RunAsync(turn);
        }
    }

    private static async Task RefuseAsync(HttpContext context, FormDesk desk, FormTexts texts, PutCode code)
    {
        using var turn = new Turn(context, desk, texts, new FormFields());
        await FormAnswers.RefuseAsync(turn, code);
    }

    private static FormTexts TextsOf(FormDesk desk, string? language)
    {
        var offered = desk.Facts.Languages;
        return FormLanguages.All[language is not null && offered.Contains(language) ? language : offered[0]];
    }
}
