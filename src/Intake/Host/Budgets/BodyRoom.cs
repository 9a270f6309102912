namespace IntegrityChannel.Intake.Host.Budgets;

/// <summary>
/// Bodies that are being read may hold <see cref="MostBytes"/> together. Where that is taken, whoever of the heaviest source reads longest goes, and the newcomer
/// comes in: slow senders cannot hold the room against others.
/// </summary>
internal sealed class BodyRoom(TimeProvider clock, long most = BodyRoom.MostBytes)
{
    internal const long MostBytes = 96L * 1024 * 1024;

    /// <summary>So long a body may take whatever else comes.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly HashSet<Place> places = [];
    private long held;
    private long leaving;

    /// <summary>Room for so many bytes; null where all that is held came within the last seconds.</summary>
    internal IDisposable? TryTake(Visitor visitor, int length)
    {
        var gone = new List<Place>();
        try
        {
            lock (gate)
            {
                while (held - leaving + length > most)
                {
                    if (Choose() is not { } slowest)
                    {
                        return null;
                    }

                    slowest.Leaves = true;
                    leaving += slowest.Length;
                    gone.Add(slowest);
                }

                var place = new Place(this, visitor, length, clock.GetTimestamp());
                places.Add(place);
                held += length;
                return place;
            }
        }
        finally
        {
            gone.ForEach(place => place.Visitor.Abort());
        }
    }

    private Place? Choose()
    {
        var weights = places.GroupBy(place => place.Visitor.Source).ToDictionary(group => group.Key, group => group.Sum(place => (long)place.Length));
        return places.Where(place => !place.Leaves && clock.GetElapsedTime(place.Since) > Grace)
            .OrderByDescending(place => weights[place.Visitor.Source]).ThenBy(place => place.Since).FirstOrDefault();
    }

    private void Return(Place place)
    {
        lock (gate)
        {
            if (places.Remove(place))
            {
                held -= place.Length;
                leaving -= place.Leaves ? place.Length : 0;
            }
        }
    }

    private sealed class Place(BodyRoom room, Visitor visitor, int length, long since) : IDisposable
    {
        internal Visitor Visitor => visitor;

        internal int Length => length;

        internal long Since => since;

        internal bool Leaves { get; set; }

        public void Dispose() => room.Return(this);
    }
}
