namespace Legation.Relay;

/// <summary>The sending side of a link while it runs: on threads of its own, or step by step in a simulated network.</summary>
internal interface IRunningLink : IAsyncDisposable
{
    /// <summary>How the link stands.</summary>
    LinkReport Report { get; }

    /// <summary>Tells the link what happened.</summary>
    void Post(LinkEvent happened);
}

/// <summary>Lets a link run.</summary>
internal delegate IRunningLink RunLink(LinkRow link);
