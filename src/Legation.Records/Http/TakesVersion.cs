namespace Legation.Records.Http;

/// <summary>Marks an endpoint that reads <c>If-Match</c>, for the API's document.</summary>
/// <param name="Required">Whether it refuses a request without it.</param>
public sealed record TakesVersion(bool Required);
