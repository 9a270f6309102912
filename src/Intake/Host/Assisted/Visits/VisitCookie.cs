namespace IntegrityChannel.Intake.Host.Assisted.Visits;

/// <summary>
/// The one cookie of this path, only while somebody reads. Browsers take it over https, from this machine and from an onion service, and drop it when they
/// close. A browser that does not take it (a text browser over http) is asked for the code at every step, and loses nothing.
/// </summary>
internal static class VisitCookie
{
    internal const string Name = "__Host-integrity-visit";

    internal static string? Read(HttpRequest request) => request.Cookies[Name];

    internal static void Set(HttpResponse response, string ticket) => response.Headers.SetCookie = $"{Name}={ticket}; Path=/; Secure; HttpOnly; SameSite=Strict";

    internal static void Delete(HttpResponse response) => response.Headers.SetCookie = $"{Name}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict";
}
