using System.Collections.Immutable;
using Legation.Organisations.Contracts;

namespace Legation.Organisations.Cards;

/// <summary>What a vCard says of somebody or something, as far as the directory knows it too (RFC 6350).</summary>
internal sealed record VCard
{
    /// <summary>In a file the line where it begins, counted from 1.</summary>
    public int Line { get; init; }

    /// <summary><c>individual</c>, <c>org</c> or another word of §6.1.4.</summary>
    public string Kind { get; init; } = "individual";

    public string? Uid { get; init; }

    public ImmutableArray<LocalisedName> Names { get; init; } = [];

    /// <summary>The honorific prefix of the name.</summary>
    public string? FormOfAddress { get; init; }

    /// <summary>The posts that are held.</summary>
    public ImmutableArray<string> Titles { get; init; } = [];

    /// <summary>The organisation, then the office.</summary>
    public ImmutableArray<string> Organisation { get; init; } = [];

    public ContactDetails Contact { get; init; } = new();

    public string? Place { get; init; }

    public string? Country { get; init; }

    public string? Zone { get; init; }
}
