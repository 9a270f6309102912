namespace IntegrityChannel.Crypto.Protocol.Backups;

/// <summary>
/// The name of a file in a backup: at most three segments of letters, digits, dots, dashes and underscores, none of which begins with a dot. No such name
/// leads out of the folder that it is restored to.
/// </summary>
public static class ArchiveName
{
    /// <summary>Characters, at most.</summary>
    public const int MaximumLength = 200;

    private const int MostSegments = 3;

    public static bool IsValid(string name) =>
        name is { Length: > 0 and <= MaximumLength }
        && name.Split('/') is { Length: <= MostSegments } segments
        && Array.TrueForAll(segments, segment => segment.Length > 0 && segment[0] != '.' && segment.All(IsLetter));

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_';
}
