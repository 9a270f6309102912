using System.Text;

namespace IntegrityChannel.Crypto.Protocol.Codes;

/// <summary>What came of reading a typed code. Nothing here is submitted by itself, and what was typed is kept by the page.</summary>
public abstract record CodeReading
{
    private CodeReading()
    {
    }

    /// <summary>Nothing but separators was typed.</summary>
    public sealed record Empty : CodeReading;

    /// <summary>Fewer than 28 symbols so far.</summary>
    public sealed record Incomplete(int Symbols) : CodeReading;

    /// <summary>A code whose check symbols fit; the caller disposes it.</summary>
    public sealed record Complete(ReferenceCode Code) : CodeReading;

    /// <summary>
    /// 28 symbols that do not fit, or more. The suggestion is there only if exactly one correction of one symbol or one swap of
    /// neighbours exists; it is right only "if only one character is wrong". The caller disposes it.
    /// </summary>
    public sealed record Wrong(CodeSuggestion? Suggestion) : CodeReading;

    /// <summary>A character that no code contains (U among them).</summary>
    public sealed record Unreadable(Rune Character) : CodeReading;
}
