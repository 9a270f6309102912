using IntegrityChannel.Intake.Mailbox;
using Microsoft.Extensions.Logging;

namespace IntegrityChannel.Intake.Host;

/// <summary>Everything this process ever writes about itself. Nothing in it was caused by a reporter: no request, no count, no address.</summary>
internal static partial class Log
{
    /// <summary>The only category that reaches an output.</summary>
    internal const string Category = "IntegrityChannel.Intake";

    [LoggerMessage(1, LogLevel.Information, "intake {Version} ({Adapters}) listens on {Url}")]
    internal static partial void Started(ILogger logger, string version, string adapters, string url);

    [LoggerMessage(2, LogLevel.Information, "intake stopped")]
    internal static partial void Stopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "intake is not open: {Number} ({State}, docs/errors.md); reports are refused until this is mended")]
    internal static partial void NotOpen(ILogger logger, string? number, ChannelState state);

    [LoggerMessage(4, LogLevel.Information, "intake is open")]
    internal static partial void Open(ILogger logger);
}
