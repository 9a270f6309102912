namespace IntegrityChannel.Intake.Host.Assisted;

/// <summary>Where the path without script is served; the option <c>--assisted</c>.</summary>
internal enum FormPath
{
    /// <summary>By this process, beside everything else.</summary>
    Inside,

    /// <summary>By this process, and nothing else: a process of its own, so that what sees texts shares no memory with the rest.</summary>
    Alone,

    /// <summary>Not here; a page says so.</summary>
    Off,
}
