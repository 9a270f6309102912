namespace IntegrityChannel.Intake.Host.Startup;

/// <summary>The operator must change something before this process may start. The message is for the operator and holds no secret.</summary>
internal sealed class StartRefused(string message) : Exception(message);
