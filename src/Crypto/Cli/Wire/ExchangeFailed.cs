namespace IntegrityChannel.Crypto.Cli.Wire;

/// <summary>Why an exchange brought nothing.</summary>
internal enum ExchangeFailure
{
    /// <summary>No connection, no certificate that holds, no answer in time, or a fault of the server.</summary>
    Unreachable,

    /// <summary>Not signed in, or not any more.</summary>
    SignedOut,

    /// <summary>Told to wait.</summary>
    Slowed,

    /// <summary>Any other refusal.</summary>
    Refused,

    /// <summary>An answer that is none: too long, or not of the shape that a channel gives.</summary>
    Malformed,
}

/// <summary>An exchange with a server that brought no usable answer. Holds no byte of it.</summary>
internal sealed class ExchangeFailed(ExchangeFailure reason, int seconds = 0) : Exception(reason.ToString())
{
    internal ExchangeFailure Reason => reason;

    /// <summary>For people: what happened and what to do.</summary>
    internal string Sentence() => reason switch
    {
        ExchangeFailure.Unreachable => "The server did not answer, or its certificate does not hold. Check the address and the connection, then run the same command again.",
        ExchangeFailure.SignedOut => "The server does not accept this sign-in: the name or the passphrase is wrong, or the account was closed.",
        ExchangeFailure.Slowed => $"Too many sign-ins for this account. Wait {seconds} seconds, then run the same command again.",
        ExchangeFailure.Refused => "The server refused the request. Check that the address is that of the right host: reports go to one, officers to the other.",
        _ => "What answered is not a server of this channel, or its answer was changed on the way. Nothing in it was used.",
    };
}
