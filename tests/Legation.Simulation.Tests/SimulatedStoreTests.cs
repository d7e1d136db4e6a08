using Legation.Records.Storage;
using Legation.Tests.Records.Storage;

namespace Legation.Simulation.Tests;

public sealed class SimulatedStoreContractTests : StoreContract
{
    private readonly SimulatedDisk disk = new();

    protected override IRecordStore Open(DirectoryInfo folder) => new SimulatedStore(disk);
}

/// <summary>What the simulated disk keeps over a power failure, and what it does not.</summary>
public sealed class SimulatedDiskTests : IDisposable
{
    private readonly SimulatedDisk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public void what_was_committed_outlives_a_power_failure_and_the_rest_does_not()
    {
        Follow("committed");
        disk.Begin();
        Follow("open");
        disk.PowerOff();
        disk.PowerOn();

        Followers().ShouldBe(["committed"]);
    }

    [Fact]
    public void without_power_nothing_works()
    {
        disk.FailAfter(1, powerFails: true);

        Should.Throw<PowerLostException>(() => Follow("never"));
        Should.Throw<PowerLostException>(Followers);
    }

    [Fact]
    public void a_write_that_fails_leaves_the_disk_working()
    {
        disk.FailAfter(1, powerFails: false);

        Should.Throw<PowerLostException>(() => Follow("never"));
        Follow("later");
        Followers().ShouldBe(["later"]);
    }

    [Fact]
    public void an_earlier_copy_can_be_put_back_again_and_again()
    {
        Follow("kept");
        disk.Keep("copy");
        foreach (var name in new[] { "one", "other" })
        {
            Follow(name);
            disk.PutBack("copy");
            Followers().ShouldBe(["kept"]);
        }
    }

    private void Follow(string name) =>
        disk.Execute("INSERT INTO follower (name, position) VALUES ($1, $2)", [name, 1L]);

    private List<string> Followers() => disk.Query("SELECT name FROM follower ORDER BY name", r => r.GetString(0), []);
}
