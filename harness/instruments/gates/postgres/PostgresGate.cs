namespace Verify.Instruments.Gates.Postgres;

/// <summary>Opens gates in front of a PostgreSQL.</summary>
public static class PostgresGate
{
    public static Task<Gate<PostgresCommand>> OpenAsync(GatePlace place) =>
        Gate<PostgresCommand>.OpenAsync(place, () => new PostgresReader());
}
