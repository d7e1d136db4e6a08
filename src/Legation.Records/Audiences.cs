namespace Legation.Records;

/// <summary>Parties that are no organisation, office or post.</summary>
public static class Audiences
{
    /// <summary>
    /// Whoever takes part in the network: the audience of what is published, such as the directory. Every principal is
    /// of it; the relay takes it for every linked peer whom the label permits.
    /// </summary>
    public static RecordId Everyone { get; } = new("network", Guid.Empty);
}
