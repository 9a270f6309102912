namespace IntegrityChannel.Journeys.Channel;

/// <summary>Strings that would never occur by accident, planted where a leak would carry them.</summary>
internal static class Marker
{
    public const string UserAgent = "JourneyBrowser/7.31 (planted-user-agent-q8x2)";

    public const string Report = "zilverenkikker-planted-report Sinds september kloppen de overuren niet: é, ü, ß, 😟.";

    public const string Answer = "koperenlibel-planted-answer Alleen de weekends, telkens de late dienst.";

    public const string Question = "bronzenotter-planted-question Gaat het over de hele garage?";

    public const string Draft = "kwikzilverhaas-planted-draft Dit antwoord is nog niet verstuurd.";

    public const string Note = "tinnenmerel-planted-note Prikklok opvragen voor het hele korps.";

    public const string Action = "loodgrijzereiger-planted-action We kijken de prikklok na.";

    public const string Grounds = "messingspecht-planted-grounds De planning en de uitbetaling verschillen.";
}
