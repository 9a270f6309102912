using IntegrityChannel.Casework.Tests.Host;
using IntegrityChannel.Casework.Tests.Jobs;
using IntegrityChannel.Crypto.Protocol.Encoding;
using Microsoft.Data.Sqlite;
using Directory = System.IO.Directory;

namespace IntegrityChannel.Casework.Tests.Soundness;

/// <summary>
/// The model against the running system: every column that can hold bytes or text, and every file of a data folder in use, is in the model or stands here
/// with the reason why it holds no secret. A new column fails this test until somebody has thought about it.
/// </summary>
public sealed class InventoryTests
{
    /// <summary>Identifiers, hashes of sealed bytes, names of roles and people: nothing that opens or signs.</summary>
    private static readonly Dictionary<string, string> Harmless = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["report_id object_id author officer_id key_id who container_id vk_id session_id invitation_id order_id recovery_id lost newcomer asked_by agreed_by id"] = "random or hashed identifiers; a session's is useless without the key ring's cookie",
        ["mailbox.db object.object_hash"] = "hash of header and sealed body",
        ["mailbox.db object.body_hash"] = "hash of the sealed body",
        ["mailbox.db container.size"] = "padded size",
        ["mailbox.db container.hash"] = "hash of sealed parts",
        ["mailbox.db part.hash"] = "hash of a sealed part",
        ["mailbox.db directory.hash"] = "hash of a public statement",
        ["mailbox.db root_change.statement"] = "public",
        ["mailbox.db channel_host.public_key"] = "public",
        ["mailbox.db channel_host.origins"] = "public",
        ["mailbox.db channel_host.page"] = "hash of public files",
        ["mailbox.db channel_host.sealer"] = "hash of public files",
        ["casework.db access_today.report"] = "keyed hash of a random identifier",
        ["casework.db access_entries.opening"] = "who did what on which day, by keyed hash: no content",
        ["casework.db access_heads.opening"] = "hash of hashes",
        ["casework.db log_entries.opening"] = "hashes of public statements and files",
        ["mailbox.db erased_report.heads"] = "identifiers and hashes of what is gone",
        ["mailbox.db erased_report.erase_order"] = "an order, which stands in clear",
        ["mailbox.db erased_report.confirmation"] = "an order, which stands in clear",
        ["casework.db accounts.name"] = "name of a role or person, no content",
        ["casework.db accounts.mail_address"] = "an officer's own",
        ["casework.db accounts.locale"] = "a language",
        ["casework.db accounts.salt"] = "public by design",
        ["casework.db host_keys.name"] = "name of a key of ours",
        ["casework.db case_files.case_number"] = "random",
        ["casework.db tick_results.name"] = "name of a step",
        ["casework.db maintenance.kind"] = "backup or drill",
        ["casework.db people.display"] = "public",
        ["casework.db people.decision"] = "a reference to an appointment",
        ["casework.db invitations.account"] = "name of an account",
        ["casework.db invitations.display"] = "public",
        ["casework.db invitations.decision"] = "a reference to an appointment",
        ["casework.db invitations.mail_address"] = "an officer's own",
        ["casework.db invitations.locale"] = "a language",
        ["organisation"] = "what is imported into the tables above, and settings",
        ["keys.db.migration mailbox.db.migration"] = "empty; locked while a schema changes",
        ["mail"] = "notices without content; the leak scans read them",
    };

    [Fact]
    public async Task I_01_every_place_at_rest_is_in_the_model_or_holds_no_secret()
    {
        using var data = new TestData();
        await using var host = new RunningHost(data);
        await host.SubmitAsync(data.Sample.Responsible, data.Sample.Deputy);

        var places = Places(data.Data).Except(new Channel(new Design()).AtRest().Keys).Where(place => !IsHarmless(place)).ToList();

        Assert.Empty(places);
    }

    [Fact]
    public async Task I_01_the_model_names_no_column_that_does_not_exist()
    {
        using var data = new TestData();
        await using var host = new RunningHost(data);
        await host.SubmitAsync(data.Sample.Responsible);

        var modelled = new Channel(new Design()).AtRest().Keys.Where(place => place.Contains(".db ", StringComparison.Ordinal));

        Assert.Empty(modelled.Except(Places(data.Data)));
    }

    [Fact]
    public void A_column_that_nobody_thought_about_would_be_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("inventory-").FullName;
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "mailbox.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE report (report_id BLOB, draft TEXT, put_day INTEGER)";
            command.ExecuteNonQuery();
        }

        File.WriteAllText(Path.Combine(folder, "debug.log"), "x");
        Assert.Equal(["debug.log", "mailbox.db report.draft"], Places(folder).Where(place => !IsHarmless(place)).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsHarmless(string place) =>
        Harmless.ContainsKey(place) || EngineTraces.Files.Any(file => place.StartsWith($"{file} ", StringComparison.Ordinal)) || Names.Contains(place) || (place.Contains(".db ", StringComparison.Ordinal) && Names.Contains(place.Split('.')[^1]));

    // An entry without a database lists files, or columns that mean the same wherever they stand.
    private static HashSet<string> Names { get; } = [.. Harmless.Keys.Where(key => !key.Contains(".db ", StringComparison.Ordinal)).SelectMany(key => key.Split(' '))];

    private static IEnumerable<string> Places(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (name.EndsWith(".db", StringComparison.Ordinal))
            {
                foreach (var column in Columns(path))
                {
                    yield return $"{name} {column}";
                }
            }
            else if (!name.EndsWith(".db-wal", StringComparison.Ordinal) && !name.EndsWith(".db-shm", StringComparison.Ordinal))
            {
                yield return Place(name);
            }
        }
    }

    // A folder whose files are all of one sort is one place.
    private static string Place(string name) =>
        name.Split('/')[0] is "slabs" or "organisation" or "mail" ? name.Split('/')[0] : name.StartsWith("casework/ring/", StringComparison.Ordinal) ? "casework/ring" : name;

    /// <summary>A number of eight bytes holds no key and no text.</summary>
    private static List<string> Columns(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\' AND c.type <> 'INTEGER'
            """;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
