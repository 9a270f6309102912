using System.Buffers.Binary;
using IntegrityChannel.Crypto.Protocol.Platform;

namespace IntegrityChannel.Crypto.Protocol.Vaults;

/// <summary>
/// Makes passphrases of six pronounceable words. A word is two different open syllables out of 20 onsets × 5 vowels: 100 × 99 = 9900 words, 13.27
/// bits each, 79.6 bits in all (the protocol asks for 77). Why not a list of real words: docs/decisions.
/// </summary>
public static class PassphraseGenerator
{
    /// <summary>Words in a passphrase.</summary>
    public const int Words = 6;

    /// <summary>How many words there are.</summary>
    public const int Choices = Syllables * (Syllables - 1);

    private const int Syllables = 100;
    private const string Vowels = "aeiou";
    private const ushort Fair = ushort.MaxValue / Choices * Choices;
    private static readonly string[] Onsets =
        ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "st", "tr"];

    /// <summary>Six words with single spaces. The caller shows them once and wipes them.</summary>
    public static char[] Create(IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        var text = new List<char>(64);
        for (var index = 0; index < Words; index++)
        {
            if (index > 0)
            {
                text.Add(' ');
            }

            AddWord(text, Draw(entropy));
        }

        return [.. text];
    }

    /// <summary>The word with this number, from 0.</summary>
    internal static void AddWord(List<char> text, int number)
    {
        var first = number / (Syllables - 1);
        var second = number % (Syllables - 1);
        AddSyllable(text, first);
        AddSyllable(text, second < first ? second : second + 1);
    }

    private static void AddSyllable(List<char> text, int number)
    {
        text.AddRange(Onsets[number / Vowels.Length]);
        text.Add(Vowels[number % Vowels.Length]);
    }

    /// <summary>A fair draw: numbers past the last whole multiple are thrown away.</summary>
    private static int Draw(IEntropy entropy)
    {
        Span<byte> bytes = stackalloc byte[2];
        ushort drawn;
        do
        {
            entropy.Fill(bytes);
            drawn = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }
        while (drawn >= Fair);
        return drawn % Choices;
    }
}
