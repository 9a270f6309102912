namespace IntegrityChannel.Casework.Tests.Servers;

/// <summary>A real mail server for one test, wherever the set starts it (property Containers); disposing of it ends it.</summary>
internal interface ITestMailServer : IAsyncDisposable
{
    string Host { get; }

    int Port { get; }

    /// <summary>Waits until so many letters have arrived, and gives them as they came.</summary>
    Task<IReadOnlyList<string>> LettersAsync(int count, CancellationToken cancellationToken);
}
