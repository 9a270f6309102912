using IntegrityChannel.Intake.Mailbox;
using Microsoft.Extensions.Logging;

namespace IntegrityChannel.Casework.Host;

/// <summary>Everything this process ever writes about itself. Nothing in it was caused by a reporter: no request, no count, no address.</summary>
internal static partial class Log
{
    /// <summary>The only category that reaches an output.</summary>
    internal const string Category = "IntegrityChannel.Casework";

    [LoggerMessage(1, LogLevel.Information, "casework {Version} ({Adapters}) listens on {Url}")]
    internal static partial void Started(ILogger logger, string version, string adapters, string url);

    [LoggerMessage(2, LogLevel.Information, "casework stopped")]
    internal static partial void Stopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Warning, "casework writes no notices: {Number} ({State}, docs/errors.md); everything else works")]
    internal static partial void NoNotices(ILogger logger, string? number, ChannelState state);
}
