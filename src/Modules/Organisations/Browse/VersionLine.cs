namespace Legation.Organisations.Browse;

/// <summary>A version of an entry, as its page lists it.</summary>
internal sealed record VersionLine(int Version, DateTimeOffset Made, string By, string Name);
