namespace IntegrityChannel.Casework.Host.Security;

/// <summary>The closed list of what casework answers when it refuses; docs/errors.md explains each to people.</summary>
internal static class ErrorCodes
{
    internal const string Internal = "E-33";
    internal const string SignInRefused = "E-40";
    internal const string SignInSlowed = "E-41";
    internal const string NoSession = "E-42";
    internal const string NotForThisRole = "E-43";
    internal const string AntiforgeryMissing = "E-44";
    internal const string WrongOrigin = "E-45";
    internal const string Malformed = "E-46";
    internal const string TooLarge = "E-47";
    internal const string NotFound = "E-48";
    internal const string RecoveryRefused = "E-97";
    internal const string PassphraseProofRefused = "E-95";
    internal const string VaultMoved = "E-96";
    internal const string CodeRefused = "E-90";
    internal const string CodeSlowed = "E-91";
    internal const string RootRefused = "E-92";
    internal const string DirectoryRefused = "E-93";
    internal const string EnrolmentRefused = "E-94";
}
