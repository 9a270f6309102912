namespace IntegrityChannel.Crypto.Tests.Codes;

/// <summary>Codes and keys computed by an independent script; they never change within suite 1.</summary>
internal static class FrozenCodes
{
    internal const string MailboxId = "dacf0bdd6215dd54e7f9cfb42abf28473776a442e716295947388866544631d4";
    internal const string Lookup = "b436f7cb7da6396e34e0657893b6dab1185edafa9e900905b44263d51a740cd7";
    internal const string AuthPublicKey = "187276bb13233d7fd4117d66851d88bab59e3d41e9249dc79f4286f8ec084b3d";
    internal const string KemKeyId = "4081c6e55297e0b30ab06b1bcb67d591";

    internal static readonly (string Secret, string Text)[] All =
    [
        ("00000000000000000000000000000000", "0000-0000-0000-0000-0000-0000-0000"),
        ("ffffffffffffffffffffffffffffffff", "7ZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZHZ"),
        ("000102030405060708090a0b0c0d0e0f", "0004-1061-050R-3GG2-8A1C-60T3-GF99"),
        ("80000000000000000000000000000000", "4000-0000-0000-0000-0000-0000-00VT"),
        ("00000000000000000000000000000001", "0000-0000-0000-0000-0000-0000-0168"),
        ("0123456789abcdeffedcba9876543210", "014D-2PF2-DBSQ-QZXQ-5TK1-V58C-GGY8"),
    ];
}
