namespace Legation.Records.Samples;

/// <summary>Brings a module's part of the demonstration network; called once, on the first start.</summary>
public interface ISampleLoader
{
    /// <summary>Whether it makes the directory or what people then do.</summary>
    SamplePhase Phase { get; }

    /// <summary>Loads into all nodes.</summary>
    Task LoadAsync(SampleNetwork network, CancellationToken cancellation);
}

/// <summary>When a loader runs.</summary>
public enum SamplePhase
{
    /// <summary>Organisations, offices, posts, persons. Sets <see cref="SampleNode.Seats"/>.</summary>
    Directory,

    /// <summary>What people did: after the directory has reached every node and everybody has an account.</summary>
    Work,
}
