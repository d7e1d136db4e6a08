using System.Diagnostics.CodeAnalysis;

namespace Legation.Records;

/// <summary>What kind of refusal, so that a page or an API answers in one way everywhere.</summary>
public enum RefusalKind
{
    /// <summary>The request breaks a rule; the field says where.</summary>
    Invalid,

    /// <summary>It does not exist for whoever asks.</summary>
    NotFound,

    /// <summary>It exists for whoever asks, but the act is not theirs.</summary>
    Forbidden,

    /// <summary>Somebody else was first, or the state has moved on.</summary>
    Conflict,

    /// <summary>The node cannot take it now: disk full, closing down.</summary>
    Unavailable,
}

/// <summary>An expected refusal, in words that say what to do.</summary>
/// <param name="Kind">How to answer.</param>
/// <param name="Code">Stable name of the rule, such as <c>stale-version</c>.</param>
/// <param name="Sentence">For people.</param>
/// <param name="Field">The field at fault, if one is.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Sentence, string? Field = null);

/// <summary>A value or the reason why there is none. Exceptions are for bugs and broken infrastructure.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True, with the value, when it was not refused.</summary>
    public bool Succeeded([MaybeNullWhen(false)] out T result)
    {
        result = value;
        return Refusal is null;
    }

    /// <summary>True, with the refusal, when there is no value.</summary>
    public bool Refused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T result)
    {
        refusal = Refusal;
        result = value;
        return refusal is not null;
    }

    /// <summary>The value of an outcome that cannot be a refusal here.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException(Refusal.Sentence);

    /// <summary>A value is an outcome.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Outcomes are returned, never built by name.")]
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal is an outcome.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Outcomes are returned, never built by name.")]
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
