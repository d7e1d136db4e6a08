namespace Legation.Records.Access;

/// <summary>Who asks in this request. The server fills it from the session or the token; modules only read it.</summary>
public sealed class CurrentPrincipal
{
    /// <summary>Null when nobody is signed in.</summary>
    public Principal? Value { get; set; }

    /// <summary>The principal where the endpoint demands one.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint forgot to ask for it.</exception>
    public Principal Required =>
        Value ?? throw new InvalidOperationException("This endpoint needs somebody who is signed in.");
}
